namespace Agreements.Domain;

/// <summary>The record's own state forbids what was asked. Carries a stable code and the facts that explain it.</summary>
public sealed class RuleViolationException(string code, params (string Name, object? Value)[] facts) : Exception(code)
{
    /// <summary>Stable, in the form <c>noun.what-is-wrong</c>.</summary>
    public string Code { get; } = code;

    /// <summary>What the caller needs to know to put it right, by name.</summary>
    public IReadOnlyList<(string Name, object? Value)> Facts { get; } = facts;
}
