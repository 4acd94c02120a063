namespace Agreements.Domain.Instruments;

/// <summary>
/// One party's signature with its signatory as of that day: a later change of office-holder does not end an agreement, so name, title and mandate stay
/// as they were.
/// </summary>
/// <param name="Party">The side that signed.</param>
/// <param name="Name">The signatory's name.</param>
/// <param name="Title">The signatory's office, as printed.</param>
/// <param name="ActingType">In what capacity the signatory acted.</param>
/// <param name="Mandate">The decree that empowers the signatory (number and date), as printed.</param>
/// <param name="SignedOn">The day of signing.</param>
/// <param name="Place">Where it was signed.</param>
/// <param name="Method">How it was signed.</param>
public sealed record Signature(
    Party Party,
    string Name,
    string Title,
    ActingType ActingType,
    string? Mandate,
    DateOnly SignedOn,
    string? Place,
    SignatureMethod? Method)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Longest title, in characters.</summary>
    public const int TitleMaxLength = 200;

    /// <summary>Longest mandate, in characters.</summary>
    public const int MandateMaxLength = 300;

    /// <summary>Longest place, in characters.</summary>
    public const int PlaceMaxLength = 200;
}

/// <summary>
/// Approval by the regional council (DPRD): needed only when the plan burdens the public or is not yet funded in the running year's budget
/// (PP 28/2018, Permendagri 22/2020).
/// </summary>
/// <param name="Required">Whether this agreement needs it.</param>
/// <param name="Number">Number of the council's decision.</param>
/// <param name="ApprovedOn">Date of the council's decision.</param>
public sealed record DprdApproval(bool Required, string? Number, DateOnly? ApprovedOn)
{
    /// <summary>Not needed, the usual case.</summary>
    public static readonly DprdApproval NotRequired = new(false, null, null);

    /// <summary>Needed, but number or date are not there yet.</summary>
    public bool LacksDecision() => Required && (Number is null || ApprovedOn is null);
}

/// <summary>That and why an agreement was terminated.</summary>
/// <param name="Ground">One of the law's grounds.</param>
/// <param name="EffectiveOn">The first day on which it is no longer in force.</param>
/// <param name="Reason">In the words of whoever recorded it.</param>
public sealed record Termination(TerminationGround Ground, DateOnly EffectiveOn, string Reason);
