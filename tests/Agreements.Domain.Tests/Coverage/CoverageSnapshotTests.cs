using System.Globalization;
using Agreements.Domain.Coverage;
using Agreements.Domain.Regions;

namespace Agreements.Domain.Tests.Coverage;

public sealed class CoverageSnapshotTests
{
    private static readonly Region Gorontalo = new("75", "Gorontalo", RegionLevel.Province, "75", "Asia/Makassar", IsAutonomous: true);
    private static readonly DateOnly Today = new(2025, 12, 18);
    private static readonly Authorship Author = new("staf", new DateTimeOffset(2025, 12, 18, 1, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(682_527, 694_832, "98.23")]
    [InlineData(301_908, 409_935, "73.65")]
    [InlineData(10_098, 10_000, "100.98")]
    [InlineData(9_800, 10_000, "98")]
    [InlineData(1, 3, "33.33")]
    [InlineData(2, 3, "66.67")]
    [InlineData(1, 800, "0.13")]
    [InlineData(0, 800, "0")]
    [InlineData(999_999_999, 1, "99999999900")]
    public void A_part_of_a_whole_is_shown_with_two_decimals_rounded_half_away_from_zero(int part, int whole, string shown) =>
        Assert.Equal(shown, Percent.Of(part, whole)!.Value.ToString(CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(null, 10)]
    [InlineData(10, null)]
    [InlineData(0, 0)]
    public void Where_a_count_is_missing_there_is_no_percentage(int? part, int? whole) => Assert.Null(Percent.Of(part, whole));

    [Fact]
    public void A_percentage_is_written_in_one_way_only()
    {
        var snapshot = Record(new CoverageFigures { CoveragePercentPrinted = 98.00m, ActivePercentPrinted = 80.50m });

        Assert.Equal(("98", "80.5"), (snapshot.CoveragePercentPrinted!.Value.ToString(CultureInfo.InvariantCulture), snapshot.ActivePercentPrinted!.Value.ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void There_can_be_more_members_than_residents_but_not_more_active_members_than_members()
    {
        Assert.Equal(110m, Record(new CoverageFigures { Population = 100, Members = 110, ActiveMembers = 110 }).Figures.CoveragePercent);
        Assert.Equal(["activeMembers active-members.more-than-members"], Faults(new CoverageFigures { Population = 100, Members = 110, ActiveMembers = 111 }));
        Assert.Equal(111, Record(new CoverageFigures { ActiveMembers = 111 }).ActiveMembers);
    }

    [Fact]
    public void At_least_one_figure_is_there()
    {
        Assert.Equal(["members figures.missing"], Faults(new CoverageFigures()));
        Assert.Equal(0, Record(new CoverageFigures { ArrearsAmount = 0 }).ArrearsAmount);
    }

    [Fact]
    public void A_day_that_is_yet_to_come_has_no_figures()
    {
        Assert.Equal(["asOf date.not-yet", "members figures.missing"], Faults(new CoverageFigures(), Today.AddDays(1)));
    }

    private static CoverageSnapshot Record(CoverageFigures figures, DateOnly? asOf = null) =>
        new(Guid.CreateVersion7(Author.At), Gorontalo, asOf ?? Today, revision: 1, figures, "Pemerintah Provinsi Gorontalo", Today, Author);

    private static IEnumerable<string> Faults(CoverageFigures figures, DateOnly? asOf = null) =>
        Assert.Throws<InvalidInputException>(() => Record(figures, asOf)).Faults.Select(fault => $"{fault.Member} {fault.Code}");
}
