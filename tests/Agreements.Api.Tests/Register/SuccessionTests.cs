using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

/// <summary>What an agreement's successors make of it. The predecessor ends on 31 December 2026; today is 21 November.</summary>
public sealed class SuccessionTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public SuccessionTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task Of_several_successors_a_signed_one_is_shown_and_else_the_latest_drafted()
    {
        var predecessor = await PredecessorAsync();
        Assert.Null(await ShownAsync(predecessor));

        var first = await DraftedAfterAsync(predecessor);
        Assert.Equal(first.Id, await ShownAsync(predecessor));

        var second = await DraftedAfterAsync(predecessor);
        Assert.Equal(second.Id, await ShownAsync(predecessor));

        await _client.SignAfterReviewAsync(first);
        Assert.Equal(first.Id, await ShownAsync(predecessor));

        await DraftedAfterAsync(predecessor);
        Assert.Equal(first.Id, await ShownAsync(predecessor));

        await _client.SignAfterReviewAsync(second);
        Assert.Equal(second.Id, await ShownAsync(predecessor));
    }

    [Fact]
    public async Task A_cancelled_or_deleted_successor_is_never_shown()
    {
        var predecessor = await PredecessorAsync();
        var (kept, cancelled, deleted) = (await DraftedAfterAsync(predecessor), await DraftedAfterAsync(predecessor), await DraftedAfterAsync(predecessor));

        (await _client.Delete($"/v1/agreements/{deleted.Id}", ("If-Match", deleted.ETag!))).Is(HttpStatusCode.NoContent);
        Assert.Equal(cancelled.Id, await ShownAsync(predecessor));
        (await _client.ActAsync(cancelled, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);
        Assert.Equal(kept.Id, await ShownAsync(predecessor));
        (await _client.ActAsync(kept, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);
        Assert.Null(await ShownAsync(predecessor));
    }

    [Fact]
    public async Task A_draft_that_turns_to_another_predecessor_leaves_the_first()
    {
        var (one, other) = (await PredecessorAsync(), await PredecessorAsync());
        var draft = await DraftedAfterAsync(one);

        (await _client.EditAsync(draft, new { predecessorId = other.Id })).Is(HttpStatusCode.OK);

        Assert.Null(await ShownAsync(one));
        Assert.Equal(draft.Id, await ShownAsync(other));
    }

    [Theory]
    [InlineData("2026-09-30", "active", 92)]
    [InlineData("2026-10-01", "active", 91)]
    [InlineData("2026-10-02", "expiring", 90)]
    [InlineData("2026-11-29", "expiring", 32)]
    [InlineData("2026-11-30", "inNotice", 31)]
    [InlineData("2026-12-31", "inNotice", 0)]
    [InlineData("2027-01-01", "superseded", -1)]
    [InlineData("2027-12-31", "superseded", -365)]
    [InlineData("2028-06-30", "superseded", -547)]
    public async Task A_successor_signed_early_does_not_hide_live_cover(string asOf, string standing, int daysLeft)
    {
        var predecessor = await PredecessorAsync(("renewalNoticeMonths", 1));
        var successor = await SignedAfterAsync(predecessor);

        var then = (await _client.ReadAsync(predecessor, asOf)).Body;

        Assert.Equal((standing, daysLeft), (then.Said("standing"), then.Number("daysLeft")));
        Assert.Equal(successor.Id, then.Said("successorId"));
        Assert.Equal("upcoming", (await _client.ReadAsync(successor, "2026-12-31")).Body.Said("standing"));
        Assert.Equal(standing, await ListedAsync(predecessor, asOf));
    }

    [Theory]
    [InlineData("2027-01-03", "2027-12-31", "lapsed")]
    [InlineData("2027-01-02", "2027-12-31", "lapsed")]
    [InlineData("2027-01-01", "2027-12-31", "superseded")]
    [InlineData("2027-01-01", "2027-01-01", "superseded")]
    [InlineData("2026-12-31", "2027-12-31", "superseded")]
    [InlineData("2026-07-01", "2027-06-30", "superseded")]
    [InlineData("2025-07-01", "2027-06-30", "superseded")]
    [InlineData("2026-07-01", "2027-01-01", "superseded")]
    [InlineData("2026-07-01", "2026-12-31", "lapsed")]
    [InlineData("2026-07-01", "2026-12-30", "lapsed")]
    [InlineData("2026-12-31", "2026-12-31", "lapsed")]
    [InlineData("2027-01-01", null, "superseded")]
    [InlineData("2027-01-02", null, "lapsed")]
    public async Task Only_what_leaves_no_day_without_cover_continues(string from, string? until, string standing)
    {
        var predecessor = await PredecessorAsync();
        await SignedAfterAsync(predecessor, from, until);

        Assert.Equal(standing, (await _client.ReadAsync(predecessor, "2027-01-01")).Body.Said("standing"));
        Assert.Equal(standing, await ListedAsync(predecessor, "2027-01-01"));
        Assert.Equal(standing == "lapsed", (await ExpiringAsync("asOf=2026-12-31", predecessor)).Count == 1);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("inReview")]
    [InlineData("approved")]
    [InlineData("partiallySigned")]
    [InlineData("cancelled")]
    public async Task What_both_have_not_signed_continues_nothing(string state)
    {
        var predecessor = await PredecessorAsync();
        var draft = await DraftedAfterAsync(predecessor);
        await BringToAsync(draft, state);

        Assert.Equal("lapsed", (await _client.ReadAsync(predecessor, "2027-01-01")).Body.Said("standing"));
        Assert.Equal("lapsed", await ListedAsync(predecessor, "2027-01-01"));
        Assert.Single(await ExpiringAsync("asOf=2026-12-31", predecessor));
    }

    [Theory]
    [InlineData("2027-01-01", "2027-01-01", "lapsed")]
    [InlineData("2027-01-01", "2027-01-02", "superseded")]
    [InlineData("2027-01-01", "2027-06-30", "superseded")]
    [InlineData("2026-07-01", "2026-07-01", "lapsed")]
    [InlineData("2026-07-01", "2026-12-31", "lapsed")]
    [InlineData("2026-07-01", "2027-01-01", "lapsed")]
    [InlineData("2026-07-01", "2027-01-02", "superseded")]
    [InlineData("2026-07-01", "2028-01-31", "superseded")]
    public async Task A_terminated_successor_continues_only_if_it_was_still_in_force_after_the_end(string from, string terminatedOn, string standing)
    {
        var predecessor = await PredecessorAsync();
        var successor = await SignedAfterAsync(predecessor, from);

        (await _client.ActAsync(successor, "terminate", Story.Termination(terminatedOn))).Is(HttpStatusCode.OK);

        Assert.Equal(standing, (await _client.ReadAsync(predecessor, "2027-01-01")).Body.Said("standing"));
        Assert.Equal(standing, await ListedAsync(predecessor, "2027-01-01"));
        Assert.Equal(successor.Id, await ShownAsync(predecessor));
    }

    [Theory]
    [InlineData("regionCode", "76.02")]
    [InlineData("segment", "wageEarners")]
    public async Task What_covers_other_people_continues_nothing(string member, string value)
    {
        var predecessor = await PredecessorAsync();
        var other = await _client.SignedWithAsync(("predecessorId", predecessor.Id), (member, value));

        Assert.Equal("lapsed", (await _client.ReadAsync(predecessor, "2027-01-01")).Body.Said("standing"));
        Assert.Equal("lapsed", await ListedAsync(predecessor, "2027-01-01"));
        Assert.Equal([predecessor.Id], await ExpiringAsync("asOf=2026-12-31", predecessor));
        Assert.Equal(other.Id, await ShownAsync(predecessor));
    }

    [Fact]
    public async Task One_of_several_is_enough_to_continue()
    {
        var predecessor = await PredecessorAsync();
        await SignedAfterAsync(predecessor, "2027-01-01");
        var late = await SignedAfterAsync(predecessor, "2027-03-01");

        var then = (await _client.ReadAsync(predecessor, "2027-01-01")).Body;

        Assert.Equal(("superseded", late.Id), (then.Said("standing"), then.Said("successorId")));
    }

    [Theory]
    [InlineData("2026-11-30", "2026-12-01", "lapsed")]
    [InlineData("2027-06-30", "2027-07-01", "superseded")]
    [InlineData("2028-01-31", "2028-02-01", "lapsed")]
    public async Task An_amendment_that_moves_the_end_may_open_a_gap(string until, string dayAfter, string standing)
    {
        var predecessor = await PredecessorAsync();
        await SignedAfterAsync(predecessor, "2027-01-01", "2027-12-31");

        (await _client.AmendAsync(predecessor, Story.Amendment(effectiveOn: "2026-10-01", effectiveUntil: until))).Is(HttpStatusCode.Created);

        Assert.Equal(standing, (await _client.ReadAsync(predecessor, dayAfter)).Body.Said("standing"));
        Assert.Equal(standing, await ListedAsync(predecessor, dayAfter));
    }

    [Fact]
    public async Task What_is_continued_needs_no_reminder_unless_asked_for()
    {
        var (continued, waiting) = (await PredecessorAsync(), await PredecessorAsync());
        await DraftedAfterAsync(waiting);
        var draft = await DraftedAfterAsync(continued);
        Assert.Single(await ExpiringAsync("withinDays=40", continued));

        await _client.SignAfterReviewAsync(draft);

        Assert.Empty(await ExpiringAsync("withinDays=40", continued));
        Assert.Empty(await ExpiringAsync("withinDays=40&includeRenewed=false", continued));
        Assert.Equal([continued.Id], await ExpiringAsync("withinDays=40&includeRenewed=true", continued));
        Assert.Empty(await ExpiringAsync("withinDays=39&includeRenewed=true", continued));
        Assert.Equal([waiting.Id], await ExpiringAsync("withinDays=40", waiting));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("True")]
    [InlineData("1")]
    public async Task Whether_to_include_them_is_true_or_false(string value)
    {
        var answer = await _client.Get($"/v1/agreements/expiring?includeRenewed={value}");

        answer.IsProblem(HttpStatusCode.BadRequest, "parameter.malformed");
        Assert.Contains("includeRenewed", answer.Errors);
    }

    [Fact]
    public async Task The_tag_of_a_predecessor_changes_with_its_successor_and_the_earlier_one_still_names_the_record()
    {
        var predecessor = await PredecessorAsync();
        var tags = new List<string> { predecessor.ETag! };
        async Task ReadsOtherwiseAsync()
        {
            var known = tags[^1];
            var read = (await _client.Get($"/v1/agreements/{predecessor.Id}", ("If-None-Match", known))).Is(HttpStatusCode.OK);
            Assert.NotEqual(known, read.ETag);
            Assert.Equal(predecessor.Body.Number("version"), read.Body.Number("version"));
            Assert.Equal(predecessor.Body.Said("updatedAt"), read.Body.Said("updatedAt"));
            tags.Add(read.ETag!);
        }

        var first = await DraftedAfterAsync(predecessor);
        await ReadsOtherwiseAsync();
        await DraftedAfterAsync(predecessor);
        await ReadsOtherwiseAsync();
        await _client.SignAfterReviewAsync(first);
        await ReadsOtherwiseAsync();

        var edited = (await _client.EditAsync(predecessor, new { notes = "Penerusnya sudah ada" })).Is(HttpStatusCode.OK);
        Assert.Equal(predecessor.Body.Number("version") + 1, edited.Body.Number("version"));
        (await _client.EditAsync(predecessor, new { notes = "Sekali lagi" })).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
    }

    [Fact]
    public async Task Signing_a_successor_after_the_end_changes_how_the_predecessor_stands_and_its_tag()
    {
        var predecessor = await PredecessorAsync(("effectiveUntil", "2026-10-31"));
        var draft = await DraftedAfterAsync(predecessor, "2026-11-01");
        var lapsed = await _client.ReadAsync(predecessor);

        await _client.SignAfterReviewAsync(draft);

        var read = (await _client.Get($"/v1/agreements/{predecessor.Id}", ("If-None-Match", lapsed.ETag!))).Is(HttpStatusCode.OK);
        Assert.Equal(("lapsed", "superseded"), (lapsed.Body.Said("standing"), read.Body.Said("standing")));
        Assert.Equal(draft.Id, lapsed.Body.Said("successorId"));
    }

    /// <summary>A signed agreement that ends on 31 December 2026, with an owner of its own to find it by.</summary>
    private Task<Answered> PredecessorAsync(params (string Member, object? Value)[] members) =>
        _client.SignedWithAsync([("effectiveFrom", "2026-01-01"), ("effectiveUntil", "2026-12-31"), ("owner", $"{Guid.CreateVersion7()}"), .. members]);

    // Ids are in order of time only from one millisecond to the next.
    private Task<Answered> DraftedAfterAsync(Answered predecessor, string from = "2027-01-01", string? until = "2027-12-31")
    {
        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return _client.DraftedWithAsync(("predecessorId", predecessor.Id), ("effectiveFrom", from), ("effectiveUntil", until), ("openEnded", until is null));
    }

    private async Task<Answered> SignedAfterAsync(Answered predecessor, string from = "2027-01-01", string? until = "2027-12-31") =>
        await _client.SignAfterReviewAsync(await DraftedAfterAsync(predecessor, from, until));

    private async Task BringToAsync(Answered draft, string state)
    {
        if (state is "draft")
        {
            return;
        }

        if (state is "cancelled")
        {
            (await _client.ActAsync(draft, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);
            return;
        }

        var submitted = (await _client.ActAsync(draft, "submit")).Is(HttpStatusCode.OK);
        if (state is "approved" or "partiallySigned")
        {
            (await _client.Post($"/v1/agreements/{draft.Id}/approve", null, ("If-Match", submitted.ETag!), (Keys.Header, Keys.Of("kepala.biro")))).Is(HttpStatusCode.OK);
        }

        if (state is "partiallySigned")
        {
            (await _client.SignAsync(draft, "bpjs")).Is(HttpStatusCode.Created);
        }
    }

    private async Task<string?> ShownAsync(Answered predecessor)
    {
        var read = (await _client.ReadAsync(predecessor)).Is(HttpStatusCode.OK).Body.Said("successorId");
        var listed = (await _client.Get($"/v1/agreements?owner={predecessor.Body.Said("owner")}")).Is(HttpStatusCode.OK);
        Assert.Equal(read, Assert.Single(listed.Items).Said("successorId"));
        return read;
    }

    private async Task<string> ListedAsync(Answered agreement, string asOf)
    {
        string[] afterTheEnd = ["superseded", "lapsed", "active", "expiring", "inNotice", "upcoming"];
        foreach (var standing in afterTheEnd)
        {
            var found = (await _client.Get($"/v1/agreements?standing={standing}&asOf={asOf}&owner={agreement.Body.Said("owner")}")).Is(HttpStatusCode.OK);
            if (found.Items is [var only])
            {
                Assert.Equal(standing, only.Said("standing"));
                return standing;
            }
        }

        return "none";
    }

    private async Task<IReadOnlyList<string>> ExpiringAsync(string query, Answered agreement) =>
        (await _client.Get($"/v1/agreements/expiring?{query}&owner={agreement.Body.Said("owner")}")).Is(HttpStatusCode.OK).Ids();
}
