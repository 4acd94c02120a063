using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Renewals;
using Agreements.Api.Tests.WorkPlans;

namespace Agreements.Api.Tests.Reminders;

/// <summary>What a preview says goes out, and nothing else, as a clock walks through its days and everything that is due is sent.</summary>
public sealed class PreviewComesTrueTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const int Quarter = 91;
    private static readonly string[] AgreedOn = ["2026-11-22", "2026-11-29", "2026-12-06", "2027-02-28"];
    private static readonly string[] OneOfEachZone = ["31", "76", "92"];

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task A_quarter_comes_true_day_by_day_in_every_zone_and_of_every_kind()
    {
        foreach (var region in OneOfEachZone)
        {
            await PrepareAsync(region);
        }

        Assert.NotEmpty(await _client.DispatchAsync());
        var (from, to) = (new DateOnly(2026, 11, 22), new DateOnly(2026, 11, 22).AddDays(Quarter - 1));
        var preview = await _client.PreviewedAsync(Iso(from), Iso(to), limit: 50);

        var sent = new List<JsonObject>();

        // Half past eleven at night in Jakarta, half past midnight in Makassar, half past one in Jayapura.
        host.Clock.Now = new DateTimeOffset(2026, 11, 21, 16, 30, 0, TimeSpan.Zero);
        for (var day = 0; day <= Quarter; day++, host.Clock.Advance(TimeSpan.FromDays(1)))
        {
            foreach (var reminder in await _client.DispatchAsync())
            {
                reminder["sentOn"] = reminder.DayOf(host.Clock.Now);
                sent.Add(reminder);
            }
        }

        // East of Jakarta the walk went a day further.
        Assert.Equal(
            sent.Where(each => string.CompareOrdinal(each.Said("sentOn"), Iso(to)) <= 0).Select(each => Told(each, "sentOn")).Order(StringComparer.Ordinal),
            preview.Select(each => Told(each, "goesOutOn")).Order(StringComparer.Ordinal));
        Assert.Equal(6, preview.Select(each => each.Said("kind")).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3, preview.Select(each => each.Said("timeZone")).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(preview, each => each.Said("goesOutOn") != each.Said("fireOn"));
        Assert.Equal(preview.Count, preview.Select(each => each.Said("id")).Distinct(StringComparer.Ordinal).Count());
    }

    private async Task PrepareAsync(string region)
    {
        // One whose end was moved, in renewal; one with a plan that is being carried out; one that somebody is at, two until a day, and one that has to be reviewed.
        var moved = await SignedAsync(region, "2027-01-05");
        (await _client.AmendAsync(moved, Story.Amendment(effectiveOn: "2026-12-01", effectiveUntil: "2027-02-11"))).Is(HttpStatusCode.Created);
        (await _client.RenewAsync(await _client.ReadAsync(moved))).Is(HttpStatusCode.Created);
        var planned = await _client.SignedWithAsync(("regionCode", region), ("effectiveFrom", "2026-06-01"), ("effectiveUntil", "2028-01-31"));
        var plan = await _client.PlannedAsync(planned, WorkPlanSteps.Plan(2027));
        await _client.AddedActivityAsync(plan, WorkPlanSteps.Activity(endsOn: "2027-02-03"));
        (await _client.SignedPlanAsync(plan)).Is(HttpStatusCode.Created);
        await AcknowledgeAsync(await SignedAsync(region, "2027-01-20"), snoozeUntil: null);
        await AcknowledgeAsync(await SignedAsync(region, "2027-01-20"), "2026-12-21");
        await AcknowledgeAsync(await SignedAsync(region, "2027-01-20"), "2027-01-05");
        await _client.SignedWithAsync(("regionCode", region), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2027-01-31"), ("needsReview", true));
        var followUps = AgreedOn.Select(dueOn => new { action = "Naskah", dueOn });
        (await _client.Post("/v1/meetings", new { kind = "evaluation", regionCode = region, heldOn = "2026-11-20", followUps })).Is(HttpStatusCode.Created);
    }

    private Task<Answered> SignedAsync(string region, string until) =>
        _client.SignedWithAsync(("regionCode", region), ("effectiveFrom", "2026-01-01"), ("effectiveUntil", until), ("renewalNoticeMonths", 1));

    private async Task AcknowledgeAsync(Answered agreement, string? snoozeUntil)
    {
        var deadline = (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=expiry")).Items.Single().Said("id");
        (await _client.Post($"/v1/deadlines/{deadline}/acknowledgement", new { note = "Sedang disusun", snoozeUntil })).Is(HttpStatusCode.Created);
    }

    private static string Told(JsonObject reminder, string day) => string.Create(
        CultureInfo.InvariantCulture,
        $"{reminder.Said(day)} {reminder.Said("kind")} {reminder.Number("offset")} {reminder.Said("fireOn")} {reminder.Said("dueOn")} {reminder.Said("deadlineId")} {reminder.Said("id")}");

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);
}
