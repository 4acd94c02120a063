namespace Agreements.Client;

/// <summary>Where the service is and who is calling.</summary>
public sealed record AgreementsClientOptions
{
    /// <summary>The address of the service, without <c>/v1</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The key of an integration or a job; it goes before an access token.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Gives an access token of the identity provider. It is asked for each attempt, and should keep the token as long as that is good.</summary>
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; init; }

    /// <summary>The language of what the service says, <c>id</c> or <c>en</c>; Indonesian when left out.</summary>
    public string? Language { get; init; }

    /// <summary>How patiently calls are repeated.</summary>
    public RetryOptions Retries { get; init; } = new();

    /// <summary>The clock that waits go by; the system's when left out.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The address alone: options may end up in a log.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => $"{Address}";
}
