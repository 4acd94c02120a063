using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Reminders;

/// <summary>Deadlines that reminders are due of, and what a reminder job does.</summary>
public static class ReminderStory
{
    /// <summary>A job that may read and dispatch, in this region alone: what other tests of the class leave behind is not theirs.</summary>
    public static HttpClient JobOf(this ServiceHost host, params string[] regions) => host.ClientOf("pekerja", [Scope.RemindersDispatch, Scope.AgreementsRead], regions);

    /// <summary>Moves the clock to nine in the morning, Jakarta time, of a day.</summary>
    public static void MoveTo(this TestClock clock, string day) =>
        clock.Now = DateTimeOffset.ParseExact($"{day}T02:00:00Z", "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>A meeting with one thing to be done by a day: one deadline, with the ladder of 7, 1 and 0 days.</summary>
    public static async Task<Answered> FollowUpAsync(this HttpClient client, string region, string dueOn, string action = "Naskah", string? responsible = null, string[]? agreementIds = null) =>
        (await client.Post("/v1/meetings", new { kind = "evaluation", regionCode = region, heldOn = "2026-11-20", agreementIds = agreementIds ?? [], followUps = new[] { new { action, dueOn, responsible } } })).Is(HttpStatusCode.Created);

    /// <summary>Changes what is to be done, which has a day or is done by then.</summary>
    public static async Task<Answered> MoveAsync(this HttpClient client, Answered meeting, string dueOn, string? doneOn = null)
    {
        var followUp = meeting.Body["followUps"]![0]!;
        return (await client.Patch(
            $"/v1/meetings/{meeting.Id}",
            new { followUps = new[] { new { id = followUp.Said("id"), action = followUp.Said("action"), dueOn, doneOn } } },
            ("If-Match", meeting.ETag!))).Is(HttpStatusCode.OK);
    }

    public static async Task<string> DeadlineOfAsync(this HttpClient client, Answered meeting) =>
        (await client.Get($"/v1/deadlines?regionCode={meeting.Body.Said("regionCode")}&kind=followUp&limit=200")).Is(HttpStatusCode.OK).Items.Single(row => row.Said("meetingId") == meeting.Id).Said("id")!;

    public static async Task<Answered> ClaimAsync(this HttpClient job, string worker = "uji", int limit = 200, int leaseSeconds = 300) =>
        (await job.Post("/v1/reminders/claims", new { worker, limit, leaseSeconds })).Is(HttpStatusCode.OK);

    public static Task<Answered> ReportAsync(this HttpClient job, string reminder, string claim, string outcome = "delivered", string? detail = null) =>
        job.Post($"/v1/reminders/{reminder}/deliveries", new { claim, outcome, channel = "email", detail });

    /// <summary>Claims whatever is due and delivers it.</summary>
    public static async Task<IReadOnlyList<JsonObject>> DispatchAsync(this HttpClient job)
    {
        var claim = await job.ClaimAsync();
        foreach (var item in claim.Items)
        {
            (await job.ReportAsync(item.Said("id")!, claim.Claim())).Is(HttpStatusCode.OK);
        }

        return claim.Items;
    }

    public static string Claim(this Answered claim) => claim.Body.Said("claim")!;

    /// <summary>What a reminder is of, in short.</summary>
    public static string Rung(this JsonObject reminder) => $"{reminder.Said("kind")} {reminder.Said("dueOn")} -{reminder.Number("offset")}";

    public static IEnumerable<string> Rungs(this Answered reminders) => reminders.Items.Select(Rung);

    /// <summary>The reminders that a caller sees in a state, in short.</summary>
    public static async Task<IEnumerable<string>> StandingAsync(this HttpClient client, string state, string filter = "") =>
        (await client.Get($"/v1/reminders?state={state}&limit=200{filter}")).Is(HttpStatusCode.OK).Rungs();
}
