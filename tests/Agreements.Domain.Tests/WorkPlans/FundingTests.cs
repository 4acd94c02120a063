using Agreements.Domain.WorkPlans;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.WorkPlans;

/// <summary>What a plan costs, in integer rupiah.</summary>
public sealed class FundingTests
{
    private const long Cost = 37_800;
    private static readonly DateOnly NewYear = new(2025, 1, 1);
    private static readonly DateOnly YearEnd = new(2025, 12, 31);

    [Fact]
    public void Kutai_Kartanegara_needs_what_it_published()
    {
        var funding = Funding.Of(NewYear, YearEnd, [Terms(quota: 143_925, growth: 1_500, budget: 69_706_980_000)])!;

        Assert.Equal((1_844_100L, 69_706_980_000L, 0L, null), (funding.PersonMonths, funding.Need, funding.Difference, funding.Horizon));
    }

    [Theory]
    [InlineData(12_000 * Cost, null, 0)]
    [InlineData((12_000 * Cost) - 1, "2025-12-01", -1)]
    [InlineData(11_000 * Cost, "2025-12-01", -1_000 * Cost)]
    [InlineData((11_000 * Cost) - 1, "2025-11-01", (-1_000 * Cost) - 1)]
    [InlineData(0, "2025-01-01", -12_000 * Cost)]
    [InlineData((12_000 * Cost) + 7, null, 7)]
    public void The_horizon_is_the_first_month_that_the_budget_cannot_pay_in_full(long budget, string? horizon, long difference)
    {
        var funding = Funding.Of(NewYear, YearEnd, [Terms(quota: 1_000, budget: budget)])!;

        Assert.Equal((horizon, difference), (funding.Horizon?.ToString("O", System.Globalization.CultureInfo.InvariantCulture), funding.Difference));
    }

    [Theory]
    [InlineData("2025-04-01", "2025-12-31", 9_000)]
    [InlineData("2025-04-15", "2025-06-10", 3_000)]
    [InlineData("2025-12-31", "2025-12-31", 1_000)]
    public void A_part_of_a_year_counts_the_months_that_it_touches(string from, string until, long personMonths) =>
        Assert.Equal(personMonths, Funding.Of(Day(from), Day(until), [Terms(quota: 1_000) with { EffectiveOn = Day(from) }])!.PersonMonths);

    [Fact]
    public void Without_quota_or_contribution_nothing_is_known_and_without_a_budget_no_difference()
    {
        Assert.Null(Funding.Of(NewYear, YearEnd, [Terms(quota: null)]));
        Assert.Null(Funding.Of(NewYear, YearEnd, [Terms(quota: 1_000) with { ContributionPerPersonMonth = null }]));
        var funding = Funding.Of(NewYear, YearEnd, [Terms(quota: 1_000)])!;
        Assert.Equal((12_000 * Cost, null, null), (funding.Need, funding.Difference, funding.Horizon));
    }

    [Theory]
    [InlineData("2025-07-01", 18_000)]
    [InlineData("2025-07-02", 17_000)]
    [InlineData("2025-01-01", 24_000)]
    [InlineData("2025-12-31", 12_000)]
    public void An_addendum_counts_from_the_first_month_that_begins_with_it(string effectiveOn, long personMonths) =>
        Assert.Equal(personMonths, Funding.Of(NewYear, YearEnd, [Terms(quota: 1_000), Change(effectiveOn) with { ParticipantQuota = 2_000 }])!.PersonMonths);

    [Fact]
    public void An_addendum_changes_what_it_names_alone_and_growth_goes_on()
    {
        // 10 more each month: 1,010 to 1,120; from July on at twice the cost, and with the budget of the addendum.
        var funding = Funding.Of(NewYear, YearEnd, [Terms(quota: 1_000, growth: 10, budget: 1), Change("2025-07-01") with { ContributionPerPersonMonth = 2 * Cost, BudgetAmount = 900_000_000 }])!;

        Assert.Equal(12_780, funding.PersonMonths);
        Assert.Equal((6_210 * Cost) + (6_570 * 2 * Cost), funding.Need);
        Assert.Equal(900_000_000 - funding.Need, funding.Difference);
    }

    [Fact]
    public void The_need_is_the_sum_of_its_months() => Prop.ForAll(
        Gen.Choose(0, 200_000).Zip(Gen.Choose(0, 5_000)).Zip(Gen.Choose(1, 12).Zip(Gen.Choose(1, 12))).ToArbitrary(),
        each => SumsUp(each.Item1.Item1, each.Item1.Item2, Math.Min(each.Item2.Item1, each.Item2.Item2), Math.Max(each.Item2.Item1, each.Item2.Item2))).QuickCheckThrowOnFailure();

    private static void SumsUp(int quota, int growth, int firstMonth, int lastMonth)
    {
        var (first, last) = (new DateOnly(2025, firstMonth, 1), new DateOnly(2025, lastMonth, 1));
        var counted = 0L;
        for (var month = 0; first.AddMonths(month) <= last; month++)
        {
            counted += quota + ((month + 1L) * growth);
        }

        var funding = Funding.Of(first, last.AddMonths(1).AddDays(-1), [Terms(quota, growth) with { EffectiveOn = first }])!;
        Assert.Equal((counted, counted * Cost), (funding.PersonMonths, funding.Need));
    }

    private static PlanTerms Terms(int? quota, int growth = 0, long? budget = null) => new(NewYear, YearEnd, quota, growth, Cost, budget);

    private static PlanTerms Change(string effectiveOn) => new(Day(effectiveOn), null, null, null, null, null);

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "O", System.Globalization.CultureInfo.InvariantCulture);
}
