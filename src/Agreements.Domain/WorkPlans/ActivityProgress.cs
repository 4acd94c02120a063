namespace Agreements.Domain.WorkPlans;

/// <summary>What a report says: how much was achieved and spent since the one before.</summary>
/// <param name="ReportedOn">The day that it speaks of.</param>
/// <param name="RealisedValue">What was achieved, in the unit of the target; negative where an earlier report said too much.</param>
/// <param name="SpentAmount">Rupiah spent; negative where an earlier report said too much.</param>
/// <param name="Note">What happened.</param>
/// <param name="Completed">That it is done, or is not after all; null leaves that as it is.</param>
/// <param name="CorrectsId">The report that it puts right.</param>
public sealed record ProgressContent(DateOnly ReportedOn, decimal RealisedValue, long SpentAmount, string? Note, bool? Completed, Guid? CorrectsId);

/// <summary>A report about an activity. Reports are appended, never changed.</summary>
public sealed class ActivityProgress
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteMaxLength = 2000;

    private ActivityProgress()
    {
    }

    internal ActivityProgress(Guid id, Activity activity, ProgressContent content, Authorship authorship)
    {
        (Id, ActivityId, AgreementId, RegionCode, Ordinal) = (id, activity.Id, activity.AgreementId, activity.RegionCode, activity.Version);
        (ReportedOn, RealisedValue, SpentAmount, Note, Completed, CorrectsId) =
            (content.ReportedOn, content.RealisedValue, content.SpentAmount, content.Note, content.Completed, content.CorrectsId);
        (RecordedAt, RecordedBy) = (authorship.At, authorship.By);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The activity.</summary>
    public Guid ActivityId { get; private init; }

    /// <summary>The agreement that its plan belongs to.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>The local government that is party to it.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>The version of the activity that it made: its place in the order of recording.</summary>
    public int Ordinal { get; private init; }

    /// <inheritdoc cref="ProgressContent.ReportedOn"/>
    public DateOnly ReportedOn { get; private init; }

    /// <inheritdoc cref="ProgressContent.RealisedValue"/>
    public decimal RealisedValue { get; private init; }

    /// <inheritdoc cref="ProgressContent.SpentAmount"/>
    public long SpentAmount { get; private init; }

    /// <inheritdoc cref="ProgressContent.Note"/>
    public string? Note { get; private init; }

    /// <inheritdoc cref="ProgressContent.Completed"/>
    public bool? Completed { get; private init; }

    /// <inheritdoc cref="ProgressContent.CorrectsId"/>
    public Guid? CorrectsId { get; private init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private init; } = "";
}
