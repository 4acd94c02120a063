namespace Agreements.Client;

/// <summary>How patiently the client repeats what failed for a while.</summary>
public sealed record RetryOptions
{
    /// <summary>How often a call is sent at most, the first time included; 1 never repeats.</summary>
    public int MaxAttempts { get; init; } = 6;

    /// <summary>How long the first wait is at most; each further one is twice as long. Half of it, at random, is left out, so that many do not come back at once.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one wait is at most, unless the service asks for longer in <c>Retry-After</c>.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a call may take in all: what would begin after that is not sent any more.</summary>
    public TimeSpan TotalTime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one attempt may take until it is answered; the service itself takes 30 seconds at most. Uploads take as long as they take.</summary>
    public TimeSpan AttemptTime { get; init; } = TimeSpan.FromSeconds(40);
}
