using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>
/// Lists the agreements that are in force on some day of a year and have no signed work plan for it, the one that ends soonest first: without a plan nobody pays. A plan that
/// was signed and is closed counts as signed.
/// </summary>
public sealed record ListMissingWorkPlans : IRequest<Page<MissingWorkPlanView>>, IPaged
{
    /// <summary>The calendar year; required.</summary>
    public Param<int>? Year { get; init; }

    /// <summary>What the agreements call themselves; comma-separated.</summary>
    public Params<AgreementKind>? Kind { get; init; }

    /// <summary>Kemendagri codes of the parties, comma-separated: exactly these regions.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Who looks after the agreements, as written.</summary>
    public string? Owner { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

/// <summary>An agreement in force in a year without a signed work plan for it.</summary>
public sealed record MissingWorkPlanView
{
    /// <summary>The agreement.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>What it calls itself.</summary>
    public required AgreementKind Kind { get; init; }

    /// <summary>Title as printed.</summary>
    public required string? Title { get; init; }

    /// <summary>Perihal: what it is about.</summary>
    public required string? Subject { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>Who looks after it.</summary>
    public required string? Owner { get; init; }

    /// <summary>The year without a signed plan.</summary>
    public required int Year { get; init; }

    /// <summary>First day of the year on which it is in force.</summary>
    public required DateOnly PeriodFrom { get; init; }

    /// <summary>Last day of the year on which it is in force.</summary>
    public required DateOnly PeriodUntil { get; init; }

    /// <summary>The plan for the year that is under way; null where nobody has begun one.</summary>
    public required Guid? WorkPlanId { get; init; }

    /// <summary>Where that plan stands.</summary>
    public required WorkPlanStatus? WorkPlanStatus { get; init; }

    internal static MissingWorkPlanView Of(Agreement agreement, int year, WorkPlan? underWay)
    {
        var (from, until) = WorkPlan.PeriodOf(agreement, year)!.Value;
        return new MissingWorkPlanView
        {
            AgreementId = agreement.Id,
            Kind = agreement.Kind,
            Title = agreement.Title,
            Subject = agreement.Subject,
            RegionCode = agreement.RegionCode,
            RegionName = RegionCatalogue.Shipped.Get(agreement.RegionCode).Name,
            Owner = agreement.Owner,
            Year = year,
            PeriodFrom = from,
            PeriodUntil = until,
            WorkPlanId = underWay?.Id,
            WorkPlanStatus = underWay?.Status,
        };
    }
}

internal sealed class ListMissingWorkPlansValidator : AbstractValidator<ListMissingWorkPlans>
{
    public ListMissingWorkPlansValidator()
    {
        this.AddPaging();
        this.AddRegions(query => query.RegionCode, query => query.ProvinceCode);
        RuleFor(query => query.Year).NotNull().WithErrorCode("parameter.required").OverridePropertyName("?year");
        RuleFor(query => query.Year!.Value.Value).Parameter("year", WorkPlanRules.FirstYear, WorkPlanRules.LastYear).When(query => query.Year is not null);
    }
}

internal sealed class ListMissingWorkPlansHandler(AgreementsDbContext db, PageWalk walk, Caller caller) : IRequestHandler<ListMissingWorkPlans, Page<MissingWorkPlanView>>
{
    public async Task<Page<MissingWorkPlanView>> Handle(ListMissingWorkPlans request, CancellationToken cancellationToken)
    {
        var year = request.Year!.Value.Value;
        var limit = request.LimitOrDefault();
        var rows = await Filtered(request, year).WalkByEnd(walk.Start<DayPlace>(request.After)).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, WorkPlanQueries.PlaceByEnd);
        var underWay = await db.PlansUnderWay([.. page.Select(agreement => agreement.Id)], year).AsNoTracking().ToDictionaryAsync(plan => plan.AgreementId, cancellationToken);
        return new Page<MissingWorkPlanView> { Items = [.. page.Select(agreement => MissingWorkPlanView.Of(agreement, year, underWay.GetValueOrDefault(agreement.Id)))], Next = next };
    }

    private IQueryable<Agreement> Filtered(ListMissingWorkPlans request, int year)
    {
        var agreements = db.AgreementsWithin(caller.Reach).AsNoTracking().WithoutPlanFor(db, year);
        if (request.Kind is { Values: var kinds })
        {
            agreements = agreements.Where(agreement => kinds.Contains(agreement.Kind));
        }

        if (request.RegionCode?.Split(',') is { } codes)
        {
            agreements = agreements.Where(agreement => codes.Contains(agreement.RegionCode));
        }

        if (request.ProvinceCode is { } province)
        {
            agreements = agreements.InProvince(province);
        }

        if (request.Owner is { } owner)
        {
            agreements = agreements.Where(agreement => agreement.Owner == owner);
        }

        return agreements;
    }
}
