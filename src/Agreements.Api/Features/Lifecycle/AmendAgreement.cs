using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Lifecycle;

/// <summary>
/// Records an amendment (adendum): a signed document that changes the terms of a signed agreement from a day on, which may lie before its signature. The
/// earlier terms stay readable; the agreement answers with the end and the quota as amended.
/// </summary>
public sealed record AmendAgreement : IChange<AgreementView>
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }

    /// <summary>The local government's number of the amendment; unique among the amendments of that party.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan of the amendment; unique among the amendments of that party.</summary>
    public string? BpjsNumber { get; init; }

    /// <summary>The later party's day of signing; not after today in the region's zone.</summary>
    [Required]
    public DateOnly? SignedOn { get; init; }

    /// <summary>The day from which it changes the terms: not before the agreement's first day, and no later than the day after its last.</summary>
    [Required]
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>What it changes, in words.</summary>
    [Required]
    public string? Summary { get; init; }

    /// <summary>The new last day in force; left out where the end stays as it is.</summary>
    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>The new number of participants; left out where it stays as it is.</summary>
    public int? ParticipantQuota { get; init; }

    /// <summary>The signatures of both parties.</summary>
    [Required]
    [MinLength(2)]
    public IReadOnlyList<SignatureFields>? Signatures { get; init; }
}

internal sealed class AmendAgreementValidator : AbstractValidator<AmendAgreement>
{
    private const int Parties = 2;

    public AmendAgreementValidator()
    {
        RuleFor(body => body.LocalNumber).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.BpjsNumber).Text(DocumentNumber.MaxLength);
        RuleFor(body => body.SignedOn).Required().Date();
        RuleFor(body => body.EffectiveOn).Required().Date();
        RuleFor(body => body.Summary).Required().Text(AmendmentContent.SummaryMaxLength);
        RuleFor(body => body.EffectiveUntil).Date();
        RuleFor(body => body.ParticipantQuota).Range(0, AmendmentContent.ParticipantQuotaMax);
        RuleFor(body => body.Signatures).Required().Items(Parties);
        RuleForEach(body => body.Signatures!.Take(Parties)).Required().SetValidator(new SignatureFieldsValidator())
            .When(body => body.Signatures is not null).OverridePropertyName("Signatures");
    }
}

internal sealed class AmendAgreementHandler(AgreementAtHand hand, RenewalAtHand renewals, AgreementsDbContext db, Caller caller, TimeProvider clock)
    : IRequestHandler<AmendAgreement, AgreementView>
{
    public async Task<AgreementView> Handle(AmendAgreement request, CancellationToken cancellationToken)
    {
        var agreement = await hand.TakeAsync(request.AgreementId, cancellationToken);
        var earlier = await db.AmendmentsOf(agreement).ToListAsync(cancellationToken);
        var content = new AmendmentContent
        {
            LocalNumber = request.LocalNumber,
            BpjsNumber = request.BpjsNumber,
            SignedOn = request.SignedOn!.Value,
            EffectiveOn = request.EffectiveOn!.Value,
            Summary = request.Summary!,
            EffectiveUntil = request.EffectiveUntil,
            ParticipantQuota = request.ParticipantQuota,
            Signatures = [.. request.Signatures!.Select(signature => signature.ToSignature())],
        };
        var authorship = caller.Sign();
        var amendment = agreement.Amend(Guid.CreateVersion7(clock.GetUtcNow()), content, earlier, hand.Today(agreement), authorship);
        await RequireFreeNumbersAsync(amendment, cancellationToken);
        db.Add(amendment);
        await renewals.FollowEndAsync(agreement, authorship, cancellationToken);
        return await hand.ShowAsync(agreement, cancellationToken);
    }

    // Amendments are a kind of document of their own, with a series of each party.
    private async Task RequireFreeNumbersAsync(Amendment amendment, CancellationToken cancellationToken)
    {
        if (amendment.LocalNumber is { } localNumber)
        {
            TakenNumbers.Refuse(await db.HolderOfLocalNumberAsync(amendment, cancellationToken), Party.LocalGovernment, localNumber, caller.Reach);
        }

        if (amendment.BpjsNumber is { } bpjsNumber)
        {
            TakenNumbers.Refuse(await db.HolderOfBpjsNumberAsync(amendment, cancellationToken), Party.Bpjs, bpjsNumber, caller.Reach);
        }
    }
}
