using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Domain.Access;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Features.Reference;

/// <summary>How soon BPJS Kesehatan activates people of a region from a day on.</summary>
public sealed record RegionActivationView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Kemendagri code of the region.</summary>
    public required string RegionCode { get; init; }

    /// <summary>How soon people are activated.</summary>
    public required ActivationMode Mode { get; init; }

    /// <summary>First day for which it holds, by the day of signing; it does so until the day before the next one.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The letter, decree or notice that says so.</summary>
    [MaxLength(RegionActivation.SourceMaxLength)]
    public required string Source { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string RecordedBy { get; init; }

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        reach.Covers(RegionCode) ? Task.CompletedTask : throw HttpFailureException.NotFound("activation-mode");

    internal static RegionActivationView Of(RegionActivation activation) => new()
    {
        // It never changes.
        Tag = new EntityTag(1).ToString(),
        Id = activation.Id,
        RegionCode = activation.RegionCode,
        Mode = activation.Mode,
        ValidFrom = activation.ValidFrom,
        Source = activation.Source,
        RecordedAt = activation.RecordedAt,
        RecordedBy = activation.RecordedBy,
    };
}
