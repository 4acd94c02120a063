using Agreements.Domain.Regions;

namespace Agreements.Domain.Tests.Regions;

public sealed class RegionContactsTests
{
    private static readonly Authorship First = new("staf", new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));
    private static readonly Authorship Second = new("kepala.biro", new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero));
    private static readonly Contact Bureau = new("Biro Pemkesra", "pemkesra@sulbar.example", ContactLanguage.Id, Owner: null);
    private static readonly Contact Health = new("Dinas Kesehatan", "dinkes@sulbar.example", ContactLanguage.En, "Dinas Kesehatan");

    [Fact]
    public void They_are_replaced_as_a_whole_and_say_when_and_by_whom()
    {
        var contacts = new RegionContacts(Guid.CreateVersion7(), "76");
        Assert.Equal((0, null, null), (contacts.Version, contacts.UpdatedAt, contacts.UpdatedBy));

        contacts.Replace([Bureau, Health], First);
        contacts.Replace([Health], Second);

        Assert.Equal([Health], contacts.Contacts);
        Assert.Equal((2, Second.At, "kepala.biro"), (contacts.Version, contacts.UpdatedAt, contacts.UpdatedBy));
    }

    [Fact]
    public void Nothing_happens_when_nothing_differs()
    {
        var contacts = new RegionContacts(Guid.CreateVersion7(), "76");
        contacts.Replace([], First);
        Assert.Equal((0, null), (contacts.Version, contacts.UpdatedBy));

        contacts.Replace([Bureau, Health], First);
        contacts.Replace([Bureau with { }, Health with { }], Second);
        Assert.Equal((1, "staf"), (contacts.Version, contacts.UpdatedBy));

        contacts.Replace([Health, Bureau], Second);
        Assert.Equal((2, "kepala.biro"), (contacts.Version, contacts.UpdatedBy));
    }

    [Fact]
    public void No_mailbox_is_there_twice_and_each_repeat_is_named()
    {
        var contacts = new RegionContacts(Guid.CreateVersion7(), "76");
        contacts.Replace([Bureau], First);

        var refused = Assert.Throws<InvalidInputException>(() => contacts.Replace([Bureau, Health, Bureau with { Email = "PEMKESRA@sulbar.example" }, Health with { Owner = null }], Second));

        Assert.Equal(["contacts/2/email", "contacts/3/email"], refused.Faults.Select(fault => fault.Member));
        Assert.All(refused.Faults, fault => Assert.Equal("email.repeated", fault.Code));
        Assert.Equal([Bureau], contacts.Contacts);
    }
}
