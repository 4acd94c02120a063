namespace Agreements.Client;

/// <summary>How reminders are doing.</summary>
public sealed record ReminderHealth
{
    /// <summary>When somebody last asked for reminders, whether there were any or not, in UTC; null where nobody ever did. It is the same for every caller.</summary>
    public required DateTimeOffset? LastClaimAt { get; init; }

    /// <summary>Who that was, as they called themselves.</summary>
    public required string? LastClaimBy { get; init; }

    /// <summary>When a delivery was last reported, in UTC.</summary>
    public required DateTimeOffset? LastDeliveryAt { get; init; }

    /// <summary>How many reminders are due and can be claimed.</summary>
    public required int Backlog { get; init; }

    /// <summary>The day for which the oldest of these is; null where none is due. A deadline that came late has missed days.</summary>
    public required DateOnly? OldestDueOn { get; init; }

    /// <summary>Since when one of these has been waiting to be claimed, in UTC: from the midnight with which its day began, or from when its deadline was opened.</summary>
    public required DateTimeOffset? WaitingSince { get; init; }

    /// <summary>
    /// Of how many deadlines with a reminder whose day has come, whether it can be claimed now or rests, nobody would be told: neither their region nor its province has a
    /// contact for them.
    /// </summary>
    public required int WithoutRecipients { get; init; }

    /// <summary>How many reminders were given up of live deadlines that nobody was reminded of since.</summary>
    public required int Failed { get; init; }
}
