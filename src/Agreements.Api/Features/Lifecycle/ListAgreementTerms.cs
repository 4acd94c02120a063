using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Lifecycle;

/// <summary>
/// Lists the terms of an agreement as its documents made them, the original first and then by the day they take effect, and marks the version in force on a
/// day, by all that is known now. Who recorded what when is in the history.
/// </summary>
public sealed record ListAgreementTerms : IRequest<AgreementTerms>
{
    /// <summary>The agreement.</summary>
    [FromRoute]
    public Guid AgreementId { get; init; }

    /// <summary>The day on which to mark the version in force, past or future; today in its zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }
}

/// <summary>Where terms come from.</summary>
public enum TermSource
{
    /// <summary>The agreement as first signed.</summary>
    Original,

    /// <summary>An amendment.</summary>
    Amendment,
}

/// <summary>The terms of an agreement by one of its documents.</summary>
public sealed record TermVersionView
{
    /// <summary>The document that made them.</summary>
    public required TermSource Source { get; init; }

    /// <summary>The amendment that made them; null for the original.</summary>
    public required Guid? AmendmentId { get; init; }

    /// <summary>The local government's number of that document.</summary>
    public required string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan of that document.</summary>
    public required string? BpjsNumber { get; init; }

    /// <summary>The later party's day of signing.</summary>
    public required DateOnly? SignedOn { get; init; }

    /// <summary>The day from which they hold; may lie before the signature.</summary>
    public required DateOnly? EffectiveOn { get; init; }

    /// <summary>Last day in force by these terms.</summary>
    public required DateOnly? EffectiveUntil { get; init; }

    /// <summary>That they run without an end, by agreement.</summary>
    public required bool OpenEnded { get; init; }

    /// <summary>The number of participants by these terms, where it is known.</summary>
    public required int? ParticipantQuota { get; init; }

    /// <summary>What the document changed, in words; null for the original.</summary>
    public required string? Summary { get; init; }

    /// <summary>The signatures below the document.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>When the document was begun on record, in UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether these are the terms in force on the day.</summary>
    public required bool InForce { get; init; }

    internal static TermVersionView Of(Agreement agreement, TermVersion version, bool isInForce)
    {
        var amendment = version.Amendment;
        return new TermVersionView
        {
            Source = amendment is null ? TermSource.Original : TermSource.Amendment,
            AmendmentId = amendment?.Id,
            LocalNumber = amendment is null ? agreement.LocalNumber : amendment.LocalNumber,
            BpjsNumber = amendment is null ? agreement.BpjsNumber : amendment.BpjsNumber,
            SignedOn = amendment is null ? agreement.SignedOn : amendment.SignedOn,
            EffectiveOn = version.EffectiveOn,
            EffectiveUntil = version.EffectiveUntil,
            OpenEnded = version.OpenEnded,
            ParticipantQuota = version.ParticipantQuota,
            Summary = amendment?.Summary,
            Signatures = amendment is null ? agreement.Signatures : amendment.Signatures,
            RecordedAt = amendment is null ? agreement.CreatedAt : amendment.RecordedAt,
            InForce = isInForce,
        };
    }
}

/// <summary>Every version of an agreement's terms.</summary>
public sealed record AgreementTerms : Page<TermVersionView>
{
    /// <summary>The day on which the version in force is marked.</summary>
    public required DateOnly AsOf { get; init; }

    internal static AgreementTerms Of(Agreement agreement, IEnumerable<Amendment> amendments, DateOnly day)
    {
        var terms = TermHistory.Of(agreement, amendments);
        var inForce = terms.InForceOn(day);
        return new AgreementTerms
        {
            Items = [.. terms.Versions.Select(version => TermVersionView.Of(agreement, version, ReferenceEquals(version, inForce)))],
            Next = null,
            AsOf = day,
        };
    }
}

internal sealed class ListAgreementTermsHandler(AgreementsDbContext db, Caller caller, TimeProvider clock) : IRequestHandler<ListAgreementTerms, AgreementTerms>
{
    public async Task<AgreementTerms> Handle(ListAgreementTerms request, CancellationToken cancellationToken)
    {
        var agreement = await db.AgreementsWithin(caller.Reach).AsNoTracking().SingleOrDefaultAsync(agreement => agreement.Id == request.AgreementId, cancellationToken)
            ?? throw HttpFailureException.NotFound("agreement");
        var amendments = await db.AmendmentsOf(agreement).AsNoTracking().ToListAsync(cancellationToken);
        return AgreementTerms.Of(agreement, amendments, JudgedBy.Day(request.AsOf, clock).In(agreement.TimeZone));
    }
}
