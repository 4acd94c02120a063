using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>A side of the agreement.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<Party>))]
public readonly record struct Party(string Value) : ICode<Party>
{
    /// <summary>Pihak Kesatu, the local government.</summary>
    public static readonly Party LocalGovernment = new("localGovernment");

    /// <summary>Pihak Kedua, BPJS Kesehatan.</summary>
    public static readonly Party Bpjs = new("bpjs");

    /// <inheritdoc/>
    public static Party Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>In what capacity an office-holder acts.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<ActingType>))]
public readonly record struct ActingType(string Value) : ICode<ActingType>
{
    /// <summary>Holds the office.</summary>
    public static readonly ActingType Definitive = new("definitive");

    /// <summary>Penjabat.</summary>
    public static readonly ActingType Pj = new("pj");

    /// <summary>Penjabat sementara.</summary>
    public static readonly ActingType Pjs = new("pjs");

    /// <summary>Pelaksana tugas.</summary>
    public static readonly ActingType Plt = new("plt");

    /// <summary>Pelaksana harian.</summary>
    public static readonly ActingType Plh = new("plh");

    /// <inheritdoc/>
    public static ActingType Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>How a signature was given.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<SignatureMethod>))]
public readonly record struct SignatureMethod(string Value) : ICode<SignatureMethod>
{
    /// <summary>By hand, on paper.</summary>
    public static readonly SignatureMethod Wet = new("wet");

    /// <summary>With a certified electronic signature.</summary>
    public static readonly SignatureMethod Electronic = new("electronic");

    /// <inheritdoc/>
    public static SignatureMethod Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Why an agreement ends before or at its term (PP 28/2018, art. 9(1) and 22(2)). A change of office-holder is not among the grounds.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<TerminationGround>))]
public readonly record struct TerminationGround(string Value) : ICode<TerminationGround>
{
    /// <summary>The term ended.</summary>
    public static readonly TerminationGround TermEnded = new("termEnded");

    /// <summary>The purpose was achieved.</summary>
    public static readonly TerminationGround PurposeAchieved = new("purposeAchieved");

    /// <summary>The parties agree.</summary>
    public static readonly TerminationGround PartiesAgreed = new("partiesAgreed");

    /// <summary>A change of law makes it impossible.</summary>
    public static readonly TerminationGround LawChanged = new("lawChanged");

    /// <summary>The object is lost.</summary>
    public static readonly TerminationGround ObjectLost = new("objectLost");

    /// <summary>A final court ruling.</summary>
    public static readonly TerminationGround CourtRuling = new("courtRuling");

    /// <summary>Bankruptcy.</summary>
    public static readonly TerminationGround Bankruptcy = new("bankruptcy");

    /// <inheritdoc/>
    public static TerminationGround Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Where terms come from.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<TermSource>))]
public readonly record struct TermSource(string Value) : ICode<TermSource>
{
    /// <summary>The agreement as first signed.</summary>
    public static readonly TermSource Original = new("original");

    /// <summary>An amendment.</summary>
    public static readonly TermSource Amendment = new("amendment");

    /// <inheritdoc/>
    public static TermSource Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
