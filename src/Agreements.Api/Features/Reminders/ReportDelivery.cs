using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reminders;

/// <summary>
/// Says what came of a reminder that was claimed. What was delivered is never sent again; what failed is due again after a while, and given up after so many times. The same
/// report once more changes nothing. That it was delivered is taken down from a claim whose lease is over as well, also when somebody else has it now.
/// </summary>
public sealed record ReportDelivery : IChange<ReminderView>
{
    /// <summary>The reminder, from the path.</summary>
    [JsonIgnore]
    public Guid ReminderId { get; init; }

    /// <summary>The claim that gave it.</summary>
    [Required]
    public Guid? Claim { get; init; }

    /// <summary>What came of it.</summary>
    [Required]
    public DeliveryOutcome? Outcome { get; init; }

    /// <summary>How it was sent, or was to be.</summary>
    [Required]
    public ReminderChannel? Channel { get; init; }

    /// <summary>More about it: what the mail server said, or that nobody is there to tell.</summary>
    public string? Detail { get; init; }
}

internal sealed class ReportDeliveryValidator : AbstractValidator<ReportDelivery>
{
    public ReportDeliveryValidator()
    {
        RuleFor(body => body.Claim).Required();
        RuleFor(body => body.Outcome).Required();
        RuleFor(body => body.Channel).Required();
        RuleFor(body => body.Detail).Text(ReminderAttempt.DetailMaxLength);
    }
}

internal sealed class ReportDeliveryHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller, BackOff backOff) : IRequestHandler<ReportDelivery, ReminderView>
{
    public async Task<ReminderView> Handle(ReportDelivery request, CancellationToken cancellationToken)
    {
        var named = db.RemindersWithin(caller.Reach).Where(reminder => reminder.Id == request.ReminderId);
        var deadlineId = await named.Select(reminder => (Guid?)reminder.DeadlineId).SingleOrDefaultAsync(cancellationToken) ?? throw HttpFailureException.NotFound("reminder");
        await engine.HoldDeadlineAsync(db, deadlineId, cancellationToken);

        var row = await named.WithDeadlines(db).SingleAsync(cancellationToken);
        var ladder = (await db.LaddersAsync(cancellationToken)).Of(row.Deadline.Kind);
        var attempt = await db.AttemptAsync(row.Reminder.Id, request.Claim!.Value, cancellationToken);
        var at = caller.Now();
        row.Reminder.Report(attempt, new DeliveryReport(request.Claim.Value, request.Outcome!.Value, request.Channel!.Value, request.Detail), row.Deadline, ladder, backOff, at);

        var attempts = await db.AttemptsAt(row.Reminder.Id).Take(ReminderView.MostAttempts).ToListAsync(cancellationToken);
        return ReminderView.Of(row, row.StandingAt(ladder, IndonesianTime.DateIn(row.Deadline.TimeZone, at), at), attempts);
    }
}
