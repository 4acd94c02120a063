using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>
/// Reports what an activity of a signed work plan has achieved and spent since the last report. Reports are never changed; what was wrong is put right by another one with the
/// difference, which may be negative. One that says nothing is refused.
/// </summary>
public sealed record ReportProgress : IChange<ActivityView>
{
    /// <summary>The activity, from the path.</summary>
    [JsonIgnore]
    public Guid ActivityId { get; init; }

    /// <summary>The day that it speaks of: not before the plan begins, and not after today in the region's zone. It says in which quarter it counts; after the year, in the last.</summary>
    [Required]
    public DateOnly? ReportedOn { get; init; }

    /// <summary>What was achieved since the last report, in the unit of the target, with two decimals at most; 0 when left out.</summary>
    public decimal? RealisedValue { get; init; }

    /// <summary>Rupiah spent since the last report; 0 when left out.</summary>
    public long? SpentAmount { get; init; }

    /// <summary>What happened.</summary>
    public string? Note { get; init; }

    /// <summary>That the activity is done, whatever its target, or that it is not after all; left as it is when left out.</summary>
    public bool? Completed { get; init; }

    /// <summary>The report about this activity that it puts right.</summary>
    public Guid? CorrectsId { get; init; }
}

internal sealed class ReportProgressValidator : AbstractValidator<ReportProgress>
{
    public ReportProgressValidator()
    {
        RuleFor(body => body.ReportedOn).Required().Date();
        RuleFor(body => body.RealisedValue).Range(-ActivityContent.ValueMax, ActivityContent.ValueMax);
        RuleFor(body => body.SpentAmount).Range(-ActivityContent.AmountMax, ActivityContent.AmountMax);
        RuleFor(body => body.Note).Text(ActivityProgress.NoteMaxLength);
        RuleFor(body => body).Must(body => body is not { RealisedValue: null or 0, SpentAmount: null or 0, Note: null, Completed: null }).WithErrorCode("progress.empty").OverridePropertyName("RealisedValue");
    }
}

internal sealed class ReportProgressHandler(AgreementsDbContext db, WorkPlanAtHand hand, Caller caller) : IRequestHandler<ReportProgress, ActivityView>
{
    public async Task<ActivityView> Handle(ReportProgress request, CancellationToken cancellationToken)
    {
        var (activity, plan, agreement) = await hand.TakeActivityAsync(request.ActivityId, cancellationToken);
        if (request.CorrectsId is { } corrected && !await db.ReportsOf(activity.Id).AnyAsync(report => report.Id == corrected, cancellationToken))
        {
            throw new InvalidInputException(new InputFault("correctsId", "progress.unknown"));
        }

        var authorship = caller.Sign();
        var content = new ProgressContent(
            request.ReportedOn!.Value, PlainNumber.Of(request.RealisedValue ?? 0), request.SpentAmount ?? 0, request.Note, request.Completed, request.CorrectsId);
        db.Add(activity.Report(Guid.CreateVersion7(authorship.At), content, plan, agreement, hand.Today(activity), authorship));
        return ActivityView.Of(activity, hand.Today(activity));
    }
}
