using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Continuity;

/// <summary>Counts how agreements stand, over all and by province, on how many lines cover breaks off, and how much is overdue or missing.</summary>
public sealed record GetSummary : IRequest<SummaryView>, IShowsStanding
{
    /// <inheritdoc/>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? HorizonDays { get; init; }
}

internal sealed class GetSummaryValidator : AbstractValidator<GetSummary>
{
    public GetSummaryValidator() => this.AddHorizon();
}

/// <summary>How many agreements stand in each way.</summary>
/// <param name="Terminated">Ended on one of the law's grounds.</param>
/// <param name="NotInForce">Never signed by both parties.</param>
/// <param name="Upcoming">Signed; the first day is yet to come.</param>
/// <param name="Superseded">Over, and a signed successor goes on without a day between.</param>
/// <param name="LapsedInRenewal">Over without a successor in time, while a renewal is open.</param>
/// <param name="Lapsed">Over, and nothing followed in time.</param>
/// <param name="InNotice">In force; notice of renewal is due.</param>
/// <param name="Expiring">In force; the last day lies within the horizon.</param>
/// <param name="Active">In force.</param>
public sealed record StandingCounts(
    int Terminated, int NotInForce, int Upcoming, int Superseded, int LapsedInRenewal, int Lapsed, int InNotice, int Expiring, int Active)
{
    internal static StandingCounts Of(IEnumerable<StandingCount> counts)
    {
        var byStanding = counts.ToLookup(count => count.Standing, count => count.Count);
        return new StandingCounts(
            In(Standing.Terminated),
            In(Standing.NotInForce),
            In(Standing.Upcoming),
            In(Standing.Superseded),
            In(Standing.LapsedInRenewal),
            In(Standing.Lapsed),
            In(Standing.InNotice),
            In(Standing.Expiring),
            In(Standing.Active));

        int In(Standing standing) => byStanding[standing].Sum();
    }
}

/// <summary>How the agreements of a province stand.</summary>
public sealed record ProvinceSummary
{
    /// <summary>Kemendagri code of the province.</summary>
    public required string ProvinceCode { get; init; }

    /// <summary>Its name.</summary>
    public required string ProvinceName { get; init; }

    /// <summary>Every record, its regencies' and cities' included.</summary>
    public required int Total { get; init; }

    /// <summary>How many stand in each way; they add up to the total.</summary>
    public required StandingCounts ByStanding { get; init; }
}

/// <summary>Lines without cover, now or soon.</summary>
/// <param name="Open">Lines, that is segments of regions, whose cover has ended and not come back, or has not begun although their first term has.</param>
/// <param name="Ahead">Lines on which cover breaks off within 120 days.</param>
/// <param name="EndUnknown">Agreements in force of which nobody knows when they end.</param>
public sealed record GapCounts(int Open, int Ahead, int EndUnknown);

/// <summary>The register in numbers.</summary>
public sealed record SummaryView
{
    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the agreements were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }

    /// <summary>Every record.</summary>
    public required int Total { get; init; }

    /// <summary>How many stand in each way; they add up to the total.</summary>
    public required StandingCounts ByStanding { get; init; }

    /// <summary>The same by province, by code; provinces without a record are left out.</summary>
    public required IReadOnlyList<ProvinceSummary> ByProvince { get; init; }

    /// <summary>Lines without cover, now or soon.</summary>
    public required GapCounts Gaps { get; init; }

    /// <summary>Deadlines whose day has passed and that nobody has met.</summary>
    [Range(0, int.MaxValue)]
    public required int OverdueDeadlines { get; init; }

    /// <summary>Agreements in force in the year of the day that have no signed work plan for it.</summary>
    [Range(0, int.MaxValue)]
    public required int MissingWorkPlans { get; init; }

    /// <summary>What the answer assumed because the caller did not say.</summary>
    public required AppliedDefaults AppliedDefaults { get; init; }
}

internal sealed class GetSummaryHandler(AgreementsDbContext db, Caller caller, TimeProvider clock) : IRequestHandler<GetSummary, SummaryView>
{
    public async Task<SummaryView> Handle(GetSummary request, CancellationToken cancellationToken)
    {
        var day = JudgedBy.Day(request.AsOf, clock);
        var horizon = request.HorizonOrDefault();
        var agreements = db.AgreementsWithin(caller.Reach);
        var counts = await agreements.CountedByStanding(db, day.ByZone, horizon).ToListAsync(cancellationToken);
        var broken = await agreements.Breaks(db, day.ByZone, ListContinuityGaps.DefaultWithinDays).CountedByLine(day.ByZone).ToListAsync(cancellationToken);
        return new SummaryView
        {
            AsOf = day.AsOf,
            Today = day.Today,
            Total = counts.Sum(count => count.Count),
            ByStanding = StandingCounts.Of(counts),
            ByProvince = [.. counts.GroupBy(count => count.ProvinceCode).OrderBy(province => province.Key, StringComparer.Ordinal).Select(province => new ProvinceSummary
            {
                ProvinceCode = province.Key,
                ProvinceName = RegionCatalogue.Shipped.Get(province.Key).Name,
                Total = province.Sum(count => count.Count),
                ByStanding = StandingCounts.Of(province),
            })],
            Gaps = new GapCounts(
                broken.Find(lines => lines.IsOpen)?.Count ?? 0,
                broken.Find(lines => !lines.IsOpen)?.Count ?? 0,
                await agreements.OfUnknownEnd(day.ByZone).CountAsync(cancellationToken)),
            OverdueDeadlines = await db.DeadlinesWithin(caller.Reach).Overdue(isOverdue: true, day.ByZone).CountAsync(cancellationToken),
            MissingWorkPlans = await agreements.WithoutPlanFor(db, day.ByZone).CountAsync(cancellationToken),
            AppliedDefaults = new AppliedDefaults { HorizonDays = request.HorizonDays is null ? horizon : null },
        };
    }
}
