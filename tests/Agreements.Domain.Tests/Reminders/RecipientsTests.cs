using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;

namespace Agreements.Domain.Tests.Reminders;

public sealed class RecipientsTests
{
    private static readonly Contact Bureau = new("Biro Pemkesra", "pemkesra@sulbar.example", ContactLanguage.Id, Owner: null);
    private static readonly Contact Health = new("Dinas Kesehatan", "dinkes@sulbar.example", ContactLanguage.En, "Dinas  Kesehatan");
    private static readonly Contact Legal = new("Biro Hukum", "hukum@sulbar.example", ContactLanguage.Id, "Biro Hukum");
    private static readonly Contact Province = new("Sekretariat Daerah", "setda@sulbar.example", ContactLanguage.Id, Owner: null);

    [Fact]
    public void The_contacts_of_everything_are_told_and_those_of_the_owner_besides() =>
        Assert.Equal(["dinkes@sulbar.example", "pemkesra@sulbar.example"], AddressesOf(["Dinas Kesehatan"], [Bureau, Health, Legal], [Province]));

    [Fact]
    public void An_owner_is_recognised_whatever_its_case_accents_and_spaces() =>
        Assert.Equal(["dinkes@sulbar.example"], AddressesOf([" dinas KESÉHATAN "], [Health, Legal], []));

    [Fact]
    public void Whoever_looks_after_the_agreement_is_told_as_is_whoever_looks_after_the_deadline() =>
        Assert.Equal(["dinkes@sulbar.example", "hukum@sulbar.example"], AddressesOf(["Biro Hukum", "Dinas Kesehatan"], [Health, Legal], [Province]));

    [Fact]
    public void Nobody_is_told_for_an_owner_that_is_not_named() => Assert.Empty(AddressesOf([null, null], [Health, Legal], []));

    [Fact]
    public void An_owner_who_is_an_address_is_told_in_Indonesian() =>
        Assert.Equal([new Recipient("kesra@mamuju.example", "kesra@mamuju.example", ContactLanguage.Id)], Recipients.Resolve(["Biro Hukum", " kesra@mamuju.example "], [Health], [Province]));

    [Theory]
    [InlineData("kesra@mamuju.example\r\nBcc: lain@mamuju.example")]
    [InlineData("Kesra <kesra@mamuju.example>")]
    [InlineData("kesra@mamuju")]
    public void An_owner_who_is_almost_an_address_is_none(string owner) => Assert.Empty(AddressesOf([owner], [], []));

    [Fact]
    public void Where_the_region_has_nobody_its_province_is_told_by_the_same_rule()
    {
        Assert.Equal(["setda@sulbar.example"], AddressesOf(["Biro Pemkesra"], [], [Province, Health]));
        Assert.Equal(["dinkes@sulbar.example", "setda@sulbar.example"], AddressesOf(["Dinas Kesehatan"], [Legal], [Province, Health]));
        Assert.Empty(AddressesOf(["Biro Pemkesra"], [Legal], [Health]));
    }

    [Fact]
    public void Where_the_region_has_somebody_its_province_is_left_alone()
    {
        Assert.Equal(["pemkesra@sulbar.example"], AddressesOf([], [Bureau], [Province]));
        Assert.Equal(["kesra@mamuju.example"], AddressesOf(["kesra@mamuju.example"], [], [Province]));
    }

    [Fact]
    public void A_mailbox_is_told_once_as_its_contact_says()
    {
        var recipients = Recipients.Resolve(["DINKES@sulbar.example", "dinkes@SULBAR.example"], [Health with { Owner = null }], []);

        Assert.Equal([new Recipient("Dinas Kesehatan", "dinkes@sulbar.example", ContactLanguage.En)], recipients);
    }

    [Fact]
    public void They_come_by_address_whatever_its_case()
    {
        Contact[] contacts = [Bureau with { Email = "c@sulbar.example" }, Bureau with { Email = "B@sulbar.example" }, Bureau with { Email = "a@sulbar.example" }];

        Assert.Equal(["a@sulbar.example", "B@sulbar.example", "c@sulbar.example"], AddressesOf([], contacts, []));
        Assert.Equal(["a@sulbar.example", "B@sulbar.example", "c@sulbar.example"], AddressesOf([], contacts.Reverse(), []));
    }

    private static IEnumerable<string> AddressesOf(IEnumerable<string?> owners, IEnumerable<Contact> region, IEnumerable<Contact> province) =>
        Recipients.Resolve(owners, region, province).Select(recipient => recipient.Email);
}
