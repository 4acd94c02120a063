namespace Agreements.Client;

/// <summary>Agreements: draft, edit, what leads to the signature, what ends, what was changed.</summary>
public sealed partial class AgreementArea
{
    private readonly Wire _wire;

    internal AgreementArea(Wire wire) => _wire = wire;

    /// <summary>An agreement.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="asOf">The day to judge by; today in its zone when left out.</param>
    /// <param name="horizonDays">Days ahead within which it counts as expiring; 90 when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement.</returns>
    [Operation("getAgreement")]
    public Task<Versioned<Agreement>> GetAsync(Guid id, DateOnly? asOf = null, int? horizonDays = null, CancellationToken cancellationToken = default) => _wire.VersionedAsync(
        Call.Get($"v1/agreements/{id}").Query("asOf", asOf).Query("horizonDays", horizonDays), AgreementsJson.Default.Agreement, cancellationToken);

    /// <summary>An agreement, if it has changed: in itself, or in how it stands by now.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="since">The tag it had.</param>
    /// <param name="asOf">The day to judge by; today in its zone when left out.</param>
    /// <param name="horizonDays">Days ahead within which it counts as expiring; 90 when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement; null where it is as it was.</returns>
    [Operation("getAgreement")]
    public Task<Versioned<Agreement>?> GetIfChangedAsync(
        Guid id, ETag since, DateOnly? asOf = null, int? horizonDays = null, CancellationToken cancellationToken = default) => _wire.IfChangedAsync(
        Call.Get($"v1/agreements/{id}").Query("asOf", asOf).Query("horizonDays", horizonDays), since, AgreementsJson.Default.Agreement, cancellationToken);

    /// <summary>Every agreement that matches; pages are asked for as they are needed.</summary>
    /// <param name="filter">Which ones; all when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreements.</returns>
    [Operation("listAgreements")]
    public IAsyncEnumerable<Agreement> ListAsync(AgreementFilter? filter = null, CancellationToken cancellationToken = default) =>
        Wire.AllAsync<AgreementPage, Agreement>((after, token) => ListPageAsync(filter, limit: null, after, token), cancellationToken);

    /// <summary>One page of the agreements that match.</summary>
    /// <param name="filter">Which ones; all when left out.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that the page before gave as <c>next</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("listAgreements")]
    public Task<AgreementPage> ListPageAsync(AgreementFilter? filter = null, int? limit = null, string? after = null, CancellationToken cancellationToken = default)
    {
        var call = Narrowed(Call.Get($"v1/agreements"), filter)
            .Query("asOf", filter?.AsOf)
            .Query("sort", filter?.Sort)
            .Query("count", filter?.Count)
            .Query("limit", limit)
            .Query("after", after);
        return _wire.AnswerAsync(call, AgreementsJson.Default.AgreementPage, cancellationToken);
    }

    /// <summary>Every agreement that ends soon, the soonest first, without those that are renewed without a gap; pages are asked for as they are needed.</summary>
    /// <param name="filter">Which ones, and within how many days; 90 when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreements.</returns>
    [Operation("listExpiringAgreements")]
    public IAsyncEnumerable<Agreement> ExpiringAsync(ExpiringFilter? filter = null, CancellationToken cancellationToken = default) =>
        Wire.AllAsync<AgreementPage, Agreement>((after, token) => ExpiringPageAsync(filter, limit: null, after, token), cancellationToken);

    /// <summary>One page of the agreements that end soon.</summary>
    /// <param name="filter">Which ones, and within how many days; 90 when left out.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that the page before gave as <c>next</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("listExpiringAgreements")]
    public Task<AgreementPage> ExpiringPageAsync(ExpiringFilter? filter = null, int? limit = null, string? after = null, CancellationToken cancellationToken = default)
    {
        var call = Narrowed(Call.Get($"v1/agreements/expiring"), filter)
            .Query("withinDays", filter?.WithinDays)
            .Query("asOf", filter?.AsOf)
            .Query("includeRenewed", filter?.IncludeRenewed)
            .Query("includeEndUnknown", filter?.IncludeEndUnknown)
            .Query("limit", limit)
            .Query("after", after);
        return _wire.AnswerAsync(call, AgreementsJson.Default.AgreementPage, cancellationToken);
    }

    /// <summary>Every version of an agreement's terms, the original first.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="asOf">The day whose terms are marked as in force; today in its zone when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>All of them.</returns>
    [Operation("listAgreementTerms")]
    public Task<AgreementTerms> TermsAsync(Guid id, DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
        _wire.AnswerAsync(Call.Get($"v1/agreements/{id}/terms").Query("asOf", asOf), AgreementsJson.Default.AgreementTerms, cancellationToken);

    /// <summary>Every change of an agreement, the first one first; pages are asked for as they are needed.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The changes.</returns>
    [Operation("listAgreementHistory")]
    public IAsyncEnumerable<AgreementChange> HistoryAsync(Guid id, CancellationToken cancellationToken = default) =>
        Wire.AllAsync<Page<AgreementChange>, AgreementChange>((after, token) => HistoryPageAsync(id, limit: null, after, token), cancellationToken);

    /// <summary>One page of an agreement's changes.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that the page before gave as <c>next</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("listAgreementHistory")]
    public Task<Page<AgreementChange>> HistoryPageAsync(Guid id, int? limit = null, string? after = null, CancellationToken cancellationToken = default) => _wire.AnswerAsync(
        Call.Get($"v1/agreements/{id}/history").Query("limit", limit).Query("after", after), AgreementsJson.Default.PageAgreementChange, cancellationToken);

    private static Call Narrowed(Call call, RegisterFilter? filter) => call
        .Query("standing", filter?.Standing)
        .Query("lifecycle", filter?.Lifecycle)
        .Query("kind", filter?.Kind)
        .Query("segment", filter?.Segment)
        .Query("regionCode", filter?.RegionCode)
        .Query("provinceCode", filter?.ProvinceCode)
        .Query("bpjsOfficeId", filter?.BpjsOfficeId)
        .Query("owner", filter?.Owner)
        .Query("number", filter?.Number)
        .Query("q", filter?.Q)
        .Query("effectiveUntilFrom", filter?.EffectiveUntilFrom)
        .Query("effectiveUntilTo", filter?.EffectiveUntilTo)
        .Query("needsReview", filter?.NeedsReview)
        .Query("updatedAfter", filter?.UpdatedAfter)
        .Query("horizonDays", filter?.HorizonDays);
}
