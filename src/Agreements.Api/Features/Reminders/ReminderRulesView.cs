using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Reminders;

namespace Agreements.Api.Features.Reminders;

/// <summary>On how many days before a due date deadlines are reminded of, by their kind.</summary>
public sealed record ReminderRulesView : Resource
{
    /// <summary>Raised by every change, starting at 1 for the ladders that the service comes with.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>The ladder of every kind, in the order in which kinds are listed.</summary>
    [MaxLength(MostKinds)]
    public required IReadOnlyList<ReminderRuleView> Rules { get; init; }

    /// <summary>When they were last changed, in UTC; null where they never were.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who changed them.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string? UpdatedBy { get; init; }

    /// <summary>How many kinds there are.</summary>
    internal const int MostKinds = 6;

    internal static ReminderRulesView Of(ReminderRules rules, ReminderLadders ladders) => new()
    {
        Tag = TagOf(rules).ToString(),
        Version = rules.Version,
        Rules = [.. Enum.GetValues<DeadlineKind>().Select(kind => new ReminderRuleView { Kind = kind, Offsets = ladders.Of(kind).Offsets })],
        UpdatedAt = rules.UpdatedAt,
        UpdatedBy = rules.UpdatedBy,
    };

    internal static EntityTag TagOf(ReminderRules rules) => new(rules.Version);
}

/// <summary>The ladder of a kind of deadlines.</summary>
public sealed record ReminderRuleView
{
    /// <summary>What must be done.</summary>
    public required DeadlineKind Kind { get; init; }

    /// <summary>Days before the due date on which such deadlines are reminded of, the most first; empty where they never are.</summary>
    public required IReadOnlyList<int> Offsets { get; init; }
}
