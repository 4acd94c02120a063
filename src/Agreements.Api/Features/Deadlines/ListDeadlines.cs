using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Deadlines;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Deadlines;

/// <summary>
/// Lists every day by which somebody must act, soonest first, each judged by today in its region's zone: what runs out, what notice is due, where a renewal has to
/// be, what meetings agreed on, which work plans are missing, when activities end. Without <c>state</c> it lists what is still to be done, overdue or not;
/// a missing work plan from a lead before it is due, or where <c>dueTo</c> or <c>withinDays</c> reaches to it.
/// </summary>
public sealed record ListDeadlines : IRequest<DeadlinePage>, IPaged
{
    /// <summary>The widest window, in days.</summary>
    public const int MaxWithinDays = 3650;

    /// <summary>What must be done; comma-separated.</summary>
    public Params<DeadlineKind>? Kind { get; init; }

    /// <summary>Where they stand; comma-separated. <c>open</c> and <c>acknowledged</c> when left out.</summary>
    public Params<DeadlineState>? State { get; init; }

    /// <summary>Whether their day has passed and nobody has done them.</summary>
    public Param<bool>? Overdue { get; init; }

    /// <summary>Due on or after this day.</summary>
    public Param<DateOnly>? DueFrom { get; init; }

    /// <summary>Due on or before this day.</summary>
    public Param<DateOnly>? DueTo { get; init; }

    /// <summary>Due from today on, within so many days: 0 for today alone.</summary>
    public Param<int>? WithinDays { get; init; }

    /// <summary>Kemendagri codes, comma-separated: of exactly these regions.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Who must act, as written.</summary>
    public string? Owner { get; init; }

    /// <summary>About this agreement: its own, and what meetings about it agreed on.</summary>
    public Param<Guid>? AgreementId { get; init; }

    /// <summary>The day to judge them by; today in each zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListDeadlinesValidator : AbstractValidator<ListDeadlines>
{
    public ListDeadlinesValidator()
    {
        this.AddPaging();
        this.AddRegions(query => query.RegionCode, query => query.ProvinceCode);
        RuleFor(query => query.WithinDays!.Value.Value).Parameter("withinDays", 0, ListDeadlines.MaxWithinDays).When(query => query.WithinDays is not null);
    }
}

/// <summary>One page of deadlines, with the day that they were judged by.</summary>
public sealed record DeadlinePage : Page<DeadlineView>
{
    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the deadlines were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }

    /// <summary>What the answer assumed because the caller did not say.</summary>
    public required AppliedDefaults AppliedDefaults { get; init; }
}

internal sealed class ListDeadlinesHandler(AgreementsDbContext db, PageWalk walk, Caller caller, PlanLead lead, TimeProvider clock) : IRequestHandler<ListDeadlines, DeadlinePage>
{
    private static readonly DeadlineState[] StillToBeDone = [DeadlineState.Open, DeadlineState.Acknowledged];

    public async Task<DeadlinePage> Handle(ListDeadlines request, CancellationToken cancellationToken)
    {
        var day = JudgedBy.Day(request.AsOf, clock);
        var limit = request.LimitOrDefault();
        var rows = await Filtered(request, day).WalkByDue(walk.Start<DayPlace>(request.After)).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, deadline => new DayPlace(deadline.DueOn, deadline.Id));
        var calendar = await db.WorkCalendarAsync(cancellationToken);
        return new DeadlinePage
        {
            Items = [.. page.Select(deadline => DeadlineView.Of(deadline, day.In(deadline.TimeZone), calendar))],
            Next = next,
            AsOf = day.AsOf,
            Today = day.Today,
            AppliedDefaults = new AppliedDefaults { State = request.State is null ? StillToBeDone : null },
        };
    }

    private IQueryable<Deadline> Filtered(ListDeadlines request, JudgedBy day)
    {
        var deadlines = db.DeadlinesWithin(caller.Reach).AsNoTracking().InState(request.State?.Values ?? StillToBeDone, day.ByZone);
        // Whoever says up to which day asks for all that is due by then.
        if (request is { DueTo: null, WithinDays: null })
        {
            deadlines = deadlines.ShownBy(day.ByZone, lead);
        }

        if (request.Kind is { Values: var kinds })
        {
            deadlines = deadlines.Where(deadline => kinds.Contains(deadline.Kind));
        }

        if (request.Overdue is { Value: var isOverdue })
        {
            deadlines = deadlines.Overdue(isOverdue, day.ByZone);
        }

        if (request.DueFrom is { Value: var from })
        {
            deadlines = deadlines.Where(deadline => deadline.DueOn >= from);
        }

        if (request.DueTo is { Value: var to })
        {
            deadlines = deadlines.Where(deadline => deadline.DueOn <= to);
        }

        if (request.WithinDays is { Value: var days })
        {
            deadlines = deadlines.DueWithin(day.ByZone, days);
        }

        if (request.RegionCode?.Split(',') is { } codes)
        {
            deadlines = deadlines.Where(deadline => codes.Contains(deadline.RegionCode));
        }

        if (request.ProvinceCode is { } province)
        {
            deadlines = deadlines.InProvince(province);
        }

        if (request.Owner is { } owner)
        {
            deadlines = deadlines.Where(deadline => deadline.Owner == owner);
        }

        if (request.AgreementId is { Value: var agreementId })
        {
            deadlines = deadlines.About(db, agreementId);
        }

        return deadlines;
    }
}
