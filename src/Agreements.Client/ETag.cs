namespace Agreements.Client;

/// <summary>
/// Names the state of a record as it was read. It goes back with a change, which is refused (412) when somebody else has changed the record since, and with
/// a read that only wants to know what is new.
/// </summary>
/// <param name="Value">The tag as the service gave it, quotes included.</param>
public readonly record struct ETag(string Value)
{
    /// <summary>Whatever there is: a change that names it overwrites what others have changed meanwhile.</summary>
    public static ETag Any => new("*");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>A record together with the tag of its state.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="Value">The record.</param>
/// <param name="ETag">Names the state that it was in; pass it to what changes the record.</param>
public sealed record Versioned<T>(T Value, ETag ETag)
    where T : class
{
    /// <summary>Whether this is the answer to an earlier call under the same idempotency key, which this one repeated.</summary>
    public bool IsReplayed { get; init; }
}
