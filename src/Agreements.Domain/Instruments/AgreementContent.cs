using Agreements.Domain.Coverage;

namespace Agreements.Domain.Instruments;

/// <summary>Everything about an agreement that people write, as one value: what a draft begins with and what an edit replaces.</summary>
public sealed record AgreementContent
{
    /// <summary>What the instrument calls itself.</summary>
    public required AgreementKind Kind { get; init; }

    /// <summary>Title as printed.</summary>
    public string? Title { get; init; }

    /// <summary>Perihal.</summary>
    public string? Subject { get; init; }

    /// <summary>Whom it covers.</summary>
    public Segment Segment { get; init; } = Segment.PbpuBp;

    /// <summary>The local government that is party to it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Perangkat daerah in charge.</summary>
    public string? Agency { get; init; }

    /// <summary>The BPJS office that is party to it.</summary>
    public Guid? BpjsOfficeId { get; init; }

    /// <summary>The local government's number.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan.</summary>
    public string? BpjsNumber { get; init; }

    /// <summary>Ruang lingkup.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    /// <summary>Dasar hukum.</summary>
    public IReadOnlyList<string> LegalBasis { get; init; } = [];

    /// <summary>First day in force.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day in force, as printed.</summary>
    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>That it runs without an end, by agreement.</summary>
    public bool OpenEnded { get; init; }

    /// <summary>Jangka waktu, as printed.</summary>
    public string? TermText { get; init; }

    /// <summary>The day coverage really begins, as somebody has found out; it goes before what follows from hand-over and activation.</summary>
    public DateOnly? CoverageFrom { get; init; }

    /// <summary>How soon BPJS Kesehatan activates its people.</summary>
    public ActivationMode? ActivationMode { get; init; }

    /// <summary>The day on which the list of participants was handed over.</summary>
    public DateOnly? ParticipantsHandedOverOn { get; init; }

    /// <summary>Months of notice before the end that the renewal clause asks for.</summary>
    public int? RenewalNoticeMonths { get; init; }

    /// <summary>Approval by the regional council.</summary>
    public DprdApproval DprdApproval { get; init; } = DprdApproval.NotRequired;

    /// <summary>The agreement that this one continues.</summary>
    public Guid? PredecessorId { get; init; }

    /// <summary>That somebody has to look at what is recorded.</summary>
    public bool NeedsReview { get; init; }

    /// <summary>Who looks after it.</summary>
    public string? Owner { get; init; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }

    /// <summary>What is wrong with the content by itself, whatever the state of the agreement.</summary>
    public IEnumerable<InputFault> Faults()
    {
        if (EffectiveFrom > EffectiveUntil)
        {
            yield return new InputFault("effectiveUntil", "term.ends-before-start", EffectiveFrom);
        }

        if (OpenEnded && EffectiveUntil is not null)
        {
            yield return new InputFault("openEnded", "term.open-ended-with-end");
        }
    }

    internal IReadOnlyList<FieldChange> DifferencesFrom(AgreementContent? before) =>
        [.. from field in AgreementField.All
            let old = before is null ? null : field.Value(before)
            let now = field.Value(this)
            where before is null ? !AgreementField.IsBlank(now) : !AgreementField.AreEqual(old, now)
            select new FieldChange(field.Name, old, now)];
}

/// <summary>Until when a field can be edited.</summary>
internal enum EditableUntil
{
    /// <summary>The terms: only in a draft.</summary>
    Submitted,

    /// <summary>What is settled during review: numbers and the council's approval.</summary>
    FirstSignature,

    /// <summary>What is known only afterwards, such as when coverage really began: in a draft, and again once both parties have signed.</summary>
    SubmittedAndOnceSigned,

    /// <summary>How the record is looked after: always.</summary>
    Forever,
}

/// <summary>A field of the content: its name in the API and until when it can be edited.</summary>
internal sealed record AgreementField(string Name, EditableUntil Until, Func<AgreementContent, object?> Value)
{
    public static readonly IReadOnlyList<AgreementField> All =
    [
        new("kind", EditableUntil.Submitted, c => c.Kind),
        new("title", EditableUntil.Submitted, c => c.Title),
        new("subject", EditableUntil.Submitted, c => c.Subject),
        new("segment", EditableUntil.Submitted, c => c.Segment),
        new("regionCode", EditableUntil.Submitted, c => c.RegionCode),
        new("agency", EditableUntil.Submitted, c => c.Agency),
        new("bpjsOfficeId", EditableUntil.Submitted, c => c.BpjsOfficeId),
        new("localNumber", EditableUntil.FirstSignature, c => c.LocalNumber),
        new("bpjsNumber", EditableUntil.FirstSignature, c => c.BpjsNumber),
        new("scope", EditableUntil.Submitted, c => c.Scope),
        new("legalBasis", EditableUntil.Submitted, c => c.LegalBasis),
        new("effectiveFrom", EditableUntil.Submitted, c => c.EffectiveFrom),
        new("effectiveUntil", EditableUntil.Submitted, c => c.EffectiveUntil),
        new("openEnded", EditableUntil.Submitted, c => c.OpenEnded),
        new("termText", EditableUntil.Submitted, c => c.TermText),
        new("coverageFrom", EditableUntil.SubmittedAndOnceSigned, c => c.CoverageFrom),
        new("activationMode", EditableUntil.SubmittedAndOnceSigned, c => c.ActivationMode),
        new("participantsHandedOverOn", EditableUntil.SubmittedAndOnceSigned, c => c.ParticipantsHandedOverOn),
        new("renewalNoticeMonths", EditableUntil.Submitted, c => c.RenewalNoticeMonths),
        new("dprdApproval", EditableUntil.FirstSignature, c => c.DprdApproval),
        new("predecessorId", EditableUntil.Submitted, c => c.PredecessorId),
        new("needsReview", EditableUntil.Forever, c => c.NeedsReview),
        new("owner", EditableUntil.Forever, c => c.Owner),
        new("notes", EditableUntil.Forever, c => c.Notes),
    ];

    public static bool AreEqual(object? one, object? other) => (one, other) switch
    {
        (IReadOnlyList<string> a, IReadOnlyList<string> b) => a.SequenceEqual(b, StringComparer.Ordinal),
        _ => Equals(one, other),
    };

    /// <summary>Whether the field still says nothing.</summary>
    public static bool IsBlank(object? value) => value switch
    {
        null or false => true,
        IReadOnlyList<string> list => list.Count == 0,
        DprdApproval approval => approval == DprdApproval.NotRequired,
        _ => false,
    };
}
