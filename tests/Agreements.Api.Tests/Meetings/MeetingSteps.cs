using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Meetings;

/// <summary>Meetings, as tests record and read them.</summary>
internal static class MeetingSteps
{
    public static object Least(string regionCode = "76", string heldOn = "2026-11-20") => new { kind = "coordination", regionCode, heldOn };

    /// <summary>Asks for a meeting with these members besides the least; whether it comes about is for the test to say.</summary>
    public static Task<Answered> RecordAsync(this HttpClient client, params (string Member, object? Value)[] members) =>
        client.Post("/v1/meetings", Least().With(members));

    public static async Task<Answered> MeetingAsync(this HttpClient client, params (string Member, object? Value)[] members) =>
        (await client.RecordAsync(members)).Is(HttpStatusCode.Created);

    public static Task<Answered> EditMeetingAsync(this HttpClient client, Answered meeting, object body) =>
        client.Patch($"/v1/meetings/{meeting.Id}", body, ("If-Match", meeting.ETag!));

    public static async Task<Answered> EditedAsync(this HttpClient client, Answered meeting, object body) =>
        (await client.EditMeetingAsync(meeting, body)).Is(HttpStatusCode.OK);

    public static async Task<Answered> MeetingAsItIsAsync(this HttpClient client, Answered meeting) =>
        (await client.Get($"/v1/meetings/{meeting.Id}")).Is(HttpStatusCode.OK);

    /// <summary>Fails unless the meeting is, to the byte, what it was.</summary>
    public static async Task StillMetAsync(this HttpClient client, Answered meeting)
    {
        var now = await client.MeetingAsItIsAsync(meeting);
        Assert.Equal(meeting.ETag, now.ETag);
        Assert.Equal(meeting.Text, now.Text);
    }

    public static async Task<Answered> RenewalOfAsync(this HttpClient client, Answered agreement) =>
        (await client.Post($"/v1/agreements/{agreement.Id}/renewals", null)).Is(HttpStatusCode.Created);

    public static JsonArray FollowUps(this Answered meeting) => meeting.Body["followUps"]!.AsArray();

    /// <summary>The follow-ups of a meeting in one of these states, as deadlines.</summary>
    public static async Task<IReadOnlyList<JsonObject>> DueAsync(this HttpClient client, Answered meeting, string states = "open,acknowledged") =>
        [.. (await client.WalkAsync($"/v1/deadlines?kind=followUp&state={states}&limit=200")).Where(deadline => deadline.Said("meetingId") == meeting.Id)];
}
