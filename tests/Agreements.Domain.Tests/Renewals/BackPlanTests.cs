using System.Globalization;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Renewals;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Renewals;

/// <summary>Sulawesi Barat's renewal of 2025, planned back from the first day of 2026.</summary>
public sealed class BackPlanTests
{
    private static readonly DateOnly CoverFrom = new(2026, 1, 1);
    private static readonly WorkCalendar Calendar = new([new DateOnly(2025, 12, 25), new DateOnly(2025, 12, 26)]);
    private static readonly IReadOnlyList<StagePlan> Plan = BackPlan.Schedule(Unplanned(StageDurations.Default), CoverFrom, Calendar);

    [Theory]
    [InlineData(RenewalStage.Evaluation, "2025-10-07", "2025-10-20")]
    [InlineData(RenewalStage.Budget, "2025-10-21", "2025-11-24")]
    [InlineData(RenewalStage.LegalReview, "2025-11-25", "2025-12-15")]
    [InlineData(RenewalStage.Signing, "2025-12-16", "2025-12-22")]
    [InlineData(RenewalStage.ParticipantData, "2025-12-23", "2025-12-31")]
    public void Each_stage_is_through_before_the_next_one_begins(RenewalStage stage, string start, string due)
    {
        var planned = Plan.Single(each => each.Stage == stage);

        Assert.Equal((Day(start), Day(due)), (planned.StartOn, planned.DueOn));
    }

    [Theory]
    [InlineData("2025-09-29", null, null, 0)]
    [InlineData("2025-10-07", null, null, 0)]
    [InlineData("2025-10-08", RenewalStage.Evaluation, "2025-10-07", 1)]
    [InlineData("2025-11-27", RenewalStage.Evaluation, "2025-10-07", 51)]
    public void Opened_on_a_day_it_says_which_stage_could_not_begin_in_time(string openedOn, RenewalStage? stage, string? on, int days)
    {
        var missed = BackPlan.FirstMissed(Plan, Day(openedOn), Day(openedOn), Calendar);

        Assert.Equal(stage is { } late ? new MissedDate(late, PlannedDate.StartOn, Day(on!), days) : null, missed);
    }

    [Theory]
    [InlineData("2025-10-20", null)]
    [InlineData("2025-10-21", "2025-10-20")]
    [InlineData("2025-12-31", "2025-10-20")]
    public void What_began_in_time_is_missed_on_the_day_after_it_was_due(string day, string? on)
    {
        var missed = BackPlan.FirstMissed(Plan, new DateOnly(2025, 9, 29), Day(day), Calendar);

        Assert.Equal(on is null ? null : new MissedDate(RenewalStage.Evaluation, PlannedDate.DueOn, Day(on), Day(day).DayNumber - Day(on).DayNumber), missed);
    }

    [Theory]
    [InlineData("2025-10-20", null)]
    [InlineData("2025-10-21", RenewalStage.Budget)]
    public void What_was_through_late_leaves_too_little_for_the_next_stage(string done, RenewalStage? missed)
    {
        var plan = Plan.Select(stage => stage.Stage == RenewalStage.Evaluation ? stage with { DoneOn = Day(done) } : stage);

        Assert.Equal(missed, BackPlan.FirstMissed(plan, new DateOnly(2025, 9, 29), Day(done), Calendar)?.Stage);
    }

    [Fact]
    public void All_done_misses_nothing_whenever_it_was_opened() => Assert.Null(BackPlan.FirstMissed(
        Plan.Select(stage => stage with { DoneOn = new DateOnly(2025, 12, 30) }), new DateOnly(2025, 12, 29), new DateOnly(2026, 2, 1), Calendar));

    [Fact]
    public void A_last_stage_that_was_through_too_late_is_missed() => Assert.Equal(
        new MissedDate(RenewalStage.ParticipantData, PlannedDate.DueOn, new DateOnly(2025, 12, 31), 2),
        BackPlan.FirstMissed(Plan.Select(stage => stage with { DoneOn = new DateOnly(2026, 1, 2) }), new DateOnly(2025, 9, 29), new DateOnly(2026, 1, 2), Calendar));

    [Fact]
    public void Moving_one_stage_moves_all_before_it_and_none_after()
    {
        var moved = BackPlan.Schedule(Plan.Select(stage => stage.Stage == RenewalStage.LegalReview ? stage with { WantedOn = new DateOnly(2025, 12, 8) } : stage), CoverFrom, Calendar);

        Assert.Equal(new DateOnly(2025, 12, 8), moved[2].DueOn);
        Assert.Equal(Plan.Skip(3), moved.Skip(3));
        Assert.All(moved.Take(3).Zip(Plan), pair => Assert.Equal(7, pair.Second.DueOn.DayNumber - pair.First.DueOn.DayNumber));
    }

    [Fact]
    public void A_longer_stage_begins_earlier_and_moves_all_before_it()
    {
        var moved = BackPlan.Schedule(Plan.Select(stage => stage.Stage == RenewalStage.Budget ? stage with { WorkDays = 30 } : stage), CoverFrom, Calendar);

        Assert.Equal(Plan[1].DueOn, moved[1].DueOn);
        Assert.Equal((new DateOnly(2025, 10, 14), new DateOnly(2025, 10, 13)), (moved[1].StartOn, moved[0].DueOn));
    }

    [Fact]
    public void Whatever_the_durations_stages_follow_one_another_on_work_days_and_end_before_the_first_day_to_cover() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Choose(1, 60).ArrayOf(5).SelectMany(days => Gen.Choose(0, 2000).Select(offset => (days, cover: new DateOnly(2025, 1, 1).AddDays(offset)))).ToArbitrary(),
        each =>
        {
            var plan = BackPlan.Schedule(Unplanned(new StageDurations(each.days[0], each.days[1], each.days[2], each.days[3], each.days[4])), each.cover, Calendar);
            var follow = plan.Zip(plan.Skip(1)).All(pair => pair.First.DueOn < pair.Second.StartOn && WorkDaysBetween(pair.First.DueOn, pair.Second.StartOn) == 0);
            var last = plan[^1].DueOn;
            return follow && last < each.cover && WorkDaysBetween(last, each.cover) == 0
                && plan.All(stage => WorkDaysBetween(stage.StartOn.AddDays(-1), stage.DueOn.AddDays(1)) == stage.WorkDays)
                && BackPlan.FirstMissed(plan, plan[0].StartOn, plan[0].StartOn, Calendar) is null
                && BackPlan.FirstMissed(plan, plan[0].StartOn.AddDays(1), plan[0].StartOn.AddDays(1), Calendar) is not null;
        }));

    // Strictly between the two.
    private static int WorkDaysBetween(DateOnly from, DateOnly to) => Enumerable.Range(from.DayNumber + 1, Math.Max(0, to.DayNumber - from.DayNumber - 1)).Count(day => Calendar.IsWorkDay(DateOnly.FromDayNumber(day)));

    private static IEnumerable<StagePlan> Unplanned(StageDurations durations) => BackPlan.Stages.Select(stage => new StagePlan(stage, durations[stage], default, default));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
