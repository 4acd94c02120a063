using Agreements.Domain.Events;

namespace Agreements.Domain.Webhooks;

/// <summary>How far a webhook has come, and how it fares: what the service keeps for itself, apart from what people have said about it.</summary>
public sealed class WebhookProgress
{
    private WebhookProgress()
    {
    }

    /// <summary>Begins after what has happened by now.</summary>
    /// <param name="webhookId">The webhook.</param>
    /// <param name="end">The end of the feed.</param>
    public WebhookProgress(Guid webhookId, FeedPlace end) => (WebhookId, Position, Mark) = (webhookId, end.Position, end.Mark);

    /// <summary>The webhook.</summary>
    public Guid WebhookId { get; private init; }

    /// <summary>The place in the feed up to which there are deliveries.</summary>
    public long Position { get; private set; }

    /// <summary>Its mark.</summary>
    public string Mark { get; private set; } = "";

    /// <summary>That place.</summary>
    public FeedPlace Place => new(Position, Mark);

    /// <summary>How many attempts have failed since one last delivered.</summary>
    public int ConsecutiveFailures { get; private set; }

    /// <summary>Since when nothing has got through; null where the last attempt delivered.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>When something last got through.</summary>
    public DateTimeOffset? LastDeliveredAt { get; private set; }

    /// <summary>Until when its receiver wants to be left alone.</summary>
    public DateTimeOffset? RestUntil { get; private set; }

    /// <summary>Notes that there are deliveries of everything up to a place.</summary>
    public void MoveTo(FeedPlace place) => (Position, Mark) = (place.Position, place.Mark);

    /// <summary>Notes what came of an attempt.</summary>
    public void Note(WebhookAnswer answer, DateTimeOffset at)
    {
        if (answer.IsDelivered)
        {
            // What another attempt was told at the same time about being left alone still holds.
            (ConsecutiveFailures, FailingSince, LastDeliveredAt) = (0, null, at);
        }
        else if (!answer.IsFinal)
        {
            ConsecutiveFailures++;
            FailingSince ??= at;
            RestUntil = answer.Rest is { } rest && !(RestUntil >= at + rest) ? at + rest : RestUntil;
        }
    }

    /// <summary>Forgets that it failed.</summary>
    public void Forgive() => (ConsecutiveFailures, FailingSince, RestUntil) = (0, null, null);
}
