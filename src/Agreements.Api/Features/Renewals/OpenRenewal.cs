using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Agreements.Domain.Renewals;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Renewals;

/// <summary>
/// Opens a renewal of a signed agreement, one at a time, and schedules its stages backwards from the first day that must be covered. What is signed already is
/// not renewed again.
/// </summary>
public sealed record OpenRenewal : IChange<RenewalView>
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }

    /// <summary>Who looks after it; whoever looks after the agreement when left out.</summary>
    public string? Owner { get; init; }

    /// <summary>How many work days stages take; those of the service's settings when left out.</summary>
    public StageWorkDays? WorkDays { get; init; }
}

/// <summary>How many work days stages take; those left out as long as the service's settings say.</summary>
public sealed record StageWorkDays
{
    /// <summary>Evaluasi of the old term.</summary>
    public int? Evaluation { get; init; }

    /// <summary>Penganggaran: the money for the new term.</summary>
    public int? Budget { get; init; }

    /// <summary>Telaah hukum: drafting and review.</summary>
    public int? LegalReview { get; init; }

    /// <summary>Penandatanganan by both parties.</summary>
    public int? Signing { get; init; }

    /// <summary>Data peserta: the list of people is with BPJS Kesehatan.</summary>
    public int? ParticipantData { get; init; }

    internal StageDurations Or(StageDurations otherwise) => new(
        Evaluation ?? otherwise.Evaluation, Budget ?? otherwise.Budget, LegalReview ?? otherwise.LegalReview, Signing ?? otherwise.Signing, ParticipantData ?? otherwise.ParticipantData);
}

internal sealed class StageWorkDaysValidator : AbstractValidator<StageWorkDays>
{
    public StageWorkDaysValidator()
    {
        RuleFor(days => days.Evaluation).Range(1, BackPlan.MostWorkDays);
        RuleFor(days => days.Budget).Range(1, BackPlan.MostWorkDays);
        RuleFor(days => days.LegalReview).Range(1, BackPlan.MostWorkDays);
        RuleFor(days => days.Signing).Range(1, BackPlan.MostWorkDays);
        RuleFor(days => days.ParticipantData).Range(1, BackPlan.MostWorkDays);
    }
}

internal sealed class OpenRenewalValidator : AbstractValidator<OpenRenewal>
{
    public OpenRenewalValidator()
    {
        RuleFor(body => body.Owner).Text(Agreement.NameMaxLength);
        RuleFor(body => body.WorkDays!).SetValidator(new StageWorkDaysValidator()).When(body => body.WorkDays is not null);
    }
}

internal sealed class OpenRenewalHandler(AgreementsDbContext db, AgreementAtHand hand, RenewalAtHand renewals, StageDurations durations, Caller caller)
    : IRequestHandler<OpenRenewal, RenewalView>
{
    public async Task<RenewalView> Handle(OpenRenewal request, CancellationToken cancellationToken)
    {
        await renewals.HoldCalendarAsync(cancellationToken);
        var agreement = await hand.TakeAsync(request.AgreementId, cancellationToken);
        var authorship = caller.Sign();
        var isContinued = agreement.FactsFor(await db.SuccessorsOf(agreement).ToListAsync(cancellationToken)).IsContinued;
        var renewal = agreement.OpenRenewal(
            Guid.CreateVersion7(authorship.At),
            request.Owner ?? agreement.Owner,
            request.WorkDays?.Or(durations) ?? durations,
            await db.WorkCalendarAsync(cancellationToken),
            isContinued,
            hand.Today(agreement),
            authorship);
        db.Add(renewal);
        return await renewals.ShowAsync(renewal, agreement, cancellationToken);
    }
}
