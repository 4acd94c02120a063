namespace Agreements.Client;

/// <summary>What agreements are narrowed by wherever they are listed; what is left out does not narrow the list.</summary>
public abstract record RegisterFilter
{
    /// <summary>How they stand on the day asked for.</summary>
    public IReadOnlyList<Standing>? Standing { get; init; }

    /// <summary>Where they stand on their way to signature.</summary>
    public IReadOnlyList<LifecycleState>? Lifecycle { get; init; }

    /// <summary>What they call themselves.</summary>
    public IReadOnlyList<AgreementKind>? Kind { get; init; }

    /// <summary>Whom they cover.</summary>
    public IReadOnlyList<Segment>? Segment { get; init; }

    /// <summary>Kemendagri codes of the parties: exactly these regions.</summary>
    public IReadOnlyList<string>? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>The BPJS offices that are party to them.</summary>
    public IReadOnlyList<Guid>? BpjsOfficeId { get; init; }

    /// <summary>Who looks after them, as written.</summary>
    public string? Owner { get; init; }

    /// <summary>The whole number of either party; case, spaces and punctuation do not count.</summary>
    public string? Number { get; init; }

    /// <summary>
    /// Words to find in title, subject, numbers, region and office, without case or accents: whole ones, or parts of three letters and more.
    /// </summary>
    public string? Q { get; init; }

    /// <summary>Last day in force on or after this day.</summary>
    public DateOnly? EffectiveUntilFrom { get; init; }

    /// <summary>Last day in force on or before this day.</summary>
    public DateOnly? EffectiveUntilTo { get; init; }

    /// <summary>Whether somebody has to look at them.</summary>
    public bool? NeedsReview { get; init; }

    /// <summary>Changed after this instant.</summary>
    public DateTimeOffset? UpdatedAfter { get; init; }

    /// <summary>Days ahead within which an agreement counts as <c>expiring</c>; 90 when left out.</summary>
    public int? HorizonDays { get; init; }
}

/// <summary>Which agreements to list; what is left out does not narrow the list.</summary>
public sealed record AgreementFilter : RegisterFilter
{
    /// <summary>The day to judge dates by; today in each agreement's zone when left out.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Sort order; <c>effectiveUntil</c> when left out. Those without a last day come after all others, and first when turned round.</summary>
    public string? Sort { get; init; }

    /// <summary>Whether to count the matches, up to a thousand.</summary>
    public bool? Count { get; init; }
}

/// <summary>Which agreements that end to list; what is left out does not narrow the list.</summary>
public sealed record ExpiringFilter : RegisterFilter
{
    /// <summary>How many days ahead to look: 0 for what ends today; 90 when left out.</summary>
    public int? WithinDays { get; init; }

    /// <summary>The day to look from; today in each agreement's zone when left out.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Whether to list those too that a signed successor continues without a gap; false when left out.</summary>
    public bool? IncludeRenewed { get; init; }

    /// <summary>Whether to list those in force too of which nobody knows when they end, after all others; false when left out.</summary>
    public bool? IncludeEndUnknown { get; init; }
}
