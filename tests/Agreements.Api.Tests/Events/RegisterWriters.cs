using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Coverage;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Meetings;
using Agreements.Api.Tests.Reminders;
using Agreements.Api.Tests.Renewals;
using Agreements.Api.Tests.WorkPlans;

namespace Agreements.Api.Tests.Events;

/// <summary>Those who write in a register that others follow, each by chance and each time alike.</summary>
internal static class RegisterWriters
{
    private static readonly DateOnly Covered = new(2026, 10, 31);

    /// <summary>The provinces in which they write.</summary>
    public static IReadOnlyList<string> Regions { get; } = ["76", "31"];

    /// <summary>An agreement, so far in a province alone.</summary>
    public static async Task<Answered> BegunAsync(this HttpClient client) => (await client.DraftAsync(("subject", "JKN"))).Is(HttpStatusCode.Created);

    /// <summary>All that one writer does in a round; no two rounds of any writers have the same number.</summary>
    public static async Task WriteAsync(this HttpClient client, int round)
    {
        await client.WriteDraftsAsync(round);
        var agreement = await client.SignedAsync(Regions[round % 2], from: "2026-01-01", until: "2026-12-31");
        await client.WriteRenewalAsync(agreement, round);
        await client.WritePlansAsync(agreement, round);
        await client.WriteMeetingsAsync(agreement, round);
        await client.CoveredAsync(Regions[round % 2], Covered.AddDays(-round).ToString("O", CultureInfo.InvariantCulture));
        if (round % 4 == 3)
        {
            (await client.Post($"/v1/agreements/{agreement.Id}/terminate", Story.Termination("2026-12-01"), ("If-Match", "*"))).Is(HttpStatusCode.OK);
        }
    }

    /// <summary>Drafts agreements in two provinces, and edits, moves, cancels and removes them.</summary>
    private static async Task WriteDraftsAsync(this HttpClient client, int round)
    {
        const int Steps = 8;
        var random = new Random(round);
        var drafts = new List<Answered>();
        for (var i = 0; i < Steps; i++)
        {
            drafts.Add((await client.DraftAsync(("regionCode", Regions[random.Next(2)]), ("notes", $"{round}/{i}"), ("subject", "JKN"), ("owner", "Biro"))).Is(HttpStatusCode.Created));
            var chosen = drafts[random.Next(drafts.Count)];
            drafts.Remove(chosen);
            switch (random.Next(4))
            {
                case 0:
                    (await client.Delete($"/v1/agreements/{chosen.Id}", ("If-Match", chosen.ETag!))).Is(HttpStatusCode.NoContent);
                    break;
                case 1:
                    (await client.EditAsync(chosen, new { regionCode = Regions.Single(region => region != chosen.Body.Said("regionCode")) })).Is(HttpStatusCode.OK);
                    break;
                case 2:
                    (await client.ActAsync(chosen, "cancel", new { reason = "Ditunda" })).Is(HttpStatusCode.OK);
                    break;
                default:
                    drafts.Add((await client.EditAsync(chosen, new { notes = $"{round}/{i} lagi" })).Is(HttpStatusCode.OK));
                    break;
            }
        }
    }

    /// <summary>Renews an agreement: some by a successor that is signed, some by one that is dropped, some not after all.</summary>
    private static async Task WriteRenewalAsync(this HttpClient client, Answered agreement, int round)
    {
        var renewal = await client.RenewedAsync(agreement);
        (await client.LogAsync(renewal, "letter", "2026-11-20")).Is(HttpStatusCode.Created);
        (await client.Patch($"/v1/renewals/{renewal.Id}", new { owner = $"Biro {round}" }, ("If-Match", "*"))).Is(HttpStatusCode.OK);
        switch (round % 3)
        {
            case 0:
                await client.SignAfterReviewAsync((await client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created));
                break;
            case 1:
                var dropped = (await client.SuccessorAsync(renewal)).Is(HttpStatusCode.Created);
                (await client.Delete($"/v1/agreements/{dropped.Id}", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
                break;
            default:
                (await client.CloseAsync(renewal, "abandoned")).Is(HttpStatusCode.OK);
                break;
        }
    }

    /// <summary>Plans the year of an agreement and reports on it, and drops a plan for the one after with all that was in it.</summary>
    private static async Task WritePlansAsync(this HttpClient client, Answered agreement, int round)
    {
        var plan = await client.PlannedAsync(agreement, WorkPlanSteps.Plan(2026));
        var work = WorkPlanSteps.Activity(startsOn: "2026-01-01", endsOn: "2026-12-31");
        var (activity, moved, gone) = (await client.AddedActivityAsync(plan, work), await client.AddedActivityAsync(plan, work), await client.AddedActivityAsync(plan, work));
        (await client.Delete($"/v1/activities/{gone.Id}", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        (await client.EditActivityAsync(moved, new { endsOn = "2026-12-15" })).Is(HttpStatusCode.OK);
        if (round % 2 == 0)
        {
            (await client.Delete($"/v1/work-plans/{(await client.SpareAsync(work)).Id}", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        }

        (await client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
        (await client.ReportAsync(activity, new { reportedOn = "2026-11-20", realisedValue = round + 1 })).Is(HttpStatusCode.Created);
        (await client.AmendPlanAsync(plan, new { effectiveOn = "2026-12-01", participantQuota = 2000 + round })).Is(HttpStatusCode.Created);
        if (round % 5 == 0)
        {
            (await client.ClosePlanAsync(plan)).Is(HttpStatusCode.OK);
        }
    }

    /// <summary>A plan with an activity that nobody has signed.</summary>
    private static async Task<Answered> SpareAsync(this HttpClient client, object work)
    {
        var plan = await client.PlannedAsync(await client.SignedAsync("76", from: "2026-01-01", until: "2026-12-31"), WorkPlanSteps.Plan(2026));
        await client.AddedActivityAsync(plan, work);
        return plan;
    }

    /// <summary>Meets, moves what is to be done, acknowledges it and does it.</summary>
    private static async Task WriteMeetingsAsync(this HttpClient client, Answered agreement, int round)
    {
        var meeting = await client.FollowUpAsync(Regions[round % 2], "2026-11-27", agreementIds: [agreement.Id]);
        var due = Assert.Single(await client.DueAsync(meeting)).Said("id");
        (await client.Post($"/v1/deadlines/{due}/acknowledgement", new { note = "Disusun" })).Is(HttpStatusCode.Created);
        var moved = await client.MoveAsync(meeting, "2026-12-04");
        if (round % 2 == 0)
        {
            moved = await client.MoveAsync(moved, "2026-12-04", doneOn: "2026-11-21");
        }

        await client.EditedAsync(moved, new { place = $"Ruang {round}" });
    }
}
