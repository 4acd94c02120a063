using System.Globalization;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Registers;
using Agreements.Domain.Instruments;
using FsCheck;

namespace Agreements.Api.Tests.Continuity;

/// <summary>What is answered about days, of any register, against the days counted one by one.</summary>
public sealed class CountedDaysTests(JudgedHost host) : IClassFixture<JudgedHost>
{
    private static readonly Arbitrary<Case> AnyCases = AnyCase.Of(Place.All, Enum.GetValues<Segment>(), moments: 3, 0, 1, 30, 90, 3650);

    // Few lines, so that much happens on each.
    private static readonly Arbitrary<Case> AnyFewLines = AnyCase.Of([.. Place.All.Take(3)], [Segment.PbpuBp, Segment.General], moments: 3, 0, 1, 30, 120, 3650);

    [Fact]
    public Task On_every_day_each_record_stands_in_exactly_one_way() => host.HoldsAsync(AnyCases, async (counted, moment) =>
    {
        var expected = counted.Records.ToLookup(record => Name(counted.StandingOf(record, moment)), record => record.Id.ToString(), StringComparer.Ordinal);

        var listed = (await host.AskAsync(moment, $"/v1/agreements?limit=200&horizonDays={moment.Days}")).Items;
        Assert.Equal(
            Sorted(expected.SelectMany(ids => ids, (ids, id) => $"{id} {ids.Key}")),
            Sorted(listed.Select(item => $"{item.Said("id")} {item.Said("standing")}")));
        foreach (var standing in Enum.GetValues<Standing>().Select(Name))
        {
            var found = await host.AskAsync(moment, $"/v1/agreements?limit=200&horizonDays={moment.Days}&standing={standing}");
            Assert.Equal([standing, .. Sorted(expected[standing])], [standing, .. Sorted(found.Ids())]);
        }
    });

    [Fact]
    public Task The_summary_parts_the_register_by_standing_and_by_province() => host.HoldsAsync(AnyCases, async (counted, moment) =>
    {
        var summary = (await host.AskAsync(moment, $"/v1/summary?horizonDays={moment.Days}")).Body;

        Assert.Equal(counted.Records.Count, summary.Number("total"));
        Assert.Equal(counted.Records.Count, Counts(summary).Sum(count => count.Count));
        Assert.Equal(Expected(counted.Records), Told(summary));
        var provinces = summary.Member("byProvince")!.AsArray().Select(province => province!.AsObject()).ToList();
        Assert.Equal(counted.Records.Count, provinces.Sum(province => province.Number("total")));
        Assert.Equal(
            counted.Records.GroupBy(record => record.Place.ProvinceCode).OrderBy(province => province.Key, StringComparer.Ordinal).Select(province => $"{province.Key} {province.Count()}: {Expected(province)}"),
            provinces.Select(province => $"{province.Said("provinceCode")} {province.Number("total")}: {Told(province)}"));

        string Expected(IEnumerable<Recorded> records) =>
            string.Join(", ", records.CountBy(record => counted.StandingOf(record, moment)).OrderBy(count => count.Key).Select(count => $"{count.Value} {Name(count.Key)}"));
    });

    [Fact]
    public Task The_summary_counts_the_lines_that_break_off_and_the_ends_that_nobody_knows() => host.HoldsAsync(AnyFewLines, async (counted, moment) =>
    {
        var gaps = (await host.AskAsync(moment, "/v1/summary")).Body.Member("gaps")!;

        var lines = counted.OpenOrAhead(moment, withinDays: 120).Select(row => (row.Of[0].Line, IsOpen: row.From <= moment.In(row.Of[0].Place))).Distinct().ToList();
        Assert.Equal(
            (lines.Count(line => line.IsOpen), lines.Count(line => !line.IsOpen), counted.Records.Count(record => CountedDays.RunsUntilNobodyKnows(record, moment.In(record.Place)))),
            (gaps.Number("open"), gaps.Number("ahead"), gaps.Number("endUnknown")));
    });

