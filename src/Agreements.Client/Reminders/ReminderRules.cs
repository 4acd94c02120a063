namespace Agreements.Client;

/// <summary>On how many days before a due date deadlines are reminded of, by their kind.</summary>
public sealed record ReminderRules
{
    /// <summary>Raised by every change, starting at 1 for the ladders that the service comes with.</summary>
    public required int Version { get; init; }

    /// <summary>The ladder of every kind, in the order in which kinds are listed.</summary>
    public required IReadOnlyList<ReminderRule> Rules { get; init; }

    /// <summary>When they were last changed, in UTC; null where they never were.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who changed them.</summary>
    public required string? UpdatedBy { get; init; }
}

/// <summary>The ladder of a kind of deadlines.</summary>
public sealed record ReminderRule
{
    /// <summary>What must be done.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>Days before the due date on which such deadlines are reminded of, the most first; empty where they never are.</summary>
    public required IReadOnlyList<int> Offsets { get; init; }
}

/// <summary>Says on how many days before a due date deadlines are reminded of; every kind is named once.</summary>
public sealed record ReplaceReminderRules
{
    /// <summary>The ladder of every kind.</summary>
    public required IReadOnlyList<ReminderRuleFields> Rules { get; init; }
}

/// <summary>The ladder of a kind of deadlines.</summary>
public sealed record ReminderRuleFields
{
    /// <summary>What must be done.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>Days before the due date, the most first; empty where nobody is to be reminded.</summary>
    public required IReadOnlyList<int> Offsets { get; init; }
}
