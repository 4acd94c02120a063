using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

/// <summary>Where cover breaks off, asked of the store and counted day by day on a register as chance has it.</summary>
public sealed class GapTwinTests : IClassFixture<GapTwinTests.RandomHost>, IAsyncDisposable
{
    private static readonly DateOnly FirstCounted = new(2005, 1, 1);
    private static readonly DateOnly LastCounted = new(2060, 1, 1);
    private static readonly int[] Windows = [0, 1, 30, 120, 3650];

    private readonly RandomRegister _register;
    private readonly RandomHost _host;
    private readonly AsyncServiceScope _scope;
    private readonly AgreementsDbContext _db;

    public GapTwinTests(RandomHost host)
    {
        (_host, _register) = (host, host.Register);
        _scope = host.Services.CreateAsyncScope();
        _db = _scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
    }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    [Fact]
    public async Task The_store_lists_every_break_of_a_line_that_lies_in_the_window_or_is_open()
    {
        var (found, open, beginnings) = (0, 0, 0);
        foreach (var (days, window) in Judged())
        {
            var rows = await _db.Agreements.Breaks(_db, days, window).ToListAsync();

            var expected = Expected(days, window);
            IsSame(expected, [.. rows.Select(row => (row.AgreementId, row.From))], days, window);
            found += rows.Count;
            open += rows.Count(row => row.From <= days[row.TimeZone]);
            beginnings += rows.Count(row => _register.Agreements.Single(agreement => agreement.Id == row.AgreementId).EffectiveFrom == row.From);
        }

        Assert.True(found > 100 && open > 50 && beginnings > 20, $"{found} found, {open} of them open, {beginnings} first terms");
    }

    [Fact]
    public async Task Lines_are_counted_once_on_either_side_of_the_day()
    {
        var twice = 0;
        foreach (var (days, window) in Judged())
        {
            var counted = await _db.Agreements.Breaks(_db, days, window).CountedByLine(days).ToListAsync();

            var lines = Expected(days, window).Select(row => (row.Agreement.RegionCode, row.Agreement.Segment, IsOpen: row.From <= days[row.Agreement.TimeZone])).ToList();
            Assert.Equal(
                lines.Distinct().GroupBy(line => line.IsOpen).Select(side => new BrokenLines(side.Key, side.Count())).OrderBy(side => side.IsOpen),
                counted.OrderBy(side => side.IsOpen));
            twice += lines.Count - lines.Distinct().Count();
        }

        Assert.NotEqual(0, twice);
    }

    [Fact]
    public async Task The_list_says_when_cover_comes_back_and_which_agreement_under_way_is_to_continue_it()
    {
        var (comesBack, underWay) = (0, 0);
        foreach (var (days, window) in Judged())
        {
            var rows = await _db.Agreements.Breaks(_db, days, window).AsRows(_db, Reach.Everywhere).ToListAsync();

            Assert.All(rows, row =>
            {
                var (today, line) = (days[row.Break.TimeZone], (row.Break.RegionCode, row.Break.Segment));
                Assert.Equal(BackAfter(_host.Signed[line], row.Break.From, today), IfLater(row.NextFrom, row.Break.From, today));
                Assert.Equal(FirstCovered(_host.Coverage[line], row.Break.From), row.NextCoverageFrom);
                Assert.Equal(UnderWay(row.Break.AgreementId), row.SuccessorId);
            });
            comesBack += rows.Count(row => row.NextFrom is not null);
            underWay += rows.Count(row => row.SuccessorId is not null);
        }

        Assert.True(comesBack > 20 && underWay > 20, $"{comesBack} come back, {underWay} are under way");
    }

