namespace Agreements.Client;

/// <summary>That something happened: an event as CloudEvents 1.0 has it. It says of what, and where to read what that is now.</summary>
public sealed record FeedEvent
{
    /// <summary>The version of CloudEvents: <c>1.0</c>.</summary>
    public required string Specversion { get; init; }

    /// <summary>Version-7 UUID. It stays the event's however often it is read: who has dealt with it need not do so again.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it comes from: the API, as a reference relative to the service.</summary>
    public required string Source { get; init; }

    /// <summary>What happened.</summary>
    public required EventType Type { get; init; }

    /// <summary>What it happened to: its path, relative to the source.</summary>
    public required string Subject { get; init; }

    /// <summary>When, in UTC. The order is that of the feed: clocks of several instances may differ.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The media type of the data: <c>application/json</c>.</summary>
    public required string Datacontenttype { get; init; }

    /// <summary>The particulars.</summary>
    public required EventData Data { get; init; }
}

/// <summary>What an event is about. The record itself is not in it: read it, and you see it as it is now and as far as you may.</summary>
public sealed record EventData
{
    /// <summary>The kind of thing.</summary>
    public required EventSubjectKind Kind { get; init; }

    /// <summary>Which one.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it is read. 404 says that it is gone, or has moved out of reach: forget it then.</summary>
    public required string Url { get; init; }

    /// <summary>Its version after the change; null for what has none. A record read later may be ahead of it.</summary>
    public required int? Version { get; init; }

    /// <summary>The agreement that it is or belongs to.</summary>
    public required Guid? AgreementId { get; init; }

    /// <summary>Kemendagri code of the region that it lies in, or has left; null where it concerns the whole country.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>The operation that did it, by its id in the API's document; a verb and a noun where it was none.</summary>
    public required string Operation { get; init; }

    /// <summary>Name of who did it; null where nobody knows.</summary>
    public required string? By { get; init; }
}

/// <summary>One page of the feed.</summary>
public sealed record EventPage : IPage<FeedEvent>
{
    /// <summary>The events, in the order of the feed; none where there is nothing new.</summary>
    public required IReadOnlyList<FeedEvent> Items { get; init; }

    /// <summary>Where to go on: keep it once the page is dealt with.</summary>
    public required string Next { get; init; }
}

/// <summary>Which events to follow; what is left out does not narrow them.</summary>
public sealed record EventFilter
{
    /// <summary>Of these types.</summary>
    public IReadOnlyList<EventType>? Types { get; init; }
}
