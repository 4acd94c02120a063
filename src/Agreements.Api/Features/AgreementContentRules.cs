using Agreements.Api.Http;
using Agreements.Data.Reference;
using Agreements.Domain.Instruments;
using FluentValidation;

namespace Agreements.Api.Features;

/// <summary>A body that writes some or all of what people record about an agreement.</summary>
internal interface IWritesContent
{
    /// <summary>The content as it will be, given what it was.</summary>
    AgreementContent ApplyTo(AgreementContent before);
}

/// <summary>What can be said of an agreement's content without looking anything up; drafts and edits share it, and the document takes its limits from it.</summary>
internal sealed class AgreementContentRules : AbstractValidator<AgreementContent>
{
    /// <summary>Content that says nothing: what a body is applied to when it is judged by itself.</summary>
    public static readonly AgreementContent Nothing = new() { Kind = default, RegionCode = null! };

    // Rules are worked out when they are made, and hold nothing of what they judge.
    private static readonly AgreementContentRules Shared = new();

    public AgreementContentRules()
    {
        RuleFor(content => content.Title).Text(Agreement.TitleMaxLength);
        RuleFor(content => content.Subject).Text(Agreement.SubjectMaxLength);
        RuleFor(content => content.RegionCode).Must(code => code is null || RegionCatalogue.Shipped.Find(code) is not null).WithErrorCode("region.unknown");
        RuleFor(content => content.RegionCode).Must(code => code is null || (RegionCatalogue.Shipped.Find(code)?.IsAutonomous ?? true))
            .WithErrorCode("region.not-autonomous").WithState(content => new object?[] { RegionCatalogue.Shipped.Find(content.RegionCode)?.Name });
        RuleFor(content => content.Agency).Text(Agreement.NameMaxLength);
        RuleFor(content => content.LocalNumber).Text(DocumentNumber.MaxLength);
        RuleFor(content => content.BpjsNumber).Text(DocumentNumber.MaxLength);
        RuleFor(content => content.Scope).Items(Agreement.ListMaxItems);
        RuleForEach(content => content.Scope.Take(Agreement.ListMaxItems)).Required().Text(Agreement.ListItemMaxLength).OverridePropertyName("Scope");
        RuleFor(content => content.LegalBasis).Items(Agreement.ListMaxItems);
        RuleForEach(content => content.LegalBasis.Take(Agreement.ListMaxItems)).Required().Text(Agreement.ListItemMaxLength).OverridePropertyName("LegalBasis");
        RuleFor(content => content.EffectiveFrom).Date();
        RuleFor(content => content.EffectiveUntil).Date();
        RuleFor(content => content.CoverageFrom).Date();
        RuleFor(content => content.ParticipantsHandedOverOn).Date();
        RuleFor(content => content.DprdApproval.ApprovedOn).Date();
        RuleFor(content => content.TermText).Text(Agreement.TermTextMaxLength);
        RuleFor(content => content.RenewalNoticeMonths).Range(0, Agreement.RenewalNoticeMonthsMax);
        RuleFor(content => content.DprdApproval.Number).Text(DocumentNumber.MaxLength);
        RuleFor(content => content.Owner).Text(Agreement.NameMaxLength);
        RuleFor(content => content.Notes).Text(Agreement.NotesMaxLength);
    }

    /// <summary>Judges what a body would write.</summary>
    public static void Judge<T>(T body, ValidationContext<T> context)
        where T : IWritesContent =>
        Shared.Validate(body.ApplyTo(Nothing)).Errors.ForEach(context.AddFailure);
}
