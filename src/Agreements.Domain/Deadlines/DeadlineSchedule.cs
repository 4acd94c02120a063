using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using Agreements.Domain.Renewals;

namespace Agreements.Domain.Deadlines;

/// <summary>Something that must be done by a day, or has been.</summary>
/// <param name="Key">What it is about, whatever its date.</param>
/// <param name="Kind">What must be done.</param>
/// <param name="DueOn">By when.</param>
/// <param name="IsMet">Whether it has been done.</param>
public sealed record Due(string Key, DeadlineKind Kind, DateOnly DueOn, bool IsMet)
{
    /// <inheritdoc cref="Deadline.AgreementId"/>
    public Guid? AgreementId { get; init; }

    /// <inheritdoc cref="Deadline.RenewalId"/>
    public Guid? RenewalId { get; init; }

    /// <inheritdoc cref="Deadline.Stage"/>
    public RenewalStage? Stage { get; init; }

    /// <inheritdoc cref="Deadline.MeetingId"/>
    public Guid? MeetingId { get; init; }

    /// <inheritdoc cref="Deadline.FollowUpId"/>
    public Guid? FollowUpId { get; init; }

    /// <inheritdoc cref="Deadline.RegionCode"/>
    public required string RegionCode { get; init; }

    /// <inheritdoc cref="Deadline.TimeZone"/>
    public required string TimeZone { get; init; }

    /// <inheritdoc cref="Deadline.Owner"/>
    public string? Owner { get; init; }

    /// <inheritdoc cref="Deadline.About"/>
    public string? About { get; init; }
}

/// <summary>
/// What must be done by when, as it follows from the facts alone: computed anew after every change, and compared with what is open. A new kind of deadline is
/// a line here.
/// </summary>
public static class DeadlineSchedule
{
    /// <summary>What follows from an agreement and its renewals.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="renewals">Every renewal of it.</param>
    /// <param name="isContinued">Whether a signed successor goes on without a day between.</param>
    public static IEnumerable<Due> Of(Agreement agreement, IReadOnlyCollection<Renewal> renewals, bool isContinued)
    {
        foreach (var due in renewals.Where(renewal => renewal.IsOpen || renewal.Closing?.Outcome == RenewalOutcome.Renewed).SelectMany(renewal => Of(agreement, renewal)))
        {
            yield return due;
        }

        // Whatever ended before the register knew of it is history: taking in old agreements is no storm of deadlines.
        var recordedOn = IndonesianTime.DateIn(agreement.TimeZone, agreement.CreatedAt);
        if (agreement.Lifecycle != LifecycleState.Signed || agreement.EffectiveUntil is not { } end || end < recordedOn)
        {
            yield break;
        }

        var ofThisTerm = renewals.Where(renewal => renewal.DueOn == end).ToList();

        // The latest word counts: what was decided can be thought over.
        var isDecided = isContinued || ofThisTerm.MaxBy(renewal => (renewal.IsOpen, renewal.OpenedAt))?.Closing?.Outcome == RenewalOutcome.NotRenewed;
        yield return About(agreement, DeadlineKind.Expiry, end, isDecided);
        if (agreement.RenewalNoticeDue is { } notice)
        {
            yield return About(agreement, DeadlineKind.RenewalNotice, notice, isDecided || ofThisTerm.Exists(renewal => renewal.NoticeSentOn is not null));
        }
    }

    /// <summary>What follows from a meeting.</summary>
    public static IEnumerable<Due> Of(Meeting meeting) =>
        from followUp in meeting.FollowUps
        where followUp.DueOn is not null
        select new Due($"{DeadlineKind.FollowUp}:{followUp.Id}", DeadlineKind.FollowUp, followUp.DueOn!.Value, followUp.DoneOn is not null)
        {
            AgreementId = meeting.AgreementIds.Count == 1 ? meeting.AgreementIds[0] : null,
            MeetingId = meeting.Id,
            FollowUpId = followUp.Id,
            RegionCode = meeting.RegionCode,
            TimeZone = meeting.TimeZone,
            Owner = followUp.Responsible,
            About = followUp.Action,
        };

    /// <summary>
    /// Brings what is live into step with what is due: what has been done is met, what has moved or is due no more is superseded, and what is due and not live
    /// is opened. Nothing is lost and nothing doubled.
    /// </summary>
    /// <param name="live">The deadlines that are live, of the same facts.</param>
    /// <param name="dues">What follows from the facts now.</param>
    /// <param name="at">When.</param>
    /// <returns>The deadlines to open.</returns>
    public static IReadOnlyList<Deadline> Reconcile(IReadOnlyCollection<Deadline> live, IEnumerable<Due> dues, DateTimeOffset at)
    {
        var wanted = dues.ToDictionary(due => due.Key, StringComparer.Ordinal);
        foreach (var deadline in live)
        {
            switch (wanted.GetValueOrDefault(deadline.Key))
            {
                case { IsMet: true }:
                    deadline.Close(DeadlineState.Met, at);
                    break;
                case { } due when due.DueOn == deadline.DueOn:
                    deadline.KeepUpWith(due, at);
                    break;
                default:
                    deadline.Close(DeadlineState.Superseded, at);
                    break;
            }
        }

        var kept = live.Where(deadline => deadline.IsLive).Select(deadline => deadline.Key).ToHashSet(StringComparer.Ordinal);
        return [.. wanted.Values.Where(due => !due.IsMet && !kept.Contains(due.Key)).Select(due => new Deadline(Guid.CreateVersion7(at), due, at))];
    }

    private static IEnumerable<Due> Of(Agreement agreement, Renewal renewal) =>
        from stage in renewal.Stages
        where stage.DoneOn is not null || renewal.Awaits(stage.Stage)
        select new Due($"{DeadlineKind.RenewalStage}:{renewal.Id}:{stage.Stage}", DeadlineKind.RenewalStage, stage.DueOn, stage.DoneOn is not null)
        {
            AgreementId = agreement.Id,
            RenewalId = renewal.Id,
            Stage = stage.Stage,
            RegionCode = renewal.RegionCode,
            TimeZone = renewal.TimeZone,
            Owner = renewal.Owner ?? agreement.Owner,
            About = agreement.Subject ?? agreement.Title,
        };

    private static Due About(Agreement agreement, DeadlineKind kind, DateOnly dueOn, bool isMet) => new($"{kind}:{agreement.Id}", kind, dueOn, isMet)
    {
        AgreementId = agreement.Id,
        RegionCode = agreement.RegionCode,
        TimeZone = agreement.TimeZone,
        Owner = agreement.Owner,
        About = agreement.Subject ?? agreement.Title,
    };
}
