using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Calendars;
using Agreements.Domain.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>What a calendar says of an agreement.</summary>
/// <param name="Id">The agreement.</param>
/// <param name="Title">Title as printed.</param>
/// <param name="LocalNumber">The local government's number.</param>
/// <param name="BpjsNumber">The number of BPJS Kesehatan.</param>
/// <param name="OfficeName">Name of the office of BPJS Kesehatan.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record CalendarAgreement(Guid Id, string? Title, string? LocalNumber, string? BpjsNumber, string? OfficeName, DateTimeOffset UpdatedAt);

/// <summary>What tells one state of a day in a calendar from another.</summary>
/// <param name="Id">The deadline.</param>
/// <param name="Sequence">How often it has changed.</param>
/// <param name="Agreement">The version of its agreement.</param>
/// <param name="Office">The version of the office that the agreement names.</param>
public sealed record CalendarMark(Guid Id, int Sequence, int? Agreement, int? Office);

/// <summary>The named queries of calendar feeds and of what they show.</summary>
public static class CalendarQueries
{
    /// <summary>The feeds that a credential made.</summary>
    public static IQueryable<CalendarFeed> CalendarFeedsMadeBy(this AgreementsDbContext db, string makerId) => db.CalendarFeeds.Where(feed => feed.MakerId == makerId);

    /// <summary>The feeds of all, for administrators.</summary>
    public static IQueryable<CalendarFeed> CalendarFeedsOfAll(this AgreementsDbContext db) => db.CalendarFeeds;

    /// <summary>By id, which is by age, from after one on.</summary>
    public static IQueryable<CalendarFeed> WalkById(this IQueryable<CalendarFeed> feeds, Guid? after) =>
        (after is { } id ? feeds.Where(feed => feed.Id > id) : feeds).OrderBy(feed => feed.Id);

    /// <summary>How many of them still open something.</summary>
    public static Task<int> CountLiveAsync(this IQueryable<CalendarFeed> feeds, DateTimeOffset at, CancellationToken cancellationToken) =>
        feeds.CountAsync(feed => feed.RevokedAt == null && (feed.ExpiresAt == null || feed.ExpiresAt > at), cancellationToken);

    /// <summary>The feed of a token, over or not.</summary>
    public static Task<CalendarFeed?> CalendarFeedOpenedByAsync(this AgreementsDbContext db, string hash, CancellationToken cancellationToken) =>
        db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(feed => feed.Hash == hash, cancellationToken);

    /// <summary>The key that made a feed; null where a token did.</summary>
    public static async Task<ApiKey?> MakerOfAsync(this AgreementsDbContext db, CalendarFeed feed, CancellationToken cancellationToken) =>
        feed.ApiKeyId is { } id ? await db.ApiKeys.AsNoTracking().SingleAsync(key => key.Id == id, cancellationToken) : null;

    /// <summary>What a feed shows of what its maker reaches.</summary>
    public static Reach Narrow(this CalendarFeed feed, Reach ofMaker)
    {
        IEnumerable<string>? codes = feed.RegionCode is { } only ? [only] : null;
        codes ??= feed.ProvinceCode is { } province ? RegionCatalogue.Shipped.Covering(province) : null;
        return codes is null ? ofMaker : Reach.Of(codes.Where(ofMaker.Covers));
    }

    /// <summary>The deadlines of a calendar that somebody must still act on, within its reach.</summary>
    public static IQueryable<Deadline> ForCalendar(this AgreementsDbContext db, Reach reach, IReadOnlyList<DeadlineKind> kinds) =>
        (reach.RegionCodes is { Count: 1 } only ? db.Deadlines.Concerning(kinds: null, [.. only], provinceCode: null, agreementId: null) : db.DeadlinesWithin(reach))
        .Live().Concerning(kinds.Count == 0 ? null : kinds, regionCodes: null, provinceCode: null, agreementId: null).AsNoTracking();

    /// <summary>Those from today on up to the horizon.</summary>
    public static IQueryable<Deadline> ToCome(this IQueryable<Deadline> deadlines, DateOnly today)
    {
        var last = Days.After(today, CalendarFeed.HorizonDays);
        return deadlines.Where(deadline => deadline.DueOn >= today && deadline.DueOn <= last);
    }

    /// <summary>Those from before today.</summary>
    public static IQueryable<Deadline> Before(this IQueryable<Deadline> deadlines, DateOnly today) => deadlines.Where(deadline => deadline.DueOn < today);

    /// <summary>By the due date, the latest first, from after a place on.</summary>
    public static IQueryable<Deadline> WalkBackByDue(this IQueryable<Deadline> deadlines, DayPlace? after)
    {
        if (after is { Day: var day, Id: var id })
        {
            deadlines = deadlines.Where(deadline => deadline.DueOn <= day && (deadline.DueOn < day || deadline.Id < id));
        }

        return deadlines.OrderByDescending(deadline => deadline.DueOn).ThenByDescending(deadline => deadline.Id);
    }

    /// <summary>What tells the state of each.</summary>
    public static IQueryable<CalendarMark> Marked(this IQueryable<Deadline> deadlines, AgreementsDbContext db) =>
        from deadline in deadlines
        join agreement in db.Agreements on deadline.AgreementId equals (Guid?)agreement.Id into agreements
        from agreement in agreements.DefaultIfEmpty()
        join office in db.BpjsOffices on agreement.BpjsOfficeId equals (Guid?)office.Id into offices
        from office in offices.DefaultIfEmpty()
        select new CalendarMark(deadline.Id, deadline.Sequence, (int?)agreement.Version, (int?)office.Version);

    /// <summary>What is said of the agreements of these deadlines, as far as they lie within reach.</summary>
    public static async Task<Dictionary<Guid, CalendarAgreement>> AgreementsOfAsync(
        this AgreementsDbContext db, IEnumerable<Deadline> deadlines, Reach reach, CancellationToken cancellationToken)
    {
        var ids = deadlines.Select(deadline => deadline.AgreementId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await
            (from agreement in db.AgreementsWithin(reach)
             where ids.Contains(agreement.Id)
             join office in db.BpjsOffices on agreement.BpjsOfficeId equals (Guid?)office.Id into offices
             from office in offices.DefaultIfEmpty()
             select new CalendarAgreement(agreement.Id, agreement.Title, agreement.LocalNumber, agreement.BpjsNumber, office.Name, agreement.UpdatedAt))
            .ToDictionaryAsync(agreement => agreement.Id, cancellationToken);
    }
}
