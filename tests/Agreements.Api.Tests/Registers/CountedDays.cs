using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Tests.Registers;

/// <summary>Days in a row without anybody really covered on a line.</summary>
/// <param name="Of">The agreements that ended on the day before; those that were signed for the first day where there had been no cover yet.</param>
/// <param name="IsBeginning">That there had been no cover yet.</param>
/// <param name="From">First such day.</param>
/// <param name="Until">Last such day; null where nothing covers anybody afterwards.</param>
/// <param name="SignedFrom">The first of them for which something is signed all the same; null where there is none.</param>
public sealed record Uncovered(IReadOnlyList<Recorded> Of, bool IsBeginning, DateOnly From, DateOnly? Until, DateOnly? SignedFrom);

/// <summary>
/// What follows from what was recorded, found by going through the calendar day by day. It says plainly what the rules, the queries and the answers are to
/// agree with, and shares no line with them.
/// </summary>
public sealed class CountedDays
{
    private readonly Lazy<IReadOnlyList<Uncovered>> _uncovered;

    public CountedDays(MadeUpRegister register)
    {
        Records = register.Records;
        List<DateOnly> named = [.. Records.SelectMany(DaysNamedBy)];
        (First, Last) = named.Count == 0 ? (MadeUpRegister.Today, MadeUpRegister.Today) : (named.Min().AddDays(-2), named.Max().AddDays(2));
        _uncovered = new(() => [.. Records.GroupBy(record => record.Line).SelectMany(line => UncoveredOn([.. line]))]);
    }

    public IReadOnlyList<Recorded> Records { get; }

    /// <summary>A day before anything that was recorded.</summary>
    public DateOnly First { get; }

    /// <summary>A day after everything that was recorded: from then on nothing changes any more.</summary>
    public DateOnly Last { get; }

    /// <summary>Every row of uncovered days of every line.</summary>
    public IReadOnlyList<Uncovered> Uncovered => _uncovered.Value;

    /// <summary>Every row of days between two, these included, on each of which something holds.</summary>
    public static IReadOnlyList<(DateOnly From, DateOnly Until)> RowsOf(DateOnly from, DateOnly until, Func<DateOnly, bool> holds)
    {
        var rows = new List<(DateOnly From, DateOnly Until)>();
        foreach (var day in Days(from, until).Where(holds))
        {
            if (rows.Count > 0 && rows[^1].Until.AddDays(1) == day)
            {
                rows[^1] = (rows[^1].From, day);
            }
            else
            {
                rows.Add((day, day));
            }
        }

        return rows;
    }

    /// <summary>How many days there are from one to another, these included.</summary>
    public static int Count(DateOnly from, DateOnly until) => Days(from, until).Count();

    /// <summary>How an agreement stands: what has come to pass with it on the days up to this one, and what comes on those ahead.</summary>
    public Standing StandingOf(Recorded record, Moment moment)
    {
        var day = moment.In(record.Place);
        var (end, notice) = (EndOf(record), NoticeOf(record));
        var (begun, over, terminated, inNotice) = (record.From is null, false, false, false);
        foreach (var passing in Days(First, day).TakeWhile(passing => passing <= Last))
        {
            begun |= passing == record.From;
            over |= passing.AddDays(-1) == end;
            terminated |= passing == record.TerminatedOn;
            inNotice |= passing == notice;
        }

        var endsSoon = Days(day, Last).Take(moment.Days + 1).Any(ahead => ahead == end);
        return (record.IsSigned, terminated, begun, over) switch
        {
            (_, true, _, _) => Standing.Terminated,
            (false, _, _, _) => Standing.NotInForce,
            (_, _, false, _) => Standing.Upcoming,
            (_, _, _, true) when IsContinued(record) => Standing.Superseded,
            (_, _, _, true) => record.InRenewal ? Standing.LapsedInRenewal : Standing.Lapsed,
            _ when inNotice => Standing.InNotice,
            _ when endsSoon => Standing.Expiring,
            _ => Standing.Active,
        };
    }

    /// <summary>Whether an agreement in force is one of which nobody knows when it ends.</summary>
    public static bool RunsUntilNobodyKnows(Recorded record, DateOnly day) => IsInForce(record, day) && EndOf(record) is null && !record.OpenEnded;

    public static bool IsInForce(Recorded record, DateOnly day) =>
        record.IsSigned && !(day < record.From) && !(day > EndOf(record)) && !(day >= record.TerminatedOn);

    /// <summary>Whether anybody is covered on a day by the dates that were signed. One that begins nobody knows when tells of its last day alone.</summary>
    public static bool CoversAsSigned(Recorded record, DateOnly day) =>
        IsInForce(record, day) && (record.From is not null || day >= record.CoverageFrom || day == LastDayOf(record));

