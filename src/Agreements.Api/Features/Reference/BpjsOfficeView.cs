using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Domain.Regions;

namespace Agreements.Api.Features.Reference;

/// <summary>An office of BPJS Kesehatan.</summary>
public sealed record BpjsOfficeView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>Tier of the office.</summary>
    public required BpjsOfficeKind Kind { get; init; }

    /// <summary>Official name.</summary>
    public required string Name { get; init; }

    /// <summary>The office it reports to.</summary>
    public required Guid? ParentId { get; init; }

    /// <summary>Kemendagri codes of the regions it serves, in order.</summary>
    public required IReadOnlyList<string> CatchmentRegionCodes { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal static BpjsOfficeView Of(BpjsOffice office) => new()
    {
        Tag = TagOf(office).ToString(),
        Id = office.Id,
        Version = office.Version,
        Kind = office.Kind,
        Name = office.Name,
        ParentId = office.ParentId,
        CatchmentRegionCodes = [.. office.Catchment.Select(catchment => catchment.RegionCode).Order(StringComparer.Ordinal)],
        CreatedAt = office.CreatedAt,
        UpdatedAt = office.UpdatedAt,
    };

    internal static EntityTag TagOf(BpjsOffice office) => new(office.Version);
}
