using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>The caller, as its credential has it.</summary>
public sealed record Me
{
    /// <summary>The name that histories record; nobody approves what the same name submitted.</summary>
    public required string Name { get; init; }

    /// <summary>What the caller may do.</summary>
    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>Whether the caller reaches the whole country.</summary>
    public required bool AllRegions { get; init; }

    /// <summary>
    /// Kemendagri codes of all regions within the caller's reach, those that a province or an office brings included; null for the whole country.
    /// </summary>
    public required IReadOnlyList<string>? RegionCodes { get; init; }

    /// <summary>When the credential expires, in UTC; null where it does not.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>What a caller may do. Each operation needs one; none includes another.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<Scope>))]
public readonly record struct Scope(string Value) : ICode<Scope>
{
    /// <summary><c>agreements:read</c>: see agreements, their histories and continuity within the caller's reach.</summary>
    public static readonly Scope AgreementsRead = new("agreements:read");

    /// <summary><c>agreements:write</c>: draft, edit, submit, record signatures and amendments, cancel, terminate.</summary>
    public static readonly Scope AgreementsWrite = new("agreements:write");

    /// <summary><c>agreements:approve</c>: approve for signature, or return to the authors.</summary>
    public static readonly Scope AgreementsApprove = new("agreements:approve");

    /// <summary><c>reminders:dispatch</c>: fetch reminders that are due and say that they were sent.</summary>
    public static readonly Scope RemindersDispatch = new("reminders:dispatch");

    /// <summary><c>admin</c>: issue and revoke keys, maintain the offices of BPJS Kesehatan, read the audit.</summary>
    public static readonly Scope Admin = new("admin");

    /// <inheritdoc/>
    public static Scope Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
