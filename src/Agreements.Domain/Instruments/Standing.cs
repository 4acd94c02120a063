namespace Agreements.Domain.Instruments;

/// <summary>How an agreement stands on a day: derived from what is recorded, never stored. On every day exactly one holds for every agreement.</summary>
public enum Standing
{
    /// <summary>Ended on one of the law's grounds.</summary>
    Terminated,

    /// <summary>Never signed by both parties.</summary>
    NotInForce,

    /// <summary>Signed; its first day is yet to come.</summary>
    Upcoming,

    /// <summary>Over, and a signed successor goes on without a day between.</summary>
    Superseded,

    /// <summary>Over without a successor in time, while a renewal is open.</summary>
    LapsedInRenewal,

    /// <summary>Over, and nothing followed in time.</summary>
    Lapsed,

    /// <summary>In force; notice of renewal is due.</summary>
    InNotice,

    /// <summary>In force; the last day lies within the horizon.</summary>
    Expiring,

    /// <summary>In force.</summary>
    Active,
}

/// <summary>What makes a standing what it is, beyond its name.</summary>
public enum StandingReason
{
    /// <summary>The day on which it should have begun has come without both signatures.</summary>
    StartMissed,

    /// <summary>Nobody knows when it ends.</summary>
    EndUnknown,

    /// <summary>It runs without an end, by agreement.</summary>
    OpenEnded,
}

/// <summary>All that a standing depends on besides the day.</summary>
/// <param name="Lifecycle">Where it stands on its way to signature.</param>
/// <param name="TerminatedOn">First day on which a terminated agreement is no longer in force.</param>
/// <param name="From">First day in force.</param>
/// <param name="Until">Last day in force.</param>
/// <param name="OpenEnded">That it runs without an end, by agreement.</param>
/// <param name="NoticeDue">The day by which notice of renewal is due.</param>
/// <param name="IsContinued">Whether a signed successor goes on without a day between; see <see cref="Successor.Continues"/>.</param>
/// <param name="IsInRenewal">Whether a renewal is open.</param>
public readonly record struct StandingFacts(
    LifecycleState Lifecycle,
    DateOnly? TerminatedOn,
    DateOnly? From,
    DateOnly? Until,
    bool OpenEnded,
    DateOnly? NoticeDue,
    bool IsContinued,
    bool IsInRenewal)
{
    /// <summary>Days ahead within which an agreement counts as expiring, when nobody says otherwise.</summary>
    public const int DefaultHorizonDays = 90;

    /// <summary>The widest horizon, in days.</summary>
    public const int MaxHorizonDays = 3650;

    /// <summary>
    /// How it stands on a day: the first that holds, in the order of the enum. One that is terminated later stands as if signed until then; one without a
    /// first day has begun; the last day itself is still in force.
    /// </summary>
    public Standing On(DateOnly day, int horizonDays = DefaultHorizonDays) => this switch
    {
        { TerminatedOn: { } ended } when day >= ended => Standing.Terminated,
        { Lifecycle: not (LifecycleState.Signed or LifecycleState.Terminated) } => Standing.NotInForce,
        { From: { } from } when day < from => Standing.Upcoming,
        { Until: { } until } when day > until => this switch
        {
            { IsContinued: true } => Standing.Superseded,
            { IsInRenewal: true } => Standing.LapsedInRenewal,
            _ => Standing.Lapsed,
        },
        { NoticeDue: { } due } when day >= due => Standing.InNotice,
        { Until: { } until } when until.DayNumber - day.DayNumber <= horizonDays => Standing.Expiring,
        _ => Standing.Active,
    };

    /// <summary>What makes it stand so on a day.</summary>
    public IReadOnlyList<StandingReason> ReasonsOn(DateOnly day) => On(day) switch
    {
        Standing.NotInForce when Lifecycle != LifecycleState.Cancelled && From <= day => [StandingReason.StartMissed],
        Standing.Active when Until is null => [OpenEnded ? StandingReason.OpenEnded : StandingReason.EndUnknown],
        _ => [],
    };
}
