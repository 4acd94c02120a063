using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Lifecycle;

/// <summary>
/// Records one party's signature, with its signatory as of that day. The second one makes the agreement signed. It needs a first day, and a last day or
/// the word that there is none. How soon its people are activated is taken over from its region then, unless the agreement says so itself.
/// </summary>
public sealed record SignAgreement : IChange<AgreementView>, ISignature
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }

    /// <summary>The side that signed.</summary>
    [Required]
    public Party? Party { get; init; }

    /// <summary>The signatory's name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The signatory's office, as printed.</summary>
    [Required]
    public string? Title { get; init; }

    /// <summary>In what capacity the signatory acts; <c>definitive</c> when left out.</summary>
    public ActingType? ActingType { get; init; }

    /// <summary>The decree that empowers the signatory (number and date), as printed.</summary>
    public string? Mandate { get; init; }

    /// <summary>The day of signing; not after today in the region's zone.</summary>
    [Required]
    public DateOnly? SignedOn { get; init; }

    /// <summary>Where it was signed.</summary>
    public string? Place { get; init; }

    /// <summary>How it was signed.</summary>
    public SignatureMethod? Method { get; init; }

    /// <summary>Says explicitly that an agreement without a last day runs without an end.</summary>
    public bool? OpenEnded { get; init; }
}

internal sealed class SignAgreementValidator : AbstractValidator<SignAgreement>
{
    public SignAgreementValidator() => this.AddSignature();
}

internal sealed class SignAgreementHandler(AgreementsDbContext db, AgreementAtHand hand, RenewalAtHand renewals, Caller caller) : IRequestHandler<SignAgreement, AgreementView>
{
    public async Task<AgreementView> Handle(SignAgreement request, CancellationToken cancellationToken)
    {
        var agreement = await hand.TakeAsync(request.AgreementId, cancellationToken);
        var authorship = caller.Sign();
        var signature = request.ToSignature();
        var mode = await db.ActivationModeAsync(agreement.RegionCode, agreement.SignedOnWith(signature), cancellationToken);
        agreement.Sign(signature, request.OpenEnded ?? false, hand.Today(agreement), authorship, caller.Viewer.ScanRequired, mode);
        await renewals.CloseRenewedAsync(agreement, authorship, cancellationToken);
        return await hand.ShowAsync(agreement, cancellationToken);
    }
}
