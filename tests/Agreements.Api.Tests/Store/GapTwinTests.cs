using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

/// <summary>Where cover ends with nothing to follow, asked of the store and counted day by day on a register as chance has it.</summary>
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
    public async Task The_store_lists_the_last_of_each_line_whose_cover_ends_by_then_and_has_not_come_back()
    {
        var (found, closed, open) = (0, 0, 0);
        foreach (var (days, window) in Judged())
        {
            var ended = _db.Agreements.WithoutContinuation(_db, days, window);
            var ids = await ended.Select(agreement => agreement.Id).ToListAsync();
            var already = await ended.AlreadyEnded(days).Select(agreement => agreement.Id).ToListAsync();

            var expected = Expected(days, window);
            IsSame(expected, ids, days, window);
            IsSame([.. expected.Where(agreement => LastCovered(agreement) < days[agreement.TimeZone])], already, days, window);
            found += ids.Count;
            open += already.Count;
            closed += _register.Agreements.Count(agreement => GivesCover(agreement) && LastCovered(agreement) < days[agreement.TimeZone]) - already.Count;
        }

        Assert.True(found > 100 && open > 50 && closed > 100, $"{found} found, {open} of them open, {closed} closed");
    }

    [Fact]
    public async Task The_list_says_when_cover_comes_back_and_which_agreement_under_way_is_to_continue_it()
    {
        var (comesBack, underWay) = (0, 0);
        foreach (var (days, window) in Judged())
        {
            var rows = await _db.Agreements.WithoutContinuation(_db, days, window).AsCoverEnds(_db).ToListAsync();

            Assert.All(rows, row =>
            {
                var today = days[row.Agreement.TimeZone];
                Assert.Equal(BackAfter(_host.Signed, row.Agreement, today), row.NextFrom is { } next && IsBack(next, row.Agreement, today) ? null : row.NextFrom);
                Assert.Equal(BackAfter(_host.Coverage, row.Agreement, today), row.NextCoverageFrom is { } really && IsBack(really, row.Agreement, today) ? null : row.NextCoverageFrom);
                Assert.Equal(UnderWay(row.Agreement.Id), row.SuccessorId);
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
            var ids = new List<Guid>();
            GapPosition? after = null;
            while (true)
            {
                var page = await _db.Agreements.WithoutContinuation(_db, days, window).MostAffectedFirst(after).Take(size).ToListAsync();
                if (page.Count == 0)
                {
                    break;
                }

                ids.AddRange(page.Select(agreement => agreement.Id));
                after = ContinuityQueries.GapPositionOf(page[^1]);
                Assert.True(ids.Count <= _register.Agreements.Count, "the walk does not end");
            }

            var expected = Expected(days, window)
                .OrderBy(agreement => agreement.ParticipantQuota is null).ThenByDescending(agreement => agreement.ParticipantQuota)
                .ThenBy(agreement => agreement.InForceUntil).ThenBy(agreement => agreement.Id);
            Assert.Equal(expected.Select(agreement => agreement.Id), ids);
            walked += ids.Count;
        }

        Assert.NotEqual(0, walked);
    }

    private IReadOnlyList<(IReadOnlyDictionary<string, DateOnly> Days, int Window)> Judged() => _register.Judged(80, Windows);

    /// <summary>
    /// One is listed where its last covered day lies in the window and no day is covered from the next one up to today; the next one counts even where it
    /// is yet to come. Signed dates and those on which coverage really began both count. Of several that end together the one with the most people speaks
    /// for all, or else the one with the greatest id.
    /// </summary>
    private List<Agreement> Expected(IReadOnlyDictionary<string, DateOnly> days, int window) =>
        [.. _register.Agreements
            .Where(GivesCover)
            .Where(agreement => LastCovered(agreement) is { } last && last.DayNumber <= (long)days[agreement.TimeZone].DayNumber + window)
            .Where(agreement => new[] { _host.Signed, _host.Coverage }.Any(covers =>
                FirstCoveredAfter(covers, agreement) is not { } back || !IsBack(back, agreement, days[agreement.TimeZone])))
            .GroupBy(agreement => (agreement.RegionCode, agreement.Segment, LastCovered(agreement)))
            .Select(together => together.OrderByDescending(agreement => agreement.ParticipantQuota ?? -1).ThenByDescending(agreement => agreement.Id).First())];

    private static bool IsBack(DateOnly first, Agreement agreement, DateOnly today) => first <= LastCovered(agreement)!.Value.AddDays(1) || first <= today;

    // When cover comes back that is not back yet.
    private static DateOnly? BackAfter(Dictionary<(string RegionCode, Segment Segment), int[]> covers, Agreement agreement, DateOnly today) =>
        FirstCoveredAfter(covers, agreement) is { } back && !IsBack(back, agreement, today) ? back : null;

    // Day after day, until one is covered.
    private static DateOnly? FirstCoveredAfter(Dictionary<(string RegionCode, Segment Segment), int[]> lines, Agreement agreement)
    {
        var covers = lines[(agreement.RegionCode, agreement.Segment)];
        for (var day = LastCovered(agreement)!.Value.AddDays(1); day <= LastCounted; day = day.AddDays(1))
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
        agreement.Lifecycle is LifecycleState.Signed or LifecycleState.Terminated && !(agreement.EffectiveFrom > LastCovered(agreement));

    private static DateOnly? LastCovered(Agreement agreement) =>
        new[] { agreement.EffectiveUntil, agreement.Termination?.EffectiveOn.AddDays(-1) }.Where(day => day is not null).Min();

    private static void IsSame(List<Agreement> expected, List<Guid> found, IReadOnlyDictionary<string, DateOnly> days, int window)
    {
        var when = $"on {string.Join(", ", days.Select(day => $"{day.Key} {day.Value:O}"))} within {window} days";
        Assert.True(found.Count == found.Distinct().Count(), when);
        var (missing, surplus) = (expected.Where(agreement => !found.Contains(agreement.Id)).ToList(), found.Except(expected.Select(agreement => agreement.Id)).ToList());
        Assert.True(
            missing.Count + surplus.Count == 0,
            $"{when}\nmissing: {string.Join("; ", missing.Select(agreement => $"{agreement.RegionCode} {agreement.Segment} {agreement.EffectiveFrom:O} to {agreement.InForceUntil:O}"))}\nsurplus: {string.Join(", ", surplus)}");
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
            Signed = Count(agreement => agreement.EffectiveFrom);
            Coverage = Count(agreement => agreement.CoverageFrom ?? agreement.EffectiveFrom);
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
