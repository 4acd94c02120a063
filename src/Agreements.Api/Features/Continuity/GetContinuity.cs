using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Audit;
using Agreements.Domain.Continuity;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Continuity;

/// <summary>
/// Reads the cover of one segment of one region as one line, term after term: where nobody is covered and where two terms cover the same days, by the dates
/// that were signed and by the days on which coverage really began. Everything is cut to the window.
/// </summary>
public sealed record GetContinuity : IRequest<ContinuityView>
{
    /// <summary>Kemendagri code of the local government.</summary>
    [Required]
    public string? RegionCode { get; init; }

    /// <summary>Whom the agreements cover; <c>pbpuBp</c> when left out.</summary>
    public Param<Segment>? Segment { get; init; }

    /// <summary>First day of the window; the first day of the line when left out.</summary>
    public Param<DateOnly>? From { get; init; }

    /// <summary>Last day of the window; the last day of the line, or today if that is later, when left out.</summary>
    public Param<DateOnly>? To { get; init; }

    /// <summary>The day by which starts have been missed, and up to which a gap reaches at least; today in the region's zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }
}

internal sealed class GetContinuityValidator : AbstractValidator<GetContinuity>
{
    public GetContinuityValidator()
    {
        RuleFor(query => query.RegionCode).NotNull().WithErrorCode("parameter.required").OverridePropertyName("?regionCode");
        RuleFor(query => query.RegionCode).Must(code => RegionCatalogue.Shipped.Find(code) is not null)
            .When(query => query.RegionCode is not null).WithErrorCode("region.unknown").OverridePropertyName("?regionCode");
        RuleFor(query => query.To).Must((query, to) => query.From is not { } from || to!.Value.Value >= from.Value)
            .When(query => query.To is not null)
            .WithErrorCode("window.ends-before-start").WithState(query => new object?[] { query.From!.Value.Value }).OverridePropertyName("?to");
    }
}

/// <summary>A term on the line.</summary>
public sealed record LineTerm
{
    /// <summary>The agreement.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>What the instrument calls itself.</summary>
    public required AgreementKind Kind { get; init; }

    /// <summary>Where it stands on its way to signature. Only what both parties have signed gives cover.</summary>
    public required LifecycleState Lifecycle { get; init; }

    /// <summary>First day in force; where it is unknown, only the last one is known to be covered.</summary>
    public required DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day in force, as amended.</summary>
    public required DateOnly? EffectiveUntil { get; init; }

    /// <summary>That it runs without an end, by agreement. An unknown end is <c>null</c> with <c>false</c> here; the line runs on then, and nobody knows until when.</summary>
    public required bool OpenEnded { get; init; }

    /// <summary>First day on which a terminated one is no longer in force.</summary>
    public required DateOnly? TerminatedOn { get; init; }

    /// <summary>The day coverage really began, where it is another than follows from hand-over and activation.</summary>
    public required DateOnly? CoverageFrom { get; init; }

    /// <summary>The first day on which people are really covered; null where that is unknown, or the term is over by then.</summary>
    public required DateOnly? CoverageBegins { get; init; }

    /// <summary>That its first day has come without both signatures.</summary>
    public required bool StartMissed { get; init; }

    /// <summary>The number of participants, where it is known.</summary>
    public required int? ParticipantQuota { get; init; }

    internal static LineTerm Of(Agreement agreement, DateOnly day) => new()
    {
        AgreementId = agreement.Id,
        Kind = agreement.Kind,
        Lifecycle = agreement.Lifecycle,
        EffectiveFrom = agreement.EffectiveFrom,
        EffectiveUntil = agreement.EffectiveUntil,
        OpenEnded = agreement.OpenEnded,
        TerminatedOn = agreement.Termination?.EffectiveOn,
        CoverageFrom = agreement.CoverageFrom,
        CoverageBegins = agreement.CoversFrom,
        StartMissed = agreement.FactsFor(isContinued: false).ReasonsOn(day).Contains(StandingReason.StartMissed),
        ParticipantQuota = agreement.ParticipantQuota,
    };
}

/// <summary>Days in a row on which nobody is covered.</summary>
public sealed record GapView
{
    /// <summary>First uncovered day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last uncovered day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>How many days.</summary>
    public required int Days { get; init; }

    /// <summary>The agreement whose cover ended; null where none had begun, although one was signed.</summary>
    public required Guid? AfterAgreementId { get; init; }

