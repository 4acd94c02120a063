using Agreements.Domain.Regions;

namespace Agreements.Domain.Instruments;

/// <content>How a record comes in that has a history elsewhere.</content>
public sealed partial class Agreement
{
    /// <summary>
    /// Takes in a record as it was published. What is not public stays blank and raises the review flag; nothing is invented, and nothing is hidden.
    /// </summary>
    public static Agreement TakeIn(Guid id, PublishedAgreement published, Region region, Authorship authorship)
    {
        RequireSound(published);
        var isSigned = published.Lifecycle is LifecycleState.Signed or LifecycleState.Terminated;
        var signatures = published.Signatures.ToList();

        // With both parties' signatures the day follows from them; the published one stands only where a signature is not public.
        var bothSigned = signatures.Count == 2;
        var signedOn = isSigned && bothSigned ? signatures.Max(signature => signature.SignedOn) : published.SignedOn;
        var contradicts = bothSigned && published.SignedOn is not null && published.SignedOn != signedOn;
        var complete = bothSigned && published.Content is { LocalNumber: not null, BpjsNumber: not null, EffectiveFrom: not null } && (published.Content.EffectiveUntil is not null || published.Content.OpenEnded);
        var needsReview = published.Content.NeedsReview || (isSigned && (contradicts || !(complete || published.IsVouchedFor)));
        var content = published.Content with { NeedsReview = needsReview };

        var agreement = new Agreement
        {
            Id = id,
            CreatedAt = authorship.At,
            Source = published.Source,
            ImportId = published.ImportId,
            OriginalQuota = published.ParticipantQuota,
        };
        agreement.Write(content, region, authorship.At);
        (agreement._signatures, agreement.SignedOn, agreement.Termination, agreement.ParticipantQuota) = (signatures, signedOn, published.Termination, published.ParticipantQuota);

        // Whoever brings in what waits for approval stands for whoever submitted it: they may not approve it.
        if (published.Lifecycle == LifecycleState.InReview)
        {
            (agreement.SubmittedBy, agreement.SubmittedByHolder) = (authorship.Author.Name, authorship.Author.Holder);
        }

        agreement.Enter(
            AgreementAction.Import,
            published.Lifecycle,
            authorship,
            published.Source,
            [
                .. content.DifferencesFrom(before: null),
                .. signatures.Select(signature => new FieldChange("signatures", Before: null, signature)),
                .. Told("signedOn", signedOn),
                .. Told("termination", published.Termination),
                .. Told("participantQuota", published.ParticipantQuota),
            ]);
        return agreement;
    }

    // The state and what it says of signatures must agree.
    private static void RequireSound(PublishedAgreement published)
    {
        var parties = published.Signatures.Select(signature => signature.Party).ToList();
        if (parties.Distinct().Count() < parties.Count)
        {
            throw new InvalidInputException(new InputFault("signatures", "signature.party-already-signed"));
        }

        var fits = published.Lifecycle switch
        {
            LifecycleState.Signed or LifecycleState.Terminated => true,
            LifecycleState.PartiallySigned => parties.Count == 1 && published.SignedOn is null,
            LifecycleState.Cancelled => parties.Count < 2 && published.SignedOn is null,
            _ => parties.Count == 0 && published.SignedOn is null,
        };
        if (!fits)
        {
            throw new InvalidInputException(new InputFault("signatures", "signature.not-signed-yet"));
        }

        if ((published.Lifecycle == LifecycleState.Terminated) != (published.Termination is not null))
        {
            throw new InvalidInputException(new InputFault("termination/effectiveOn", "termination.state-mismatch"));
        }

        if (published.Termination?.EffectiveOn < published.Content.EffectiveFrom)
        {
            throw new InvalidInputException(new InputFault("termination/effectiveOn", "termination.before-effective-from", published.Content.EffectiveFrom));
        }
    }

    private static FieldChange[] Told(string field, object? value) => value is null ? [] : [new FieldChange(field, Before: null, value)];
}
