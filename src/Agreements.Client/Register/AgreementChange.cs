using System.Text.Json;

namespace Agreements.Client;

/// <summary>One change of an agreement.</summary>
public sealed record AgreementChange
{
    /// <summary>The version that the change made; for a document, which makes none, the version at the time.</summary>
    public required int Version { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    public required string By { get; init; }

    /// <summary>What was done.</summary>
    public required AgreementAction Action { get; init; }

    /// <summary>The state before; null where the record began.</summary>
    public required LifecycleState? From { get; init; }

    /// <summary>The state after.</summary>
    public required LifecycleState? To { get; init; }

    /// <summary>The reason given, where the action asks for one; the source, where a record was taken in.</summary>
    public required string? Reason { get; init; }

    /// <summary>The fields that changed, each with its value before and after.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }
}

/// <summary>One field that changed.</summary>
public sealed record FieldChange
{
    /// <summary>Its name in the API.</summary>
    public required string Field { get; init; }

    /// <summary>Its value before; null where there was none.</summary>
    public required JsonElement? Before { get; init; }

    /// <summary>Its value after; null where it was cleared.</summary>
    public required JsonElement? After { get; init; }
}
