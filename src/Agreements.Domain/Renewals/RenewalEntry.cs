namespace Agreements.Domain.Renewals;

/// <summary>What an entry of a renewal's log is about.</summary>
public enum RenewalEntryKind
{
    /// <summary>Evaluasi of the old term.</summary>
    Evaluation,

    /// <summary>A meeting.</summary>
    Meeting,

    /// <summary>Surat: a letter to the other party, such as the notice that the renewal clause asks for.</summary>
    Letter,

    /// <summary>A decision.</summary>
    Decision,

    /// <summary>Work on the text.</summary>
    Draft,

    /// <summary>Anything else.</summary>
    Note,
}

/// <summary>What an entry says.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="OccurredOn">The day on which it happened.</param>
/// <param name="Summary">What happened.</param>
/// <param name="MeetingId">The meeting at which it happened.</param>
/// <param name="CompletesStage">The stage that was through with it.</param>
public sealed record RenewalEntryContent(RenewalEntryKind Kind, DateOnly OccurredOn, string Summary, Guid? MeetingId, RenewalStage? CompletesStage)
{
    /// <summary>Longest summary, in characters.</summary>
    public const int SummaryMaxLength = 4000;
}

/// <summary>One entry of a renewal's log. Entries are appended, never changed.</summary>
public sealed class RenewalEntry
{
    private RenewalEntry()
    {
    }

    internal RenewalEntry(Guid id, Renewal renewal, RenewalEntryContent content, Authorship authorship)
    {
        (Id, RenewalId, AgreementId, Kind, OccurredOn) = (id, renewal.Id, renewal.AgreementId, content.Kind, content.OccurredOn);
        (Summary, MeetingId, CompletesStage) = (content.Summary, content.MeetingId, content.CompletesStage);
        (RecordedAt, RecordedBy) = (authorship.At, authorship.By);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The renewal.</summary>
    public Guid RenewalId { get; private init; }

    /// <summary>The agreement that is to be continued.</summary>
    public Guid AgreementId { get; private init; }

    /// <inheritdoc cref="RenewalEntryContent.Kind"/>
    public RenewalEntryKind Kind { get; private init; }

    /// <inheritdoc cref="RenewalEntryContent.OccurredOn"/>
    public DateOnly OccurredOn { get; private init; }

    /// <inheritdoc cref="RenewalEntryContent.Summary"/>
    public string Summary { get; private init; } = "";

    /// <inheritdoc cref="RenewalEntryContent.MeetingId"/>
    public Guid? MeetingId { get; private init; }

    /// <inheritdoc cref="RenewalEntryContent.CompletesStage"/>
    public RenewalStage? CompletesStage { get; private init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private init; } = "";
}