    [Fact]
    public async Task Most_people_come_first_and_a_walk_finds_each_once_in_that_order()
    {
        var walked = 0;
        foreach (var (days, window) in Judged().Where((_, i) => i % 4 == 0))
        {
            var size = _register.Pick(1, 2, 7);
            var rows = new List<CoverBreak>();
            BreakPosition? after = null;
            while (true)
            {
                var page = await _db.Agreements.Breaks(_db, days, window).MostAffectedFirst(after).Take(size).ToListAsync();
                if (page.Count == 0)
                {
                    break;
                }

                rows.AddRange(page);
                after = ContinuityQueries.PositionOf(page[^1]);
                Assert.True(rows.Count <= 2 * _register.Agreements.Count, "the walk does not end");
            }

            var expected = Expected(days, window)
                .OrderBy(row => row.Agreement.ParticipantQuota is null).ThenByDescending(row => row.Agreement.ParticipantQuota)
                .ThenBy(row => row.From).ThenBy(row => row.Agreement.Id);
            Assert.Equal(expected.Select(row => (row.Agreement.Id, row.From)), rows.Select(row => (row.AgreementId, row.From)));
            walked += rows.Count;
        }

        Assert.NotEqual(0, walked);
    }

    private IReadOnlyList<(IReadOnlyDictionary<string, DateOnly> Days, int Window)> Judged() => _register.Judged(80, Windows);

    /// <summary>
    /// Every row of days without anybody really covered, from the first day that anything signed covers on, counted one by one. It is listed from so many days
    /// before its last covered day on until its own last day. Of several that end, or begin, together the one with the most people speaks for all, or else the
    /// one with the greatest id.
    /// </summary>
    private List<(Agreement Agreement, DateOnly From)> Expected(IReadOnlyDictionary<string, DateOnly> days, int window)
    {
        var rows = new List<(Agreement Agreement, DateOnly From)>();
        foreach (var line in _register.Agreements.Where(agreement => agreement.IsSigned).GroupBy(Line))
        {
            var (covers, today, begins) = (_host.Coverage[line.Key], days[line.First().TimeZone], FirstCovered(_host.Signed[line.Key], FirstCounted));
            for (var from = begins; from is { } first; from = NextUncovered(covers, first))
            {
                if (covers[first.DayNumber - FirstCounted.DayNumber] > 0)
                {
                    continue;
                }

                if (first.DayNumber - 1 <= (long)today.DayNumber + window && !(FirstCovered(covers, first) <= today))
                {
                    var together = first == begins
                        ? line.Where(agreement => (FirstDay(agreement) ?? LastCovered(agreement)) == first && GivesCover(agreement))
                        : line.Where(agreement => LastCovered(agreement)?.AddDays(1) == first && GivesRealCover(agreement));
                    rows.Add((MostPeople(together), first));
                }
            }
        }

        return rows;
    }

    // The next day that is not covered although the day before it is.
    private static DateOnly? NextUncovered(int[] covers, DateOnly after)
    {
        for (var day = after.AddDays(1); day <= LastCounted; day = day.AddDays(1))
        {
            if (covers[day.DayNumber - FirstCounted.DayNumber] == 0 && covers[day.DayNumber - FirstCounted.DayNumber - 1] > 0)
            {
                return day;
            }
        }

        return null;
    }

    private static (string RegionCode, Segment Segment) Line(Agreement agreement) => (agreement.RegionCode, agreement.Segment);

    private static Agreement MostPeople(IEnumerable<Agreement> together) =>
        together.OrderByDescending(agreement => agreement.ParticipantQuota ?? -1).ThenByDescending(agreement => agreement.Id).First();

    private static bool IsBack(DateOnly first, DateOnly from, DateOnly today) => first <= from || first <= today;

    // When cover comes back that is not back yet.
    private static DateOnly? BackAfter(int[] covers, DateOnly from, DateOnly today) => IfLater(FirstCovered(covers, from), from, today);

    private static DateOnly? IfLater(DateOnly? back, DateOnly from, DateOnly today) => back is { } first && !IsBack(first, from, today) ? first : null;

    // Day after day, until one is covered.
    private static DateOnly? FirstCovered(int[] covers, DateOnly from)
    {
        for (var day = from; day <= LastCounted; day = day.AddDays(1))
        {
            if (covers[day.DayNumber - FirstCounted.DayNumber] > 0)
            {
                return day;
            }
        }

        return null;
    }

    private Guid? UnderWay(Guid id) => _register.Successors[id]
        .Where(successor => successor.Lifecycle is LifecycleState.Draft or LifecycleState.InReview or LifecycleState.Approved or LifecycleState.PartiallySigned)
        .Select(successor => (Guid?)successor.Id).Max();