    /// <summary>Whether anybody is really covered on a day.</summary>
    public static bool CoversReally(Recorded record, DateOnly day) => IsInForce(record, day) && (record.From, record.CoverageFrom) switch
    {
        (_, { } found) => day >= found,
        (null, null) => day == LastDayOf(record),
        _ => IsActivated(record, day),
    };

    /// <summary>How many people its terms are for: of the amendments that came into effect at all, the one signed last decides.</summary>
    public static int? QuotaOf(Recorded record) => AsSigned(record).LastOrDefault(amended => amended.Quota is not null && !(amended.EffectiveOn >= record.TerminatedOn))?.Quota;

    /// <summary>The last day as amended: the amendment signed last decides.</summary>
    public static DateOnly? EndOf(Recorded record) => AsSigned(record).LastOrDefault(amended => amended.Until is not null)?.Until ?? record.Until;

    /// <summary>The day on which notice is due: the one of the end so many months earlier, or the last one of a month that is too short for it.</summary>
    public static DateOnly? NoticeOf(Recorded record)
    {
        if ((EndOf(record), record.NoticeMonths) is not ({ } end, { } months))
        {
            return null;
        }

        var month = new DateOnly(end.Year, end.Month, 1);
        for (; months > 0; months--)
        {
            month = month.AddDays(-1);
            month = new DateOnly(month.Year, month.Month, 1);
        }

        return Days(month, month.AddDays(end.Day - 1)).Last(day => day.Month == month.Month);
    }

    /// <summary>The one to speak for several: the one with the most people, and of those the one with the greatest id.</summary>
    public static Recorded MostPeople(IEnumerable<Recorded> records) => records.OrderByDescending(record => QuotaOf(record) ?? -1).ThenByDescending(record => record.Id).First();

    /// <summary>Whether one that names it as its predecessor is in force for the same people on the day after its last, and has begun on a day that is known.</summary>
    public bool IsContinued(Recorded record) => LastDayOf(record)?.AddDays(1) is { } dayAfter
        && Records.Any(other => other.Continues == record.Number && other.Line == record.Line && other.From is not null && IsInForce(other, dayAfter));

    /// <summary>The rows that are open on the day, or begin at most so many days after tomorrow.</summary>
    public IEnumerable<Uncovered> OpenOrAhead(Moment moment, int withinDays) => Uncovered.Where(row =>
    {
        var today = moment.In(row.Of[0].Place);
        return row.From.DayNumber - today.DayNumber <= withinDays + 1 && !(row.Until < today);
    });

    private IEnumerable<Uncovered> UncoveredOn(IReadOnlyList<Recorded> line)
    {
        if (!Days(First, Last).Any(day => line.Any(record => CoversAsSigned(record, day))))
        {
            yield break;
        }

        var begins = Days(First, Last).First(day => line.Any(record => CoversAsSigned(record, day)));
        foreach (var (from, until) in RowsOf(begins, Last, day => !line.Any(record => CoversReally(record, day))))
        {
            var isBeginning = from == begins;
            yield return new Uncovered(
                [.. line.Where(record => isBeginning ? CoversAsSigned(record, from) : CoversReally(record, from.AddDays(-1)))],
                isBeginning,
                from,
                until == Last ? null : until,
                Days(from, until).Where(day => line.Any(record => CoversAsSigned(record, day))).Select(day => (DateOnly?)day).FirstOrDefault());
        }
    }

    private static IEnumerable<DateOnly> DaysNamedBy(Recorded record) => new[]
    {
        record.From, record.Until, EndOf(record), record.CoverageFrom, record.TerminatedOn, NoticeOf(record), record.SignedOn?.AddDays(31), record.HandedOverOn?.AddDays(31),
    }.OfType<DateOnly>();

    // BPJS has had both the signatures and the list on some day up to this one, or of an earlier month where people are activated in the next.
    private static bool IsActivated(Recorded record, DateOnly day) => record.Activation is not { } mode || record.SignedOn is not { } signed
        || Days(signed, day).Any(passing => !(passing < record.HandedOverOn) && (mode == ActivationMode.SameDay || (passing.Year, passing.Month) != (day.Year, day.Month)));

    private static IEnumerable<Amended> AsSigned(Recorded record) => record.Amendments.OrderBy(amended => amended.SignedOn);

    // The last day on which it is in force, by its end or its termination.
    private static DateOnly? LastDayOf(Recorded record) => new[] { EndOf(record), record.TerminatedOn?.AddDays(-1) }.Where(day => day is not null).Min();

    private static IEnumerable<DateOnly> Days(DateOnly from, DateOnly until)
    {
        for (var number = from.DayNumber; number <= until.DayNumber; number++)
        {
            yield return DateOnly.FromDayNumber(number);
        }
    }
}
