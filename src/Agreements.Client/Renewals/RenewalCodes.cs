using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>Whether a renewal is under way.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<RenewalState>))]
public readonly record struct RenewalState(string Value) : ICode<RenewalState>
{
    /// <summary>Under way.</summary>
    public static readonly RenewalState Open = new("open");

    /// <summary>Over, with an outcome.</summary>
    public static readonly RenewalState Closed = new("closed");

    /// <inheritdoc/>
    public static RenewalState Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>How a renewal ended.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<RenewalOutcome>))]
public readonly record struct RenewalOutcome(string Value) : ICode<RenewalOutcome>
{
    /// <summary>A successor is signed.</summary>
    public static readonly RenewalOutcome Renewed = new("renewed");

    /// <summary>The parties do not go on.</summary>
    public static readonly RenewalOutcome NotRenewed = new("notRenewed");

    /// <summary>Given up without a decision: whatever was due of the agreement itself stays due.</summary>
    public static readonly RenewalOutcome Abandoned = new("abandoned");

    /// <inheritdoc/>
    public static RenewalOutcome Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>A stage of a renewal. Each has to be through before the next one begins.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<RenewalStage>))]
public readonly record struct RenewalStage(string Value) : ICode<RenewalStage>
{
    /// <summary>Evaluasi: what the old term achieved, and whether to go on.</summary>
    public static readonly RenewalStage Evaluation = new("evaluation");

    /// <summary>Penganggaran: the money for the new term.</summary>
    public static readonly RenewalStage Budget = new("budget");

    /// <summary>Telaah hukum: drafting, and the legal bureau's review.</summary>
    public static readonly RenewalStage LegalReview = new("legalReview");

    /// <summary>Penandatanganan: both parties sign the successor.</summary>
    public static readonly RenewalStage Signing = new("signing");

    /// <summary>Data peserta: the list of people is with BPJS Kesehatan.</summary>
    public static readonly RenewalStage ParticipantData = new("participantData");

    /// <inheritdoc/>
    public static RenewalStage Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Which planned date of a stage was missed.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<PlannedDate>))]
public readonly record struct PlannedDate(string Value) : ICode<PlannedDate>
{
    /// <summary>The day by which it had to begin.</summary>
    public static readonly PlannedDate StartOn = new("startOn");

    /// <summary>The day by which it had to be through.</summary>
    public static readonly PlannedDate DueOn = new("dueOn");

    /// <inheritdoc/>
    public static PlannedDate Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>What an entry of a renewal's log is about.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<RenewalEntryKind>))]
public readonly record struct RenewalEntryKind(string Value) : ICode<RenewalEntryKind>
{
    /// <summary>Evaluasi of the old term.</summary>
    public static readonly RenewalEntryKind Evaluation = new("evaluation");

    /// <summary>A meeting.</summary>
    public static readonly RenewalEntryKind Meeting = new("meeting");

    /// <summary>Surat: a letter to the other party, such as the notice that the renewal clause asks for.</summary>
    public static readonly RenewalEntryKind Letter = new("letter");

    /// <summary>A decision.</summary>
    public static readonly RenewalEntryKind Decision = new("decision");

    /// <summary>Work on the text.</summary>
    public static readonly RenewalEntryKind Draft = new("draft");

    /// <summary>Anything else.</summary>
    public static readonly RenewalEntryKind Note = new("note");

    /// <inheritdoc/>
    public static RenewalEntryKind Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
