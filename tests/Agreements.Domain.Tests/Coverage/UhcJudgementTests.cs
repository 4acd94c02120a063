using Agreements.Domain.Coverage;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Coverage;

public sealed class UhcJudgementTests
{
    private const string Reached = "";

    private static readonly UhcPolicy Of2025 = new(new DateOnly(2025, 1, 1), 98, 80, Strict: true, RequiresNoArrears: true, "BPJS Kesehatan");

    [Theory]
    [InlineData(true, 9799, "CoverageNotReached", 2)]
    [InlineData(true, 9800, "CoverageNotReached", 1)]
    [InlineData(true, 9801, Reached, 0)]
    [InlineData(false, 9799, "CoverageNotReached", 1)]
    [InlineData(false, 9800, Reached, 0)]
    [InlineData(false, 9801, Reached, 0)]
    [InlineData(true, 10_098, Reached, 0)]
    [InlineData(true, 0, "CoverageNotReached", 9801)]
    public void Of_ten_thousand_residents_it_takes_9800_members_or_one_more(bool strict, int members, string reason, int lacking)
    {
        var judged = Judge(new CoverageFigures { Population = 10_000, Members = members, ActivePercentPrinted = 95, ArrearsAmount = 0 }, Of2025 with { Strict = strict });

        Assert.Equal(reason, Told(judged));
        Assert.Equal(lacking, judged.DistanceInPeople.Members);
        Assert.Equal(reason == Reached ? UhcPredicate.UhcPrioritas : UhcPredicate.None, judged.Predicate);
    }

    [Theory]
    [InlineData(true, 7999, "ActivityNotReached", 2)]
    [InlineData(true, 8000, "ActivityNotReached", 1)]
    [InlineData(true, 8001, Reached, 0)]
    [InlineData(false, 7999, "ActivityNotReached", 1)]
    [InlineData(false, 8000, Reached, 0)]
    [InlineData(false, 8001, Reached, 0)]
    public void Of_ten_thousand_members_8000_must_be_active_or_one_more(bool strict, int active, string reason, int lacking)
    {
        var judged = Judge(new CoverageFigures { Population = 10_000, Members = 10_000, ActiveMembers = active, ArrearsAmount = 0 }, Of2025 with { Strict = strict });

        Assert.Equal(reason, Told(judged));
        Assert.Equal(lacking, judged.DistanceInPeople.ActiveMembers);
    }

    [Theory]
    [InlineData(true, "98.00", "CoverageNotReached")]
    [InlineData(true, "98.01", Reached)]
    [InlineData(false, "97.99", "CoverageNotReached")]
    [InlineData(false, "98.00", Reached)]
    public void Where_a_count_is_missing_the_printed_coverage_is_judged(bool strict, string printed, string reason)
    {
        var judged = Judge(new CoverageFigures { Members = 9000, CoveragePercentPrinted = Decimal(printed), ActivePercentPrinted = 90, ArrearsAmount = 0 }, Of2025 with { Strict = strict });

        Assert.Equal(reason, Told(judged));
        Assert.Equal(new PeopleLacking(null, null), judged.DistanceInPeople);
    }

    [Theory]
    [InlineData(true, "79.99", "ActivityNotReached")]
    [InlineData(true, "80.00", "ActivityNotReached")]
    [InlineData(true, "80.01", Reached)]
    [InlineData(false, "79.99", "ActivityNotReached")]
    [InlineData(false, "80.00", Reached)]
    public void Where_a_count_is_missing_the_printed_activity_is_judged(bool strict, string printed, string reason)
    {
        var judged = Judge(new CoverageFigures { Population = 10_000, Members = 10_000, ActivePercentPrinted = Decimal(printed), ArrearsAmount = 0 }, Of2025 with { Strict = strict });

        Assert.Equal(reason, Told(judged));
        Assert.Equal(new PeopleLacking(0, null), judged.DistanceInPeople);
    }

    [Theory]
    [InlineData(0L, UhcPredicate.UhcPrioritas, Reached)]
    [InlineData(1L, UhcPredicate.Uhc, "InArrears")]
    [InlineData(null, UhcPredicate.Uhc, "ArrearsUnknown")]
    public void One_rupiah_of_arrears_keeps_a_region_from_UHC_Prioritas_and_so_does_not_knowing(long? arrears, UhcPredicate predicate, string reason)
    {
        var judged = Judge(Reaching with { ArrearsAmount = arrears });

        Assert.Equal((predicate, reason), (judged.Predicate, Told(judged)));
    }

    [Fact]
    public void A_policy_that_does_not_look_at_arrears_knows_no_UHC_Prioritas()
    {
        foreach (var arrears in new long?[] { 0, 1, null })
        {
            var judged = Judge(Reaching with { ArrearsAmount = arrears }, Of2025 with { RequiresNoArrears = false });

            Assert.Equal((UhcPredicate.Uhc, Reached), (judged.Predicate, Told(judged)));
        }
    }

