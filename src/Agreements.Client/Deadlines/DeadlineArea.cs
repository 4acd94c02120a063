namespace Agreements.Client;

/// <summary>Every day by which somebody must act.</summary>
public sealed class DeadlineArea
{
    private readonly Wire _wire;

    internal DeadlineArea(Wire wire) => _wire = wire;

    /// <summary>Every deadline that matches, the earliest first; pages are asked for as they are needed.</summary>
    /// <param name="filter">Which ones; those that are open or acknowledged when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The deadlines.</returns>
    [Operation("listDeadlines")]
    public IAsyncEnumerable<Deadline> ListAsync(DeadlineFilter? filter = null, CancellationToken cancellationToken = default) =>
        Wire.AllAsync<DeadlinePage, Deadline>((after, token) => ListPageAsync(filter, limit: null, after, token), cancellationToken);

    /// <summary>One page of the deadlines that match.</summary>
    /// <param name="filter">Which ones; those that are open or acknowledged when left out.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that the page before gave as <c>next</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("listDeadlines")]
    public Task<DeadlinePage> ListPageAsync(DeadlineFilter? filter = null, int? limit = null, string? after = null, CancellationToken cancellationToken = default)
    {
        var call = Call.Get($"v1/deadlines")
            .Query("kind", filter?.Kind)
            .Query("state", filter?.State)
            .Query("overdue", filter?.Overdue)
            .Query("dueFrom", filter?.DueFrom)
            .Query("dueTo", filter?.DueTo)
            .Query("withinDays", filter?.WithinDays)
            .Query("regionCode", filter?.RegionCode)
            .Query("provinceCode", filter?.ProvinceCode)
            .Query("owner", filter?.Owner)
            .Query("agreementId", filter?.AgreementId)
            .Query("asOf", filter?.AsOf)
            .Query("limit", limit)
            .Query("after", after);
        return _wire.AnswerAsync(call, AgreementsJson.Default.DeadlinePage, cancellationToken);
    }

    /// <summary>A deadline.</summary>
    /// <param name="id">Id of the deadline.</param>
    /// <param name="asOf">The day to judge by; today in the region's zone when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The deadline.</returns>
    [Operation("getDeadline")]
    public Task<Versioned<Deadline>> GetAsync(Guid id, DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
        _wire.VersionedAsync(Call.Get($"v1/deadlines/{id}").Query("asOf", asOf), AgreementsJson.Default.Deadline, cancellationToken);

    /// <summary>A deadline, if it has changed.</summary>
    /// <param name="id">Id of the deadline.</param>
    /// <param name="since">The tag it had.</param>
    /// <param name="asOf">The day to judge by; today in the region's zone when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The deadline; null where it is as it was.</returns>
    [Operation("getDeadline")]
    public Task<Versioned<Deadline>?> GetIfChangedAsync(Guid id, ETag since, DateOnly? asOf = null, CancellationToken cancellationToken = default) =>
        _wire.IfChangedAsync(Call.Get($"v1/deadlines/{id}").Query("asOf", asOf), since, AgreementsJson.Default.Deadline, cancellationToken);

    /// <summary>Says that somebody is at it, until a day that is not past the due date. Nobody is reminded until then.</summary>
    /// <param name="id">Id of the deadline.</param>
    /// <param name="acknowledgement">What is being done, and until when.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The deadline as it is now.</returns>
    [Operation("acknowledgeDeadline")]
    public Task<Versioned<Deadline>> AcknowledgeAsync(
        Guid id, AcknowledgeDeadline acknowledgement, string? idempotencyKey = null, CancellationToken cancellationToken = default) => _wire.VersionedAsync(
        Call.Post($"v1/deadlines/{id}/acknowledgement", idempotencyKey).Json(acknowledgement, AgreementsJson.Default.AcknowledgeDeadline),
        AgreementsJson.Default.Deadline,
        cancellationToken);
}