    private static bool GivesCover(Agreement agreement) =>
        (FirstDay(agreement) ?? LastCovered(agreement)) is { } first && !(first > LastCovered(agreement));

    private static bool GivesRealCover(Agreement agreement) =>
        (FirstReally(agreement) ?? LastCovered(agreement)) is { } first && !(first > LastCovered(agreement));

    // Where it is unknown, the day on which coverage began tells, unless it lies beyond the end.
    private static DateOnly? FirstDay(Agreement agreement) =>
        agreement.EffectiveFrom ?? (agreement.CoverageFrom > LastCovered(agreement) ? null : agreement.CoverageFrom);

    private static DateOnly? FirstReally(Agreement agreement) => new[] { agreement.EffectiveFrom, agreement.CoverageFrom }.Max();

    private static DateOnly? LastCovered(Agreement agreement) =>
        new[] { agreement.EffectiveUntil, agreement.Termination?.EffectiveOn.AddDays(-1) }.Where(day => day is not null).Min();

    private static void IsSame(List<(Agreement Agreement, DateOnly From)> expected, List<(Guid AgreementId, DateOnly From)> found, IReadOnlyDictionary<string, DateOnly> days, int window)
    {
        var when = $"on {string.Join(", ", days.Select(day => $"{day.Key} {day.Value:O}"))} within {window} days";
        Assert.True(found.Count == found.Distinct().Count(), when);
        var missing = expected.Where(row => !found.Contains((row.Agreement.Id, row.From))).ToList();
        var surplus = found.Except(expected.Select(row => (row.Agreement.Id, row.From))).ToList();
        Assert.True(
            missing.Count + surplus.Count == 0,
            $"{when}\nmissing: {string.Join("; ", missing.Select(row => $"{row.Agreement.RegionCode} {row.Agreement.Segment} {row.Agreement.EffectiveFrom:O} to {row.Agreement.InForceUntil:O}, uncovered from {row.From:O}"))}\nsurplus: {string.Join(", ", surplus)}");
    }

    /// <summary>A host with a register of few lines, and how often each day of each line is covered.</summary>
    public sealed class RandomHost : ServiceHost, IAsyncLifetime
    {
        private static readonly string[] Regions = ["11", "11.01", "12", "13", "17", "31", "33", "33.05", "33.06", "51", "52", "53", "53.10", "64", "75", "76", "76.02", "81", "82", "82.03", "91", "92", "92.02", "96.71"];

        public RandomRegister Register { get; } = new(seed: 20260101, size: 300, Regions, [Segment.PbpuBp, Segment.General]);

        /// <summary>By the dates that were signed.</summary>
        public Dictionary<(string RegionCode, Segment Segment), int[]> Signed { get; private set; } = [];

        /// <summary>By the days on which coverage really began.</summary>
        public Dictionary<(string RegionCode, Segment Segment), int[]> Coverage { get; private set; } = [];

        public Task InitializeAsync()
        {
            Signed = Count(FirstDay);
            Coverage = Count(FirstReally);
            return Register.SaveAsync(Services);
        }

        private Dictionary<(string RegionCode, Segment Segment), int[]> Count(Func<Agreement, DateOnly?> begins)
        {
            var lines = new Dictionary<(string RegionCode, Segment Segment), int[]>();
            foreach (var line in Register.Agreements.GroupBy(agreement => (agreement.RegionCode, agreement.Segment)))
            {
                var covers = new int[LastCounted.DayNumber - FirstCounted.DayNumber + 1];
                foreach (var agreement in line.Where(agreement => agreement.IsSigned))
                {
                    // Of one that begins nobody knows when, only the last day is known to be covered.
                    for (var day = begins(agreement) ?? LastCovered(agreement) ?? DateOnly.MaxValue; day <= (LastCovered(agreement) ?? LastCounted); day = day.AddDays(1))
                    {
                        covers[day.DayNumber - FirstCounted.DayNumber]++;
                    }
                }

                lines.Add(line.Key, covers);
            }

            return lines;
        }

        public new async Task DisposeAsync() => await base.DisposeAsync();
    }
}
