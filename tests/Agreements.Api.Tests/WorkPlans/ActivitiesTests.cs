using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Registers;
using FsCheck.Fluent;

namespace Agreements.Api.Tests.WorkPlans;

/// <summary>What a plan sets out to do, and what is reported of it.</summary>
public sealed class ActivitiesTests : IDisposable
{
    private readonly ServiceHost _host = new();
    private readonly HttpClient _client;

    public ActivitiesTests() => _client = _host.ClientOf("staf");

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task An_activity_is_added_edited_and_removed_while_its_plan_is_a_draft()
    {
        var plan = await _client.PlannedAsync(await _client.SignedAsync());
        var activity = await _client.AddedActivityAsync(plan);
        var read = (await _client.ReadActivityAsync(activity)).Is(HttpStatusCode.OK);
        Assert.Equal((activity.Text, activity.ETag), (read.Text, read.ETag));

        var edited = (await _client.EditActivityAsync(activity, new { targetValue = 1500.5, budgetAmount = (long?)null })).Is(HttpStatusCode.OK);
        Assert.Equal((1500.5m, null), (Decimal(edited, "targetValue"), edited.Body.Member("budgetAmount")));
        Assert.Equal(edited.Text, (await _client.ReadActivityAsync(activity)).Text);
        Assert.Equal("activity.outside-period", (await _client.EditActivityAsync(activity, new { endsOn = "2028-01-01" })).Is(HttpStatusCode.BadRequest).Errors["/endsOn"]);
        Assert.Equal("term.ends-before-start", (await _client.EditActivityAsync(activity, new { endsOn = "2026-12-31" })).Is(HttpStatusCode.BadRequest).Errors["/endsOn"]);
        Assert.Equal("value.too-precise", (await _client.EditActivityAsync(activity, new { targetValue = 1.001 })).Is(HttpStatusCode.BadRequest).Errors["/targetValue"]);
        Assert.Equal("value.required", (await _client.EditActivityAsync(activity, new { name = (string?)null })).Is(HttpStatusCode.BadRequest).Errors["/name"]);
        (await _client.Delete($"/v1/activities/{activity.Id}", ("If-Match", activity.ETag!))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _client.Delete($"/v1/activities/{activity.Id}", ("If-Match", edited.ETag!))).Is(HttpStatusCode.NoContent);
        Assert.Equal(0, (await _client.ReadPlanAsync(plan)).Totals().Number("activities"));
        Assert.Equal(["create", "addActivity", "editActivity", "removeActivity"], (await _client.Get($"/v1/work-plans/{plan.Id}/history")).Items.Select(entry => entry.Said("action")));
    }

    [Fact]
    public async Task Once_the_plan_is_signed_only_when_and_by_whom_stays_open()
    {
        var plan = await _client.PlannedAsync(await _client.SignedAsync());
        var activity = await _client.AddedActivityAsync(plan);
        (await _client.ReportAsync(activity, new { reportedOn = "2026-11-20", note = "Dini" })).IsProblem(HttpStatusCode.Conflict, "work-plan.transition-not-allowed");
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);

