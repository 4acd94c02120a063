namespace Agreements.Domain.Instruments;

/// <summary>One field that changed.</summary>
/// <param name="Field">Its name in the API.</param>
/// <param name="Before">Its value before; null where there was none.</param>
/// <param name="After">Its value after; null where it was cleared.</param>
public sealed record FieldChange(string Field, object? Before, object? After);

/// <summary>One entry of an agreement's history. Entries are appended, never changed.</summary>
public sealed class AgreementChange
{
    private AgreementChange()
    {
    }

    internal AgreementChange(
        Guid agreementId, int version, Authorship authorship, AgreementAction action, LifecycleState? from, LifecycleState? to, string? reason, IReadOnlyList<FieldChange> changes)
    {
        (AgreementId, Version, At, By) = (agreementId, version, authorship.At, authorship.By);
        (Action, From, To, Reason, Changes) = (action, from, to, reason, changes);
    }

    /// <summary>The agreement that changed.</summary>
    public Guid AgreementId { get; private init; }

    /// <summary>The version that the change made: one entry for each version.</summary>
    public int Version { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Who.</summary>
    public string By { get; private init; } = "";

    /// <summary>What was done.</summary>
    public AgreementAction Action { get; private init; }

    /// <summary>The state before; null where the record began.</summary>
    public LifecycleState? From { get; private init; }

    /// <summary>The state after.</summary>
    public LifecycleState? To { get; private init; }

    /// <summary>The reason given, where the action asks for one.</summary>
    public string? Reason { get; private init; }

    /// <summary>The fields that changed.</summary>
    public IReadOnlyList<FieldChange> Changes { get; private init; } = [];
}
