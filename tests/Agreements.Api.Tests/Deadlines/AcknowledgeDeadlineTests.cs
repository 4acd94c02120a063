using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Deadlines;

/// <summary>That somebody is at it, and for how long that holds.</summary>
public sealed class AcknowledgeDeadlineTests : IAsyncLifetime, IDisposable
{
    private readonly ServiceHost _host = new();
    private HttpClient _client = null!;
    private Answered _deadline = null!;

    public async Task InitializeAsync()
    {
        _client = _host.ClientOf("staf");
        var agreement = await _client.SignedAsync(from: "2026-01-01", until: "2026-12-31");
        _deadline = await ReadAsync((await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=expiry")).Items.Single().Said("id")!);
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task It_holds_through_the_day_named_and_then_waits_for_somebody_again()
    {
        var said = (await AcknowledgeAsync(new { note = "Naskah di biro hukum", snoozeUntil = "2026-12-05" })).Is(HttpStatusCode.Created);

        Assert.Equal(("acknowledged", "Naskah di biro hukum", "staf"), (said.Body.Said("state"), said.Body.Member("acknowledgement")!.Said("note"), said.Body.Member("acknowledgement")!.Said("by")));
        var read = await ReadAsync(_deadline.Id);
        Assert.Equal((said.Text, said.ETag), (read.Text, read.ETag));
        Assert.Equal("acknowledged", await StateAsync("2026-12-05"));
        Assert.Equal("open", await StateAsync("2026-12-06"));
        Assert.Equal([_deadline.Id], (await _client.Get("/v1/deadlines?kind=expiry&state=acknowledged&asOf=2026-12-05")).Ids());
        Assert.Empty((await _client.Get("/v1/deadlines?kind=expiry&state=open&asOf=2026-12-05")).Ids());
        Assert.Equal([_deadline.Id], (await _client.Get("/v1/deadlines?kind=expiry&state=open&asOf=2026-12-06")).Ids());
    }

    [Fact]
    public async Task Without_a_day_it_holds_to_the_due_date_and_never_beyond()
    {
        (await AcknowledgeAsync(new { note = "Sedang ditandatangani" })).Is(HttpStatusCode.Created);

        Assert.Equal("acknowledged", await StateAsync("2026-12-31"));
        Assert.Equal("open", await StateAsync("2027-01-01"));
        Assert.Equal([_deadline.Id], (await _client.Get("/v1/deadlines?kind=expiry&overdue=true&asOf=2027-01-01")).Ids());
        Assert.Empty((await _client.Get("/v1/deadlines?kind=expiry&overdue=true&asOf=2026-12-31")).Ids());
    }

    [Theory]
    [InlineData("2027-01-01", "deadline.snoozed-past-due")]
    [InlineData("2026-11-20", "deadline.snoozed-into-past")]
    public async Task A_day_that_it_cannot_be_put_off_to_is_refused(string until, string code)
    {
        Assert.Equal(code, (await AcknowledgeAsync(new { note = "Nanti", snoozeUntil = until })).Is(HttpStatusCode.BadRequest).Errors["/snoozeUntil"]);
        Assert.Equal(_deadline.Text, (await ReadAsync(_deadline.Id)).Text);
    }

    [Fact]
    public async Task What_is_overdue_waits_for_the_deed()
    {
        _host.Clock.Now = new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero);
        _deadline = await ReadAsync(_deadline.Id);

        Assert.Equal((true, -1), (_deadline.Body.Flag("overdue"), _deadline.Body.Number("daysLeft")));
        (await AcknowledgeAsync(new { note = "Terlambat" })).IsProblem(HttpStatusCode.Conflict, "deadline.overdue");

        // With the year's work plan, which nobody has signed either.
        Assert.Equal(2, (await _client.Get("/v1/summary")).Body.Number("overdueDeadlines"));
    }

    [Fact]
    public async Task What_is_over_is_not_acknowledged()
    {
        var renewal = (await _client.Post($"/v1/agreements/{_deadline.Body.Said("agreementId")}/renewals", null)).Is(HttpStatusCode.Created);
        (await _client.Post($"/v1/renewals/{renewal.Id}/close", new { outcome = "notRenewed", reason = "Tidak dilanjutkan" }, ("If-Match", renewal.ETag!))).Is(HttpStatusCode.OK);
        _deadline = await ReadAsync(_deadline.Id);

        Assert.Equal("met", _deadline.Body.Said("state"));
        (await AcknowledgeAsync(new { note = "Sudah" })).IsProblem(HttpStatusCode.Conflict, "deadline.closed");
    }

    [Fact]
    public async Task It_takes_the_right_to_write_and_is_written_down_and_the_latest_one_is_shown()
    {
        var path = $"/v1/deadlines/{_deadline.Id}/acknowledgement";
        using var reader = _host.ClientOf("pembaca", [Scope.AgreementsRead]);
        (await reader.Post(path, new { note = "Saya" })).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
        (await AcknowledgeAsync(new { note = "Pertama" })).Is(HttpStatusCode.Created);
        var second = (await AcknowledgeAsync(new { note = "Kedua" })).Is(HttpStatusCode.Created);

        Assert.Equal(("Kedua", 3), (second.Body.Member("acknowledgement")!.Said("note"), second.Body.Number("version")));
        var entries = (await _client.Get($"/v1/audit?agreementId={_deadline.Body.Said("agreementId")}&limit=200")).Is(HttpStatusCode.OK).Items
            .Where(row => row.Said("action") == "acknowledgeDeadline" && row.Said("outcome") == "done").ToList();
        Assert.Equal(["staf", "staf"], entries.Select(entry => entry.Said("by")));
    }

    private Task<Answered> AcknowledgeAsync(object body) => _client.Post($"/v1/deadlines/{_deadline.Id}/acknowledgement", body);

    private async Task<Answered> ReadAsync(string id) => (await _client.Get($"/v1/deadlines/{id}")).Is(HttpStatusCode.OK);

    private async Task<string?> StateAsync(string asOf) => (await _client.Get($"/v1/deadlines/{_deadline.Id}?asOf={asOf}")).Is(HttpStatusCode.OK).Body.Said("state");
}
