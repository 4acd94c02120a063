using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Deadlines;

/// <summary>Says that somebody is at it, until a day that is not past the due date. What is overdue waits for the deed itself.</summary>
public sealed record AcknowledgeDeadline : IChange<DeadlineView>
{
    /// <summary>The deadline, from the path.</summary>
    [JsonIgnore]
    public Guid DeadlineId { get; init; }

    /// <summary>What is being done about it.</summary>
    [Required]
    public string? Note { get; init; }

    /// <summary>Last day on which the acknowledgement holds; the due date when left out.</summary>
    public DateOnly? SnoozeUntil { get; init; }
}

internal sealed class AcknowledgeDeadlineValidator : AbstractValidator<AcknowledgeDeadline>
{
    public AcknowledgeDeadlineValidator()
    {
        RuleFor(body => body.Note).Required().Text(Deadline.NoteMaxLength);
        RuleFor(body => body.SnoozeUntil).Date();
    }
}

internal sealed class AcknowledgeDeadlineHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller) : IRequestHandler<AcknowledgeDeadline, DeadlineView>
{
    public async Task<DeadlineView> Handle(AcknowledgeDeadline request, CancellationToken cancellationToken)
    {
        var about = await db.DeadlinesWithin(caller.Reach).Where(each => each.Id == request.DeadlineId).Select(each => new { each.AgreementId }).SingleOrDefaultAsync(cancellationToken)
            ?? throw HttpFailureException.NotFound("deadline");
        if (about.AgreementId is { } agreementId)
        {
            await engine.HoldAgreementAsync(db, agreementId, cancellationToken);
        }

        await engine.HoldDeadlineAsync(db, request.DeadlineId, cancellationToken);
        var deadline = await db.DeadlinesWithin(caller.Reach).SingleAsync(each => each.Id == request.DeadlineId, cancellationToken);
        var authorship = caller.Sign();
        var today = IndonesianTime.DateIn(deadline.TimeZone, authorship.At);
        var calendar = await db.WorkCalendarAsync(cancellationToken);
        var ladders = await db.LaddersAsync(cancellationToken);
        db.Add(deadline.Acknowledge(Guid.CreateVersion7(authorship.At), request.Note!, request.SnoozeUntil, today, ladders.Of(deadline.Kind), authorship));
        return DeadlineView.Of(deadline, today, calendar);
    }
}
