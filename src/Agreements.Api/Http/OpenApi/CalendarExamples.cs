using System.Globalization;
using Agreements.Api.Features.Calendars;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Calendars;
using Agreements.Domain.Deadlines;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The examples of calendars: what ends in Sulawesi Barat, for whoever keeps the register there.</summary>
internal static class CalendarExamples
{
    private const string Province = "76";
    private const string Name = "Tenggat Sulawesi Barat";

    /// <summary>A token of the right shape that opens nothing.</summary>
    public const string Token = "agr_cal_bukan-token-sungguhan-0000000000000000000";

    public static readonly Guid FeedId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e31");
    private static readonly DateTimeOffset MadeAt = new(2025, 11, 27, 2, 30, 0, TimeSpan.Zero);
    private static readonly int[] Alarms = [30, 7];

    public static Dictionary<Type, object> Bodies() => new()
    {
        [typeof(IssueCalendarFeed)] = new IssueCalendarFeed { Name = Name, ProvinceCode = Province, Kinds = [DeadlineKind.Expiry], Language = CalendarLanguage.Id, AlarmDaysBefore = Alarms },
    };

    public static Dictionary<string, object> Answers()
    {
        var maker = new Grant($"key:{new Guid("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e03")}", new Author("Biro Pemkesra"), [Scope.AgreementsRead], Reach.Everywhere, ExpiresAt: null);
        var feed = CalendarFeedView.Of(CalendarFeed.Issue(
            FeedId,
            Name,
            new CalendarContent(RegionCode: null, Province, [DeadlineKind.Expiry], CalendarLanguage.Id, Alarms),
            hash: "",
            CalendarMaker.Of(maker, MadeAt),
            expiresAt: null,
            new Authorship(maker.Author, MadeAt)));
        return new(StringComparer.Ordinal)
        {
            ["issueCalendarFeed"] = feed with { Token = Token, Url = string.Create(CultureInfo.InvariantCulture, $"/v1/calendar/{Token}.ics") },
            ["getCalendarFeed"] = feed,
            ["listCalendarFeeds"] = new Page<CalendarFeedView> { Items = [feed], Next = null },
        };
    }

    public static string Calendar() => string.Concat(
        CalendarFile.Begin(new CalendarHead(Name, RefreshHours: 6)),
        CalendarFile.Of(new CalendarEntry(
            "expiry-019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e01", 28_521_000, MadeAt, new DateOnly(2025, 12, 31), "Perjanjian berakhir – Sulawesi Barat: Optimalisasi Program JKN", "Penanggung jawab: Biro Pemkesra", "Akhir perjanjian")
        {
            AlarmDaysBefore = Alarms,
        }),
        CalendarFile.End(isEmpty: false));
}