    /// <summary>The agreement whose cover follows; null where none does.</summary>
    public required Guid? BeforeAgreementId { get; init; }

    /// <summary>How many people the one before covered, or the first term is to cover where there was none before; where that is known.</summary>
    public required int? ParticipantsAffected { get; init; }
}

/// <summary>The gaps and overlaps of a line by one kind of dates.</summary>
/// <param name="Gaps">The uncovered days, row by row.</param>
/// <param name="Overlaps">The days covered more than once, row by row.</param>
public sealed record LineView(IReadOnlyList<GapView> Gaps, IReadOnlyList<Overlap> Overlaps);

/// <summary>The cover of one segment of one region.</summary>
public sealed record ContinuityView
{
    /// <summary>Kemendagri code of the local government.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>Whom the agreements cover.</summary>
    public required Segment Segment { get; init; }

    /// <summary>First day of the window.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of the window.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The day it is judged by: the one asked for, or today in the region's zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The terms, by first day; those given up are left out.</summary>
    public required IReadOnlyList<LineTerm> Terms { get; init; }

    /// <summary>By the dates that were signed.</summary>
    public required LineView Signed { get; init; }

    /// <summary>By the days on which coverage really began.</summary>
    public required LineView Coverage { get; init; }

    /// <summary>What the answer assumed because the caller did not say.</summary>
    public required AppliedDefaults AppliedDefaults { get; init; }
}

internal sealed class GetContinuityHandler(AgreementsDbContext db, Caller caller, TimeProvider clock) : IRequestHandler<GetContinuity, ContinuityView>
{
    public async Task<ContinuityView> Handle(GetContinuity request, CancellationToken cancellationToken)
    {
        var region = RegionCatalogue.Shipped.Get(request.RegionCode!);
        if (!caller.Reach.Covers(region.Code))
        {
            // As if there were no such region.
            throw new BadInputException([InputError.InParameter("regionCode", "region.unknown")]) { Beyond = AuditSubject.OfRegion(region.Code) };
        }

        var day = JudgedBy.Day(request.AsOf, clock).In(region.TimeZone);
        var segment = request.Segment?.Value ?? Segment.PbpuBp;
        var agreements = await db.AgreementsWithin(caller.Reach).OfLine(region.Code, segment).ToListAsync(cancellationToken);
        var signed = agreements.Where(agreement => agreement.IsSigned).ToList();

        var to = request.To?.Value ?? signed.Select(agreement => agreement.InForceUntil).Append(request.From?.Value).Append(day).Max()!.Value;
        var from = request.From?.Value ?? signed.Select(agreement => agreement.SignedCover.FirstCovered).Append(to).Min()!.Value;
        return new ContinuityView
        {
            RegionCode = region.Code,
            RegionName = region.Name,
            Segment = segment,
            From = from,
            To = to,
            AsOf = day,
            Terms = [.. agreements.Select(agreement => LineTerm.Of(agreement, day))],
            Signed = LineOf(signed, agreement => agreement.SignedCover, from, to),

            // Who has signed from a day on should be covered from it: a coverage that begins later leaves a gap, be it the first.
            Coverage = LineOf(signed, agreement => agreement.RealCover, from, to, begins: signed.Min(agreement => agreement.SignedCover.FirstCovered)),
            AppliedDefaults = new AppliedDefaults
            {
                Segment = request.Segment is null ? segment : null,
                From = request.From is null ? from : null,
                To = request.To is null ? to : null,
            },
        };
    }

    private static LineView LineOf(List<Agreement> signed, Func<Agreement, CoverSpan> cover, DateOnly from, DateOnly to, DateOnly? begins = null)
    {
        var line = new ContinuityLine(signed.Select(cover), begins);
        var byId = signed.ToDictionary(agreement => agreement.Id);
        return new LineView(
            [.. line.Gaps(from, to).Select(gap => new GapView
            {
                From = gap.From,
                Until = gap.Until,
                Days = gap.Days,
                AfterAgreementId = gap.After,
                BeforeAgreementId = gap.Before,
                ParticipantsAffected = AffectedBy(gap),
            })],
            line.Overlaps(from, to));

        // Of several that end, or begin, together the one with the most people speaks for all.
        int? AffectedBy(Gap gap) => signed
            .Where(agreement => gap.After is { } after
                ? cover(agreement).FirstCovered is not null && agreement.InForceUntil == byId[after].InForceUntil
                : agreement.SignedCover.FirstCovered == begins)
            .Max(agreement => agreement.ParticipantQuota);
    }
}
