using Agreements.Domain.Audit;

namespace Agreements.Domain;

/// <summary>One thing wrong with what was given, whatever the state of the record.</summary>
/// <param name="Member">The faulty member, in the API's spelling; nested members are separated by a slash.</param>
/// <param name="Code">Stable, in the form <c>noun.what-is-wrong</c>.</param>
/// <param name="Arguments">What the explanation mentions, in its order.</param>
public sealed record InputFault(string Member, string Code, params object[] Arguments);

/// <summary>What was given breaks a rule by itself; the record was not touched.</summary>
public sealed class InvalidInputException(params IReadOnlyList<InputFault> faults) : Exception(faults[0].Code)
{
    /// <summary>Everything found wrong, never empty.</summary>
    public IReadOnlyList<InputFault> Faults { get; } = faults;

    /// <summary>What was named and is there, but beyond the caller's reach: the caller is not told, the audit is.</summary>
    public AuditSubject? Beyond { get; init; }
}
