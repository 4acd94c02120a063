namespace Agreements.Domain.Webhooks;

/// <summary>Why an attempt did not deliver.</summary>
public enum WebhookFault
{
    /// <summary>What the name stands for is not to be called.</summary>
    TargetNotAllowed,

    /// <summary>Nobody knows the name.</summary>
    NameUnknown,

    /// <summary>Nobody took the connection, or it broke.</summary>
    ConnectionFailed,

    /// <summary>The receiver could not prove who it is.</summary>
    TlsFailed,

    /// <summary>The receiver took too long.</summary>
    TimedOut,

    /// <summary>What came back was no answer in HTTP, or too large a one.</summary>
    AnswerInvalid,

    /// <summary>The receiver pointed elsewhere; that is never followed.</summary>
    Redirected,

    /// <summary>The receiver answered with a status other than 2xx.</summary>
    Rejected,

    /// <summary>The receiver answered 410: it is not to be called again.</summary>
    Gone,

    /// <summary>The receiver answered 429: it is called too often.</summary>
    Throttled,

    /// <summary>The service can no longer read the secret to sign with.</summary>
    SecretUnreadable,

    /// <summary>The feed no longer has the event.</summary>
    EventMissing,

    /// <summary>The event lies in a region that the key with which the webhook was made no longer reaches.</summary>
    OutOfReach,

    /// <summary>The service itself failed, so that nothing was sent, or nobody knows what came of it; its log says how.</summary>
    ServiceFailed,
}

/// <summary>What came of an attempt.</summary>
/// <param name="Status">The status of the answer; null where there was none.</param>
/// <param name="Fault">Why it did not deliver; null where it did.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="RetryAfter">How long the receiver wants to be left alone; null where it does not say.</param>
public sealed record WebhookAnswer(int? Status, WebhookFault? Fault, TimeSpan Duration, TimeSpan? RetryAfter = null)
{
    private const int Ok = 200;
    private const int Redirection = 300;
    private const int ClientFault = 400;
    private const int GoneForGood = 410;
    private const int TooManyRequests = 429;
    private const int Unavailable = 503;

    /// <summary>Whether the receiver took it.</summary>
    public bool IsDelivered => Fault is null;

    /// <summary>Whether trying again can change nothing.</summary>
    public bool IsFinal => Fault is WebhookFault.EventMissing or WebhookFault.OutOfReach;

    /// <summary>How long the receiver is left alone, whatever else there is for it; null where it does not ask for it. One that is called too often and does not say is left alone for a while.</summary>
    public TimeSpan? Rest => (Status, RetryAfter) switch
    {
        (TooManyRequests or Unavailable, { } asked) => WebhookBackOff.Bounded(asked),
        (TooManyRequests, null) => WebhookBackOff.UnsaidRest,
        _ => null,
    };

    /// <summary>What an answer means.</summary>
    public static WebhookAnswer Of(int status, TimeSpan duration, TimeSpan? retryAfter) => new(status, FaultOf(status), duration, retryAfter);

    private static WebhookFault? FaultOf(int status) => status switch
    {
        >= Ok and < Redirection => null,
        >= Redirection and < ClientFault => WebhookFault.Redirected,
        GoneForGood => WebhookFault.Gone,
        TooManyRequests => WebhookFault.Throttled,
        _ => WebhookFault.Rejected,
    };
}
