namespace Agreements.Domain.Instruments;

/// <summary>What an amendment (adendum) says: a signed document of its own that changes the terms of a signed agreement.</summary>
public sealed record AmendmentContent
{
    /// <summary>Most amendments of one agreement.</summary>
    public const int MostPerAgreement = 100;

    /// <summary>Longest summary, in characters.</summary>
    public const int SummaryMaxLength = 2000;

    /// <summary>Most participants that a quota can name: more than there are people in the country.</summary>
    public const int ParticipantQuotaMax = 999_999_999;

    /// <summary>The local government's number.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan.</summary>
    public string? BpjsNumber { get; init; }

    /// <summary>The later party's day of signing.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>The day from which it changes the terms; may lie before its signature.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>What it changes, in words.</summary>
    public required string Summary { get; init; }

    /// <summary>The new last day in force; null where it leaves the end as it is.</summary>
    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>The new number of participants; null where it leaves it as it is.</summary>
    public int? ParticipantQuota { get; init; }

    /// <summary>The signatures of both parties.</summary>
    public IReadOnlyList<Signature> Signatures { get; init; } = [];

    /// <summary>What is wrong with it by itself.</summary>
    /// <param name="today">The date in the region's zone.</param>
    public IEnumerable<InputFault> Faults(DateOnly today)
    {
        if (Signatures.DistinctBy(signature => signature.Party).Count() < Signatures.Count)
        {
            yield return new InputFault("signatures", "signature.party-already-signed");
        }
        else if (Signatures.Count < 2)
        {
            yield return new InputFault("signatures", "amendment.not-signed");
        }
        else if (Signatures.Max(signature => signature.SignedOn) is var last && last != SignedOn)
        {
            yield return new InputFault("signedOn", "amendment.signed-on-differs", last);
        }

        if (SignedOn > today)
        {
            yield return new InputFault("signedOn", "signature.signed-in-future", today);
        }

        if (EffectiveUntil < EffectiveOn)
        {
            yield return new InputFault("effectiveUntil", "term.ends-before-start", EffectiveOn);
        }
    }
}

/// <summary>An amendment of an agreement. What it changed is kept beside what had been signed before; neither is ever overwritten.</summary>
public sealed class Amendment
{
    private Amendment()
    {
    }

    internal Amendment(Guid id, Agreement agreement, int ordinal, AmendmentContent content, Authorship authorship)
    {
        (Id, AgreementId, RegionCode, Ordinal) = (id, agreement.Id, agreement.RegionCode, ordinal);
        (LocalNumber, BpjsNumber, SignedOn, EffectiveOn) = (content.LocalNumber, content.BpjsNumber, content.SignedOn, content.EffectiveOn);
        (Summary, EffectiveUntil, ParticipantQuota, Signatures) = (content.Summary, content.EffectiveUntil, content.ParticipantQuota, content.Signatures);
        (RecordedAt, RecordedBy) = (authorship.At, authorship.By);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The agreement that it changes.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>The local government that is party to it, whose numbers it counts among.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>Its place among the amendments of the agreement in the order of recording, from 1.</summary>
    public int Ordinal { get; private init; }

    /// <inheritdoc cref="AmendmentContent.LocalNumber"/>
    public string? LocalNumber { get; private init; }

    /// <inheritdoc cref="AmendmentContent.BpjsNumber"/>
    public string? BpjsNumber { get; private init; }

    /// <inheritdoc cref="AmendmentContent.SignedOn"/>
    public DateOnly SignedOn { get; private init; }

    /// <inheritdoc cref="AmendmentContent.EffectiveOn"/>
    public DateOnly EffectiveOn { get; private init; }

    /// <inheritdoc cref="AmendmentContent.Summary"/>
    public string Summary { get; private init; } = "";

    /// <inheritdoc cref="AmendmentContent.EffectiveUntil"/>
    public DateOnly? EffectiveUntil { get; private init; }

    /// <inheritdoc cref="AmendmentContent.ParticipantQuota"/>
    public int? ParticipantQuota { get; private init; }

    /// <inheritdoc cref="AmendmentContent.Signatures"/>
    public IReadOnlyList<Signature> Signatures { get; private init; } = [];

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private init; } = "";
}
