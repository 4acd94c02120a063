using System.Globalization;
using Agreements.Domain.Instruments;

namespace Agreements.Domain.Tests.Instruments;

public sealed class SuccessorTests
{
    // Ends on 31 December 2025.
    private static readonly Agreement Predecessor = Sample.In(LifecycleState.Signed);

    [Theory]
    [InlineData("2025-10-01", true)]
    [InlineData("2025-12-31", true)]
    [InlineData("2026-01-01", true)]
    [InlineData("2026-01-02", false)]
    [InlineData("2026-06-01", false)]
    public void It_continues_when_it_begins_no_later_than_the_day_after_the_end(string from, bool continues) =>
        Assert.Equal(continues, Signed(from, "2026-12-31").Continues(Predecessor));

    [Theory]
    [InlineData("2025-12-30", false)]
    [InlineData("2025-12-31", false)]
    [InlineData("2026-01-01", true)]
    [InlineData(null, true)]
    public void It_continues_only_while_it_is_in_force_beyond_the_end(string? until, bool continues) =>
        Assert.Equal(continues, Signed("2025-07-01", until).Continues(Predecessor));

    [Theory]
    [InlineData(LifecycleState.Draft, false)]
    [InlineData(LifecycleState.InReview, false)]
    [InlineData(LifecycleState.Approved, false)]
    [InlineData(LifecycleState.PartiallySigned, false)]
    [InlineData(LifecycleState.Signed, true)]
    [InlineData(LifecycleState.Terminated, true)]
    [InlineData(LifecycleState.Cancelled, false)]
    public void It_continues_only_when_both_parties_have_signed(LifecycleState lifecycle, bool continues) =>
        Assert.Equal(continues, (Signed("2026-01-01", "2026-12-31") with { Lifecycle = lifecycle }).Continues(Predecessor));

    [Fact]
    public void One_whose_first_day_nobody_knows_proves_nothing() => Assert.False((Signed("2026-01-01", "2026-12-31") with { From = null }).Continues(Predecessor));

    [Fact]
    public void One_for_other_people_continues_nothing()
    {
        Assert.False((Signed("2026-01-01", "2026-12-31") with { RegionCode = "76.01" }).Continues(Predecessor));
        Assert.False((Signed("2026-01-01", "2026-12-31") with { Segment = Segment.WageEarners }).Continues(Predecessor));
    }

    [Theory]
    [InlineData("2025-10-01", true)]
    [InlineData("2025-10-02", false)]
    public void It_goes_on_from_the_termination_where_that_comes_before_the_end(string from, bool continues)
    {
        var terminated = Sample.In(LifecycleState.Signed);
        terminated.Terminate(Sample.Termination, [], Sample.Author);

        Assert.Equal(continues, Signed(from, "2026-12-31").Continues(terminated));
    }

    [Fact]
    public void What_has_no_end_needs_no_successor() =>
        Assert.False(Signed("2026-01-01", "2026-12-31").Continues(Sample.In(LifecycleState.Signed, Sample.Content with { EffectiveUntil = null, OpenEnded = true })));

    [Fact]
    public void A_signed_one_is_shown_before_any_draft()
    {
        var signed = Signed("2026-01-01", "2026-12-31", id: 1);
        var draft = signed with { Id = Id(2), Lifecycle = LifecycleState.Draft };

        Assert.Equal(signed.Id, Successor.ToShow([draft, signed]));
    }

    [Fact]
    public void Of_several_drafts_the_latest_is_shown_and_never_a_cancelled_one()
    {
        var draft = Signed("2026-01-01", "2026-12-31") with { Lifecycle = LifecycleState.Draft };

        Assert.Equal(Id(2), Successor.ToShow([draft with { Id = Id(1) }, draft with { Id = Id(2) }, draft with { Id = Id(3), Lifecycle = LifecycleState.Cancelled }]));
        Assert.Null(Successor.ToShow([draft with { Lifecycle = LifecycleState.Cancelled }]));
        Assert.Null(Successor.ToShow([]));
    }

    private static Successor Signed(string from, string? until, int id = 1) => new(Id(id), "76", Segment.PbpuBp, LifecycleState.Signed, Day(from), until is null ? null : Day(until));

    private static Guid Id(int number) => new($"019a0000-0000-7000-8000-00000000000{number}");

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
