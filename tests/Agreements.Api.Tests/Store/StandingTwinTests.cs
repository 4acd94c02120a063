using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

/// <summary>How agreements stand, asked of the store and of the domain: on a register as chance has it, both say the same on every day.</summary>
public sealed class StandingTwinTests : IClassFixture<StandingTwinTests.RandomHost>, IAsyncDisposable
{
    private const int Days = 60;

    private static readonly int[] Horizons = [0, 1, 30, 90, 3650];

    private readonly RandomRegister _register;
    private readonly AsyncServiceScope _scope;
    private readonly AgreementsDbContext _db;

    public StandingTwinTests(RandomHost host)
    {
        _register = host.Register;
        _scope = host.Services.CreateAsyncScope();
        _db = _scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
    }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();

    [Fact]
    public void The_register_has_every_standing_on_some_day_and_meets_every_boundary()
    {
        var agreements = _register.Agreements;
        var standings = agreements.SelectMany(agreement => Enumerable.Range(0, Days).Select(_ => Expected(agreement, _register.DayByZone(_register.DayToJudgeBy(90)), 90)));

        Assert.Equal(Enum.GetValues<Standing>().Except([Standing.LapsedInRenewal]), standings.Distinct().Order());
        Assert.Equal(Enum.GetValues<LifecycleState>(), agreements.Select(agreement => agreement.Lifecycle).Distinct().Order());
        Assert.Equal(IndonesianTime.ZoneIds.Order(StringComparer.Ordinal), agreements.Select(agreement => agreement.TimeZone).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

        var signedSuccessors = agreements.Where(agreement => agreement.EffectiveUntil is not null)
            .SelectMany(agreement => _register.Successors[agreement.Id], (agreement, successor) => (End: agreement.EffectiveUntil!.Value, Successor: successor))
            .Where(pair => pair.Successor.Lifecycle is LifecycleState.Signed or LifecycleState.Terminated).ToList();
        Assert.Contains(signedSuccessors, pair => pair.Successor.From == pair.End.AddDays(1));
        Assert.Contains(signedSuccessors, pair => pair.Successor.From == pair.End.AddDays(2));
        Assert.Contains(signedSuccessors, pair => pair.Successor.From <= pair.End && pair.Successor.InForceUntil == pair.End);
        Assert.Contains(signedSuccessors, pair => pair.Successor.From <= pair.End && pair.Successor.InForceUntil == pair.End.AddDays(1));
        Assert.Contains(signedSuccessors, pair => pair.Successor.InForceUntil < pair.Successor.From);
        Assert.Contains(signedSuccessors, pair => pair.Successor.From is null);
        Assert.Contains(agreements, agreement => agreement.OriginalTerm is not null);
        Assert.Contains(agreements, agreement => _register.Successors[agreement.Id].Count(successor => successor.Lifecycle != LifecycleState.Cancelled) > 1);
    }

    [Fact]
    public async Task The_store_finds_for_each_standing_those_that_stand_so_and_each_agreement_once()
    {
        foreach (var (days, horizon) in Judged())
        {
            var expected = _register.Agreements.ToLookup(agreement => Expected(agreement, days, horizon), agreement => agreement.Id);
            var found = 0;
            foreach (var standing in Enum.GetValues<Standing>())
            {
                var ids = await _db.Agreements.ThatStand(_db, [standing], days, horizon).Select(agreement => agreement.Id).ToListAsync();
                IsSame(expected[standing], ids, $"{standing} {Told(days, horizon)}");
                found += ids.Count;
            }

            Assert.Equal(_register.Agreements.Count, found);
        }
    }

    [Fact]
    public async Task Several_standings_at_once_find_those_of_each()
    {
        var all = Enum.GetValues<Standing>();
        foreach (var (days, horizon) in Judged())
        {
            Standing[] standings = [.. Enumerable.Range(0, _register.Pick(2, 2, 3, 4, 9)).Select(_ => _register.Pick(all))];

            var ids = await _db.Agreements.ThatStand(_db, standings, days, horizon).Select(agreement => agreement.Id).ToListAsync();

            var expected = _register.Agreements.Where(agreement => standings.Contains(Expected(agreement, days, horizon))).Select(agreement => agreement.Id);
            IsSame(expected, ids, $"{string.Join(", ", standings)} {Told(days, horizon)}");
        }
    }

    [Fact]
    public async Task All_standings_at_once_find_everything()
    {
        var (days, horizon) = Judged()[0];

        Assert.Equal(_register.Agreements.Count, await _db.Agreements.ThatStand(_db, Enum.GetValues<Standing>(), days, horizon).CountAsync());
    }

    [Fact]
    public async Task The_store_counts_by_province_and_standing_what_stands_so_and_nothing_twice()
    {
        foreach (var (days, horizon) in Judged())
        {
            var counts = await _db.Agreements.CountedByStanding(_db, days, horizon).ToListAsync();

            var expected = _register.Agreements.CountBy(agreement => (agreement.RegionCode[..2], Expected(agreement, days, horizon)));
            Assert.Equal(
                expected.Select(each => $"{each.Key.Item1} {each.Key.Item2} {each.Value}").Order(StringComparer.Ordinal),
                counts.Select(count => $"{count.ProvinceCode} {count.Standing} {count.Count}").Order(StringComparer.Ordinal));
            Assert.Equal(_register.Agreements.Count, counts.Sum(count => count.Count));
        }
    }

    [Fact]
    public async Task A_row_says_of_its_successors_what_the_domain_says()
    {
        var rows = await _db.Agreements.AsRows(_db, Reach.Everywhere).ToListAsync();

        Assert.Equal(_register.Agreements.Count, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Equal(Successor.ToShow(_register.Successors[row.Agreement.Id]), row.SuccessorId);
            Assert.Equal(_register.Facts[row.Agreement.Id].IsContinued, row.IsContinued);
            Assert.Equal(_register.Facts[row.Agreement.Id], row.Agreement.FactsFor(row.IsContinued));
        });
        Assert.Contains(rows, row => row.IsContinued);
        Assert.Contains(rows, row => row is { IsContinued: false, SuccessorId: not null });
    }

