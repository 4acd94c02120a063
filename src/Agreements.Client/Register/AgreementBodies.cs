namespace Agreements.Client;

/// <summary>
/// Records one party's signature, with its signatory as of that day. The second one makes the agreement signed. It needs a first day, and a last day or
/// the word that there is none. How soon its people are activated is taken over from its region then, unless the agreement says so itself.
/// </summary>
public sealed record SignAgreement
{
    /// <summary>The side that signed.</summary>
    public required Party Party { get; init; }

    /// <summary>The signatory's name.</summary>
    public required string Name { get; init; }

    /// <summary>The signatory's office, as printed.</summary>
    public required string Title { get; init; }

    /// <summary>In what capacity the signatory acts; <c>definitive</c> when left out.</summary>
    public ActingType? ActingType { get; init; }

    /// <summary>The decree that empowers the signatory (number and date), as printed.</summary>
    public string? Mandate { get; init; }

    /// <summary>The day of signing; not after today in the region's zone. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>Where it was signed.</summary>
    public string? Place { get; init; }

    /// <summary>How it was signed.</summary>
    public SignatureMethod? Method { get; init; }

    /// <summary>Says explicitly that an agreement without a last day runs without an end.</summary>
    public bool? OpenEnded { get; init; }
}

/// <summary>
/// Records an amendment (adendum): a signed document that changes the terms of a signed agreement from a day on, which may lie before its signature. The
/// earlier terms stay readable; the agreement answers with the end and the quota as amended.
/// </summary>
public sealed record AmendAgreement
{
    /// <summary>The local government's number of the amendment; unique among the amendments of that party.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan of the amendment; unique among the amendments of that party.</summary>
    public string? BpjsNumber { get; init; }

    /// <summary>The later party's day of signing; not after today in the region's zone. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>
    /// The day from which it changes the terms: not before the agreement's first day, and no later than the day after its last. From 1945-08-17 to
    /// 2199-12-31.
    /// </summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>What it changes, in words.</summary>
    public required string Summary { get; init; }

    /// <summary>The new last day in force; left out where the end stays as it is. From 1945-08-17 to 2199-12-31.</summary>
    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>The new number of participants; left out where it stays as it is.</summary>
    public int? ParticipantQuota { get; init; }

    /// <summary>The signatures of both parties.</summary>
    public required IReadOnlyList<SignatureFields> Signatures { get; init; }
}

/// <summary>A party's signature below a document.</summary>
public sealed record SignatureFields
{
    /// <summary>The side that signed.</summary>
    public required Party Party { get; init; }

    /// <summary>The signatory's name.</summary>
    public required string Name { get; init; }

    /// <summary>The signatory's office, as printed.</summary>
    public required string Title { get; init; }

    /// <summary>In what capacity the signatory acts; <c>definitive</c> when left out.</summary>
    public ActingType? ActingType { get; init; }

    /// <summary>The decree that empowers the signatory (number and date), as printed.</summary>
    public string? Mandate { get; init; }

    /// <summary>The day of signing. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>Where it was signed.</summary>
    public string? Place { get; init; }

    /// <summary>How it was signed.</summary>
    public SignatureMethod? Method { get; init; }
}

/// <summary>Ends a signed agreement on one of the law's grounds (PP 28/2018, art. 9(1) and 22(2)).</summary>
public sealed record TerminateAgreement
{
    /// <summary>One of the law's grounds; a change of office-holder is none.</summary>
    public required TerminationGround Ground { get; init; }

    /// <summary>
    /// The first day on which it is no longer in force; not before its first day in force. It may lie ahead. From 1945-08-17 to 2199-12-31.
    /// </summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>Why, in the words of whoever records it.</summary>
    public required string Reason { get; init; }
}

/// <summary>Hands an agreement back to its authors.</summary>
internal sealed record ReturnAgreement
{
    /// <summary>Why, in the words of whoever records it.</summary>
    public required string Reason { get; init; }
}

/// <summary>Gives an agreement up before it is signed. Its numbers become free again.</summary>
internal sealed record CancelAgreement
{
    /// <summary>Why, in the words of whoever records it.</summary>
    public required string Reason { get; init; }
}
