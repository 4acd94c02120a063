namespace Agreements.Domain.Continuity;

/// <summary>The days on which one agreement gives cover.</summary>
/// <param name="AgreementId">The agreement.</param>
/// <param name="From">First day; null where it is unknown: then only the last one is known to be covered.</param>
/// <param name="Until">Last day; null where there is none.</param>
public sealed record CoverSpan(Guid AgreementId, DateOnly? From, DateOnly? Until)
{
    /// <summary>The first day that is known to be covered; null where none is, because the span ends before it begins or neither day is known.</summary>
    public DateOnly? FirstCovered => (From ?? Until) is { } first && !(Until < first) ? first : null;
}

/// <summary>Days in a row on which nobody is covered.</summary>
/// <param name="From">First uncovered day.</param>
/// <param name="Until">Last uncovered day.</param>
/// <param name="After">The agreement whose cover ended; null where none had begun.</param>
/// <param name="Before">The agreement whose cover follows; null where none does.</param>
public sealed record Gap(DateOnly From, DateOnly Until, Guid? After, Guid? Before)
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
/// The cover of one segment of one region, term after term on one line. A gap begins where cover has ended, or where it should have begun; the days before
/// are none. Terms that touch leave no gap; one day between them is one.
/// </summary>
public sealed class ContinuityLine
{
    private readonly List<(DateOnly From, DateOnly Until, Guid AgreementId)> _spans;

    private readonly DateOnly? _begins;

    /// <summary>Lines the spans up; one that ends before it begins, or of which nothing is known, gives no cover at all.</summary>
    /// <param name="spans">The days on which each agreement gives cover.</param>
    /// <param name="begins">The day from which there should be cover; the first span's when left out.</param>
    public ContinuityLine(IEnumerable<CoverSpan> spans, DateOnly? begins = null)
    {
        _begins = begins;
        _spans = [.. from span in spans
                     let first = span.FirstCovered
                     where first is not null
                     orderby first, span.AgreementId
                     select (first.Value, span.Until ?? DateOnly.MaxValue, span.AgreementId)];
    }

    /// <summary>The uncovered days of a window, row by row; the last one reaches to the end of the window where nothing follows.</summary>
    public IReadOnlyList<Gap> Gaps(DateOnly from, DateOnly to)
    {
        var gaps = new List<Gap>();
        var uncovered = _begins ?? (_spans.Count > 0 ? _spans[0].From : null);
        Guid? after = null;
        foreach (var span in _spans)
        {
            if (uncovered < span.From)
            {
                Add(uncovered.Value, span.From.AddDays(-1), span.AgreementId);
            }

            if (span.Until >= uncovered)
            {
                (uncovered, after) = (span.Until < DateOnly.MaxValue ? span.Until.AddDays(1) : null, span.AgreementId);
            }
        }

        if (uncovered is { } rest)
        {
            Add(rest, DateOnly.MaxValue, before: null);
        }

        return gaps;

        void Add(DateOnly first, DateOnly last, Guid? before)
        {
            var (start, end) = (Later(first, from), Earlier(last, to));
            if (start <= end)
            {
                gaps.Add(new Gap(start, end, after, before));
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
