namespace Agreements.Data.Store;

/// <summary>The first answer to a request that carried an idempotency key, kept so that a repeat gets the same one.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>Longest key, in characters.</summary>
    public const int KeyMaxLength = 255;

    /// <summary>How long an answer is kept: twice the promised 24 hours, so that clocks need not agree.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(48);

    /// <summary>Whose key it is.</summary>
    public required string Caller { get; init; }

    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of operation, target and body: the same key must not be used for something else.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The answer's body, as JSON.</summary>
    public required string Answer { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it has been kept for long enough.</summary>
    public bool IsOverBy(DateTimeOffset now) => At <= now - Retention;
}

/// <summary>That a record of a source has been taken in, so that loading the source again adds nothing and brings nothing deleted back.</summary>
public sealed class ImportedRecord
{
    /// <summary>Longest key, in characters.</summary>
    public const int KeyMaxLength = 100;

    /// <summary>The source.</summary>
    public required string Source { get; init; }

    /// <summary>The record's key within the source.</summary>
    public required string Key { get; init; }

    /// <summary>What it became.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>When it was taken in.</summary>
    public required DateTimeOffset At { get; init; }
}
