using System.Globalization;
using Agreements.Domain.Regions;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Regions;

public sealed class IndonesianTimeTests
{
    [Theory]
    [InlineData("Asia/Jayapura", "2026-12-31T14:59:59Z", "2026-12-31")]
    [InlineData("Asia/Jayapura", "2026-12-31T15:00:00Z", "2027-01-01")]
    [InlineData("Asia/Jayapura", "2026-12-31T15:00:01Z", "2027-01-01")]
    [InlineData("Asia/Makassar", "2026-12-31T15:59:59Z", "2026-12-31")]
    [InlineData("Asia/Makassar", "2026-12-31T16:00:00Z", "2027-01-01")]
    [InlineData("Asia/Makassar", "2026-12-31T16:00:01Z", "2027-01-01")]
    [InlineData("Asia/Jakarta", "2026-12-31T16:59:59Z", "2026-12-31")]
    [InlineData("Asia/Jakarta", "2026-12-31T17:00:00Z", "2027-01-01")]
    [InlineData("Asia/Jakarta", "2026-12-31T17:00:01Z", "2027-01-01")]
    public void The_year_ends_at_local_midnight(string zone, string at, string date) =>
        Assert.Equal(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture), IndonesianTime.DateIn(zone, Instant(at)));

    [Theory]
    [InlineData("2026-12-31T14:59:59Z", 31, 31, 31)]
    [InlineData("2026-12-31T15:00:00Z", 31, 31, 1)]
    [InlineData("2026-12-31T16:00:00Z", 31, 1, 1)]
    [InlineData("2026-12-31T17:00:00Z", 1, 1, 1)]
    public void For_two_hours_a_day_the_zones_have_two_dates(string at, int jakarta, int makassar, int jayapura)
    {
        var dates = IndonesianTime.DatesAt(Instant(at));

        Assert.Equal((jakarta, makassar, jayapura), (dates["Asia/Jakarta"].Day, dates["Asia/Makassar"].Day, dates["Asia/Jayapura"].Day));
    }

    [Fact]
    public void There_are_three_zones() => Assert.Equal(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"], IndonesianTime.ZoneIds);

    [Theory]
    [InlineData("Asia/Jakarta", 7)]
    [InlineData("Asia/Makassar", 8)]
    [InlineData("Asia/Jayapura", 9)]
    public void A_zone_is_a_fixed_number_of_hours_ahead_all_year(string zone, int hours)
    {
        var start = Instant("1990-01-01T00:00:00Z").ToUnixTimeSeconds();
        var instants = from day in Gen.Choose(0, 60 * 365)
                       from secondsAroundMidnight in Gen.OneOf(Gen.Choose(-2, 2), Gen.Choose(0, 86_399))
                       select DateTimeOffset.FromUnixTimeSeconds(start + (day * 86_400L) + secondsAroundMidnight - (hours * 3600));

        Prop.ForAll(instants.ToArbitrary(), at => IndonesianTime.DateIn(zone, at) == DateOnly.FromDateTime(at.UtcDateTime.AddHours(hours)))
            .QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(-8)]
    [InlineData(0)]
    [InlineData(9)]
    public void The_offset_in_which_an_instant_is_written_does_not_matter(int hours)
    {
        var at = Instant("2026-12-31T15:59:59Z").ToOffset(TimeSpan.FromHours(hours));

        Assert.Equal(new DateOnly(2026, 12, 31), IndonesianTime.DateIn("Asia/Makassar", at));
    }

    private static DateTimeOffset Instant(string at) => DateTimeOffset.Parse(at, CultureInfo.InvariantCulture);
}