    [Fact]
    public Task The_list_of_gaps_holds_the_uncovered_days() => host.HoldsAsync(AnyFewLines, async (counted, moment) =>
    {
        var listed = (await host.AskAsync(moment, $"/v1/continuity/gaps?limit=200&withinDays={moment.Days}")).Items;

        var expected = from row in counted.OpenOrAhead(moment, moment.Days)
                       let of = CountedDays.MostPeople(row.Of)
                       let today = moment.In(of.Place)
                       let days = row.Until is { } last ? CountedDays.Count(row.From, last) : (int?)null
                       let basis = row.SignedFrom <= row.From || row.SignedFrom <= today ? "coverage" : "signed"
                       orderby CountedDays.QuotaOf(of) ?? -1 descending, row.From, of.Id
                       select $"{of.Id} {of.Place.RegionCode} from {row.From:O} until {row.Until:O}, {days} days, in {row.From.DayNumber - today.DayNumber}, {CountedDays.QuotaOf(of)} people, {basis}";
        Assert.Equal(
            expected,
            listed.Select(gap => $"{gap.Said("agreementId")} {gap.Said("regionCode")} from {gap.Said("from")} until {gap.Said("until")}, {gap.Member("days")} days, in {gap.Number("daysUntil")}, {gap.Member("participantsAffected")} people, {gap.Said("basis")}"));
    });

    [Fact]
    public Task The_gaps_and_overlaps_of_a_line_are_the_uncovered_and_the_doubled_days() => host.HoldsAsync(AnyFewLines, async (counted, moment) =>
    {
        foreach (var line in counted.Records.GroupBy(record => record.Line))
        {
            // Two months to either side of the day, as far as there is anything to be found.
            var day = moment.In(line.First().Place).DayNumber;
            var from = DateOnly.FromDayNumber(Math.Clamp(day - 60, counted.First.DayNumber, counted.Last.DayNumber));
            var to = DateOnly.FromDayNumber(Math.Clamp(day + 60, from.DayNumber, counted.Last.DayNumber));
            var answer = (await host.AskAsync(moment, string.Create(
                CultureInfo.InvariantCulture, $"/v1/continuity?regionCode={line.Key.RegionCode}&segment={Name(line.Key.Segment)}&from={from:O}&to={to:O}"))).Body;

            AreTheDays(new CountedLine([.. line], counted, CountedDays.CoversAsSigned), from, to, answer.Member("signed")!);
            AreTheDays(new CountedLine([.. line], counted, CountedDays.CoversReally), from, to, answer.Member("coverage")!);
        }
    });

    private static void AreTheDays(CountedLine line, DateOnly from, DateOnly to, JsonNode answer)
    {
        var (expected, gaps) = (line.Gaps(from, to).ToList(), answer.Member("gaps")!.AsArray());
        Assert.Equal(
            expected.Select(gap => $"{gap.From:O} {gap.Until:O} {gap.Days} {gap.Affected}"),
            gaps.Select(gap => $"{gap!.Said("from")} {gap!.Said("until")} {gap!.Number("days")} {gap!.Member("participantsAffected")}"));
        foreach (var (counted, gap) in expected.Zip(gaps))
        {
            IsOneOf(counted.After, gap!.Said("afterAgreementId"));
            IsOneOf(counted.Before, gap!.Said("beforeAgreementId"));
        }

        Assert.Equal(
            line.Overlaps(from, to).Select(overlap => $"{overlap.From:O} {overlap.Until:O} {overlap.Days} {string.Join(' ', overlap.Ids)}"),
            answer.Member("overlaps")!.AsArray().Select(overlap => $"{overlap!.Said("from")} {overlap!.Said("until")} {overlap!.Number("days")} {string.Join(' ', Sorted(overlap!.Texts("agreementIds")))}"));
    }

    private static void IsOneOf(IReadOnlyList<Guid> ids, string? named) =>
        Assert.True(named is null ? ids.Count == 0 : ids.Contains(Guid.Parse(named)), $"{named ?? "none"} is named where it is one of {string.Join(", ", ids)}");

    private static IEnumerable<(string Standing, int Count)> Counts(JsonObject counted) =>
        counted.Member("byStanding")!.AsObject().Select(count => (count.Key, count.Value!.GetValue<int>()));

    private static string Told(JsonObject counted) => string.Join(", ", Counts(counted).Where(count => count.Count > 0).Select(count => $"{count.Count} {count.Standing}"));

    private static IEnumerable<string> Sorted(IEnumerable<string> texts) => texts.Order(StringComparer.Ordinal);

    private static string Name<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return $"{char.ToLowerInvariant(name[0])}{name[1..]}";
    }
}
