using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using Agreements.Domain.Calendars;
using Agreements.Domain.Deadlines;

namespace Agreements.Api.Features.Calendars;

/// <summary>Deadlines as a calendar to subscribe to.</summary>
public sealed record CalendarFeedView : Resource
{
    /// <summary>Longest address, in characters.</summary>
    public const int UrlMaxLength = 2048;

    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>What it is called, in calendar programs too.</summary>
    public required string Name { get; init; }

    /// <summary>Kemendagri code of the one region that it shows, where it is bound to one.</summary>
    public required string? RegionCode { get; init; }

    /// <summary>Kemendagri code of the province that it shows with its regencies and cities, where it is bound to one.</summary>
    public required string? ProvinceCode { get; init; }

    /// <summary>The kinds of deadlines that it shows; null for all.</summary>
    public required IReadOnlyList<DeadlineKind>? Kinds { get; init; }

    /// <summary>The language that it is written in.</summary>
    public required CalendarLanguage Language { get; init; }

    /// <summary>How many days before a due date calendar programs are to speak up, the earliest first.</summary>
    public required IReadOnlyList<int> AlarmDaysBefore { get; init; }

    /// <summary>What opens the calendar, as <c>/v1/calendar/{token}.ics</c>: shown in the first answer to its making, null ever after.</summary>
    [RegularExpression(Secret.Pattern)]
    [MaxLength(Secret.MaxLength)]
    public string? Token { get; init; }

    /// <summary>
    /// The address to subscribe to, shown with the token: whole where the operator has named the public address of the service, else from the root of it.
    /// </summary>
    [RegularExpression(Secret.Pattern)]
    [MaxLength(UrlMaxLength)]
    public string? Url { get; init; }

    /// <summary>From when on it opens nothing, in UTC; null where it does not expire by itself.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was made, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string CreatedBy { get; init; }

    /// <summary>When it was revoked, in UTC; null as long as it is not.</summary>
    public required DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Who revoked it.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string? RevokedBy { get; init; }

    internal override Resource ToKeep() => this with { Token = null, Url = null };

    internal static CalendarFeedView Of(CalendarFeed feed) => new()
    {
        Tag = TagOf(feed).ToString(),
        Id = feed.Id,
        Version = feed.Version,
        Name = feed.Name,
        RegionCode = feed.RegionCode,
        ProvinceCode = feed.ProvinceCode,
        Kinds = feed.Kinds.Count == 0 ? null : feed.Kinds,
        Language = feed.Language,
        AlarmDaysBefore = feed.AlarmDaysBefore,
        ExpiresAt = feed.ExpiresAt,
        CreatedAt = feed.CreatedAt,
        CreatedBy = feed.CreatedBy,
        RevokedAt = feed.RevokedAt,
        RevokedBy = feed.RevokedBy,
    };

    internal static EntityTag TagOf(CalendarFeed feed) => new(feed.Version);
}