    [Fact]
    public async Task The_successors_of_one_are_read_as_the_domain_knows_them()
    {
        foreach (var agreement in _register.Agreements)
        {
            var successors = await _db.SuccessorsOf(agreement).ToListAsync();

            Assert.Equal(_register.Successors[agreement.Id].OrderBy(successor => successor.Id), successors.OrderBy(successor => successor.Id));
        }
    }

    [Fact]
    public async Task What_expires_within_so_many_days_is_what_runs_on_the_day_and_ends_by_the_last_of_them()
    {
        var found = 0;
        foreach (var (days, window) in Judged())
        {
            var within = _db.Agreements.ExpiringWithin(days, window);
            var ids = await within.Select(agreement => agreement.Id).ToListAsync();
            var uncontinued = await within.NotContinued(_db).Select(agreement => agreement.Id).ToListAsync();

            var expected = _register.Agreements.Where(agreement => agreement.EffectiveUntil is { } until
                && Expected(agreement, days, window) is Standing.InNotice or Standing.Expiring or Standing.Active
                && until.DayNumber - days[agreement.TimeZone].DayNumber <= window).ToList();
            IsSame(expected.Select(agreement => agreement.Id), ids, Told(days, window));
            IsSame(expected.Where(agreement => !_register.Successors[agreement.Id].Any(successor => successor.Continues(agreement))).Select(agreement => agreement.Id), uncontinued, Told(days, window));
            found += ids.Count - uncontinued.Count;
        }

        Assert.NotEqual(0, found);
    }

    private IReadOnlyList<(IReadOnlyDictionary<string, DateOnly> Days, int Horizon)> Judged() => _register.Judged(Days, Horizons);

    private Standing Expected(Agreement agreement, IReadOnlyDictionary<string, DateOnly> days, int horizon) =>
        _register.Facts[agreement.Id].On(days[agreement.TimeZone], horizon);

    private void IsSame(IEnumerable<Guid> expected, List<Guid> found, string when)
    {
        Assert.Equal(found.Count, found.Distinct().Count());
        Guid[] missing = [.. expected.Except(found)], surplus = [.. found.Except(expected)];
        Assert.True(missing.Length + surplus.Length == 0, $"{when}\nmissing: {Described(missing)}\nsurplus: {Described(surplus)}");
    }

    private string Described(Guid[] ids) => string.Join("; ", ids.Select(id => $"{_register.Agreements.Single(agreement => agreement.Id == id).TimeZone} {_register.Facts[id]}"));

    private static string Told(IReadOnlyDictionary<string, DateOnly> days, int horizon) => $"on {string.Join(", ", days.Select(day => $"{day.Key} {day.Value:O}"))} with {horizon} days";

    /// <summary>A host with such a register.</summary>
    public sealed class RandomHost : ServiceHost, IAsyncLifetime
    {
        private static readonly string[] Regions = ["11", "33", "33.05", "76", "76.02", "53.10", "92.02", "96.71", "82.03"];

        public RandomRegister Register { get; } = new(seed: 20261121, size: 400, Regions, Enum.GetValues<Segment>());

        public Task InitializeAsync() => Register.SaveAsync(Services);

        public new async Task DisposeAsync() => await base.DisposeAsync();
    }
}
