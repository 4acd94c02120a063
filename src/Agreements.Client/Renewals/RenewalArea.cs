namespace Agreements.Client;

/// <summary>Perpanjangan: the work of bringing a successor about.</summary>
public sealed class RenewalArea
{
    private readonly Wire _wire;

    internal RenewalArea(Wire wire) => _wire = wire;

    /// <summary>Every renewal that matches; pages are asked for as they are needed.</summary>
    /// <param name="filter">Which ones; all when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The renewals.</returns>
    [Operation("listRenewals")]
    public IAsyncEnumerable<Renewal> ListAsync(RenewalFilter? filter = null, CancellationToken cancellationToken = default) =>
        Wire.AllAsync<RenewalPage, Renewal>((after, token) => ListPageAsync(filter, limit: null, after, token), cancellationToken);

    /// <summary>One page of the renewals that match.</summary>
    /// <param name="filter">Which ones; all when left out.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that the page before gave as <c>next</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("listRenewals")]
    public Task<RenewalPage> ListPageAsync(RenewalFilter? filter = null, int? limit = null, string? after = null, CancellationToken cancellationToken = default)
    {
        var call = Call.Get($"v1/renewals")
            .Query("state", filter?.State)
            .Query("outcome", filter?.Outcome)
            .Query("regionCode", filter?.RegionCode)
            .Query("provinceCode", filter?.ProvinceCode)
            .Query("dueBefore", filter?.DueBefore)
            .Query("owner", filter?.Owner)
            .Query("agreementId", filter?.AgreementId)
            .Query("asOf", filter?.AsOf)
            .Query("limit", limit)
            .Query("after", after);
        return _wire.AnswerAsync(call, AgreementsJson.Default.RenewalPage, cancellationToken);
    }

    /// <summary>A renewal with its plan.</summary>
    /// <param name="id">Id of the renewal.</param>
    /// <param name="asOf">The day to judge by; today in the region's zone when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The renewal.</returns>
    [Operation("getRenewal")]
    public Task<Versioned<Renewal>> GetAsync(Guid id, DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
        _wire.VersionedAsync(Call.Get($"v1/renewals/{id}").Query("asOf", asOf), AgreementsJson.Default.Renewal, cancellationToken);

    /// <summary>A renewal, if it has changed.</summary>
    /// <param name="id">Id of the renewal.</param>
    /// <param name="since">The tag it had.</param>
    /// <param name="asOf">The day to judge by; today in the region's zone when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The renewal; null where it is as it was.</returns>
    [Operation("getRenewal")]
    public Task<Versioned<Renewal>?> GetIfChangedAsync(Guid id, ETag since, DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
        _wire.IfChangedAsync(Call.Get($"v1/renewals/{id}").Query("asOf", asOf), since, AgreementsJson.Default.Renewal, cancellationToken);

    /// <summary>Opens the renewal of a signed agreement, one at a time, and schedules its stages backwards from the first day that must be covered.</summary>
    /// <param name="agreementId">Id of the agreement.</param>
    /// <param name="renewal">Who looks after it, and how long its stages take where that is not as usual.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The renewal.</returns>
    [Operation("openRenewal")]
    public Task<Versioned<Renewal>> OpenAsync(
        Guid agreementId, OpenRenewal? renewal = null, string? idempotencyKey = null, CancellationToken cancellationToken = default) => _wire.VersionedAsync(
        Call.Post($"v1/agreements/{agreementId}/renewals", idempotencyKey).Json(renewal ?? new OpenRenewal(), AgreementsJson.Default.OpenRenewal),
        AgreementsJson.Default.Renewal,
        cancellationToken);

    /// <summary>Appends an entry to the log; it may complete a stage.</summary>
    /// <param name="id">Id of the renewal.</param>
    /// <param name="entry">What was done.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The renewal as it is now.</returns>
    [Operation("logRenewalEntry")]
    public Task<Versioned<Renewal>> LogAsync(Guid id, LogRenewalEntry entry, string? idempotencyKey = null, CancellationToken cancellationToken = default) => _wire.VersionedAsync(
        Call.Post($"v1/renewals/{id}/entries", idempotencyKey).Json(entry, AgreementsJson.Default.LogRenewalEntry), AgreementsJson.Default.Renewal, cancellationToken);

    /// <summary>The whole log; pages are asked for as they are needed.</summary>
    /// <param name="id">Id of the renewal.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The entries.</returns>
    [Operation("listRenewalEntries")]
    public IAsyncEnumerable<RenewalEntry> EntriesAsync(Guid id, CancellationToken cancellationToken = default) =>
        Wire.AllAsync<Page<RenewalEntry>, RenewalEntry>((after, token) => EntriesPageAsync(id, limit: null, after, token), cancellationToken);

    /// <summary>One page of the log.</summary>
    /// <param name="id">Id of the renewal.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that the page before gave as <c>next</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("listRenewalEntries")]
    public Task<Page<RenewalEntry>> EntriesPageAsync(Guid id, int? limit = null, string? after = null, CancellationToken cancellationToken = default) => _wire.AnswerAsync(
        Call.Get($"v1/renewals/{id}/entries").Query("limit", limit).Query("after", after), AgreementsJson.Default.PageRenewalEntry, cancellationToken);

    /// <summary>Drafts the agreement that is to continue the old one, filled in from it; asked again, the same draft.</summary>
    /// <param name="id">Id of the renewal.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The draft.</returns>
    [Operation("draftSuccessor")]
    public Task<Versioned<Agreement>> DraftSuccessorAsync(Guid id, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        _wire.VersionedAsync(Call.Post($"v1/renewals/{id}/successor", idempotencyKey), AgreementsJson.Default.Agreement, cancellationToken);

    /// <summary>Ends a renewal. It ends by itself when a successor is signed.</summary>
    /// <param name="id">Id of the renewal.</param>
    /// <param name="read">The tag of the renewal as it was read.</param>
    /// <param name="end">How it ends, and why.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The renewal as it is now.</returns>
    [Operation("closeRenewal")]
    public Task<Versioned<Renewal>> CloseAsync(
        Guid id, ETag read, CloseRenewal end, string? idempotencyKey = null, CancellationToken cancellationToken = default) => _wire.VersionedAsync(
        Call.Post($"v1/renewals/{id}/close", idempotencyKey).IfMatch(read).Json(end, AgreementsJson.Default.CloseRenewal), AgreementsJson.Default.Renewal, cancellationToken);
}
