namespace Agreements.Client;

/// <summary>Begins a draft. Only kind and region are needed; the rest can follow until it is submitted.</summary>
public sealed record DraftAgreement
{
    /// <summary>What the instrument calls itself; practice mixes the names, so nothing is refused because of it.</summary>
    public required AgreementKind Kind { get; init; }

    /// <summary>Title as printed.</summary>
    public string? Title { get; init; }

    /// <summary>Perihal: what it is about.</summary>
    public string? Subject { get; init; }

    /// <summary>Whom it covers; <c>pbpuBp</c> when left out.</summary>
    public Segment? Segment { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it; it must be autonomous.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Perangkat daerah (OPD) in charge.</summary>
    public string? Agency { get; init; }

    /// <summary>The BPJS office that is party to it.</summary>
    public Guid? BpjsOfficeId { get; init; }

    /// <summary>The local government's number; unique for its region and kind.</summary>
    public string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan; unique for its kind.</summary>
    public string? BpjsNumber { get; init; }

    /// <summary>Ruang lingkup.</summary>
    public IReadOnlyList<string>? Scope { get; init; }

    /// <summary>Dasar hukum.</summary>
    public IReadOnlyList<string>? LegalBasis { get; init; }

    /// <summary>First day in force. From 1945-08-17 to 2199-12-31.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day in force, as printed; not before the first. From 1945-08-17 to 2199-12-31.</summary>
    public DateOnly? EffectiveUntil { get; init; }

    /// <summary>That it runs without an end, by agreement; excludes a last day.</summary>
    public bool? OpenEnded { get; init; }

    /// <summary>Jangka waktu, as printed.</summary>
    public string? TermText { get; init; }

    /// <summary>The day coverage really begins, where it is another than follows from hand-over and activation. From 1945-08-17 to 2199-12-31.</summary>
    public DateOnly? CoverageFrom { get; init; }

    /// <summary>
    /// How soon BPJS Kesehatan activates its people; taken over from its region, else its province, when both have signed and nothing is said here.
    /// </summary>
    public ActivationMode? ActivationMode { get; init; }

    /// <summary>
    /// The day on which the list of participants was handed over, where it did not go with the signatures; not after today in the region's zone. From
    /// 1945-08-17 to 2199-12-31.
    /// </summary>
    public DateOnly? ParticipantsHandedOverOn { get; init; }

    /// <summary>Months of notice before the end that the renewal clause asks for.</summary>
    public int? RenewalNoticeMonths { get; init; }

    /// <summary>Approval by the regional council (DPRD); not required when left out.</summary>
    public DprdApprovalFields? DprdApproval { get; init; }

    /// <summary>The agreement that this one continues.</summary>
    public Guid? PredecessorId { get; init; }

    /// <summary>That somebody has to look at what is recorded.</summary>
    public bool? NeedsReview { get; init; }

    /// <summary>Who looks after it.</summary>
    public string? Owner { get; init; }

    /// <summary>Remarks.</summary>
    public string? Notes { get; init; }
}

/// <summary>Approval by the regional council (DPRD).</summary>
public sealed record DprdApprovalFields
{
    /// <summary>Whether this agreement needs it (PP 28/2018: when the plan burdens the public or is not yet funded).</summary>
    public bool? Required { get; init; }

    /// <summary>Number of the council's decision.</summary>
    public string? Number { get; init; }

    /// <summary>Date of the council's decision. From 1945-08-17 to 2199-12-31.</summary>
    public DateOnly? ApprovedOn { get; init; }
}
