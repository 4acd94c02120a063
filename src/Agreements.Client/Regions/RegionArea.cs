namespace Agreements.Client;

/// <summary>Provinces, regencies and cities, and whom to tell there.</summary>
public sealed class RegionArea
{
    private readonly Wire _wire;

    internal RegionArea(Wire wire) => _wire = wire;

    /// <summary>Every region that matches; pages are asked for as they are needed.</summary>
    /// <param name="filter">Which ones; all when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The regions, by their code.</returns>
    [Operation("listRegions")]
    public IAsyncEnumerable<Region> ListAsync(RegionFilter? filter = null, CancellationToken cancellationToken = default) =>
        Wire.AllAsync<Page<Region>, Region>((after, token) => ListPageAsync(filter, limit: null, after, token), cancellationToken);

    /// <summary>One page of the regions that match.</summary>
    /// <param name="filter">Which ones; all when left out.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that the page before gave as <c>next</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("listRegions")]
    public Task<Page<Region>> ListPageAsync(RegionFilter? filter = null, int? limit = null, string? after = null, CancellationToken cancellationToken = default)
    {
        var call = Call.Get($"v1/regions")
            .Query("level", filter?.Level)
            .Query("provinceCode", filter?.ProvinceCode)
            .Query("q", filter?.Q)
            .Query("limit", limit)
            .Query("after", after);
        return _wire.AnswerAsync(call, AgreementsJson.Default.PageRegion, cancellationToken);
    }

    /// <summary>A region.</summary>
    /// <param name="code">Its Kemendagri code.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The region.</returns>
    [Operation("getRegion")]
    public Task<Versioned<Region>> GetAsync(string code, CancellationToken cancellationToken = default) =>
        _wire.VersionedAsync(Call.Get($"v1/regions/{code}"), AgreementsJson.Default.Region, cancellationToken);

    /// <summary>A region, if it has changed.</summary>
    /// <param name="code">Its Kemendagri code.</param>
    /// <param name="since">The tag it had.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The region; null where it is as it was.</returns>
    [Operation("getRegion")]
    public Task<Versioned<Region>?> GetIfChangedAsync(string code, ETag since, CancellationToken cancellationToken = default) =>
        _wire.IfChangedAsync(Call.Get($"v1/regions/{code}"), since, AgreementsJson.Default.Region, cancellationToken);

    /// <summary>Whom reminders about a region go to; nobody before the first change.</summary>
    /// <param name="code">The region's Kemendagri code.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The whole set.</returns>
    [Operation("getRegionContacts")]
    public Task<Versioned<RegionContacts>> GetContactsAsync(string code, CancellationToken cancellationToken = default) =>
        _wire.VersionedAsync(Call.Get($"v1/regions/{code}/contacts"), AgreementsJson.Default.RegionContacts, cancellationToken);

    /// <summary>Whom reminders about a region go to, where that has changed.</summary>
    /// <param name="code">The region's Kemendagri code.</param>
    /// <param name="since">The tag that the set had.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The whole set, or null where it is as it was.</returns>
    [Operation("getRegionContacts")]
    public Task<Versioned<RegionContacts>?> GetContactsIfChangedAsync(string code, ETag since, CancellationToken cancellationToken = default) =>
        _wire.IfChangedAsync(Call.Get($"v1/regions/{code}/contacts"), since, AgreementsJson.Default.RegionContacts, cancellationToken);

    /// <summary>Sets whom reminders about a region go to.</summary>
    /// <param name="code">The region's Kemendagri code.</param>
    /// <param name="read">The tag of the set as it was read.</param>
    /// <param name="contacts">The whole set.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The set as it is now.</returns>
    [Operation("replaceRegionContacts")]
    public Task<Versioned<RegionContacts>> ReplaceContactsAsync(string code, ETag read, ReplaceRegionContacts contacts, CancellationToken cancellationToken = default) => _wire.VersionedAsync(
        Call.Put($"v1/regions/{code}/contacts").IfMatch(read).Json(contacts, AgreementsJson.Default.ReplaceRegionContacts), AgreementsJson.Default.RegionContacts, cancellationToken);
}
