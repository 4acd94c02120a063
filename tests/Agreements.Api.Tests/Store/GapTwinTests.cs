using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Registers;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using FsCheck;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Tests.Store;

/// <summary>Where cover breaks off, asked of the store and counted day by day.</summary>
public sealed class GapTwinTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    // Few lines, so that much happens on each.
    private static readonly Arbitrary<Case> AnyCases = AnyCase.Of([.. Place.All.Take(4)], [Segment.PbpuBp, Segment.General], moments: 6, 0, 1, 30, 120, 3650);

    private static readonly int[] PageSizes = [1, 3];

    [Fact]
    public Task The_store_lists_every_break_of_a_line_that_lies_in_the_window_or_is_open() => HoldsAsync(50, async (db, counted, moment) =>
    {
        var rows = await db.Agreements.Breaks(db, moment.ByZone, moment.Days).ToListAsync();

        Assert.Equal(
            counted.OpenOrAhead(moment, moment.Days).Select(row => (CountedDays.MostPeople(row.Of).Id, row.From)).Order(),
            rows.Select(row => (row.AgreementId, row.From)).Order());
    });

    [Fact]
    public Task Lines_are_counted_once_on_either_side_of_the_day() => HoldsAsync(50, async (db, counted, moment) =>
    {
        var lines = await db.Agreements.Breaks(db, moment.ByZone, moment.Days).CountedByLine(moment.ByZone).ToListAsync();

        var expected = counted.OpenOrAhead(moment, moment.Days).Select(row => (row.Of[0].Line, IsOpen: row.From <= moment.In(row.Of[0].Place))).Distinct();
        Assert.Equal(
            expected.GroupBy(line => line.IsOpen).Select(side => new BrokenLines(side.Key, side.Count())).OrderBy(side => side.IsOpen),
            lines.OrderBy(side => side.IsOpen));
    });

    [Fact]
    public Task The_list_says_when_cover_comes_back_and_which_agreement_under_way_is_to_continue_it() => Always.HoldsAsync(AnyCases, cases: 50, largest: 40, one => one.Register.InStoreAsync(host.Services, async db =>
    {
        var counted = new CountedDays(one.Register);
        foreach (var moment in one.Moments)
        {
            foreach (var row in await db.Agreements.Breaks(db, moment.ByZone, moment.Days).AsRows(db, Reach.Everywhere).ToListAsync())
            {
                var expected = counted.Uncovered.Single(uncovered => uncovered.From == row.Break.From && uncovered.Of[0].Line == (row.Break.RegionCode, row.Break.Segment));
                Assert.Equal(expected.Until?.AddDays(1), row.NextCoverageFrom);
                Assert.Equal(UnderWay(one.Register, row.Break.AgreementId), row.SuccessorId);

                // What has begun by the first uncovered day, or by the day that is judged by, is not still to come.
                var begun = new[] { row.Break.From, moment.ByZone[row.Break.TimeZone] }.Max();
                var signed = expected.SignedFrom ?? expected.Until?.AddDays(1);
                Assert.Equal(signed > begun ? signed : null, row.NextFrom > begun ? row.NextFrom : null);
            }
        }
    }));

    [Fact]
    public Task Most_people_come_first_and_a_walk_finds_each_once_in_that_order() => HoldsAsync(20, async (db, counted, moment) =>
    {
        var expected = counted.OpenOrAhead(moment, moment.Days).Select(row => (Of: CountedDays.MostPeople(row.Of), row.From))
            .OrderBy(row => CountedDays.QuotaOf(row.Of) is null).ThenByDescending(row => CountedDays.QuotaOf(row.Of)).ThenBy(row => row.From).ThenBy(row => row.Of.Id)
            .Select(row => (row.Of.Id, row.From)).ToList();
        foreach (var size in PageSizes)
        {
            var rows = new List<CoverBreak>();
            BreakPosition? after = null;
            while (await db.Agreements.Breaks(db, moment.ByZone, moment.Days).MostAffectedFirst(after).Take(size).ToListAsync() is { Count: > 0 } page && rows.Count <= expected.Count)
            {
                rows.AddRange(page);
                after = ContinuityQueries.PositionOf(page[^1]);
            }

            Assert.Equal(expected, rows.Select(row => (row.AgreementId, row.From)));
        }
    });

    private Task HoldsAsync(int cases, Func<AgreementsDbContext, CountedDays, Moment, Task> holds) => Always.HoldsAsync(AnyCases, cases, largest: 40, one => one.Register.InStoreAsync(host.Services, async db =>
    {
        var counted = new CountedDays(one.Register);
        foreach (var moment in one.Moments)
        {
            await holds(db, counted, moment);
        }
    }));

    private static Guid? UnderWay(MadeUpRegister register, Guid id) => register.Successors[id]
        .Where(successor => successor.Lifecycle is LifecycleState.Draft or LifecycleState.InReview or LifecycleState.Approved or LifecycleState.PartiallySigned)
        .Select(successor => (Guid?)successor.Id).Max();
}
