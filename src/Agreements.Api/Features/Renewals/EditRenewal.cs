using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Agreements.Domain.Renewals;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Renewals;

/// <summary>
/// Changes an open renewal by JSON Merge Patch (RFC 7396): who looks after it, and stage by stage how long it takes, by when it is wanted and when it was
/// through. All stages are then scheduled anew; moving one moves all before it.
/// </summary>
public sealed record EditRenewal : IChange<RenewalView>
{
    /// <summary>The renewal, from the path.</summary>
    [JsonIgnore]
    public Guid RenewalId { get; init; }

    /// <summary>Who looks after it.</summary>
    public Optional<string?> Owner { get; init; }

    /// <summary>Its stages, patched one by one; cannot be cleared.</summary>
    public Optional<StagesPatch?> Stages { get; init; }
}

/// <summary>Changes to stages; those left out stay as they are.</summary>
public sealed record StagesPatch
{
    /// <summary>Evaluasi of the old term; cannot be cleared.</summary>
    public Optional<StagePatch?> Evaluation { get; init; }

    /// <summary>Penganggaran: the money for the new term; cannot be cleared.</summary>
    public Optional<StagePatch?> Budget { get; init; }

    /// <summary>Telaah hukum: drafting and review; cannot be cleared.</summary>
    public Optional<StagePatch?> LegalReview { get; init; }

    /// <summary>Penandatanganan by both parties; cannot be cleared.</summary>
    public Optional<StagePatch?> Signing { get; init; }

    /// <summary>Data peserta: the list of people is with BPJS Kesehatan; the successor takes the day, unless somebody has said another there. Cannot be cleared.</summary>
    public Optional<StagePatch?> ParticipantData { get; init; }

    internal Optional<StagePatch?> Of(RenewalStage stage) => stage switch
    {
        RenewalStage.Evaluation => Evaluation,
        RenewalStage.Budget => Budget,
        RenewalStage.LegalReview => LegalReview,
        RenewalStage.Signing => Signing,
        RenewalStage.ParticipantData => ParticipantData,
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, message: null),
    };
}

/// <summary>Changes to one stage.</summary>
public sealed record StagePatch
{
    /// <summary>How many work days it takes; cannot be cleared.</summary>
    public Optional<int?> WorkDays { get; init; }

    /// <summary>An earlier day by which it is to be through, no later than what comes after leaves; null lets it follow from that.</summary>
    public Optional<DateOnly?> WantedOn { get; init; }

    /// <summary>The day on which it was through, not after today; null while it is not.</summary>
    public Optional<DateOnly?> DoneOn { get; init; }

    internal StagePlan ApplyTo(StagePlan before) =>
        before with { WorkDays = WorkDays.Or(before.WorkDays)!.Value, WantedOn = WantedOn.Or(before.WantedOn), DoneOn = DoneOn.Or(before.DoneOn) };
}

internal sealed class EditRenewalValidator : AbstractValidator<EditRenewal>
{
    public EditRenewalValidator()
    {
        RuleFor(edit => edit.Owner.Value).Text(Agreement.NameMaxLength);
        RuleFor(edit => edit.Stages.Value).Required().When(edit => edit.Stages.IsSet);
        RuleFor(edit => edit.Stages.Value!).SetValidator(new StagesPatchValidator()).When(edit => edit.Stages.Value is not null);
    }
}

internal sealed class StagesPatchValidator : AbstractValidator<StagesPatch>
{
    public StagesPatchValidator()
    {
        AddStage(patch => patch.Evaluation, patch => patch.Evaluation.Value!);
        AddStage(patch => patch.Budget, patch => patch.Budget.Value!);
        AddStage(patch => patch.LegalReview, patch => patch.LegalReview.Value!);
        AddStage(patch => patch.Signing, patch => patch.Signing.Value!);
        AddStage(patch => patch.ParticipantData, patch => patch.ParticipantData.Value!);
    }

    private void AddStage(Func<StagesPatch, Optional<StagePatch?>> stage, System.Linq.Expressions.Expression<Func<StagesPatch, StagePatch>> value)
    {
        RuleFor(value).Required().When(patch => stage(patch).IsSet);
        RuleFor(value).SetValidator(new StagePatchValidator()).When(patch => stage(patch).Value is not null);
    }
}

internal sealed class StagePatchValidator : AbstractValidator<StagePatch>
{
    public StagePatchValidator()
    {
        RuleFor(patch => patch.WorkDays.Value).Required().When(patch => patch.WorkDays.IsSet);
        RuleFor(patch => patch.WorkDays.Value).Range(1, BackPlan.MostWorkDays);
        RuleFor(patch => patch.WantedOn.Value).Date();
        RuleFor(patch => patch.DoneOn.Value).Date();
    }
}

internal sealed class EditRenewalHandler(AgreementsDbContext db, RenewalAtHand hand, AgreementAtHand agreements, Caller caller) : IRequestHandler<EditRenewal, RenewalView>
{
    public async Task<RenewalView> Handle(EditRenewal request, CancellationToken cancellationToken)
    {
        await hand.HoldCalendarAsync(cancellationToken);
        if (request.Stages.Value?.ParticipantData.Value?.DoneOn.IsSet == true)
        {
            await hand.HoldDraftsAsync(request.RenewalId, cancellationToken);
        }

        var (renewal, agreement) = await hand.TakeAsync(request.RenewalId, cancellationToken);
        var calendar = await db.WorkCalendarAsync(cancellationToken);
        hand.RequireMatch(renewal, agreement, calendar);
        var stages = renewal.Stages.Select(stage => request.Stages.Value?.Of(stage.Stage).Value?.ApplyTo(stage) ?? stage).ToList();
        var (handedOverOn, authorship) = (renewal.ParticipantsHandedOverOn, caller.Sign());
        renewal.Edit(request.Owner.Or(renewal.Owner), stages, agreement, calendar, agreements.Today(agreement), authorship);
        await hand.HandOverAsync(renewal, agreement, handedOverOn, authorship, cancellationToken);
        return await hand.ShowAsync(renewal, agreement, cancellationToken);
    }
}
