using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Lists the addenda of a work plan, in the order in which they were recorded.</summary>
public sealed record ListWorkPlanAddenda : IRequest<Page<WorkPlanAddendumView>>, IPaged
{
    /// <summary>The plan.</summary>
    [FromRoute]
    public Guid WorkPlanId { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

/// <summary>An addendum of a work plan. What is null it leaves as it was.</summary>
public sealed record WorkPlanAddendumView
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its place among the addenda of the plan in the order of recording, from 1.</summary>
    [Range(1, WorkPlanAddendumContent.MostPerPlan)]
    public required int Ordinal { get; init; }

    /// <summary>The local government's number.</summary>
    public required string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan.</summary>
    public required string? BpjsNumber { get; init; }

    /// <summary>The later party's day of signing.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>The day from which it changes the plan.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>What it changes, in words.</summary>
    public required string Summary { get; init; }

    /// <summary>The new last day of the plan.</summary>
    public required DateOnly? PeriodUntil { get; init; }

    /// <summary>The new quota.</summary>
    public required int? ParticipantQuota { get; init; }

    /// <summary>The new growth per month.</summary>
    public required int? QuotaGrowthPerMonth { get; init; }

    /// <summary>The new contribution, in rupiah for each person and month.</summary>
    public required long? ContributionPerPersonMonth { get; init; }

    /// <summary>The new budget, in rupiah.</summary>
    public required long? BudgetAmount { get; init; }

    /// <summary>The signatures of both parties.</summary>
    [MaxLength(2)]
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string RecordedBy { get; init; }

    internal static WorkPlanAddendumView Of(WorkPlanAddendum addendum) => new()
    {
        Id = addendum.Id,
        Ordinal = addendum.Ordinal,
        LocalNumber = addendum.LocalNumber,
        BpjsNumber = addendum.BpjsNumber,
        SignedOn = addendum.SignedOn,
        EffectiveOn = addendum.EffectiveOn,
        Summary = addendum.Summary,
        PeriodUntil = addendum.PeriodUntil,
        ParticipantQuota = addendum.ParticipantQuota,
        QuotaGrowthPerMonth = addendum.QuotaGrowthPerMonth,
        ContributionPerPersonMonth = addendum.ContributionPerPersonMonth,
        BudgetAmount = addendum.BudgetAmount,
        Signatures = addendum.Signatures,
        RecordedAt = addendum.RecordedAt,
        RecordedBy = addendum.RecordedBy,
    };
}

internal sealed class ListWorkPlanAddendaValidator : AbstractValidator<ListWorkPlanAddenda>
{
    public ListWorkPlanAddendaValidator() => this.AddPaging();
}

internal sealed class ListWorkPlanAddendaHandler(AgreementsDbContext db, WorkPlanAtHand hand, PageWalk walk) : IRequestHandler<ListWorkPlanAddenda, Page<WorkPlanAddendumView>>
{
    public async Task<Page<WorkPlanAddendumView>> Handle(ListWorkPlanAddenda request, CancellationToken cancellationToken)
    {
        await hand.RequireAsync(request.WorkPlanId, cancellationToken);
        var limit = request.LimitOrDefault();
        var rows = await db.AddendaOf(request.WorkPlanId, walk.Start<Place>(request.After)?.Ordinal ?? 0).AsNoTracking().Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, addendum => new Place(addendum.Ordinal));
        return new Page<WorkPlanAddendumView> { Items = [.. page.Select(WorkPlanAddendumView.Of)], Next = next };
    }

    private sealed record Place(int Ordinal);
}
