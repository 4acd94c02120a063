namespace Agreements.Client;

/// <summary>
/// Opens a renewal of a signed agreement, one at a time, and schedules its stages backwards from the first day that must be covered. What is signed
/// already is not renewed again.
/// </summary>
public sealed record OpenRenewal
{
    /// <summary>Who looks after it; whoever looks after the agreement when left out.</summary>
    public string? Owner { get; init; }

    /// <summary>How many work days stages take; those of the service's settings when left out.</summary>
    public StageWorkDays? WorkDays { get; init; }
}

/// <summary>How many work days stages take; those left out as long as the service's settings say.</summary>
public sealed record StageWorkDays
{
    /// <summary>Evaluasi of the old term.</summary>
    public int? Evaluation { get; init; }

    /// <summary>Penganggaran: the money for the new term.</summary>
    public int? Budget { get; init; }

    /// <summary>Telaah hukum: drafting and review.</summary>
    public int? LegalReview { get; init; }

    /// <summary>Penandatanganan by both parties.</summary>
    public int? Signing { get; init; }

    /// <summary>Data peserta: the list of people is with BPJS Kesehatan.</summary>
    public int? ParticipantData { get; init; }
}

/// <summary>
/// Appends an entry to the log of a renewal that is open or ended as renewed; of the latter only <c>participantData</c> can still be completed. Entries
/// are never changed; what was wrong is put right by another one.
/// </summary>
public sealed record LogRenewalEntry
{
    /// <summary>What it is about. The first <c>letter</c> counts as the notice that the renewal clause asks for.</summary>
    public required RenewalEntryKind Kind { get; init; }

    /// <summary>The day on which it happened; not after today in the region's zone. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>What happened.</summary>
    public required string Summary { get; init; }

    /// <summary>The meeting at which it happened.</summary>
    public Guid? MeetingId { get; init; }

    /// <summary>
    /// The stage that was through with it; one that was through before keeps its day. The successor takes the day of <c>participantData</c>, unless it
    /// has one.
    /// </summary>
    public RenewalStage? CompletesStage { get; init; }
}

/// <summary>
/// Ends a renewal. It ends by itself as <c>renewed</c> when a successor is signed, and cannot end so before; <c>notRenewed</c> is the parties' decision
/// that nothing is to follow; <c>abandoned</c> leaves what is due of the agreement due.
/// </summary>
public sealed record CloseRenewal
{
    /// <summary>How it ended.</summary>
    public required RenewalOutcome Outcome { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}

/// <summary>One entry of a renewal's log.</summary>
public sealed record RenewalEntry
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required RenewalEntryKind Kind { get; init; }

    /// <summary>The day on which it happened.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>What happened.</summary>
    public required string Summary { get; init; }

    /// <summary>The meeting at which it happened; null where it lies beyond the caller's reach.</summary>
    public required Guid? MeetingId { get; init; }

    /// <summary>The stage that was through with it.</summary>
    public required RenewalStage? CompletesStage { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string RecordedBy { get; init; }
}
