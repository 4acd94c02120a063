namespace Agreements.Domain.Coverage;

/// <summary>How soon people of a region are activated from a day on, and who says so. Added, never changed: what is put right later is added as well.</summary>
public sealed class RegionActivation
{
    /// <summary>Longest source, in characters.</summary>
    public const int SourceMaxLength = 500;

    private RegionActivation()
    {
    }

    /// <summary>Says how soon people of a region are activated.</summary>
    /// <param name="id">Version-7 id.</param>
    /// <param name="regionCode">The region.</param>
    /// <param name="mode">How soon they are activated.</param>
    /// <param name="validFrom">First day for which it holds.</param>
    /// <param name="revision">Its place among those of the region for this day, in the order of recording, from 1.</param>
    /// <param name="source">The letter, decree or notice that says so.</param>
    /// <param name="authorship">Who records it, and when.</param>
    public RegionActivation(Guid id, string regionCode, ActivationMode mode, DateOnly validFrom, int revision, string source, Authorship authorship)
    {
        (Id, RegionCode, Mode, ValidFrom, Revision, Source) = (id, regionCode, mode, validFrom, revision, source);
        (RecordedAt, RecordedBy) = (authorship.At, authorship.By);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Kemendagri code of the region.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>How soon people are activated.</summary>
    public ActivationMode Mode { get; private init; }

    /// <summary>First day for which it holds: until the day before the next one of the region. Of several for one day the one recorded last counts.</summary>
    public DateOnly ValidFrom { get; private init; }

    /// <summary>Its place among those of the region for this day, in the order of recording, from 1.</summary>
    public int Revision { get; private init; }

    /// <summary>The letter, decree or notice that says so.</summary>
    public string Source { get; private init; } = "";

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private init; } = "";
}
