namespace Agreements.Domain.Continuity;

/// <summary>The days on which one agreement gives cover.</summary>
/// <param name="AgreementId">The agreement.</param>
/// <param name="From">First day; null where it is unknown, which counts as begun.</param>
/// <param name="Until">Last day; null where there is none.</param>
public sealed record CoverSpan(Guid AgreementId, DateOnly? From, DateOnly? Until);

/// <summary>Days in a row on which nobody is covered.</summary>
/// <param name="From">First uncovered day.</param>
/// <param name="Until">Last uncovered day.</param>
/// <param name="After">The agreement whose cover ended.</param>
public sealed record Gap(DateOnly From, DateOnly Until, Guid After)
{
    /// <summary>How many days.</summary>
    public int Days => Until.DayNumber - From.DayNumber + 1;
}

/// <summary>Days in a row on which more than one agreement gives cover.</summary>
/// <param name="From">First such day.</param>
/// <param name="Until">Last such day.</param>
/// <param name="AgreementIds">The agreements, in the order in which they begin.</param>
public sealed record Overlap(DateOnly From, DateOnly Until, IReadOnlyList<Guid> AgreementIds)
{
    /// <summary>How many days.</summary>
    public int Days => Until.DayNumber - From.DayNumber + 1;
}

/// <summary>
/// The cover of one segment of one region, term after term on one line. A gap begins where cover has ended: the days before the first term are none.
/// Terms that touch leave no gap; one day between them is one.
/// </summary>
public sealed class ContinuityLine
{
    private readonly List<(DateOnly From, DateOnly Until, Guid AgreementId)> _spans;

    /// <summary>Lines the spans up; one that ends before it begins gives no cover at all.</summary>
    public ContinuityLine(IEnumerable<CoverSpan> spans) =>
        _spans = [.. spans
            .Select(span => (From: span.From ?? DateOnly.MinValue, Until: span.Until ?? DateOnly.MaxValue, span.AgreementId))
            .Where(span => span.From <= span.Until)
            .OrderBy(span => span.From).ThenBy(span => span.AgreementId)];

    /// <summary>The uncovered days of a window, row by row; the last one reaches to the end of the window where nothing follows.</summary>
    public IReadOnlyList<Gap> Gaps(DateOnly from, DateOnly to)
    {
        var gaps = new List<Gap>();
        (DateOnly Until, Guid AgreementId)? reach = null;
        foreach (var span in _spans)
        {
            if (reach is { } covered && covered.Until < span.From && covered.Until.AddDays(1) < span.From)
            {
                Add(covered, span.From.AddDays(-1));
            }

            if (reach is null || span.Until > reach.Value.Until)
            {
                reach = (span.Until, span.AgreementId);
            }
        }

        if (reach is { } last && last.Until < DateOnly.MaxValue)
        {
            Add(last, DateOnly.MaxValue);
        }

        return gaps;

        void Add((DateOnly Until, Guid AgreementId) covered, DateOnly lastUncovered)
        {
            var (first, end) = (Later(covered.Until.AddDays(1), from), Earlier(lastUncovered, to));
            if (first <= end)
            {
                gaps.Add(new Gap(first, end, covered.AgreementId));
            }
        }
    }

    /// <summary>The days of a window that are covered more than once, row by row.</summary>
    public IReadOnlyList<Overlap> Overlaps(DateOnly from, DateOnly to)
    {
        var inside = _spans.Where(span => span.Until >= from && span.From <= to)
            .Select(span => (From: Later(span.From, from), Until: Earlier(span.Until, to), span.AgreementId)).ToList();

        // Whatever begins where another still runs doubles it up to the earlier end; what touches or crosses is one row of days.
        var doubled = inside.SelectMany((one, index) => inside.Skip(index + 1), (one, other) => (One: one, Other: other))
            .Where(pair => pair.Other.From <= pair.One.Until)
            .Select(pair => (From: Later(pair.One.From, pair.Other.From), Until: Earlier(pair.One.Until, pair.Other.Until)))
            .OrderBy(days => days.From);
        var rows = new List<(DateOnly From, DateOnly Until)>();
        foreach (var days in doubled)
        {
            if (rows.Count > 0 && days.From.DayNumber <= rows[^1].Until.DayNumber + 1)
            {
                rows[^1] = (rows[^1].From, Later(rows[^1].Until, days.Until));
            }
            else
            {
                rows.Add(days);
            }
        }

        return rows.ConvertAll(row => new Overlap(
            row.From, row.Until, [.. inside.Where(span => span.From <= row.Until && span.Until >= row.From).Select(span => span.AgreementId)]));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
