using System.ComponentModel.DataAnnotations;
using Agreements.Data.Configurations;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;

namespace Agreements.Api.Features.Audit;

/// <summary>Something that was done, or was refused.</summary>
public sealed record AuditEntryView
{
    /// <summary>Most values that one change can touch: an office whose whole catchment is exchanged.</summary>
    internal const int MostChanges = 4 * BpjsOffice.CatchmentMax;

    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Name of who did it; null where nobody knows.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string? By { get; init; }

    /// <summary>The credential used: <c>key:</c> and the id of an API key, or <c>token:</c> and a digest of a token's issuer and subject; null where none was.</summary>
    [MaxLength(AuditEntry.CredentialMaxLength)]
    public required string? Credential { get; init; }

    /// <summary>The operation, by its id in this document; the method of the request where it met none.</summary>
    [MaxLength(AuditEntry.ActionMaxLength)]
    public required string Action { get; init; }

    /// <summary>What became of it.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>The code of the problem that it was refused with; null where it was done.</summary>
    [MaxLength(AuditEntry.CodeMaxLength)]
    public required string? Code { get; init; }

    /// <summary>The kind of thing it was done to; null where no thing was named, or only a region.</summary>
    public required AuditSubjectKind? SubjectKind { get; init; }

    /// <summary>The thing it was done to.</summary>
    public required Guid? SubjectId { get; init; }

    /// <summary>The agreement that the thing is or belongs to.</summary>
    public required Guid? AgreementId { get; init; }

    /// <summary>Kemendagri code of the region that the thing lies in.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>The values that changed, each before and after.</summary>
    [MaxLength(MostChanges)]
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    /// <summary>W3C trace id of the request.</summary>
    [RegularExpression("^[0-9a-f]{32}$")]
    [MaxLength(AuditEntry.TraceIdLength)]
    public required string? TraceId { get; init; }

    /// <summary>Its place in the chain, from 1 on; null for the moment until it is sealed.</summary>
    [Range(1, long.MaxValue)]
    public required long? Sequence { get; init; }

    /// <summary>The seal over it and everything before: SHA-256, in hexadecimal digits; null until it is sealed.</summary>
    [RegularExpression("^[0-9a-f]{64}$")]
    [MaxLength(AuditSeal.HashLength)]
    public required string? Hash { get; init; }

    /// <summary>Entries as the caller may see them.</summary>
    internal static Task<IReadOnlyList<AuditEntryView>> OfAsync(IEnumerable<AuditEntry> entries, ForeignPredecessors foreign, CancellationToken cancellationToken) =>
        foreign.BlankAsync([.. entries.Select(Of)], entry => entry.Changes, (entry, changes) => entry with { Changes = changes }, cancellationToken);

    internal static AuditEntryView Of(AuditEntry entry) => new()
    {
        Id = entry.Id,
        At = entry.At,
        By = entry.By,
        Credential = entry.Credential,
        Action = entry.Action,
        Outcome = entry.Outcome,
        Code = entry.Code,
        SubjectKind = entry.SubjectKind,
        SubjectId = entry.SubjectId,
        AgreementId = entry.AgreementId,
        RegionCode = entry.RegionCode,
        Changes = StoredAs.Read<IReadOnlyList<FieldChange>>(entry.Changes),
        TraceId = entry.TraceId,
        Sequence = entry.Sequence,
        Hash = entry.Hash,
    };
}
