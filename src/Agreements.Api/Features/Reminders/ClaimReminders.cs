using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reminders;

/// <summary>
/// Claims reminders that are due, those that have waited longest first: nobody else gets them until the lease is over. Of each deadline it is the most urgent one whose day
/// has come; those before it that nobody delivered are left out. Report each with <c>reportDelivery</c>; what is not reported is due again when the lease is over, with
/// the same id. Two who claim at once get different ones, and neither waits for the other.
/// </summary>
public sealed record ClaimReminders : IChange<ReminderClaimView>
{
    /// <summary>How many reminders are claimed where nothing is said.</summary>
    public const int DefaultLimit = 50;

    /// <summary>How many seconds a lease lasts where nothing is said.</summary>
    public const int DefaultLeaseSeconds = 300;

    /// <summary>Who claims them, by a name that stays the same from run to run: a job on a machine. Shown with the reminders and their health.</summary>
    [Required]
    public string? Worker { get; init; }

    /// <summary>How many reminders to claim at most; 50 when left out.</summary>
    public int? Limit { get; init; }

    /// <summary>For how many seconds; 300 when left out. Long enough to send them all.</summary>
    public int? LeaseSeconds { get; init; }
}

internal sealed class ClaimRemindersValidator : AbstractValidator<ClaimReminders>
{
    public ClaimRemindersValidator()
    {
        RuleFor(body => body.Worker).Required().Text(ReminderAttempt.WorkerMaxLength);
        RuleFor(body => body.Limit).Range(1, Lease.MaxReminders);
        RuleFor(body => body.LeaseSeconds).Range(Lease.MinSeconds, Lease.MaxSeconds);
    }
}

internal sealed class ClaimRemindersHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller) : IRequestHandler<ClaimReminders, ReminderClaimView>
{
    public async Task<ReminderClaimView> Handle(ClaimReminders request, CancellationToken cancellationToken)
    {
        var at = caller.Now();
        var lease = new Lease(Guid.CreateVersion7(at), request.Worker!, at, at.AddSeconds(request.LeaseSeconds ?? ClaimReminders.DefaultLeaseSeconds));
        var today = IndonesianTime.DatesAt(at);
        var deadlines = await db.DeadlinesWithin(caller.Reach).TakeForClaimAsync(engine, today, at, request.Limit ?? ClaimReminders.DefaultLimit, cancellationToken);
        var claimed = await TakeAsync(deadlines, lease, today, cancellationToken);
        await NoteAsync(lease, claimed.Count, cancellationToken);
        return new ReminderClaimView { Claim = lease.Claim, LeaseUntil = lease.Until, Items = await ShowAsync(claimed, today, cancellationToken) };
    }

    private async Task<List<RemindedDeadline>> TakeAsync(List<Deadline> deadlines, Lease lease, IReadOnlyDictionary<string, DateOnly> today, CancellationToken cancellationToken)
    {
        // Read after the deadlines are held: whoever changes the ladders re-arms them in the same transaction.
        var ladders = await db.LaddersAsync(cancellationToken);
        var left = await db.LeftOf([.. deadlines.Select(deadline => deadline.Id)]).ToDictionaryAsync(reminder => reminder.Id, cancellationToken);
        var claimed = new List<RemindedDeadline>();
        foreach (var deadline in deadlines)
        {
            var ladder = ladders.Of(deadline.Kind);
            if (ladder.Current(deadline.DueOn, deadline.RemindedOffset, today[deadline.TimeZone]) is not { } current)
            {
                deadline.Arm(ladder);
                continue;
            }

            foreach (var missed in ladder.Missed(deadline.RemindedOffset, current))
            {
                Rung(deadline, missed).Collapse(lease.At);
            }

            var reminder = Rung(deadline, current);
            db.Add(reminder.Take(Guid.CreateVersion7(lease.At), lease, deadline));
            claimed.Add(new RemindedDeadline { Reminder = reminder, Deadline = deadline });
        }

        return claimed;

        Reminder Rung(Deadline deadline, int offset) =>
            left.GetValueOrDefault(ReminderId.Of(deadline.Id, deadline.DueOn, offset, ReminderChannel.Email)) ?? db.Add(new Reminder(deadline, offset, lease.At)).Entity;
    }

    private async Task NoteAsync(Lease lease, int claimed, CancellationToken cancellationToken)
    {
        await engine.HoldNameAsync(db, $"reminder-worker\n{lease.Worker}", cancellationToken);
        if (await db.ReminderWorkers.SingleOrDefaultAsync(each => each.Name == lease.Worker, cancellationToken) is not { } worker)
        {
            // Names that change from run to run must not pile up.
            await db.ReminderWorkers.Where(each => each.LastClaimAt < lease.At - ReminderWorker.Retention).ExecuteDeleteAsync(cancellationToken);
            worker = db.Add(new ReminderWorker(lease.Worker)).Entity;
        }

        worker.Note(lease.At, claimed);
    }

    private async Task<IReadOnlyList<ClaimedReminderView>> ShowAsync(List<RemindedDeadline> claimed, IReadOnlyDictionary<string, DateOnly> today, CancellationToken cancellationToken)
    {
        var recipients = await db.RecipientsOfAsync([.. claimed.Select(each => each.Deadline)], cancellationToken);
        var ids = claimed.Select(each => each.Deadline.AgreementId).OfType<Guid>().Distinct().ToList();
        var agreements = await
            (from agreement in db.AgreementsWithin(caller.Reach)
             where ids.Contains(agreement.Id)
             join office in db.BpjsOffices on agreement.BpjsOfficeId equals (Guid?)office.Id into offices
             from office in offices.DefaultIfEmpty()
             select new RemindedAgreementView
             {
                 Id = agreement.Id,
                 Kind = agreement.Kind,
                 Title = agreement.Title,
                 Subject = agreement.Subject,
                 Owner = agreement.Owner,
                 EffectiveFrom = agreement.EffectiveFrom,
                 EffectiveUntil = agreement.EffectiveUntil,
                 LocalNumber = agreement.LocalNumber,
                 BpjsNumber = agreement.BpjsNumber,
                 BpjsOfficeName = office.Name,
                 ParticipantQuota = agreement.ParticipantQuota,
             }).ToDictionaryAsync(agreement => agreement.Id, cancellationToken);
        return [.. claimed.Select(each => ClaimedReminderView.Of(each, today[each.Deadline.TimeZone], each.Deadline.AgreementId is { } id ? agreements.GetValueOrDefault(id) : null, recipients[each.Deadline.Id]))];
    }
}
