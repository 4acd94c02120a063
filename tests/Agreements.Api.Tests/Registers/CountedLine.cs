namespace Agreements.Api.Tests.Registers;

/// <summary>Days in a row without cover, counted.</summary>
/// <param name="From">First such day.</param>
/// <param name="Until">Last such day.</param>
/// <param name="Days">How many.</param>
/// <param name="Affected">How many people were covered on the last day before, or should have been from the first day on; null where nobody knows.</param>
/// <param name="After">The agreements that covered the last day before, one of which is named.</param>
/// <param name="Before">The agreements that cover the first day after, one of which is named.</param>
public sealed record CountedGap(DateOnly From, DateOnly Until, int Days, int? Affected, IReadOnlyList<Guid> After, IReadOnlyList<Guid> Before);

/// <summary>The cover of one line, day by day.</summary>
/// <param name="line">What was recorded of it.</param>
/// <param name="counted">The calendar.</param>
/// <param name="covers">Whether an agreement covers a day, by whichever dates are asked about.</param>
public sealed class CountedLine(IReadOnlyList<Recorded> line, CountedDays counted, Func<Recorded, DateOnly, bool> covers)
{
    // Whatever is signed for a day may cover nobody on it, never the other way round.
    private readonly DateOnly? _begins = CountedDays.RowsOf(counted.First, counted.Last, day => line.Any(record => CountedDays.CoversAsSigned(record, day)))
        .Select(row => (DateOnly?)row.From).FirstOrDefault();

    public IEnumerable<CountedGap> Gaps(DateOnly from, DateOnly to)
    {
        foreach (var row in CountedDays.RowsOf(from, to, IsUncovered))
        {
            // Where it lies across the edge of the window, what surrounds it is found beyond.
            var whole = CountedDays.RowsOf(counted.First, counted.Last, IsUncovered).Single(each => each.From <= row.From && each.Until >= row.From);
            var after = Covering(whole.From.AddDays(-1));
            var affected = after.Count > 0 ? after : [.. line.Where(record => CountedDays.CoversAsSigned(record, whole.From))];
            yield return new CountedGap(
                row.From, row.Until, CountedDays.Count(row.From, row.Until), affected.Max(CountedDays.QuotaOf), [.. after.Select(record => record.Id)], [.. Covering(whole.Until.AddDays(1)).Select(record => record.Id)]);
        }
    }

    public IEnumerable<(DateOnly From, DateOnly Until, int Days, IEnumerable<Guid> Ids)> Overlaps(DateOnly from, DateOnly to) =>
        CountedDays.RowsOf(from, to, day => Covering(day).Count > 1)
            .Select(row => (row.From, row.Until, CountedDays.Count(row.From, row.Until), line.Where(record => CountedDays.RowsOf(row.From, row.Until, day => covers(record, day)).Count > 0).Select(record => record.Id).Order().AsEnumerable()));

    private bool IsUncovered(DateOnly day) => day >= _begins && Covering(day).Count == 0;

    private List<Recorded> Covering(DateOnly day) => [.. line.Where(record => covers(record, day))];
}
