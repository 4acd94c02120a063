using Agreements.Domain.Events;

namespace Agreements.Domain.Webhooks;

/// <summary>Whether a webhook is called.</summary>
public enum WebhookState
{
    /// <summary>It is told of what happens.</summary>
    Enabled,

    /// <summary>It is left alone; what happens meanwhile waits.</summary>
    Disabled,
}

/// <summary>Why a webhook is left alone.</summary>
public enum WebhookDisabledReason
{
    /// <summary>Somebody wanted it so.</summary>
    Paused,

    /// <summary>Its receiver answered 410.</summary>
    Gone,

    /// <summary>One delivery failed until it was given up, and nothing else got through meanwhile.</summary>
    Failing,

    /// <summary>The key of whoever answers for it was revoked or has expired.</summary>
    KeyEnded,

    /// <summary>Whoever answers for it did so with a token, longer ago than that holds.</summary>
    TokenEnded,
}

/// <summary>What a webhook tells of, and where.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Url">The address of the receiver.</param>
/// <param name="EventTypes">What it tells of; everything where the list is empty.</param>
public sealed record WebhookContent(string Name, string Url, IReadOnlyList<EventType> EventTypes);

/// <summary>
/// That somebody is told of changes by a request to an address of theirs. Whoever makes one answers for it with their credential: it tells of nothing that lies beyond that,
/// and a key that ends takes it along.
/// </summary>
public sealed class Webhook
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Longest form of a sealed secret, in characters.</summary>
    public const int SealedMaxLength = 300;

    /// <summary>For how many hours a secret that is replaced signs along where nothing is said.</summary>
    public const int DefaultOverlapHours = 24;

    /// <summary>For how many days one answers for it who holds a token, of which nobody is told when it is taken back.</summary>
    public const int MostDaysByToken = 366;

    /// <summary>For how many hours it can at most.</summary>
    public const int MaxOverlapHours = 168;

    /// <summary>The most webhooks that there can be: each is asked after again and again.</summary>
    public const int Most = 1000;

    private Webhook()
    {
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; } = 1;

    /// <inheritdoc cref="WebhookContent.Name"/>
    public string Name { get; private set; } = "";

    /// <inheritdoc cref="WebhookContent.Url"/>
    public string Url { get; private set; } = "";

    /// <inheritdoc cref="WebhookContent.EventTypes"/>
    public IReadOnlyList<EventType> EventTypes { get; private set; } = [];

    /// <summary>Whether it tells of the whole country.</summary>
    public bool AllRegions { get; private init; }

    /// <summary>The regions that it tells of; a province brings its regencies and cities.</summary>
    public IReadOnlyList<string> RegionCodes { get; private init; } = [];

    /// <summary>The key of whoever answers for it; null where that is the holder of a token.</summary>
    public Guid? KeyId { get; private set; }

    /// <summary>The secret that it signs with, as it is kept.</summary>
    public string SealedSecret { get; private set; } = "";

    /// <summary>The secret before that one, as it is kept; null where there is none.</summary>
    public string? FormerSealedSecret { get; private set; }

    /// <summary>Until when the former secret signs along.</summary>
    public DateTimeOffset? FormerSecretUntil { get; private set; }

    /// <summary>Whether it is called.</summary>
    public WebhookState State { get; private set; }

    /// <summary>Why it is not.</summary>
    public WebhookDisabledReason? DisabledReason { get; private set; }

    /// <summary>Since when it is, or is not; for one that a token answers for, at the earliest since it does for what is told, and where.</summary>
    public DateTimeOffset StateSince { get; private set; }

    /// <summary>When nobody answers for it any more, unless it is enabled anew; null where it ends with a key.</summary>
    public DateTimeOffset? EndsAt => KeyId is null && State == WebhookState.Enabled ? StateSince.AddDays(MostDaysByToken) : null;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Who made it.</summary>
    public string CreatedBy { get; private init; } = "";

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Who changed it; the service itself where it was disabled.</summary>
    public string UpdatedBy { get; private set; } = "";

    /// <summary>Makes one, which is called from now on.</summary>
    /// <param name="id">Version-7 id.</param>
    /// <param name="content">What it tells of, and where.</param>
    /// <param name="regionCodes">The regions that it tells of; null for the whole country.</param>
    /// <param name="keyId">The key of whoever makes it.</param>
    /// <param name="sealedSecret">Its secret, as it is kept.</param>
    /// <param name="authorship">Who makes it, and when.</param>
    public static Webhook Make(Guid id, WebhookContent content, IReadOnlyCollection<string>? regionCodes, Guid? keyId, string sealedSecret, Authorship authorship) => new()
    {
        Id = id,
        Name = content.Name,
        Url = content.Url,
        EventTypes = Listed(content.EventTypes),
        AllRegions = regionCodes is null,
        RegionCodes = [.. (regionCodes ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        KeyId = keyId,
        SealedSecret = sealedSecret,
        StateSince = authorship.At,
        CreatedAt = authorship.At,
        CreatedBy = authorship.By,
        UpdatedAt = authorship.At,
        UpdatedBy = authorship.By,
    };

    /// <summary>The secrets that sign at an instant, as they are kept, the latest first.</summary>
    public IEnumerable<string> SecretsAt(DateTimeOffset at) => FormerSealedSecret is { } former && FormerSecretUntil > at ? [SealedSecret, former] : [SealedSecret];

    /// <summary>Changes what it tells of, and where. Whoever does so answers for it from now on.</summary>
    /// <param name="content">What it tells of, and where.</param>
    /// <param name="keyId">Their key; null where they hold a token.</param>
    /// <param name="authorship">Who, and when.</param>
    public void Revise(WebhookContent content, Guid? keyId, Authorship authorship)
    {
        var listed = Listed(content.EventTypes);
        var goesElsewhere = content.Url != Url || !listed.SequenceEqual(EventTypes);
        if (goesElsewhere || content.Name != Name)
        {
            (Name, Url, EventTypes) = (content.Name, content.Url, listed);
            if (goesElsewhere)
            {
                // What a token answers for it does for so long from now on, however long a key did before.
                KeyId = keyId;
                StateSince = keyId is null && State == WebhookState.Enabled ? authorship.At : StateSince;
            }

            Touch(authorship);
        }
    }

    /// <summary>Has it called again. Whoever does so answers for it from now on.</summary>
    /// <param name="keyId">Their key; null where they hold a token.</param>
    /// <param name="authorship">Who, and when.</param>
    /// <returns>Whether it was disabled.</returns>
    public bool Enable(Guid? keyId, Authorship authorship)
    {
        if (State == WebhookState.Enabled)
        {
            return false;
        }

        (State, DisabledReason, StateSince, KeyId) = (WebhookState.Enabled, null, authorship.At, keyId);
        Touch(authorship);
        return true;
    }

    /// <summary>Has it left alone; one that is already stays as it is.</summary>
    public void Disable(WebhookDisabledReason reason, Authorship authorship)
    {
        if (State == WebhookState.Enabled)
        {
            (State, DisabledReason, StateSince) = (WebhookState.Disabled, reason, authorship.At);
            Touch(authorship);
        }
    }

    /// <summary>Puts a new secret in the place of the one there is, which signs along for a while; one that did so until now no longer does.</summary>
    /// <param name="sealedSecret">The new one, as it is kept.</param>
    /// <param name="overlap">For how long the present one signs along.</param>
    /// <param name="authorship">Who, and when.</param>
    public void Rotate(string sealedSecret, TimeSpan overlap, Authorship authorship)
    {
        var signsAlong = overlap > TimeSpan.Zero;
        FormerSealedSecret = signsAlong ? SealedSecret : null;
        FormerSecretUntil = signsAlong ? authorship.At + overlap : null;
        SealedSecret = sealedSecret;
        Touch(authorship);
    }

    /// <summary>Refuses what makes no sense while nobody is called.</summary>
    public void RequireEnabled()
    {
        if (State != WebhookState.Enabled)
        {
            throw new RuleViolationException("webhook.disabled", ("disabledReason", DisabledReason), ("stateSince", StateSince));
        }
    }

    private static IReadOnlyList<EventType> Listed(IReadOnlyList<EventType> types) => [.. types.Distinct().Order()];

    private void Touch(Authorship authorship) => (Version, UpdatedAt, UpdatedBy) = (Version + 1, authorship.At, authorship.By);
}
