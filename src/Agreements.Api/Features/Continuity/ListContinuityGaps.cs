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

/// <summary>
/// Lists where the cover of a line ends within the window and does not go on, where it has ended already and not come back, and where a first term begins
/// before its coverage does; each row of uncovered days once, most people first, those of unknown number last. A line is one segment of one region. A gap
/// that has been closed since is in the region's continuity line.
/// </summary>
public sealed record ListContinuityGaps : IRequest<ContinuityGapPage>, IPaged
{
    /// <summary>The widest window, in days.</summary>
    public const int MaxWithinDays = 3650;

    /// <summary>The window when none is given, in days.</summary>
    public const int DefaultWithinDays = 120;

    /// <summary>How many days ahead the last day before the gap may lie: 0 for what is uncovered from tomorrow on; 120 when left out.</summary>
    public Param<int>? WithinDays { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Whom the agreements cover; comma-separated.</summary>
    public Params<Segment>? Segment { get; init; }

    /// <summary>The day to look from; today in each region's zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListContinuityGapsValidator : AbstractValidator<ListContinuityGaps>
{
    public ListContinuityGapsValidator()
    {
        this.AddPaging();
        RuleFor(query => query.WithinDays!.Value.Value).Parameter("withinDays", 0, ListContinuityGaps.MaxWithinDays).When(query => query.WithinDays is not null);
        RuleFor(query => query.ProvinceCode).Must(RegionRules.IsProvince).When(query => query.ProvinceCode is not null)
            .WithErrorCode("region.unknown").OverridePropertyName("?provinceCode");
    }
}

/// <summary>By which dates cover breaks off.</summary>
public enum GapBasis
{
    /// <summary>Nothing signed goes on.</summary>
    Signed,

    /// <summary>Something signed goes on, but covers nobody yet.</summary>
    Coverage,
}

/// <summary>Days on which one line is not covered.</summary>
public sealed record ContinuityGapView
{
    /// <summary>Kemendagri code of the local government.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>Whom the agreement covers.</summary>
    public required Segment Segment { get; init; }

    /// <summary>The agreement whose cover ends; where none had begun, the first one signed, whose coverage begins later than its term.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>Who looks after it.</summary>
    public required string? Owner { get; init; }

    /// <summary>By which dates cover breaks off.</summary>
    public required GapBasis Basis { get; init; }

    /// <summary>First uncovered day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last uncovered day; null where nothing that is signed covers anybody afterwards.</summary>
    public required DateOnly? Until { get; init; }

    /// <summary>How many days in all; null where nothing that is signed covers anybody afterwards.</summary>
    public required int? Days { get; init; }

    /// <summary>Days from the day it is judged by to the first uncovered one: 0 and less where people are without cover already.</summary>
    public required int DaysUntil { get; init; }

    /// <summary>How many people it covers, where that is known.</summary>
    public required int? ParticipantsAffected { get; init; }

    /// <summary>The agreement under way that is to continue it and has not been signed by both parties.</summary>
    public required Guid? SuccessorId { get; init; }

    internal static ContinuityGapView Of(CoverBreakRow row, DateOnly day)
    {
        var (uncovered, from) = (row.Break, row.Break.From);
        var isSigned = row.NextFrom is { } next && (next <= from || next <= day);
        return new ContinuityGapView
        {
            RegionCode = uncovered.RegionCode,
            RegionName = RegionCatalogue.Shipped.Get(uncovered.RegionCode).Name,
            Segment = uncovered.Segment,
            AgreementId = uncovered.AgreementId,
            Owner = row.Owner,
            From = from,
            Basis = isSigned ? GapBasis.Coverage : GapBasis.Signed,
            Until = row.NextCoverageFrom?.AddDays(-1),
            Days = row.NextCoverageFrom?.DayNumber - from.DayNumber,
            DaysUntil = from.DayNumber - day.DayNumber,
            ParticipantsAffected = uncovered.Quota < 0 ? null : uncovered.Quota,
            SuccessorId = row.SuccessorId,
        };
    }
}

/// <summary>One page of gaps, with the day that they were judged by.</summary>
public sealed record ContinuityGapPage : Page<ContinuityGapView>
{
    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the gaps were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }

    /// <summary>What the answer assumed because the caller did not say.</summary>
    public required AppliedDefaults AppliedDefaults { get; init; }
}

internal sealed class ListContinuityGapsHandler(AgreementsDbContext db, PageWalk walk, Caller caller, TimeProvider clock) : IRequestHandler<ListContinuityGaps, ContinuityGapPage>
{
    public async Task<ContinuityGapPage> Handle(ListContinuityGaps request, CancellationToken cancellationToken)
    {
        var day = JudgedBy.Day(request.AsOf, clock);
        var limit = request.LimitOrDefault();
        var agreements = db.AgreementsWithin(caller.Reach);
        if (request.ProvinceCode is { } province)
        {
            agreements = agreements.InProvince(province);
        }

        if (request.Segment is { Values: var segments })
        {
            agreements = agreements.Where(agreement => segments.Contains(agreement.Segment));
        }

        var breaks = agreements.Breaks(db, day.ByZone, request.WithinDays?.Value ?? ListContinuityGaps.DefaultWithinDays);
        var rows = await breaks.MostAffectedFirst(walk.Start<BreakPosition>(request.After)).Take(limit + 1).AsRows(db, caller.Reach).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, row => ContinuityQueries.PositionOf(row.Break));
        return new ContinuityGapPage
        {
            Items = [.. page.Select(row => ContinuityGapView.Of(row, day.In(row.Break.TimeZone)))],
            Next = next,
            AsOf = day.AsOf,
            Today = day.Today,
            AppliedDefaults = new AppliedDefaults { WithinDays = request.WithinDays is null ? ListContinuityGaps.DefaultWithinDays : null },
        };
    }
}