        Assert.Equal(["targetValue"], (await _client.EditActivityAsync(activity, new { targetValue = 5, endsOn = "2027-07-31" })).IsProblem(HttpStatusCode.Conflict, "work-plan.locked").Body.Texts("fields"));
        Assert.Equal("2027-07-31", (await _client.EditActivityAsync(activity, new { endsOn = "2027-07-31", responsibleUnit = "Dinas Kesehatan" })).Is(HttpStatusCode.OK).Body.Said("endsOn"));
        (await _client.AddActivityAsync(plan)).IsProblem(HttpStatusCode.Conflict, "work-plan.transition-not-allowed");
        (await _client.Delete($"/v1/activities/{activity.Id}", ("If-Match", "*"))).IsProblem(HttpStatusCode.Conflict, "work-plan.transition-not-allowed");
    }

    [Fact]
    public async Task Progress_is_appended_and_put_right_by_another_entry()
    {
        var (plan, activity) = await SignedWithActivityAsync();

        var first = (await _client.ReportAsync(activity, new { reportedOn = "2027-02-10", realisedValue = 400.25, spentAmount = 100_000_000, note = "Tahap pertama" })).Is(HttpStatusCode.Created);
        Assert.Equal((400.25m, 40.02m, 100_000_000), (Decimal(first, "realisedValue"), Decimal(first, "realisedPercent"), first.Body.Number("spentAmount")));
        var entry = (await _client.Get($"/v1/activities/{activity.Id}/progress")).Items.Single().Said("id");
        Assert.Equal("progress.unknown", (await _client.ReportAsync(activity, new { reportedOn = "2027-02-10", correctsId = plan.Id, note = "Koreksi" })).Is(HttpStatusCode.BadRequest).Errors["/correctsId"]);
        var corrected = (await _client.ReportAsync(activity, new { reportedOn = "2027-05-01", realisedValue = -0.25, spentAmount = -5, correctsId = entry })).Is(HttpStatusCode.Created);

        Assert.Equal((400m, 99_999_995), (Decimal(corrected, "realisedValue"), corrected.Body.Number("spentAmount")));
        Assert.Equal(2, (await _client.WalkAsync($"/v1/activities/{activity.Id}/progress?limit=1")).Count);
        (await _client.ReportAsync(activity, new { reportedOn = "2027-05-01", spentAmount = -100_000_000 })).IsProblem(HttpStatusCode.Conflict, "progress.below-zero");
        (await _client.ReportAsync(activity, new { reportedOn = "2027-05-01", spentAmount = 999_999_999_999_999 })).IsProblem(HttpStatusCode.Conflict, "progress.above-limit");
        Assert.Equal("progress.empty", (await _client.ReportAsync(activity, new { reportedOn = "2027-05-01", spentAmount = 0 })).Is(HttpStatusCode.BadRequest).Errors["/realisedValue"]);
        Assert.Equal("date.not-yet", (await _client.ReportAsync(activity, new { reportedOn = "2027-07-02", note = "Besok" })).Is(HttpStatusCode.BadRequest).Errors["/reportedOn"]);
        Assert.Equal("progress.before-period", (await _client.ReportAsync(activity, new { reportedOn = "2026-12-31", note = "Dini" })).Is(HttpStatusCode.BadRequest).Errors["/reportedOn"]);
        (await _client.Send(HttpMethod.Patch, $"/v1/activities/{activity.Id}/progress", Hosting.Http.Json("{}"))).IsProblem(HttpStatusCode.MethodNotAllowed, "method.not-allowed");

        var totals = (await _client.ReadPlanAsync(plan)).Totals();
        Assert.Equal((1, 0, 1, 99_999_995), (totals.Number("activities"), totals.Number("done"), totals.Number("late"), totals.Number("spentAmount")));
        Assert.Equal(40m, totals.Member("realisedPercent")!.GetValue<decimal>());
    }

    [Fact]
    public async Task An_activity_is_late_after_its_last_day_until_it_is_done()
    {
        var (plan, activity) = await SignedWithActivityAsync();

        Assert.False((await _client.ReadActivityAsync(activity, "?asOf=2027-06-30")).Body.Flag("late"));
        Assert.True((await _client.ReadActivityAsync(activity, "?asOf=2027-07-01")).Body.Flag("late"));
        Assert.Equal([activity.Id], (await _client.Get($"/v1/work-plans/{plan.Id}/activities?late=true")).Ids());
        Assert.Empty((await _client.Get($"/v1/work-plans/{plan.Id}/activities?late=true&asOf=2027-06-30")).Ids());
        var done = (await _client.ReportAsync(activity, new { reportedOn = "2027-07-01", realisedValue = 1000 })).Is(HttpStatusCode.Created);
        Assert.Equal((true, false), (done.Body.Flag("done"), done.Body.Flag("late")));
        Assert.Equal(0, (await _client.ReadPlanAsync(plan)).Totals().Number("late"));
    }

    [Fact]
    public async Task Without_a_target_somebody_says_that_it_is_done_and_can_take_it_back()
    {
        var (_, activity) = await SignedWithActivityAsync(WorkPlanSteps.Activity(target: null));

        Assert.Equal("2027-03-01", (await _client.ReportAsync(activity, new { reportedOn = "2027-03-01", completed = true })).Is(HttpStatusCode.Created).Body.Said("completedOn"));
        Assert.True((await _client.ReadActivityAsync(activity)).Body.Flag("done"));
        Assert.Null((await _client.ReportAsync(activity, new { reportedOn = "2027-03-02", completed = false })).Is(HttpStatusCode.Created).Body.Said("completedOn"));
        Assert.True((await _client.ReadActivityAsync(activity)).Body.Flag("late"));
    }

    [Fact]
    public Task Totals_and_quarters_equal_the_sums_of_all_reports_whatever_was_reported() => Always.HoldsAsync(
        Gen.Choose(0, 2).Zip(Gen.Choose(-300, 900)).Zip(Gen.Choose(0, 420)).ListOf().ToArbitrary(),
        cases: 8,
        largest: 20,
        async reports =>
        {
            var agreement = await _client.SignedAsync();
            var plan = await _client.PlannedAsync(agreement);
            var activities = new List<Answered>();
            for (var i = 0; i < 3; i++)
            {
                activities.Add(await _client.AddedActivityAsync(plan, WorkPlanSteps.Activity($"Kegiatan {i}", target: 700 + (i * 100), budget: i * 1000)));
            }

            (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
            _host.Clock.Now = new DateTimeOffset(2028, 3, 1, 2, 0, 0, TimeSpan.Zero);
            foreach (var ((which, amount), day) in reports)
            {
                var report = new { reportedOn = $"{new DateOnly(2027, 1, 1).AddDays(day):yyyy-MM-dd}", realisedValue = amount / 4m, spentAmount = amount * 3 };
                bool? completed = (day % 5) switch { 0 => true, 1 => false, _ => null };
                var answer = await _client.ReportAsync(activities[which], new { report.reportedOn, report.realisedValue, report.spentAmount, completed, note = "Laporan" });
                Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.Conflict, answer.Text);
            }

            var kept = new List<(int Which, string On, decimal Realised, long Spent, bool? Completed)>();
            for (var i = 0; i < 3; i++)
            {
                kept.AddRange((await _client.WalkAsync($"/v1/activities/{activities[i].Id}/progress?limit=3")).Select(entry => (i, entry.Said("reportedOn")!, entry.Member("realisedValue")!.GetValue<decimal>(), entry.Member("spentAmount")!.GetValue<long>(), entry.Member("completed")?.GetValue<bool>())));
            }

            var realisation = (await _client.Get($"/v1/work-plans/{plan.Id}/realisation")).Is(HttpStatusCode.OK).Body;
            var totals = (await _client.ReadPlanAsync(plan)).Totals();
            Assert.Equal(kept.Sum(entry => entry.Spent), totals.Member("spentAmount")!.GetValue<long>());
            Assert.Equal(3000, totals.Number("budgetAmount"));
            Assert.Equal(totals.ToJsonString(), realisation.Member("totals")!.ToJsonString());
            Assert.Equal(
                Enumerable.Range(0, 4).Select(quarter => kept.Where(entry => QuarterOf(entry.On) == quarter).Sum(entry => entry.Spent)),
                realisation.Member("spentByQuarter")!.AsArray().Select(each => each!.GetValue<long>()));
            var unit = realisation.Member("byUnit")!.AsArray().Single()!;
            Assert.Equal(("orang", 2400m, kept.Sum(entry => entry.Realised)), (unit.Said("targetUnit"), unit.Member("targetValue")!.GetValue<decimal>(), unit.Member("realisedValue")!.GetValue<decimal>()));
            var shares = new List<decimal>();
            for (var i = 0; i < 3; i++)
            {
                var row = realisation.Member("activities")!.AsArray().Single(each => each!.Said("activityId") == activities[i].Id)!;
                var (realised, target) = (kept.Where(entry => entry.Which == i).Sum(entry => entry.Realised), 700m + (i * 100));
                Assert.Equal(realised, row.Member("realisedValue")!.GetValue<decimal>());
                Assert.Equal(realised, row.Member("quarters")!.AsArray().Sum(quarter => quarter!.Member("realisedValue")!.GetValue<decimal>()));
                var isCompleted = kept.LastOrDefault(entry => entry.Which == i && entry.Completed is not null).Completed == true;
                Assert.Equal(isCompleted || realised >= target, row.Flag("done"));
                shares.Add(isCompleted ? 10_000 : Math.Min(10_000, decimal.Truncate(realised * 10_000 / target)));
            }

            Assert.Equal(decimal.Truncate(shares.Sum() / 3) / 100, totals.Member("realisedPercent")!.GetValue<decimal>());
            _host.Clock.Now = new TestClock().Now;
        });

    // What is reported after the year is of its last quarter.
    private static int QuarterOf(string day) => day.StartsWith("2028", StringComparison.Ordinal) ? 3 : (int.Parse(day.AsSpan(5, 2), System.Globalization.CultureInfo.InvariantCulture) - 1) / 3;

    private static decimal Decimal(Answered answer, string member) => answer.Body.Member(member)!.GetValue<decimal>();

    // Seen on the first of July 2027, the day after the activity's last.
    private async Task<(Answered Plan, Answered Activity)> SignedWithActivityAsync(object? activity = null)
    {
        var plan = await _client.PlannedAsync(await _client.SignedAsync());
        var added = await _client.AddedActivityAsync(plan, activity);
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
        _host.Clock.Now = new DateTimeOffset(2027, 7, 1, 2, 0, 0, TimeSpan.Zero);
        return (plan, added);
    }
}
