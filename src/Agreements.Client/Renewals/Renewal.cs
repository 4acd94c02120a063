namespace Agreements.Client;

/// <summary>Perpanjangan: the work of bringing a successor to signature before an agreement ends, with its back-plan.</summary>
public sealed record Renewal
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public required int Version { get; init; }

    /// <summary>The agreement that is to be continued.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>IANA zone in which its dates are judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Who looks after it.</summary>
    public required string? Owner { get; init; }

    /// <summary>Whether it is under way.</summary>
    public required RenewalState State { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public required RenewalOutcome? Outcome { get; init; }

    /// <summary>Why, where somebody closed it.</summary>
    public required string? Reason { get; init; }

    /// <summary>The date in its zone on which it was opened.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>Last day in force of the agreement, by which a successor has to be ready.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>First day that must be covered by a successor.</summary>
    public required DateOnly CoverFrom { get; init; }

    /// <summary>Days from the day it is judged by to the last day of the agreement: 0 on that day, negative after it.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>The day on which the first letter about it went out: the notice that the renewal clause asks for.</summary>
    public required DateOnly? NoticeSentOn { get; init; }

    /// <summary>The draft that is to continue the agreement.</summary>
    public required Guid? SuccessorId { get; init; }

    /// <summary>
    /// The back-plan: each stage is through on the last work day before the next one begins, the last one before the first day to be covered.
    /// </summary>
    public required Stages Stages { get; init; }

    /// <summary>Whether every stage can still be through in time, as seen on the day it is judged by; null once it is closed.</summary>
    public required bool? Feasible { get; init; }

    /// <summary>The first planned date that can no longer be met; null while all can.</summary>
    public required MissedDate? FirstMissed { get; init; }

    /// <summary>The day it is judged by: the one asked for, or today in its zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>When it was opened, in UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who opened it.</summary>
    public required string OpenedBy { get; init; }

    /// <summary>When it was closed, in UTC.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who closed it.</summary>
    public required string? ClosedBy { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>The stages of a renewal, in their order.</summary>
public sealed record Stages
{
    /// <summary>Evaluasi of the old term.</summary>
    public required Stage Evaluation { get; init; }

    /// <summary>Penganggaran: the money for the new term.</summary>
    public required Stage Budget { get; init; }

    /// <summary>Telaah hukum: drafting and review.</summary>
    public required Stage LegalReview { get; init; }

    /// <summary>Penandatanganan by both parties.</summary>
    public required Stage Signing { get; init; }

    /// <summary>Data peserta: the list of people is with BPJS Kesehatan.</summary>
    public required Stage ParticipantData { get; init; }
}

/// <summary>A stage of a renewal, as planned and as it went.</summary>
public sealed record Stage
{
    /// <summary>How many work days it takes.</summary>
    public required int WorkDays { get; init; }

    /// <summary>The day by which it has to begin.</summary>
    public required DateOnly StartOn { get; init; }

    /// <summary>The day by which it has to be through.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>An earlier day that somebody set for it to be through; null where it follows from what comes after.</summary>
    public required DateOnly? WantedOn { get; init; }

    /// <summary>The day on which it was through; null while it is not.</summary>
    public required DateOnly? DoneOn { get; init; }
}

/// <summary>The first planned date that can no longer be met.</summary>
public sealed record MissedDate
{
    /// <summary>Of which stage.</summary>
    public required RenewalStage Stage { get; init; }

    /// <summary>Which of its dates.</summary>
    public required PlannedDate Date { get; init; }

    /// <summary>The date.</summary>
    public required DateOnly On { get; init; }

    /// <summary>By how many calendar days it is missed.</summary>
    public required int Days { get; init; }
}

/// <summary>One page of renewals, with the day that they were judged by.</summary>
public sealed record RenewalPage : IPage<Renewal>
{
    /// <summary>The rows, in the order of the list.</summary>
    public required IReadOnlyList<Renewal> Items { get; init; }

    /// <summary>Opaque cursor to pass as <c>after</c> for the next page; null on the last one.</summary>
    public required string? Next { get; init; }

    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the renewals were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }
}
