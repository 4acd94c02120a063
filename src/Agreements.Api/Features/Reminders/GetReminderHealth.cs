using System.ComponentModel.DataAnnotations;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Reminders;
using MediatR;

namespace Agreements.Api.Features.Reminders;

/// <summary>Tells how the reminders of the caller's regions are doing: whether anybody asks for them, what waits, what could not be delivered, and what nobody would be told of.</summary>
public sealed record GetReminderHealth : IRequest<ReminderHealthView>;

/// <summary>How reminders are doing.</summary>
public sealed record ReminderHealthView
{
    /// <summary>When somebody last asked for reminders, whether there were any or not, in UTC; null where nobody ever did. It is the same for every caller.</summary>
    public required DateTimeOffset? LastClaimAt { get; init; }

    /// <summary>Who that was, as they called themselves.</summary>
    [MaxLength(ReminderAttempt.WorkerMaxLength)]
    public required string? LastClaimBy { get; init; }

    /// <summary>When a delivery was last reported, in UTC.</summary>
    public required DateTimeOffset? LastDeliveryAt { get; init; }

    /// <summary>How many reminders are due and can be claimed.</summary>
    [Range(0, int.MaxValue)]
    public required int Backlog { get; init; }

    /// <summary>The day for which the oldest of these is; null where none is due. A deadline that came late has missed days.</summary>
    public required DateOnly? OldestDueOn { get; init; }

    /// <summary>Since when one of these has been waiting to be claimed, in UTC: from the midnight with which its day began, or from when its deadline was opened.</summary>
    public required DateTimeOffset? WaitingSince { get; init; }

    /// <summary>
    /// Of how many deadlines with a reminder whose day has come, whether it can be claimed now or rests, nobody would be told: neither their region nor its province has a
    /// contact for them.
    /// </summary>
    [Range(0, int.MaxValue)]
    public required int WithoutRecipients { get; init; }

    /// <summary>How many reminders were given up of live deadlines that nobody was reminded of since.</summary>
    [Range(0, int.MaxValue)]
    public required int Failed { get; init; }
}

internal sealed class GetReminderHealthHandler(AgreementsDbContext db, Caller caller) : IRequestHandler<GetReminderHealth, ReminderHealthView>
{
    public async Task<ReminderHealthView> Handle(GetReminderHealth request, CancellationToken cancellationToken)
    {
        var at = caller.Now();
        var last = await db.LastWorkerAsync(cancellationToken);
        var backlog = await db.MeasureRemindersAsync(caller.Reach, at, cancellationToken);
        return new ReminderHealthView
        {
            LastClaimAt = last?.LastClaimAt,
            LastClaimBy = last?.Name,
            LastDeliveryAt = await db.LastDeliveryAsync(caller.Reach, cancellationToken),
            Backlog = backlog.Waiting,
            OldestDueOn = backlog.OldestOn,
            WaitingSince = backlog.Since,
            WithoutRecipients = await db.CountWithoutRecipientsAsync(caller.Reach, at, cancellationToken),
            Failed = await db.CountGivenUpAsync(caller.Reach, cancellationToken),
        };
    }
}
