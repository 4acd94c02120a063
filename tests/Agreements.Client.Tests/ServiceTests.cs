using System.Net;
using System.Text.Json;
using Agreements.Api.Tests.Hosting;
using Agreements.Client.Tests.Hosting;

namespace Agreements.Client.Tests;

public sealed class ServiceTests(ServiceHost host) : IClassFixture<ServiceHost>, IDisposable
{
    private readonly AgreementsClient _client = host.AdministratorOf();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_draft_is_edited_as_it_was_read_and_by_nobody_who_has_not_seen_it()
    {
        var draft = await _client.Agreements.DraftAsync(Reach.Draft() with { Notes = "lama", RenewalNoticeMonths = 3 });

        string[] scope = ["Kepesertaan"];
        var edited = await _client.Agreements.EditAsync(draft.Value.Id, draft.ETag, new EditAgreement { Notes = null, Scope = scope, EffectiveFrom = new DateOnly(2027, 1, 1) });
        var refused = await Assert.ThrowsAsync<ProblemException>(() => _client.Agreements.EditAsync(draft.Value.Id, draft.ETag, new EditAgreement { Notes = "baru" }));

        Assert.Equal((2, null, 3, new DateOnly(2027, 1, 1)), (edited.Value.Version, edited.Value.Notes, edited.Value.RenewalNoticeMonths, edited.Value.EffectiveFrom));
        Assert.Equal(scope, edited.Value.Scope);
        Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition.failed"), (refused.Status, refused.Code));
        var overwritten = await _client.Agreements.EditAsync(draft.Value.Id, ETag.Any, new EditAgreement { Notes = "baru" });
        Assert.Equal("baru", overwritten.Value.Notes);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_sent_again()
    {
        var draft = await _client.Agreements.DraftAsync(Reach.Draft());

        Assert.Null(await _client.Agreements.GetIfChangedAsync(draft.Value.Id, draft.ETag));
        var edited = await _client.Agreements.EditAsync(draft.Value.Id, draft.ETag, new EditAgreement { Notes = "baru" });
        var changed = await _client.Agreements.GetIfChangedAsync(draft.Value.Id, draft.ETag);

        Assert.Equal((edited.ETag, "baru"), (changed!.ETag, changed.Value.Notes));
    }

    [Fact]
    public async Task What_happens_is_followed_from_the_cursor_that_was_kept()
    {
        var filter = new EventFilter { Types = [EventType.AgreementCreated, EventType.AgreementDeleted] };
        var kept = (await _client.Events.ListPageAsync(filter, after: EventArea.Latest)).Next;
        var draft = await _client.Agreements.DraftAsync(Reach.Draft());
        var page = await _client.Events.FollowAsync(filter, kept).FirstAsync();
        var happened = Assert.Single(page.Items);
        Assert.Equal((EventType.AgreementCreated, EventSubjectKind.Agreement, draft.Value.Id, 1), (happened.Type, happened.Data.Kind, happened.Data.Id, happened.Data.Version));

        await _client.Agreements.EditAsync(draft.Value.Id, draft.ETag, new EditAgreement { Notes = "baru" });
        Assert.Empty((await _client.Events.ListPageAsync(filter, after: page.Next)).Items);
    }

    [Fact]
    public async Task A_list_is_walked_page_by_page()
    {
        var owner = $"Bagian {Guid.CreateVersion7()}";
        var drafts = new HashSet<Guid>();
        for (var i = 0; i < 5; i++)
        {
            drafts.Add((await _client.Agreements.DraftAsync(Reach.Draft() with { Owner = owner })).Value.Id);
        }

        var filter = new AgreementFilter { Owner = owner, Lifecycle = [LifecycleState.Draft], RegionCode = ["74.71", "76"], Count = true };
        var first = await _client.Agreements.ListPageAsync(filter, limit: 2);
        var second = await _client.Agreements.ListPageAsync(filter, limit: 2, first.Next);
        var all = new HashSet<Guid>();
        await foreach (var agreement in _client.Agreements.ListAsync(filter))
        {
            all.Add(agreement.Id);
        }

        Assert.Equal((2, 2, 5), (first.Items.Count, second.Items.Count, first.Total));
        Assert.Empty(first.Items.Select(item => item.Id).Intersect(second.Items.Select(item => item.Id)));
        Assert.Equal(drafts, all);
    }

    [Fact]
    public async Task Every_row_of_a_long_list_comes_once()
    {
        var codes = new List<string>();
        await foreach (var region in _client.Regions.ListAsync())
        {
            codes.Add(region.Code);
        }

        Assert.Equal((552, 552), (codes.Count, codes.Distinct(StringComparer.Ordinal).Count()));
    }

    [Fact]
    public async Task A_failure_says_all_that_the_service_said()
    {
        var draft = await _client.Agreements.DraftAsync(Reach.Draft());

        var state = await Assert.ThrowsAsync<ProblemException>(() => _client.Agreements.TerminateAsync(
            draft.Value.Id, draft.ETag, new TerminateAgreement { Ground = TerminationGround.PartiesAgreed, EffectiveOn = new DateOnly(2026, 12, 31), Reason = "sepakat" }));
        var input = await Assert.ThrowsAsync<ProblemException>(() => _client.Agreements.DraftAsync(new DraftAgreement { Kind = AgreementKind.Of("treaty"), RegionCode = "00" }));
        var missing = await Assert.ThrowsAsync<ProblemException>(() => _client.Agreements.GetAsync(Guid.CreateVersion7()));

        Assert.Equal((HttpStatusCode.Conflict, "agreement.transition-not-allowed"), (state.Status, state.Code));
        Assert.Equal("draft", state.Facts["current"].GetString());
        Assert.Equal(JsonValueKind.Array, state.Facts["allowedActions"].ValueKind);
        Assert.Matches("^[0-9a-f]{32}$", state.TraceId);
        Assert.Equal(HttpStatusCode.BadRequest, input.Status);
        Assert.Contains(input.Errors, error => error.Pointer == "/kind");
        Assert.Equal((HttpStatusCode.NotFound, "agreement.not-found"), (missing.Status, missing.Code));
        Assert.Empty(missing.Errors);
    }

    [Fact]
    public async Task The_language_is_what_the_caller_asked_for()
    {
        using var indonesian = AgreementsClient.Create(Reach.OptionsOf(host.AddressOf()) with { Language = null });

        var english = await Assert.ThrowsAsync<ProblemException>(() => _client.Agreements.GetAsync(Guid.CreateVersion7()));
        var own = await Assert.ThrowsAsync<ProblemException>(() => indonesian.Agreements.GetAsync(Guid.CreateVersion7()));

        Assert.Equal(english.Code, own.Code);
        Assert.NotEqual(english.Problem!.Title, own.Problem!.Title);
    }

    [Fact]
    public async Task Whoever_calls_is_known_by_key()
    {
        Assert.Contains(Scope.Admin, (await _client.Me.GetAsync()).Scopes);
        using var stranger = AgreementsClient.Create(Reach.OptionsOf(host.AddressOf()) with { ApiKey = "agr_unknown" });
        var refused = await Assert.ThrowsAsync<ProblemException>(() => stranger.Me.GetAsync());

        Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
    }

    [Fact]
    public async Task From_a_draft_to_what_is_to_be_done_about_its_end()
    {
        using var head = new AgreementsClient(host.ClientOf("kepala.biro"));
        var draft = await _client.Agreements.DraftAsync(Reach.Draft() with
        {
            Subject = "Penyelenggaraan JKN",
            Owner = "Bagian Kesra",
            BpjsOfficeId = await OfficeAsync(),
            EffectiveFrom = new DateOnly(2026, 1, 1),
            EffectiveUntil = new DateOnly(2026, 12, 31),
            Segment = Segment.PbpuBp,
        });
        var id = draft.Value.Id;

        var submitted = await _client.Agreements.SubmitAsync(id, draft.ETag);
        var approved = await head.Agreements.ApproveAsync(id, submitted.ETag);
        await _client.Agreements.SignAsync(id, new SignAgreement { Party = Party.LocalGovernment, Name = "Nama Wali Kota", Title = "Wali Kota Kendari", SignedOn = new DateOnly(2025, 12, 18) });
        var signed = await _client.Agreements.SignAsync(id, new SignAgreement { Party = Party.Bpjs, Name = "Nama Kepala Cabang", Title = "Kepala Cabang Kendari", SignedOn = new DateOnly(2025, 12, 19) });
        var renewal = await _client.Renewals.OpenAsync(id);
        var logged = await _client.Renewals.LogAsync(renewal.Value.Id, new LogRenewalEntry { Kind = RenewalEntryKind.Letter, OccurredOn = new DateOnly(2026, 11, 20), Summary = "Surat" });

        Assert.Equal((LifecycleState.Approved, LifecycleState.Signed), (approved.Value.Lifecycle, signed.Value.Lifecycle));
        Assert.Contains(await AllAsync(_client.Agreements.ExpiringAsync(new ExpiringFilter { WithinDays = 45, RegionCode = ["74.71"] })), agreement => agreement.Id == id);
        var actions = (await AllAsync(_client.Agreements.HistoryAsync(id))).Select(change => change.Action);
        Assert.Equal([AgreementAction.Create, AgreementAction.Submit, AgreementAction.Approve, AgreementAction.Sign, AgreementAction.Sign, AgreementAction.OpenRenewal, AgreementAction.LogRenewalEntry], actions);
        Assert.True((await _client.Agreements.TermsAsync(id)).Items.Single().InForce);
        Assert.Equal(renewal.Value.Id, logged.Value.Id);
        Assert.Equal("Surat", (await AllAsync(_client.Renewals.EntriesAsync(renewal.Value.Id))).Single().Summary);
        Assert.Equal(RenewalState.Open, (await AllAsync(_client.Renewals.ListAsync(new RenewalFilter { AgreementId = id }))).Single().State);
        var deadlines = await AllAsync(_client.Deadlines.ListAsync(new DeadlineFilter { AgreementId = id, Kind = [DeadlineKind.Expiry, DeadlineKind.RenewalStage] }));
        var expiry = deadlines.Single(deadline => deadline.Kind == DeadlineKind.Expiry);
        var acknowledged = await _client.Deadlines.AcknowledgeAsync(expiry.Id, new AcknowledgeDeadline { Note = "Naskah disiapkan" });
        Assert.Equal((DeadlineState.Acknowledged, new DateOnly(2026, 12, 31)), (acknowledged.Value.State, acknowledged.Value.DueOn));
        Assert.Equal(new DateOnly(2027, 1, 1), (await _client.Renewals.DraftSuccessorAsync(renewal.Value.Id)).Value.EffectiveFrom);
    }

    [Fact]
    public async Task What_the_client_has_no_method_for_goes_through_the_same_door()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "v1/holidays?from=2026-01-01&to=2026-12-31");
        using var answer = await _client.SendAsync(request);
        using var holidays = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        using var wrong = new HttpRequestMessage(HttpMethod.Get, "/v1/holidays?form=2026-01-01");
        var refused = await Assert.ThrowsAsync<ProblemException>(() => _client.SendAsync(wrong));

        Assert.NotEqual(0, holidays.RootElement.GetProperty("items").GetArrayLength());
        Assert.Equal("form", refused.Errors.Single().Parameter);
    }

    private async Task<Guid> OfficeAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/bpjs-offices")
        {
            Content = new StringContent("{\"kind\": \"branch\", \"name\": \"Kantor Cabang Kendari\", \"catchmentRegionCodes\": [\"74.71\"]}", System.Text.Encoding.UTF8, "application/json"),
        };
        using var answer = await _client.SendAsync(request);
        using var office = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return office.RootElement.GetProperty("id").GetGuid();
    }

    private static async Task<IReadOnlyList<T>> AllAsync<T>(IAsyncEnumerable<T> rows)
    {
        var all = new List<T>();
        await foreach (var row in rows)
        {
            all.Add(row);
        }

        return all;
    }
}
