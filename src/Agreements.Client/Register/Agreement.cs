namespace Agreements.Client;

/// <summary>A cooperation agreement between a local government and BPJS Kesehatan.</summary>
public sealed record Agreement
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public required int Version { get; init; }

    /// <summary>What the instrument calls itself.</summary>
    public required AgreementKind Kind { get; init; }

    /// <summary>Title as printed.</summary>
    public required string? Title { get; init; }

    /// <summary>Perihal: what it is about.</summary>
    public required string? Subject { get; init; }

    /// <summary>Whom it covers.</summary>
    public required Segment Segment { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>IANA zone in which its dates are judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Perangkat daerah (OPD) in charge.</summary>
    public required string? Agency { get; init; }

    /// <summary>The BPJS office that is party to it.</summary>
    public required Guid? BpjsOfficeId { get; init; }

    /// <summary>Name of that office.</summary>
    public required string? BpjsOfficeName { get; init; }

    /// <summary>The local government's number, as printed.</summary>
    public required string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan, as printed.</summary>
    public required string? BpjsNumber { get; init; }

    /// <summary>Ruang lingkup.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>Dasar hukum.</summary>
    public required IReadOnlyList<string> LegalBasis { get; init; }

    /// <summary>First day in force. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day in force, as amended: it runs through the end of that local day. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly? EffectiveUntil { get; init; }

    /// <summary>That it runs without an end, by agreement; an unknown end is <c>null</c> with <c>false</c> here.</summary>
    public required bool OpenEnded { get; init; }

    /// <summary>Jangka waktu, as printed.</summary>
    public required string? TermText { get; init; }

    /// <summary>The day coverage really begins, where it is another than follows from hand-over and activation. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly? CoverageFrom { get; init; }

    /// <summary>How soon BPJS Kesehatan activates its people; null where that is unknown.</summary>
    public required ActivationMode? ActivationMode { get; init; }

    /// <summary>
    /// The day on which the list of participants was handed over; null where it went with the signatures, or has not gone yet. From 1945-08-17 to
    /// 2199-12-31.
    /// </summary>
    public required DateOnly? ParticipantsHandedOverOn { get; init; }

    /// <summary>
    /// The first day on which people are really covered, by what is known: <c>coverageFrom</c>; else, once both parties have signed, the day on which
    /// they are activated; else the first day of the term. Null where that is unknown, or the term is over by then.
    /// </summary>
    public required DateOnly? CoverageBegins { get; init; }

    /// <summary>Months of notice before the end that the renewal clause asks for.</summary>
    public required int? RenewalNoticeMonths { get; init; }

    /// <summary>The day by which that notice is due, counted back from the end and clamped to the month's last day.</summary>
    public required DateOnly? RenewalNoticeDue { get; init; }

    /// <summary>Approval by the regional council (DPRD).</summary>
    public required DprdApproval DprdApproval { get; init; }

    /// <summary>The signatures given so far, one for each party at most.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>The later party's date of signing; null before both have signed.</summary>
    public required DateOnly? SignedOn { get; init; }

    /// <summary>Where it stands on its way to signature.</summary>
    public required LifecycleState Lifecycle { get; init; }

    /// <summary>That and why it was terminated.</summary>
    public required Termination? Termination { get; init; }

    /// <summary>
    /// How it stands on the day it is judged by, derived and never stored. In force it is <c>inNotice</c> from <c>renewalNoticeDue</c>, else
    /// <c>expiring</c> within the horizon, else <c>active</c>.
    /// </summary>
    public required Standing Standing { get; init; }

    /// <summary>What makes it stand so, beyond the name: a missed start, or an end that is unknown or that there is none.</summary>
    public required IReadOnlyList<StandingReason> StandingReasons { get; init; }

    /// <summary>
    /// Days from the day it is judged by to the last day of its term, as amended: 0 on that day, negative after it, null without an end. A termination
    /// does not move it.
    /// </summary>
    public required int? DaysLeft { get; init; }

    /// <summary>The day it is judged by: the one asked for, or today in its zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The agreement that this one continues; null where it lies beyond the caller's reach.</summary>
    public required Guid? PredecessorId { get; init; }

    /// <summary>The agreement that continues this one: of several a signed one, else the latest drafted.</summary>
    public required Guid? SuccessorId { get; init; }

    /// <summary>The renewal that is under way; null where none is.</summary>
    public required Guid? RenewalId { get; init; }

    /// <summary>The number of participants by its terms as amended, where it is known.</summary>
    public required int? ParticipantQuota { get; init; }

    /// <summary>That somebody has to look at what is recorded, for example because a date or number was not published.</summary>
    public required bool NeedsReview { get; init; }

    /// <summary>Who looks after it.</summary>
    public required string? Owner { get; init; }

    /// <summary>Remarks.</summary>
    public required string? Notes { get; init; }

    /// <summary>Where a record that was taken in had been published.</summary>
    public required string? Source { get; init; }

    /// <summary>What the caller can do now, each with the codes of what is in the way.</summary>
    public required IReadOnlyList<AllowedAction> AllowedActions { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>
/// Approval by the regional council (DPRD): needed only when the plan burdens the public or is not yet funded in the running year's budget (PP 28/2018,
/// Permendagri 22/2020).
/// </summary>
public sealed record DprdApproval
{
    /// <summary>Whether this agreement needs it.</summary>
    public required bool Required { get; init; }

    /// <summary>Number of the council's decision.</summary>
    public required string? Number { get; init; }

    /// <summary>Date of the council's decision. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly? ApprovedOn { get; init; }
}

/// <summary>
/// One party's signature with its signatory as of that day: a later change of office-holder does not end an agreement, so name, title and mandate stay as
/// they were.
/// </summary>
public sealed record Signature
{
    /// <summary>The side that signed.</summary>
    public required Party Party { get; init; }

    /// <summary>The signatory's name.</summary>
    public required string Name { get; init; }

    /// <summary>The signatory's office, as printed.</summary>
    public required string Title { get; init; }

    /// <summary>In what capacity the signatory acted.</summary>
    public required ActingType ActingType { get; init; }

    /// <summary>The decree that empowers the signatory (number and date), as printed.</summary>
    public required string? Mandate { get; init; }

    /// <summary>The day of signing. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly SignedOn { get; init; }

    /// <summary>Where it was signed.</summary>
    public required string? Place { get; init; }

    /// <summary>How it was signed.</summary>
    public required SignatureMethod? Method { get; init; }
}

/// <summary>That and why an agreement was terminated.</summary>
public sealed record Termination
{
    /// <summary>One of the law's grounds.</summary>
    public required TerminationGround Ground { get; init; }

    /// <summary>The first day on which it is no longer in force. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>In the words of whoever recorded it.</summary>
    public required string Reason { get; init; }
}

/// <summary>An action that the state allows, with the guards that are still unmet.</summary>
public sealed record AllowedAction
{
    /// <summary>What can be done.</summary>
    public required AgreementAction Action { get; init; }

    /// <summary>Codes of what has to be put right first; empty when it can be done now.</summary>
    public required IReadOnlyList<string> Unmet { get; init; }
}
