using System.ComponentModel.DataAnnotations;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Events;

namespace Agreements.Api.Features;

/// <summary>That something happened: an event in the JSON format of CloudEvents 1.0. It says of what, and where to read what that is now.</summary>
public sealed record FeedEventView
{
    /// <summary>The version of CloudEvents.</summary>
    internal const string CloudEventsVersion = "1.0";

    /// <summary>Where every event comes from.</summary>
    internal const string Api = "/v1";

    /// <summary>The media type of the particulars.</summary>
    internal const string Json = "application/json";

    /// <summary>The version of CloudEvents: <c>1.0</c>.</summary>
    [RegularExpression("^1\\.0$")]
    [MaxLength(3)]
    public required string Specversion { get; init; }

    /// <summary>Version-7 UUID. It stays the event's however often it is read: who has dealt with it need not do so again.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it comes from: this API, as a reference relative to the service.</summary>
    [RegularExpression("^/v1$")]
    [MaxLength(3)]
    public required string Source { get; init; }

    /// <summary>What happened.</summary>
    public required EventType Type { get; init; }

    /// <summary>What it happened to: its path, relative to the source.</summary>
    [RegularExpression("^[a-z0-9./-]+$")]
    [MaxLength(FeedEvent.PathMaxLength)]
    public required string Subject { get; init; }

    /// <summary>When, in UTC. The order is that of the feed: clocks of several instances may differ.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The media type of the data: <c>application/json</c>.</summary>
    [RegularExpression("^application/json$")]
    [MaxLength(16)]
    public required string Datacontenttype { get; init; }

    /// <summary>The particulars.</summary>
    public required EventDataView Data { get; init; }

    internal static FeedEventView Of(FeedEvent happened) => new()
    {
        Specversion = CloudEventsVersion,
        Id = happened.Id,
        Source = Api,
        Type = happened.Type,
        Subject = happened.Path,
        Time = happened.At,
        Datacontenttype = Json,
        Data = new EventDataView
        {
            Kind = happened.Kind,
            Id = happened.SubjectId,
            Url = $"{Api}/{happened.Path}",
            Version = happened.SubjectVersion,
            AgreementId = happened.AgreementId,
            RegionCode = happened.RegionCode,
            Operation = happened.Operation,
            By = happened.By,
        },
    };
}

/// <summary>What an event is about. The record itself is not in it: read it, and you see it as it is now and as far as you may.</summary>
public sealed record EventDataView
{
    /// <summary>The kind of thing.</summary>
    public required EventSubjectKind Kind { get; init; }

    /// <summary>Which one.</summary>
    public required Guid Id { get; init; }

    /// <summary>Where it is read. 404 says that it is gone, or has moved out of reach: forget it then.</summary>
    [RegularExpression("^/v1/[a-z0-9./-]+$")]
    [MaxLength(FeedEvent.PathMaxLength + 4)]
    public required string Url { get; init; }

    /// <summary>Its version after the change; null for what has none. A record read later may be ahead of it.</summary>
    public required int? Version { get; init; }

    /// <summary>The agreement that it is or belongs to.</summary>
    public required Guid? AgreementId { get; init; }

    /// <summary>Kemendagri code of the region that it lies in, or has left; null where it concerns the whole country.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>The operation that did it, by its id in this document; a verb and a noun where it was none.</summary>
    [MaxLength(AuditEntry.ActionMaxLength)]
    public required string Operation { get; init; }

    /// <summary>Name of who did it; null where nobody knows.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string? By { get; init; }
}
