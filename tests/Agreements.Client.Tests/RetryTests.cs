using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Client.Tests.Hosting;

namespace Agreements.Client.Tests;

public sealed class RetryTests(ServiceHost host) : IClassFixture<ServiceHost>, IAsyncLifetime
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    private readonly HastyClock _clock = new();
    private readonly string _owner = $"Bagian {Guid.CreateVersion7()}";
    private Wicket _wicket = null!;
    private AgreementsClient _client = null!;

    public static TheoryData<string> Losses => new("before", "after", "within", "503", "502", "504", "429");

    public async Task InitializeAsync()
    {
        _wicket = await Wicket.OpenAsync(host.AddressOf());
        _client = AgreementsClient.Create(Reach.OptionsOf(_wicket.Address, _clock));
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _wicket.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_draft_is_made_once_whatever_becomes_of_the_answer(string loss)
    {
        _wicket.Then(PassageOf(loss), PassageOf(loss));

        var draft = await _client.Agreements.DraftAsync(Reach.Draft() with { Owner = _owner });

        var keys = _wicket.Arrived.Select(arrived => arrived.IdempotencyKey).ToList();
        Assert.Equal(3, keys.Count);
        Assert.Single(keys.Distinct(StringComparer.Ordinal));
        Assert.Equal(draft.Value.Id, Assert.Single((await DraftsAsync()).Items).Id);
        Assert.Equal(loss is "after" or "within", draft.IsReplayed);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_read_is_repeated(string loss)
    {
        _wicket.Then(PassageOf(loss), PassageOf(loss));

        Assert.NotEmpty((await _client.Me.GetAsync()).Scopes);

        Assert.Equal(3, _wicket.Arrived.Count);
    }

    [Fact]
    public async Task A_draft_is_made_once_though_nobody_answers_in_time()
    {
        _wicket.Then(Wicket.Silence);
        using var impatient = AgreementsClient.Create(Reach.OptionsOf(_wicket.Address, _clock) with { Retries = new RetryOptions { AttemptTime = OneSecond } });

        var draft = await impatient.Agreements.DraftAsync(Reach.Draft() with { Owner = _owner });

        Assert.True(draft.IsReplayed);
        Assert.Equal(draft.Value.Id, Assert.Single((await DraftsAsync()).Items).Id);
    }

    [Fact]
    public async Task An_action_guarded_by_a_tag_is_done_once_and_its_repeat_is_answered_as_the_first_would_have_been()
    {
        var draft = await _client.Agreements.DraftAsync(Reach.Draft() with { Owner = _owner });
        _wicket.Then(Wicket.CutAfter);

        var cancelled = await _client.Agreements.CancelAsync(draft.Value.Id, draft.ETag, "ganda");

        Assert.Equal((LifecycleState.Cancelled, true), (cancelled.Value.Lifecycle, cancelled.IsReplayed));
        Assert.Equal(2, (await _client.Agreements.HistoryPageAsync(draft.Value.Id)).Items.Count);
    }

    [Fact]
    public async Task An_edit_whose_answer_was_lost_is_not_sent_again()
    {
        var draft = await _client.Agreements.DraftAsync(Reach.Draft() with { Owner = _owner });
        _wicket.Then(Wicket.CutAfter);

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.Agreements.EditAsync(draft.Value.Id, draft.ETag, new EditAgreement { Notes = "baru" }));

        Assert.Equal(1, _wicket.Arrived.Count(arrived => arrived.Method == "PATCH"));
        var read = await _client.Agreements.GetAsync(draft.Value.Id);
        Assert.Equal("baru", read.Value.Notes);
    }

    [Fact]
    public async Task An_edit_that_was_turned_away_is_sent_again()
    {
        var draft = await _client.Agreements.DraftAsync(Reach.Draft() with { Owner = _owner });
        _wicket.Then(Wicket.Answer(429, "2"));

        var edited = await _client.Agreements.EditAsync(draft.Value.Id, draft.ETag, new EditAgreement { Notes = "baru" });

        Assert.Equal("baru", edited.Value.Notes);
        Assert.InRange(Assert.Single(_clock.Waits), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2.5));
    }

    [Fact]
    public async Task An_edit_that_a_gateway_could_not_pass_on_is_not_sent_again()
    {
        var draft = await _client.Agreements.DraftAsync(Reach.Draft() with { Owner = _owner });
        _wicket.Then(Wicket.Answer(503));

        var failure = await Assert.ThrowsAsync<ProblemException>(() => _client.Agreements.EditAsync(draft.Value.Id, draft.ETag, new EditAgreement { Notes = "baru" }));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, null), (failure.Status, failure.Code));
    }

    [Fact]
    public async Task An_edit_that_a_busy_store_did_not_take_is_sent_again()
    {
        var draft = await _client.Agreements.DraftAsync(Reach.Draft() with { Owner = _owner });
        _wicket.Then(Wicket.Answer(503, "1", ProblemOf(503, "store.busy"), "application/problem+json"));

        Assert.Equal("baru", (await _client.Agreements.EditAsync(draft.Value.Id, draft.ETag, new EditAgreement { Notes = "baru" })).Value.Notes);
    }

    [Fact]
    public async Task A_removal_whose_answer_was_lost_is_not_sent_again()
    {
        var draft = await _client.Agreements.DraftAsync(Reach.Draft() with { Owner = _owner });
        _wicket.Then(Wicket.CutAfter);

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.Agreements.DeleteAsync(draft.Value.Id, draft.ETag));

        Assert.Equal(1, _wicket.Arrived.Count(arrived => arrived.Method == "DELETE"));
    }

    [Fact]
    public async Task A_post_without_a_key_is_sent_once()
    {
        _wicket.Then(Wicket.CutBefore);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/agreements") { Content = new StringContent("{}") };

        await Assert.ThrowsAsync<HttpRequestException>(() => _client.SendAsync(request));

        Assert.Single(_wicket.Arrived);
    }

    [Fact]
    public async Task Whatever_was_never_sent_is_sent_again()
    {
        var nowhere = await NowhereAsync();
        using var client = AgreementsClient.Create(Reach.OptionsOf(nowhere, _clock));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.Agreements.EditAsync(Guid.CreateVersion7(), ETag.Any, new EditAgreement { Notes = "baru" }));

        Assert.Equal(5, _clock.Waits.Count);
    }

    [Fact]
    public async Task A_repeat_that_came_while_the_first_was_running_comes_back()
    {
        _wicket.Then(Wicket.Answer(409, body: ProblemOf(409, "idempotency.in-progress"), mediaType: "application/problem+json"));

        await _client.Agreements.DraftAsync(Reach.Draft() with { Owner = _owner });

        Assert.Single((await DraftsAsync()).Items);
    }

    [Fact]
    public async Task Any_other_conflict_is_the_answer()
    {
        _wicket.Then(Wicket.Answer(409, body: ProblemOf(409, "number.taken"), mediaType: "application/problem+json"));

        var failure = await Assert.ThrowsAsync<ProblemException>(() => _client.Agreements.DraftAsync(Reach.Draft()));

        Assert.Equal("number.taken", failure.Code);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task Waits_grow_and_are_never_the_same()
    {
        _wicket.Then([.. Enumerable.Repeat(Wicket.Answer(503), 6)]);

        await Assert.ThrowsAsync<ProblemException>(() => _client.Me.GetAsync());

        var waits = _clock.Waits;
        Assert.Equal(5, waits.Count);
        for (var i = 0; i < waits.Count; i++)
        {
            Assert.InRange(waits[i], OneSecond * Math.Pow(2, i) / 2, OneSecond * Math.Pow(2, i));
        }
    }

    [Fact]
    public async Task Whoever_asks_for_more_patience_than_there_is_is_told_to_the_caller()
    {
        _wicket.Then(Wicket.Answer(503, "30"), Wicket.Answer(503, "600"));

        var failure = await Assert.ThrowsAsync<ProblemException>(() => _client.Me.GetAsync());

        Assert.Equal(TimeSpan.FromMinutes(10), failure.RetryAfter);
        Assert.InRange(Assert.Single(_clock.Waits), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30.5));
    }

    [Fact]
    public async Task A_call_that_is_called_off_ends_at_once()
    {
        using var off = new CancellationTokenSource();
        _wicket.Then(async (context, _) =>
        {
            await off.CancelAsync();
            context.Abort();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _client.Me.GetAsync(off.Token));

        Assert.Single(_wicket.Arrived);
    }

    [Fact]
    public async Task Two_calls_are_two_drafts_and_one_key_of_the_callers_is_one()
    {
        var draft = Reach.Draft() with { Owner = _owner };

        var first = await _client.Agreements.DraftAsync(draft, "kendari-2027");
        var again = await _client.Agreements.DraftAsync(draft, "kendari-2027");
        var other = await _client.Agreements.DraftAsync(draft);

        Assert.Equal((first.Value.Id, false, true), (again.Value.Id, first.IsReplayed, again.IsReplayed));
        Assert.NotEqual(first.Value.Id, other.Value.Id);
    }

    private Task<AgreementPage> DraftsAsync() => _client.Agreements.ListPageAsync(new AgreementFilter { Owner = _owner });

    private static Passage PassageOf(string loss) => loss switch
    {
        "before" => Wicket.CutBefore,
        "after" => Wicket.CutAfter,
        "within" => Wicket.CutWithin,
        "429" => Wicket.Answer(429, "1"),
        _ => Wicket.Answer(int.Parse(loss, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static string ProblemOf(int status, string code) =>
        $$"""{"type": "urn:agreements:problem:{{code}}", "title": "…", "status": {{status}}, "detail": "…", "instance": "/v1/agreements", "code": "{{code}}", "traceId": "4bf92f3577b34da6a3ce929d0e0e4736"}""";

    // Where somebody listened until just now.
    private async Task<Uri> NowhereAsync()
    {
        var closed = await Wicket.OpenAsync(_wicket.Address);
        var address = closed.Address;
        await closed.DisposeAsync();
        return address;
    }
}
