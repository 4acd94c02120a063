namespace Agreements.Domain.Reminders;

/// <summary>How often a reminder that could not be delivered is tried, and how long it rests in between.</summary>
/// <param name="MaxAttempts">After so many failed attempts it is given up.</param>
public sealed record BackOff(int MaxAttempts)
{
    /// <summary>The most attempts that can be set.</summary>
    public const int MostAttempts = 100;

    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), Longest];

    /// <summary>Where nobody has said otherwise.</summary>
    public static BackOff Default { get; } = new(6);

    /// <summary>The longest rest.</summary>
    public static TimeSpan Longest => TimeSpan.FromHours(12);

    /// <summary>How long a reminder rests after so many failed attempts; null once it is given up.</summary>
    public TimeSpan? After(int failures) => failures >= MaxAttempts ? null : Waits[Math.Clamp(failures, 1, Waits.Length) - 1];
}
