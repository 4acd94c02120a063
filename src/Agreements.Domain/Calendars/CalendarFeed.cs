using Agreements.Domain.Access;
using Agreements.Domain.Deadlines;

namespace Agreements.Domain.Calendars;

/// <summary>The languages that calendars are written in, by their ISO 639-1 codes.</summary>
public enum CalendarLanguage
{
    /// <summary>Bahasa Indonesia.</summary>
    Id,

    /// <summary>English.</summary>
    En,
}

/// <summary>What a calendar shows of what its maker reaches, and how.</summary>
/// <param name="RegionCode">Exactly this region; null where it is not bound to one.</param>
/// <param name="ProvinceCode">This province with its regencies and cities; null where it is not bound to one.</param>
/// <param name="Kinds">Deadlines of these kinds; of all where it is empty.</param>
/// <param name="Language">Its language.</param>
/// <param name="AlarmDaysBefore">How many days before a due date its calendar program speaks up.</param>
public sealed record CalendarContent(string? RegionCode, string? ProvinceCode, IReadOnlyList<DeadlineKind> Kinds, CalendarLanguage Language, IReadOnlyList<int> AlarmDaysBefore);

/// <summary>Who makes a feed, and so how far it can reach and how long it can last.</summary>
public sealed record CalendarMaker
{
    private CalendarMaker(string id, Guid? apiKeyId, Reach? reach, DateTimeOffset? until) => (Id, ApiKeyId, Reach, Until) = (id, apiKeyId, reach, until);

    /// <summary>The credential.</summary>
    public string Id { get; }

    /// <summary>The API key that it is; null for a token.</summary>
    public Guid? ApiKeyId { get; }

    /// <summary>Where a token reached, which is known at no later time; null for a key, which is looked up whenever the calendar is read.</summary>
    public Reach? Reach { get; }

    /// <summary>The latest end of a feed; null where it may be without one.</summary>
    public DateTimeOffset? Until { get; }

    /// <summary>The caller. A feed of a key ends with the key; nobody here hears when the rights behind a token end, so a feed of one ends after a year.</summary>
    public static CalendarMaker Of(Grant caller, DateTimeOffset at) => caller.KeyId is { } key
        ? new CalendarMaker(caller.CallerId, key, reach: null, caller.ExpiresAt)
        : new CalendarMaker(caller.CallerId, apiKeyId: null, caller.Reach, at.AddDays(CalendarFeed.MostDaysByToken));
}

/// <summary>
/// The deadlines that somebody reaches as a calendar to subscribe to, at an address that nobody can guess: calendar programs can prove themselves by nothing else.
/// What opens it is shown once and kept by nobody: the store has its SHA-256.
/// </summary>
public sealed class CalendarFeed
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>Longest id of a maker, in characters.</summary>
    public const int MakerMaxLength = 100;

    /// <summary>How many live feeds one caller may have.</summary>
    public const int MostLive = 20;

    /// <summary>Most alarms of one event.</summary>
    public const int MostAlarms = 5;

    /// <summary>The longest time from an alarm to the due date, in days.</summary>
    public const int MostAlarmDays = 365;

    /// <summary>The longest life of a feed that was made with a token, in days.</summary>
    public const int MostDaysByToken = 366;

    /// <summary>How many days ahead a calendar looks.</summary>
    public const int HorizonDays = 400;

    /// <summary>Most deadlines to come in one calendar: the soonest.</summary>
    public const int MostToCome = 2000;

    /// <summary>Most overdue ones: the latest.</summary>
    public const int MostOverdue = 500;

    private CalendarFeed()
    {
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>What it is called, in calendar programs too.</summary>
    public string Name { get; private init; } = "";

    /// <inheritdoc cref="CalendarContent.RegionCode"/>
    public string? RegionCode { get; private init; }

    /// <inheritdoc cref="CalendarContent.ProvinceCode"/>
    public string? ProvinceCode { get; private init; }

    /// <inheritdoc cref="CalendarContent.Kinds"/>
    public IReadOnlyList<DeadlineKind> Kinds { get; private init; } = [];

    /// <inheritdoc cref="CalendarContent.Language"/>
    public CalendarLanguage Language { get; private init; }

    /// <inheritdoc cref="CalendarContent.AlarmDaysBefore"/>
    public IReadOnlyList<int> AlarmDaysBefore { get; private init; } = [];

    /// <summary>SHA-256 of the token, in lower-case hexadecimal digits.</summary>
    public string Hash { get; private init; } = "";

    /// <summary>The credential that made it (<c>key:…</c>, <c>token:…</c>).</summary>
    public string MakerId { get; private init; } = "";

    /// <summary>The API key that made it; null where a token did.</summary>
    public Guid? ApiKeyId { get; private init; }

    /// <summary>Whether the token that made it reached the whole country.</summary>
    public bool AllRegions { get; private init; }

    /// <summary>Where the token that made it reached; empty for the whole country, and for a key.</summary>
    public IReadOnlyList<string> RegionCodes { get; private init; } = [];

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Who made it.</summary>
    public string CreatedBy { get; private init; } = "";

    /// <summary>From when on it opens nothing; null where it does not expire.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    /// <summary>When it was revoked.</summary>
    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>Who revoked it.</summary>
    public string? RevokedBy { get; private set; }

    /// <summary>Where the token that made it reached.</summary>
    public Reach ReachOfToken => AllRegions ? Reach.Everywhere : Reach.Of(RegionCodes);

    /// <summary>Makes a feed for a token of which only the hash is kept.</summary>
    public static CalendarFeed Issue(Guid id, string name, CalendarContent content, string hash, CalendarMaker maker, DateTimeOffset? expiresAt, Authorship authorship)
    {
        if (expiresAt <= authorship.At)
        {
            throw new InvalidInputException(new InputFault("expiresAt", "calendar-feed.expired-already"));
        }

        if (maker.Until is { } until && expiresAt > until)
        {
            throw new InvalidInputException(new InputFault("expiresAt", "calendar-feed.outlives-maker", until));
        }

        return new CalendarFeed
        {
            Id = id,
            Name = name,
            RegionCode = content.RegionCode,
            ProvinceCode = content.ProvinceCode,
            Kinds = [.. content.Kinds.Distinct().Order()],
            Language = content.Language,
            AlarmDaysBefore = [.. content.AlarmDaysBefore.Distinct().OrderDescending()],
            Hash = hash,
            MakerId = maker.Id,
            ApiKeyId = maker.ApiKeyId,
            AllRegions = maker.Reach is { RegionCodes: null },
            RegionCodes = [.. (maker.Reach?.RegionCodes ?? []).Order(StringComparer.Ordinal)],
            CreatedAt = authorship.At,
            CreatedBy = authorship.By,
            ExpiresAt = expiresAt ?? maker.Until,
        };
    }

    /// <summary>Whether it opens anything, as far as it is up to itself.</summary>
    public bool IsLiveAt(DateTimeOffset at) => RevokedAt is null && !(ExpiresAt <= at);

    /// <summary>Ends it for good; ending it again changes nothing.</summary>
    public void Revoke(Authorship authorship)
    {
        if (RevokedAt is null)
        {
            (RevokedAt, RevokedBy, Version) = (authorship.At, authorship.By, Version + 1);
        }
    }
}
