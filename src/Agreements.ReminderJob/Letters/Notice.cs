using Agreements.ReminderJob.Mail;

namespace Agreements.ReminderJob.Letters;

/// <summary>What must be done by the day.</summary>
internal enum Matter
{
    Expiry,
    RenewalNotice,
    RenewalStage,
    FollowUp,
    WorkPlan,
    Activity,

    /// <summary>What a later version of the service knows of, and this job does not.</summary>
    Other,
}

/// <summary>How near the day is.</summary>
internal enum Urgency
{
    Overdue,
    Today,
    Tomorrow,

    /// <summary>Two weeks at most.</summary>
    Near,

    Ahead,
}

/// <summary>Everything that a letter tells, whatever its language.</summary>
internal sealed record Notice
{
    private const int NearDays = 14;

    /// <summary>The reminder: the same at every attempt.</summary>
    public required Guid Id { get; init; }

    public required Guid DeadlineId { get; init; }

    /// <summary>What calendars know the day by: the same in the calendars of the service.</summary>
    public string? CalendarUid { get; init; }

    /// <summary>The revision of its entry in them.</summary>
    public int CalendarSequence { get; init; }

    public required Matter Matter { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>Days to the due date in its zone: 0 on that day, negative after it.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>IANA zone in which the day is counted.</summary>
    public required string TimeZone { get; init; }

    public required string RegionName { get; init; }

    /// <summary>The stage of a renewal, as the service names it.</summary>
    public string? Stage { get; init; }

    /// <summary>The year of a work plan.</summary>
    public int? Year { get; init; }

    /// <summary>What it is about, in somebody's words.</summary>
    public string? About { get; init; }

    /// <summary>Who must act.</summary>
    public string? Owner { get; init; }

    public AgreementFacts? Agreement { get; init; }

    public Urgency Urgency => DaysLeft switch
    {
        < 0 => Urgency.Overdue,
        0 => Urgency.Today,
        1 => Urgency.Tomorrow,
        <= NearDays => Urgency.Near,
        _ => Urgency.Ahead,
    };
}

/// <summary>What a letter says of an agreement.</summary>
internal sealed record AgreementFacts
{
    public required Guid Id { get; init; }

    public string? Title { get; init; }

    public string? Subject { get; init; }

    /// <summary>What it calls itself, as the service names it.</summary>
    public string? Kind { get; init; }

    public string? LocalNumber { get; init; }

    public string? BpjsNumber { get; init; }

    public string? BpjsOfficeName { get; init; }

    public DateOnly? EffectiveFrom { get; init; }

    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>How many people may be registered under it.</summary>
    public long? ParticipantQuota { get; init; }
}

/// <summary>Who is told, and in which language.</summary>
/// <param name="MailBox">Where.</param>
/// <param name="IsEnglish">Whether in English; otherwise in Indonesian.</param>
internal sealed record Addressee(MailBox MailBox, bool IsEnglish);