    [Fact]
    public void A_policy_without_a_bound_of_activity_asks_for_nobody_to_be_active()
    {
        var judged = Judge(new CoverageFigures { Population = 100, Members = 95 }, new UhcPolicy(new DateOnly(2019, 1, 1), 95, ActiveAbove: null, Strict: false, RequiresNoArrears: false, "…"));

        Assert.Equal((UhcPredicate.Uhc, Reached, new PeopleLacking(0, 0)), (judged.Predicate, Told(judged), judged.DistanceInPeople));
    }

    [Fact]
    public void Counts_are_judged_and_neither_their_rounded_nor_their_printed_percentage()
    {
        // 98.0004 per cent is shown as 98.00 and is more than 98; 97.9999 is shown as 98.00 too and is less.
        var more = Judge(new CoverageFigures { Population = 1_000_000, Members = 980_004, ActivePercentPrinted = 90, CoveragePercentPrinted = 97, ArrearsAmount = 0 });
        var less = new CoverageFigures { Population = 1_000_000, Members = 979_999, ActivePercentPrinted = 90, CoveragePercentPrinted = 99, ArrearsAmount = 0 };

        Assert.Equal(98m, less.CoveragePercent);
        Assert.Equal(UhcPredicate.UhcPrioritas, more.Predicate);
        Assert.Equal(UhcPredicate.None, Judge(less, Of2025 with { Strict = false }).Predicate);
        Assert.Equal(1, Judge(less, Of2025 with { Strict = false }).DistanceInPeople.Members);
    }

    [Fact]
    public void Everything_that_keeps_a_region_from_more_is_said()
    {
        Assert.Equal("CoverageUnknown ActivityUnknown ArrearsUnknown", Told(Judge(new CoverageFigures { Population = 10_000 })));
        Assert.Equal("CoverageNotReached ActivityNotReached InArrears", Told(Judge(new CoverageFigures { Population = 100, Members = 50, ActiveMembers = 10, ArrearsAmount = 5 })));
        Assert.Equal("NoSnapshot", Told(UhcJudgement.Of(null, Of2025)));
        Assert.Equal("NoPolicy", Told(UhcJudgement.Of(Reaching, null)));
        Assert.Equal("NoSnapshot NoPolicy", Told(UhcJudgement.Of(null, null)));
        Assert.Equal(new PeopleLacking(null, null), UhcJudgement.Of(null, Of2025).DistanceInPeople);
    }

    [Fact]
    public void Of_nobody_no_part_can_be_covered_or_active()
    {
        var judged = Judge(new CoverageFigures { Population = 0, Members = 0, ActiveMembers = 0, ArrearsAmount = 0 }, Of2025 with { Strict = false });

        Assert.Equal("CoverageUnknown ActivityUnknown", Told(judged));
        Assert.Equal(new PeopleLacking(null, null), judged.DistanceInPeople);
    }

    [Fact]
    public void With_exactly_the_people_that_it_lacks_a_region_reaches_the_bounds_and_with_one_less_it_does_not() => Check.QuickThrowOnFailure(Prop.ForAll(
        (from population in Gen.Choose(1, CoverageFigures.CountMax / 2)
         from members in Gen.Choose(1, CoverageFigures.CountMax / 2)
         from active in Gen.Choose(0, members)
         from coverage in Gen.Choose(0, 10_000)
         from activity in Gen.Choose(0, 10_000)
         from strict in Gen.Elements(true, false)
         select (Population: population, Members: members, Active: active, Policy: new UhcPolicy(new DateOnly(2025, 1, 1), coverage / 100m, activity / 100m, strict, RequiresNoArrears: false, "…"))).ToArbitrary(),
        each =>
        {
            var lacking = UhcJudgement.Of(Figures(each.Members, each.Active), each.Policy).DistanceInPeople;
            var (members, active) = (lacking.Members!.Value, lacking.ActiveMembers!.Value);
            return !Misses(Figures(each.Members + members, each.Active), UhcReason.CoverageNotReached)
                && !Misses(Figures(each.Members, each.Active + active), UhcReason.ActivityNotReached)
                && (members == 0 || Misses(Figures(each.Members + members - 1, each.Active), UhcReason.CoverageNotReached))
                && (active == 0 || Misses(Figures(each.Members, each.Active + active - 1), UhcReason.ActivityNotReached));

            CoverageFigures Figures(int members, int active) => new() { Population = each.Population, Members = members, ActiveMembers = active };

            bool Misses(CoverageFigures figures, UhcReason reason) => UhcJudgement.Of(figures, each.Policy).Reasons.Contains(reason);
        }));

    private static CoverageFigures Reaching => new() { Population = 10_000, Members = 9_900, ActiveMembers = 9_000 };

    private static UhcJudgement Judge(CoverageFigures figures, UhcPolicy? policy = null) => UhcJudgement.Of(figures, policy ?? Of2025);

    private static string Told(UhcJudgement judged) => string.Join(' ', judged.Reasons);

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
