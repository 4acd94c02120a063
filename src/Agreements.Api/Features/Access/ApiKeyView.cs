using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;

namespace Agreements.Api.Features.Access;

/// <summary>A key of an integration, a job or a person.</summary>
public sealed record ApiKeyView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>Who answers for what is done with it: histories record this name, and nobody approves what the same name submitted.</summary>
    public required string Owner { get; init; }

    /// <summary>The secret itself, to send in <c>X-Api-Key</c>: shown in the first answer to its making, null ever after.</summary>
    [RegularExpression(Secret.Pattern)]
    [MaxLength(Secret.MaxLength)]
    public string? Key { get; init; }

    /// <summary>The first characters of the secret, by which people tell keys apart.</summary>
    [RegularExpression(Secret.Pattern)]
    [MaxLength(ApiKey.PrefixLength)]
    public required string Prefix { get; init; }

    /// <summary>What it allows.</summary>
    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>Whether it reaches the whole country.</summary>
    public required bool AllRegions { get; init; }

    /// <summary>Kemendagri codes of the regions it is bound to, where it is; a province brings its regencies and cities.</summary>
    public required IReadOnlyList<string>? RegionCodes { get; init; }

    /// <summary>The office whose catchment, and that of the offices under it, it is bound to, where it is.</summary>
    public required Guid? BpjsOfficeId { get; init; }

    /// <summary>From when on it is refused, in UTC; null where it does not expire.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was issued, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who issued it.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string CreatedBy { get; init; }

    /// <summary>When it was revoked, in UTC; null as long as it is not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Who revoked it.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string? RevokedBy { get; init; }

    internal override Resource ToKeep() => this with { Key = null };

    internal override async Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken)
    {
        if (!reach.Includes(await db.ReachOfAsync(new KeyBinding(AllRegions, RegionCodes ?? [], BpjsOfficeId), cancellationToken)))
        {
            throw HttpFailureException.NotFound("api-key");
        }
    }

    internal static ApiKeyView Of(ApiKey key) => new()
    {
        Tag = TagOf(key).ToString(),
        Id = key.Id,
        Version = key.Version,
        Name = key.Name,
        Owner = key.Owner,
        Prefix = key.Prefix,
        Scopes = key.Scopes,
        AllRegions = key.AllRegions,
        RegionCodes = key.RegionCodes.Count == 0 ? null : key.RegionCodes,
        BpjsOfficeId = key.BpjsOfficeId,
        ExpiresAt = key.ExpiresAt,
        CreatedAt = key.CreatedAt,
        CreatedBy = key.CreatedBy,
        RevokedAt = key.RevokedAt,
        RevokedBy = key.RevokedBy,
    };

    internal static EntityTag TagOf(ApiKey key) => new(key.Version);
}
