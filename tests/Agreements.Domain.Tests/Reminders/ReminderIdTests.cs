using Agreements.Domain.Reminders;

namespace Agreements.Domain.Tests.Reminders;

/// <summary>The id that a rung has before anybody claims it.</summary>
public sealed class ReminderIdTests
{
    private static readonly Guid Deadline = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e01");
    private static readonly DateOnly DueOn = new(2027, 3, 31);

    [Fact]
    public void It_is_the_same_for_ever_since_messages_that_were_sent_bear_it() =>
        Assert.Equal(new Guid("01a3fe63-0800-7954-a28a-5d6c35f63dd8"), ReminderId.Of(Deadline, DueOn, 30, ReminderChannel.Email));

    [Fact]
    public void It_is_a_uuid_of_version_7_with_the_day_on_which_it_fires()
    {
        var id = ReminderId.Of(Deadline, DueOn, 30, ReminderChannel.Email);

        Assert.Equal((7, 0x8), (id.Version, id.Variant & 0xC));
        var time = Convert.ToInt64(id.ToString("N")[..12], 16);
        Assert.Equal(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero), DateTimeOffset.FromUnixTimeMilliseconds(time));
    }

    [Fact]
    public void Whatever_it_is_of_makes_another() => Assert.Equal(4, new[]
    {
        ReminderId.Of(Deadline, DueOn, 30, ReminderChannel.Email),
        ReminderId.Of(Deadline, DueOn, 7, ReminderChannel.Email),
        ReminderId.Of(Deadline, DueOn.AddDays(1), 30, ReminderChannel.Email),
        ReminderId.Of(new Guid("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e02"), DueOn, 30, ReminderChannel.Email),
    }.Distinct().Count());

    [Fact]
    public void A_day_before_1970_makes_one_too() => Assert.Equal(7, ReminderId.Of(Deadline, new DateOnly(1945, 8, 17), 0, ReminderChannel.Email).Version);
}
