namespace Agreements.Client;

/// <summary>One page of agreements, with the day that their dates were judged by.</summary>
public sealed record AgreementPage : IPage<Agreement>
{
    /// <summary>The rows, in the order of the list.</summary>
    public required IReadOnlyList<Agreement> Items { get; init; }

    /// <summary>Opaque cursor to pass as <c>after</c> for the next page; null on the last one.</summary>
    public required string? Next { get; init; }

    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the agreements were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }

    /// <summary>How many agreements match, when asked for with <c>count=true</c>: exact up to 1000, 1001 stands for more.</summary>
    public int? Total { get; init; }

    /// <summary>What the answer assumed because the caller did not say.</summary>
    public required AppliedDefaults AppliedDefaults { get; init; }
}

/// <summary>What an answer assumed because the caller did not say. Only what was assumed is there.</summary>
public sealed record AppliedDefaults
{
    /// <summary>The window, in days.</summary>
    public int? WithinDays { get; init; }

    /// <summary>Days ahead within which an agreement counts as expiring.</summary>
    public int? HorizonDays { get; init; }

    /// <summary>False where agreements that a signed successor continues without a gap were left out.</summary>
    public bool? IncludeRenewed { get; init; }

    /// <summary>False where agreements were left out of which nobody knows when they end. The open-ended never expire.</summary>
    public bool? IncludeEndUnknown { get; init; }

    /// <summary>Where deadlines stand that are listed.</summary>
    public IReadOnlyList<DeadlineState>? State { get; init; }

    /// <summary>Whom the line covers.</summary>
    public Segment? Segment { get; init; }

    /// <summary>First day of the window.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the window.</summary>
    public DateOnly? To { get; init; }
}
