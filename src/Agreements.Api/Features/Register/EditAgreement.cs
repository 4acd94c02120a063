using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Pipeline;
using Agreements.Data.Reference;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Register;

/// <summary>
/// Changes fields of an agreement by JSON Merge Patch (RFC 7396): an absent member keeps its value, null clears it. What the state has locked is refused
/// with 409; a record that needs review can have its blanks filled in at any time.
/// </summary>
public sealed record EditAgreement : IChange<AgreementView>, IWritesContent
{
    /// <summary>The agreement, from the path.</summary>
    [JsonIgnore]
    public Guid AgreementId { get; init; }

    /// <summary>What the instrument calls itself; cannot be cleared.</summary>
    public Optional<AgreementKind?> Kind { get; init; }

    /// <summary>Title as printed.</summary>
    public Optional<string?> Title { get; init; }

    /// <summary>Perihal: what it is about.</summary>
    public Optional<string?> Subject { get; init; }

    /// <summary>Whom it covers; cannot be cleared.</summary>
    public Optional<Segment?> Segment { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it; must be autonomous, cannot be cleared.</summary>
    public Optional<string?> RegionCode { get; init; }

    /// <summary>Perangkat daerah (OPD) in charge.</summary>
    public Optional<string?> Agency { get; init; }

    /// <summary>The BPJS office that is party to it.</summary>
    public Optional<Guid?> BpjsOfficeId { get; init; }

    /// <summary>The local government's number; unique for its region and kind.</summary>
    public Optional<string?> LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan; unique for its kind.</summary>
    public Optional<string?> BpjsNumber { get; init; }

    /// <summary>Ruang lingkup, replaced as a whole.</summary>
    public Optional<IReadOnlyList<string>?> Scope { get; init; }

    /// <summary>Dasar hukum, replaced as a whole.</summary>
    public Optional<IReadOnlyList<string>?> LegalBasis { get; init; }

    /// <summary>First day in force.</summary>
    public Optional<DateOnly?> EffectiveFrom { get; init; }

    /// <summary>Last day in force, as printed; not before the first.</summary>
    public Optional<DateOnly?> EffectiveUntil { get; init; }

    /// <summary>That it runs without an end, by agreement; excludes a last day.</summary>
    public Optional<bool?> OpenEnded { get; init; }

    /// <summary>Jangka waktu, as printed.</summary>
    public Optional<string?> TermText { get; init; }

    /// <summary>The day coverage really begins, where it is another than follows from hand-over and activation.</summary>
    public Optional<DateOnly?> CoverageFrom { get; init; }

    /// <summary>How soon BPJS Kesehatan activates its people; taken over from its region, else its province, when both have signed and nothing is said here.</summary>
    public Optional<ActivationMode?> ActivationMode { get; init; }

    /// <summary>The day on which the list of participants was handed over, where it did not go with the signatures; not after today in the region's zone.</summary>
    public Optional<DateOnly?> ParticipantsHandedOverOn { get; init; }

    /// <summary>Months of notice before the end that the renewal clause asks for.</summary>
    public Optional<int?> RenewalNoticeMonths { get; init; }

    /// <summary>Approval by the regional council (DPRD), patched member by member; null makes it not required.</summary>
    public Optional<DprdApprovalPatch?> DprdApproval { get; init; }

    /// <summary>The agreement that this one continues.</summary>
    public Optional<Guid?> PredecessorId { get; init; }

    /// <summary>That somebody has to look at what is recorded.</summary>
    public Optional<bool?> NeedsReview { get; init; }

    /// <summary>Who looks after it.</summary>
    public Optional<string?> Owner { get; init; }

    /// <summary>Remarks.</summary>
    public Optional<string?> Notes { get; init; }

    AgreementContent IWritesContent.ApplyTo(AgreementContent before) => before with
    {
        Kind = Kind.Or(before.Kind) ?? before.Kind,
        Title = Title.Or(before.Title),
        Subject = Subject.Or(before.Subject),
        Segment = Segment.Or(before.Segment) ?? before.Segment,
        RegionCode = RegionCode.Or(before.RegionCode) ?? before.RegionCode,
        Agency = Agency.Or(before.Agency),
        BpjsOfficeId = BpjsOfficeId.Or(before.BpjsOfficeId),
        LocalNumber = LocalNumber.Or(before.LocalNumber),
        BpjsNumber = BpjsNumber.Or(before.BpjsNumber),
        Scope = Scope.Or(before.Scope) ?? [],
        LegalBasis = LegalBasis.Or(before.LegalBasis) ?? [],
        EffectiveFrom = EffectiveFrom.Or(before.EffectiveFrom),
        EffectiveUntil = EffectiveUntil.Or(before.EffectiveUntil),
        OpenEnded = OpenEnded.Or(before.OpenEnded) ?? false,
        TermText = TermText.Or(before.TermText),
        CoverageFrom = CoverageFrom.Or(before.CoverageFrom),
        ActivationMode = ActivationMode.Or(before.ActivationMode),
        ParticipantsHandedOverOn = ParticipantsHandedOverOn.Or(before.ParticipantsHandedOverOn),
        RenewalNoticeMonths = RenewalNoticeMonths.Or(before.RenewalNoticeMonths),
        DprdApproval = DprdApproval.IsSet ? DprdApproval.Value?.ApplyTo(before.DprdApproval) ?? Domain.Instruments.DprdApproval.NotRequired : before.DprdApproval,
        PredecessorId = PredecessorId.Or(before.PredecessorId),
        NeedsReview = NeedsReview.Or(before.NeedsReview) ?? false,
        Owner = Owner.Or(before.Owner),
        Notes = Notes.Or(before.Notes),
    };
}

/// <summary>Changes to the approval by the regional council (DPRD).</summary>
public sealed record DprdApprovalPatch
{
    /// <summary>Whether this agreement needs it.</summary>
    public Optional<bool?> Required { get; init; }

