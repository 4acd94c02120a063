using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Renewals;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Renewals;

/// <summary>Lists renewals by the last day of the agreements that they continue, soonest first.</summary>
public sealed record ListRenewals : IRequest<RenewalPage>, IPaged
{
    /// <summary>Whether they are under way.</summary>
    public Param<RenewalState>? State { get; init; }

    /// <summary>How they ended; comma-separated.</summary>
    public Params<RenewalOutcome>? Outcome { get; init; }

    /// <summary>Kemendagri codes of the parties, comma-separated: exactly these regions.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Last day in force of the agreement before this day.</summary>
    public Param<DateOnly>? DueBefore { get; init; }

    /// <summary>Who looks after them, as written.</summary>
    public string? Owner { get; init; }

    /// <summary>Of this agreement.</summary>
    public Param<Guid>? AgreementId { get; init; }

    /// <summary>The day to judge them by; today in each zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListRenewalsValidator : AbstractValidator<ListRenewals>
{
    public ListRenewalsValidator()
    {
        this.AddPaging();
        this.AddRegions(query => query.RegionCode, query => query.ProvinceCode);
    }
}

/// <summary>One page of renewals, with the day that they were judged by.</summary>
public sealed record RenewalPage : Page<RenewalView>
{
    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the renewals were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }
}

internal sealed class ListRenewalsHandler(AgreementsDbContext db, PageWalk walk, Caller caller, TimeProvider clock) : IRequestHandler<ListRenewals, RenewalPage>
{
    public async Task<RenewalPage> Handle(ListRenewals request, CancellationToken cancellationToken)
    {
        var day = JudgedBy.Day(request.AsOf, clock);
        var limit = request.LimitOrDefault();
        var rows = await Filtered(request).WalkByDue(walk.Start<DayPlace>(request.After)).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, renewal => new DayPlace(renewal.DueOn, renewal.Id));
        var calendar = await db.WorkCalendarAsync(cancellationToken);
        return new RenewalPage { Items = [.. page.Select(renewal => RenewalView.Of(renewal, day.In(renewal.TimeZone), calendar))], Next = next, AsOf = day.AsOf, Today = day.Today };
    }

    private IQueryable<Renewal> Filtered(ListRenewals request)
    {
        var renewals = db.RenewalsWithin(caller.Reach).AsNoTracking();
        if (request.State is { Value: var state })
        {
            renewals = renewals.Where(renewal => renewal.State == state);
        }

        if (request.Outcome is { Values: var outcomes })
        {
            renewals = renewals.Where(renewal => renewal.Closing != null && outcomes.Contains(renewal.Closing.Outcome));
        }

        if (request.RegionCode?.Split(',') is { } codes)
        {
            renewals = renewals.Where(renewal => codes.Contains(renewal.RegionCode));
        }

        if (request.ProvinceCode is { } province)
        {
            renewals = renewals.InProvince(province);
        }

        if (request.DueBefore is { Value: var dueBefore })
        {
            renewals = renewals.Where(renewal => renewal.DueOn < dueBefore);
        }

        if (request.Owner is { } owner)
        {
            renewals = renewals.Where(renewal => renewal.Owner == owner);
        }

        if (request.AgreementId is { Value: var agreementId })
        {
            renewals = renewals.Where(renewal => renewal.AgreementId == agreementId);
        }

        return renewals;
    }
}
