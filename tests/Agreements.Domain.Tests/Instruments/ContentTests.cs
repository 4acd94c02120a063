using Agreements.Domain.Instruments;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Instruments;

public sealed class ContentTests
{
    [Fact]
    public void A_term_does_not_end_before_it_starts()
    {
        var refusal = Assert.Throws<InvalidInputException>(() => Agreement.Draft(
            Sample.Id,
            Sample.Content with { EffectiveFrom = new DateOnly(2025, 4, 2), EffectiveUntil = new DateOnly(2025, 4, 1) },
            Sample.SulawesiBarat,
            Sample.Author));

        Assert.Equal(("effectiveUntil", "term.ends-before-start"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
    }

    [Fact]
    public void A_term_may_last_one_day()
    {
        var day = new DateOnly(2025, 4, 1);

        Assert.Empty((Sample.Content with { EffectiveFrom = day, EffectiveUntil = day }).Faults());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_term_with_an_unknown_date_is_no_fault(bool hasStart, bool hasEnd)
    {
        var content = Sample.Content with
        {
            EffectiveFrom = hasStart ? new DateOnly(2025, 4, 1) : null,
            EffectiveUntil = hasEnd ? new DateOnly(2025, 12, 31) : null,
        };

        Assert.Empty(content.Faults());
    }

    [Fact]
    public void Of_any_two_days_only_a_later_start_is_a_fault()
    {
        var days = Gen.Choose(new DateOnly(2016, 1, 1).DayNumber, new DateOnly(2032, 12, 31).DayNumber);
        var near = from start in days from length in Gen.Choose(-3, 400) select (start, length);

        Prop.ForAll(near.ToArbitrary(), term =>
        {
            var content = Sample.Content with
            {
                EffectiveFrom = DateOnly.FromDayNumber(term.start),
                EffectiveUntil = DateOnly.FromDayNumber(term.start + term.length),
            };
            return content.Faults().Any() == (term.length < 0);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_term_is_either_open_ended_or_has_an_end()
    {
        var refusal = Assert.Throws<InvalidInputException>(
            () => Agreement.Draft(Sample.Id, Sample.Content with { OpenEnded = true }, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal(("openEnded", "term.open-ended-with-end"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
        Assert.Empty((Sample.Content with { OpenEnded = true, EffectiveUntil = null }).Faults());
    }

    [Fact]
    public void An_administrative_region_cannot_be_a_party()
    {
        var refusal = Assert.Throws<InvalidInputException>(
            () => Agreement.Draft(Sample.Id, Sample.Content with { RegionCode = "31.71" }, Sample.JakartaPusat, Sample.Author));

        Assert.Equal(("regionCode", "region.not-autonomous"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
    }

    [Fact]
    public void A_draft_cannot_be_moved_to_an_administrative_region()
    {
        var agreement = Sample.In(LifecycleState.Draft);

        var refusal = Assert.Throws<InvalidInputException>(
            () => agreement.Edit(Sample.Content with { RegionCode = "31.71" }, Sample.JakartaPusat, Sample.Author));

        Assert.Equal("region.not-autonomous", refusal.Faults.Single().Code);
        Assert.Equal(("76", "Asia/Makassar", 1), (agreement.RegionCode, agreement.TimeZone, agreement.Version));
    }

    [Fact]
    public void An_agreement_does_not_continue_itself()
    {
        var refusal = Assert.Throws<InvalidInputException>(
            () => Agreement.Draft(Sample.Id, Sample.Content with { PredecessorId = Sample.Id }, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal(("predecessorId", "agreement.own-predecessor"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
    }

    [Fact]
    public void All_faults_are_named_at_once()
    {
        var content = Sample.Content with
        {
            EffectiveFrom = new DateOnly(2026, 1, 1),
            EffectiveUntil = new DateOnly(2025, 12, 31),
            OpenEnded = true,
            RegionCode = "31.71",
            PredecessorId = Sample.Id,
        };

        var refusal = Assert.Throws<InvalidInputException>(() => Agreement.Draft(Sample.Id, content, Sample.JakartaPusat, Sample.Author));

        Assert.Equal(
            ["term.ends-before-start", "term.open-ended-with-end", "region.not-autonomous", "agreement.own-predecessor"],
            refusal.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void A_faulty_edit_leaves_the_draft_as_it_was()
    {
        var agreement = Sample.In(LifecycleState.Draft);
        var before = agreement.Content;

        Assert.Throws<InvalidInputException>(
            () => agreement.Edit(Sample.Content with { Title = "Baru", EffectiveUntil = new DateOnly(2025, 3, 31) }, Sample.SulawesiBarat, Sample.Author));

        Assert.Equal(before, agreement.Content);
        Assert.Equal((1, 1), (agreement.Version, agreement.History.Count));
    }

    [Fact]
    public void What_is_written_is_what_is_kept()
    {
        Assert.Equal(Sample.Content, Sample.In(LifecycleState.Draft).Content);
    }

    [Fact]
    public void The_dates_are_judged_in_the_zone_of_the_region()
    {
        var agreement = Sample.In(LifecycleState.Draft);
        Assert.Equal("Asia/Makassar", agreement.TimeZone);

        agreement.Edit(Sample.Content with { RegionCode = "96.71" }, Sample.KotaSorong, Sample.Author);

        Assert.Equal("Asia/Jayapura", agreement.TimeZone);
    }
}
