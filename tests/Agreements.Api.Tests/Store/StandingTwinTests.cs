using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Registers;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using FsCheck;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Tests.Store;

/// <summary>How agreements stand, asked of the store and of the domain: both say the same of every register on every day.</summary>
public sealed class StandingTwinTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly Arbitrary<Case> AnyCases = AnyCase.Of(Place.All, Enum.GetValues<Segment>(), moments: 4, 0, 1, 30, 90, 3650);

    [Fact]
    public Task The_store_finds_for_each_standing_those_that_stand_so_and_each_agreement_once() => HoldsAsync(25, async (db, register, moment) =>
    {
        var expected = register.Agreements.ToLookup(agreement => Expected(register, agreement, moment), agreement => agreement.Id);
        var found = 0;
        foreach (var standing in Enum.GetValues<Standing>())
        {
            var ids = await db.Agreements.ThatStand(db, [standing], moment.ByZone, moment.Days).Select(agreement => agreement.Id).ToListAsync();
            IsSame(expected[standing], ids, $"{standing} {moment}");
            found += ids.Count;
        }

        Assert.Equal(register.Agreements.Count, found);
    });

    [Fact]
    public Task Several_standings_at_once_find_those_of_each() => HoldsAsync(25, async (db, register, moment) =>
    {
        // Which ones depends on the moment, so that a case is the same whenever it is tried.
        var all = Enum.GetValues<Standing>();
        var chosen = new Random(moment.In(Place.All[0]).DayNumber + moment.Days);
        Standing[] standings = [.. Enumerable.Range(0, chosen.Next(2, 5)).Select(_ => all[chosen.Next(all.Length)])];

        var ids = await db.Agreements.ThatStand(db, standings, moment.ByZone, moment.Days).Select(agreement => agreement.Id).ToListAsync();
        var everything = await db.Agreements.ThatStand(db, all, moment.ByZone, moment.Days).CountAsync();

        IsSame(register.Agreements.Where(agreement => standings.Contains(Expected(register, agreement, moment))).Select(agreement => agreement.Id), ids, $"{string.Join(", ", standings)} {moment}");
        Assert.Equal(register.Agreements.Count, everything);
    });

    [Fact]
    public Task The_store_counts_by_province_and_standing_what_stands_so_and_nothing_twice() => HoldsAsync(50, async (db, register, moment) =>
    {
        var counts = await db.Agreements.CountedByStanding(db, moment.ByZone, moment.Days).ToListAsync();

        var expected = register.Agreements.CountBy(agreement => (agreement.RegionCode[..2], Expected(register, agreement, moment)));
        Assert.Equal(
            expected.Select(each => $"{each.Key.Item1} {each.Key.Item2} {each.Value}").Order(StringComparer.Ordinal),
            counts.Select(count => $"{count.ProvinceCode} {count.Standing} {count.Count}").Order(StringComparer.Ordinal));
        Assert.Equal(register.Agreements.Count, counts.Sum(count => count.Count));
    });

    [Fact]
    public Task What_expires_within_so_many_days_is_what_runs_on_the_day_and_ends_by_the_last_of_them() => HoldsAsync(50, async (db, register, moment) =>
    {
        var within = db.Agreements.ExpiringWithin(moment.ByZone, moment.Days);
        var ids = await within.Select(agreement => agreement.Id).ToListAsync();
        var uncontinued = await within.NotContinued(db).Select(agreement => agreement.Id).ToListAsync();

        var expected = register.Agreements.Where(agreement => agreement.EffectiveUntil is { } until
            && Expected(register, agreement, moment) is Standing.InNotice or Standing.Expiring or Standing.Active
            && until.DayNumber - moment.ByZone[agreement.TimeZone].DayNumber <= moment.Days).ToList();
        IsSame(expected.Select(agreement => agreement.Id), ids, moment.ToString());
        IsSame(expected.Where(agreement => !register.Facts[agreement.Id].IsContinued).Select(agreement => agreement.Id), uncontinued, moment.ToString());
    });

    [Fact]
    public Task A_row_says_of_its_successors_what_the_domain_says() => Always.HoldsAsync(AnyCases, cases: 50, largest: 40, one => one.Register.InStoreAsync(host.Services, async db =>
    {
        var register = one.Register;
        var rows = await db.Agreements.AsRows(db, Reach.Everywhere).ToListAsync();

        Assert.Equal(register.Agreements.Count, rows.Count);
        foreach (var row in rows)
        {
            Assert.Equal(Successor.ToShow(register.Successors[row.Agreement.Id]), row.SuccessorId);
            Assert.Equal(register.Facts[row.Agreement.Id], row.Agreement.FactsFor(row.IsContinued));
        }

        foreach (var agreement in register.Agreements)
        {
            var successors = await db.SuccessorsOf(agreement).ToListAsync();
            Assert.Equal(register.Successors[agreement.Id].OrderBy(successor => successor.Id), successors.OrderBy(successor => successor.Id));
        }
    }));

    private Task HoldsAsync(int cases, Func<AgreementsDbContext, MadeUpRegister, Moment, Task> holds) => Always.HoldsAsync(AnyCases, cases, largest: 60, one => one.Register.InStoreAsync(host.Services, async db =>
    {
        foreach (var moment in one.Moments)
        {
            await holds(db, one.Register, moment);
        }
    }));

    private static Standing Expected(MadeUpRegister register, Agreement agreement, Moment moment) => register.Facts[agreement.Id].On(moment.ByZone[agreement.TimeZone], moment.Days);

    private static void IsSame(IEnumerable<Guid> expected, List<Guid> found, string what)
    {
        Assert.Equal(found.Count, found.Distinct().Count());
        Guid[] missing = [.. expected.Except(found)], surplus = [.. found.Except(expected)];
        Assert.True(missing.Length + surplus.Length == 0, $"{what}\nmissing: {string.Join(", ", missing)}\nsurplus: {string.Join(", ", surplus)}");
    }
}
