using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>What an instrument calls itself. Practice mixes the names, so nothing is refused because of its kind.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<AgreementKind>))]
public readonly record struct AgreementKind(string Value) : ICode<AgreementKind>
{
    /// <summary>Nota Kesepakatan (NK): the framework used with BPJS Kesehatan since Permendagri 22/2020.</summary>
    public static readonly AgreementKind MemorandumOfAgreement = new("memorandumOfAgreement");

    /// <summary>Kesepakatan Bersama (KB): the framework used before 2022.</summary>
    public static readonly AgreementKind JointAgreement = new("jointAgreement");

    /// <summary>Nota Kesepahaman, MoU.</summary>
    public static readonly AgreementKind MemorandumOfUnderstanding = new("memorandumOfUnderstanding");

    /// <summary>Perjanjian Kerja Sama (PKS): a contract with rights and duties.</summary>
    public static readonly AgreementKind CooperationAgreement = new("cooperationAgreement");

    /// <inheritdoc/>
    public static AgreementKind Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Whom the agreement covers.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<Segment>))]
public readonly record struct Segment(string Value) : ICode<Segment>
{
    /// <summary>PBPU dan BP Pemda: residents registered and paid for by the local government.</summary>
    public static readonly Segment PbpuBp = new("pbpuBp");

    /// <summary>The local government's contribution to PBI members.</summary>
    public static readonly Segment PbiContribution = new("pbiContribution");

    /// <summary>Pekerja Penerima Upah: wage earners.</summary>
    public static readonly Segment WageEarners = new("wageEarners");

    /// <summary>The JKN programme as a whole.</summary>
    public static readonly Segment General = new("general");

    /// <summary>Anything else.</summary>
    public static readonly Segment Other = new("other");

    /// <inheritdoc/>
    public static Segment Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Where an agreement stands on its way to signature. Moved only by actions.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<LifecycleState>))]
public readonly record struct LifecycleState(string Value) : ICode<LifecycleState>
{
    /// <summary>Penyusunan: being written.</summary>
    public static readonly LifecycleState Draft = new("draft");

    /// <summary>Before the coordination team (TKKSD).</summary>
    public static readonly LifecycleState InReview = new("inReview");

    /// <summary>Ready for signature.</summary>
    public static readonly LifecycleState Approved = new("approved");

    /// <summary>One party has signed.</summary>
    public static readonly LifecycleState PartiallySigned = new("partiallySigned");

    /// <summary>Both parties have signed.</summary>
    public static readonly LifecycleState Signed = new("signed");

    /// <summary>Ended on one of the law's grounds.</summary>
    public static readonly LifecycleState Terminated = new("terminated");

    /// <summary>Given up before it was signed.</summary>
    public static readonly LifecycleState Cancelled = new("cancelled");

    /// <inheritdoc/>
    public static LifecycleState Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>How an agreement stands on a day: derived from what is recorded, never stored. On every day exactly one holds for every agreement.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<Standing>))]
public readonly record struct Standing(string Value) : ICode<Standing>
{
    /// <summary>Ended on one of the law's grounds.</summary>
    public static readonly Standing Terminated = new("terminated");

    /// <summary>Never signed by both parties.</summary>
    public static readonly Standing NotInForce = new("notInForce");

    /// <summary>Signed; its first day is yet to come.</summary>
    public static readonly Standing Upcoming = new("upcoming");

    /// <summary>Over, and a signed successor goes on without a day between.</summary>
    public static readonly Standing Superseded = new("superseded");

    /// <summary>Over without a successor in time, while a renewal is open.</summary>
    public static readonly Standing LapsedInRenewal = new("lapsedInRenewal");

    /// <summary>Over, and nothing followed in time.</summary>
    public static readonly Standing Lapsed = new("lapsed");

    /// <summary>In force; notice of renewal is due.</summary>
    public static readonly Standing InNotice = new("inNotice");

    /// <summary>In force; the last day lies within the horizon.</summary>
    public static readonly Standing Expiring = new("expiring");

    /// <summary>In force.</summary>
    public static readonly Standing Active = new("active");

    /// <inheritdoc/>
    public static Standing Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>What makes a standing what it is, beyond its name.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<StandingReason>))]
