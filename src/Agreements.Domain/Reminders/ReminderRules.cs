using Agreements.Domain.Deadlines;

namespace Agreements.Domain.Reminders;

/// <summary>One rung of the ladder of a kind.</summary>
public sealed class ReminderRung
{
    private ReminderRung()
    {
    }

    /// <summary>Adds a rung to the ladder of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="offset">Days before the due date.</param>
    public ReminderRung(DeadlineKind kind, int offset) => (Kind, Offset) = (kind, offset);

    /// <summary>The kind.</summary>
    public DeadlineKind Kind { get; private init; }

    /// <summary>Days before the due date.</summary>
    public int Offset { get; private init; }
}

/// <summary>Who last changed the ladders of all kinds, and when.</summary>
public sealed class ReminderRules
{
    /// <summary>The one that there is.</summary>
    public const int TheOne = 1;

    /// <summary>The ladders that the service comes with.</summary>
    public ReminderRules() => (Id, Version) = (TheOne, 1);

    /// <summary>Always <see cref="TheOne"/>.</summary>
    public int Id { get; private init; }

    /// <summary>Raised by every change, starting at 1 for the ladders that the service comes with.</summary>
    public int Version { get; private set; }

    /// <summary>When they were last changed; null where they never were.</summary>
    public DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>Who changed them.</summary>
    public string? UpdatedBy { get; private set; }

    /// <summary>Notes a change.</summary>
    public void Change(Authorship authorship)
    {
        Version++;
        (UpdatedAt, UpdatedBy) = (authorship.At, authorship.By);
    }
}

/// <summary>When a worker last asked for reminders, whether there were any or not.</summary>
public sealed class ReminderWorker
{
    /// <summary>How long it is remembered that one asked.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    private ReminderWorker()
    {
    }

    /// <summary>A worker that asks for the first time.</summary>
    public ReminderWorker(string name) => Name = name;

    /// <summary>Who they say they are.</summary>
    public string Name { get; private init; } = "";

    /// <summary>When they last asked.</summary>
    public DateTimeOffset LastClaimAt { get; private set; }

    /// <summary>How many reminders they then got.</summary>
    public int LastClaimed { get; private set; }

    /// <summary>Notes that they asked.</summary>
    public void Note(DateTimeOffset at, int claimed) => (LastClaimAt, LastClaimed) = (at, claimed);
}