    /// <summary>Number of the council's decision.</summary>
    public Optional<string?> Number { get; init; }

    /// <summary>Date of the council's decision.</summary>
    public Optional<DateOnly?> ApprovedOn { get; init; }

    internal DprdApproval ApplyTo(DprdApproval before) =>
        new(Required.Or(before.Required) ?? false, Number.Or(before.Number), ApprovedOn.Or(before.ApprovedOn));
}

internal sealed class EditAgreementValidator : AbstractValidator<EditAgreement>
{
    public EditAgreementValidator()
    {
        RuleFor(edit => edit.Kind.Value).Required().When(edit => edit.Kind.IsSet);
        RuleFor(edit => edit.Segment.Value).Required().When(edit => edit.Segment.IsSet);
        RuleFor(edit => edit.RegionCode.Value).Required().When(edit => edit.RegionCode.IsSet);
        RuleFor(edit => edit).Custom(AgreementContentRules.Judge);
    }
}

internal sealed class EditAgreementHandler(AgreementAtHand hand, RenewalAtHand renewals, DraftedPlans plans, WrittenReferences references, Security.Caller caller) : IRequestHandler<EditAgreement, AgreementView>
{
    public async Task<AgreementView> Handle(EditAgreement request, CancellationToken cancellationToken)
    {
        var agreement = await hand.TakeAsync(request.AgreementId, cancellationToken);
        await hand.RequireMatchAsync(agreement, cancellationToken);
        var content = ((IWritesContent)request).ApplyTo(agreement.Content);
        var (before, owner, authorship) = (agreement.RegionCode, agreement.Owner, caller.Sign());
        agreement.Edit(content, RegionCatalogue.Shipped.Get(content.RegionCode), authorship);
        await renewals.FollowOwnerAsync(owner, agreement, authorship, cancellationToken);
        if (agreement.RegionCode != before)
        {
            await renewals.LetGoOfMovedAsync(agreement, authorship, cancellationToken);
            await plans.FollowRegionAsync(agreement, authorship, cancellationToken);
        }

        await references.CheckAsync(agreement, cancellationToken);
        return await hand.ShowAsync(agreement, cancellationToken);
    }
}
