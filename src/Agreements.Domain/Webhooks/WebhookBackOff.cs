namespace Agreements.Domain.Webhooks;

/// <summary>How often a delivery is tried, and how long it rests in between: the schedule that Standard Webhooks recommends, three days in all.</summary>
/// <param name="MaxAttempts">After so many failed attempts it is given up.</param>
public sealed record WebhookBackOff(int MaxAttempts)
{
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20),
        TimeSpan.FromHours(24),
    ];

    /// <summary>The most attempts that can be set: one, and one after each wait.</summary>
    public const int MostAttempts = 10;

    /// <summary>Where nobody has said otherwise.</summary>
    public static WebhookBackOff Default { get; } = new(MostAttempts);

    /// <summary>How much longer than its schedule says a wait may be, so that what failed together does not come back together.</summary>
    public const double Jitter = 0.2;

    /// <summary>The longest that a receiver can ask to be left alone.</summary>
    public static TimeSpan LongestRest => TimeSpan.FromHours(24);

    /// <summary>How long one is left alone that is called too often and does not say for how long.</summary>
    public static TimeSpan UnsaidRest => TimeSpan.FromMinutes(1);

    /// <summary>How long a delivery rests after so many failed attempts; null once it is given up.</summary>
    /// <param name="attempts">The attempts so far, from 1 on.</param>
    /// <param name="random">From 0 to 1.</param>
    public TimeSpan? After(int attempts, double random) =>
        attempts >= MaxAttempts ? null : Waits[Math.Clamp(attempts, 1, Waits.Length) - 1] * (1 + (Jitter * random));

    /// <summary>How long a receiver that asked to be left alone is, within bounds.</summary>
    public static TimeSpan Bounded(TimeSpan asked) => TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, LongestRest.Ticks));
}
