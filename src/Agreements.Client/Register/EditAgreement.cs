using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>
/// Changes fields of an agreement by JSON Merge Patch (RFC 7396): an absent member keeps its value, null clears it. What the state has locked is refused
/// with 409; a record that needs review can have its blanks filled in at any time.
/// </summary>
public sealed record EditAgreement
{
    /// <summary>What the instrument calls itself; cannot be cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<AgreementKind?> Kind { get; init; }

    /// <summary>Title as printed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Title { get; init; }

    /// <summary>Perihal: what it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Subject { get; init; }

    /// <summary>Whom it covers; cannot be cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Segment?> Segment { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it; must be autonomous, cannot be cleared.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> RegionCode { get; init; }

    /// <summary>Perangkat daerah (OPD) in charge.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Agency { get; init; }

    /// <summary>The BPJS office that is party to it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> BpjsOfficeId { get; init; }

    /// <summary>The local government's number; unique for its region and kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan; unique for its kind.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> BpjsNumber { get; init; }

    /// <summary>Ruang lingkup, replaced as a whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string[]?> Scope { get; init; }

    /// <summary>Dasar hukum, replaced as a whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string[]?> LegalBasis { get; init; }

    /// <summary>First day in force. From 1945-08-17 to 2199-12-31.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> EffectiveFrom { get; init; }

    /// <summary>Last day in force, as printed; not before the first. From 1945-08-17 to 2199-12-31.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> EffectiveUntil { get; init; }

    /// <summary>That it runs without an end, by agreement; excludes a last day.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool?> OpenEnded { get; init; }

    /// <summary>Jangka waktu, as printed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> TermText { get; init; }

    /// <summary>The day coverage really begins, where it is another than follows from hand-over and activation. From 1945-08-17 to 2199-12-31.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> CoverageFrom { get; init; }

    /// <summary>
    /// How soon BPJS Kesehatan activates its people; taken over from its region, else its province, when both have signed and nothing is said here.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<ActivationMode?> ActivationMode { get; init; }

    /// <summary>
    /// The day on which the list of participants was handed over, where it did not go with the signatures; not after today in the region's zone. From
    /// 1945-08-17 to 2199-12-31.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> ParticipantsHandedOverOn { get; init; }

    /// <summary>Months of notice before the end that the renewal clause asks for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<int?> RenewalNoticeMonths { get; init; }

    /// <summary>Approval by the regional council (DPRD), patched member by member; null makes it not required.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DprdApprovalPatch?> DprdApproval { get; init; }

    /// <summary>The agreement that this one continues.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<Guid?> PredecessorId { get; init; }

    /// <summary>That somebody has to look at what is recorded.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool?> NeedsReview { get; init; }

    /// <summary>Who looks after it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Owner { get; init; }

    /// <summary>Remarks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Notes { get; init; }
}

/// <summary>Changes to the approval by the regional council (DPRD).</summary>
public sealed record DprdApprovalPatch
{
    /// <summary>Whether this agreement needs it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<bool?> Required { get; init; }

    /// <summary>Number of the council's decision.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<string?> Number { get; init; }

    /// <summary>Date of the council's decision. From 1945-08-17 to 2199-12-31.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Optional<DateOnly?> ApprovedOn { get; init; }
}
