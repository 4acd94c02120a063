using Agreements.Domain.Deadlines;

namespace Agreements.Domain.Reminders;

/// <summary>On how many days before the due date deadlines of a kind are reminded of. The fewer days, the more urgent the rung.</summary>
public sealed class ReminderLadder
{
    /// <summary>The longest way before a due date, in days.</summary>
    public const int MaxOffset = 3650;

    /// <summary>The most rungs of a ladder.</summary>
    public const int MaxRungs = 20;

    private ReminderLadder(IReadOnlyList<int> offsets) => Offsets = offsets;

    /// <summary>Days before the due date, the most first; each once. A ladder without any stays silent.</summary>
    public IReadOnlyList<int> Offsets { get; }

    /// <summary>A ladder with these rungs, in whatever order they are named.</summary>
    /// <exception cref="ArgumentException">One is out of bounds or named twice, or there are too many.</exception>
    public static ReminderLadder Of(IEnumerable<int> offsets)
    {
        var rungs = offsets.OrderDescending().ToList();
        return rungs.Count > MaxRungs || rungs.Exists(offset => offset is < 0 or > MaxOffset) || rungs.Distinct().Count() < rungs.Count
            ? throw new ArgumentException($"A ladder has at most {MaxRungs} rungs, each once, of 0 to {MaxOffset} days.", nameof(offsets))
            : new ReminderLadder(rungs);
    }

    /// <summary>The ladder of a kind where nobody has said otherwise.</summary>
    public static ReminderLadder Default(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Expiry => Of([180, 90, 60, 30, 14, 7, 1, 0]),
        DeadlineKind.RenewalNotice => Of([60, 30, 14, 7, 1, 0]),
        DeadlineKind.WorkPlan => Of([90, 60, 30, 14, 7, 1, 0]),
        DeadlineKind.RenewalStage or DeadlineKind.Activity => Of([14, 7, 1, 0]),
        DeadlineKind.FollowUp => Of([7, 1, 0]),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The day on which a rung fires.</summary>
    public static DateOnly FireOn(DateOnly dueOn, int offset) => DateOnly.FromDayNumber(Math.Max(dueOn.DayNumber - offset, 0));

    /// <summary>The next rung below one that was settled; null where there is none any more.</summary>
    /// <param name="settled">The most urgent rung that was settled; null where none was.</param>
    public int? Next(int? settled)
    {
        var left = Left(settled);
        return left.Count > 0 ? left[0] : null;
    }

    /// <summary>The day on which the next rung fires.</summary>
    /// <inheritdoc cref="Next"/>
    public DateOnly? NextOn(DateOnly dueOn, int? settled) => Next(settled) is { } offset ? FireOn(dueOn, offset) : null;

    /// <summary>The most urgent rung that is not settled and whose day has come: after an outage, the one that goes out.</summary>
    public int? Current(DateOnly dueOn, int? settled, DateOnly today) =>
        Left(settled).Where(offset => FireOn(dueOn, offset) <= today).Select(offset => (int?)offset).LastOrDefault();

    /// <summary>The rungs above the current one that were not settled: what it says, they would have said less urgently.</summary>
    public IReadOnlyList<int> Missed(int? settled, int current) => [.. Left(settled).Where(offset => offset > current)];

    private List<int> Left(int? settled) => [.. Offsets.Where(offset => !(offset >= settled))];
}

/// <summary>The ladders of all kinds.</summary>
/// <param name="ByKind">The ladder of each kind; one that is not there has no rungs.</param>
public sealed record ReminderLadders(IReadOnlyDictionary<DeadlineKind, ReminderLadder> ByKind)
{
    /// <summary>Those that hold where nobody has said otherwise.</summary>
    public static ReminderLadders Default { get; } = new(Enum.GetValues<DeadlineKind>().ToDictionary(kind => kind, ReminderLadder.Default));

    /// <summary>The ladder of a kind.</summary>
    public ReminderLadder Of(DeadlineKind kind) => ByKind.GetValueOrDefault(kind) ?? ReminderLadder.Of([]);
}