public readonly record struct StandingReason(string Value) : ICode<StandingReason>
{
    /// <summary>The day on which it should have begun has come without both signatures.</summary>
    public static readonly StandingReason StartMissed = new("startMissed");

    /// <summary>Nobody knows when it ends.</summary>
    public static readonly StandingReason EndUnknown = new("endUnknown");

    /// <summary>It runs without an end, by agreement.</summary>
    public static readonly StandingReason OpenEnded = new("openEnded");

    /// <inheritdoc/>
    public static StandingReason Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>
/// What can be done to an agreement. All go through the table but Agreements.Domain.Instruments.AgreementAction.Edit,
/// Agreements.Domain.Instruments.AgreementAction.AddDocument and what is done to a renewal that is open, none of which moves its state.
/// </summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<AgreementAction>))]
public readonly record struct AgreementAction(string Value) : ICode<AgreementAction>
{
    /// <summary>Begin a draft.</summary>
    public static readonly AgreementAction Create = new("create");

    /// <summary>Take in a record as it was published.</summary>
    public static readonly AgreementAction Import = new("import");

    /// <summary>Change fields that its state leaves open.</summary>
    public static readonly AgreementAction Edit = new("edit");

    /// <summary>Hand it to the reviewers.</summary>
    public static readonly AgreementAction Submit = new("submit");

    /// <summary>Hand it back to its authors.</summary>
    public static readonly AgreementAction Return = new("return");

    /// <summary>Release it for signature.</summary>
    public static readonly AgreementAction Approve = new("approve");

    /// <summary>Record one party's signature.</summary>
    public static readonly AgreementAction Sign = new("sign");

    /// <summary>Give it up before it is signed.</summary>
    public static readonly AgreementAction Cancel = new("cancel");

    /// <summary>End a signed agreement on one of the law's grounds.</summary>
    public static readonly AgreementAction Terminate = new("terminate");

    /// <summary>Change the terms of a signed agreement by an amendment.</summary>
    public static readonly AgreementAction Amend = new("amend");

    /// <summary>Remove a draft.</summary>
    public static readonly AgreementAction Delete = new("delete");

    /// <summary>Put a document, or a further version of one, with it; the record itself stays as it is.</summary>
    public static readonly AgreementAction AddDocument = new("addDocument");

    /// <summary>Open a renewal of a signed agreement.</summary>
    public static readonly AgreementAction OpenRenewal = new("openRenewal");

    /// <summary>Change who looks after its renewal, or the plan of it.</summary>
    public static readonly AgreementAction EditRenewal = new("editRenewal");

    /// <summary>Write in the log of its renewal.</summary>
    public static readonly AgreementAction LogRenewalEntry = new("logRenewalEntry");

    /// <summary>Draft the agreement that is to continue it.</summary>
    public static readonly AgreementAction DraftSuccessor = new("draftSuccessor");

    /// <summary>End its renewal.</summary>
    public static readonly AgreementAction CloseRenewal = new("closeRenewal");

    /// <inheritdoc/>
    public static AgreementAction Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>How soon BPJS Kesehatan activates the people whom a signed agreement covers.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<ActivationMode>))]
public readonly record struct ActivationMode(string Value) : ICode<ActivationMode>
{
    /// <summary>On the day on which it has both the signatures and the list of participants, as in regions where nearly everybody is covered already.</summary>
    public static readonly ActivationMode SameDay = new("sameDay");

    /// <summary>On the first day of the month after that.</summary>
    public static readonly ActivationMode NextMonth = new("nextMonth");

    /// <inheritdoc/>
    public static ActivationMode Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
