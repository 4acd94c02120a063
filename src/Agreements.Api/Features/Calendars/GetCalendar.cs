using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Agreements.Api.Security;
using Agreements.Api.Setup;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Calendars;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Regions;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Calendars;

/// <summary>Reads the calendar that an address opens.</summary>
internal sealed record GetCalendar(OpenedCalendar Opened) : IRequest<WrittenCalendar>
{
    /// <summary>What the document says about it.</summary>
    public const string Description =
        "The calendar of a feed (iCalendar, RFC 5545): each deadline that somebody must still act on is an all-day event, from those that are overdue to those due within 400 days, "
        + "2,000 at most, the soonest, and of the overdue ones the latest 500. The token in the address is all that opens it, since calendar programs can send nothing else: whoever has the address "
        + "reads the calendar, so treat it like a password, and revoke the feed when it has got about. It is kept out of logs, traces and the audit.\n\n"
        + "An event keeps its `UID` as long as it is about the same thing: when the date moves, so does the event, with a higher `SEQUENCE`. What is met or not due any more is left out, "
        + "since programs take each answer as the whole calendar. An event is `TENTATIVE`, and has no alarm, as long as the record behind it has still to be confirmed; an acknowledgement silences the alarms of the days that it "
        + "covers. A token that is unknown, expired or revoked, or whose maker's key has ended, is answered with the same 404.";
}

/// <summary>A calendar on its way out.</summary>
/// <param name="Tag">The ETag: weak, since it tells states apart, not bytes.</param>
/// <param name="Head">What it is called.</param>
/// <param name="Entries">Its days, read as they are asked for.</param>
internal sealed record WrittenCalendar(string Tag, CalendarHead Head, IAsyncEnumerable<CalendarEntry> Entries);

internal sealed class GetCalendarHandler(AgreementsDbContext db, TimeProvider clock, CalendarOptions options) : IRequestHandler<GetCalendar, WrittenCalendar>
{
    private const int ReadAtOnce = 200;
    private const int RefreshHours = 6;

    public async Task<WrittenCalendar> Handle(GetCalendar request, CancellationToken cancellationToken)
    {
        var (feed, reach) = request.Opened;

        // Where a day has begun in one zone and not in another, the earlier one parts what is to come from what is overdue: nothing is left out.
        var today = IndonesianTime.DatesAt(clock.GetUtcNow()).Values.Min();
        var deadlines = db.ForCalendar(reach, feed.Kinds);
        return new WrittenCalendar(
            await TagAsync(feed, deadlines, today, cancellationToken), new CalendarHead(feed.Name, RefreshHours), ReadAsync(request.Opened, deadlines, today, cancellationToken));
    }

    // Reads no more than it takes to tell whether anything has changed: most who ask again get nothing new.
    private async Task<string> TagAsync(CalendarFeed feed, IQueryable<Deadline> deadlines, DateOnly today, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Note(string.Create(CultureInfo.InvariantCulture, $"{feed.Id} {feed.Version} {options.PublicUrl}"));
        await NoteAllAsync(deadlines.ToCome(today).WalkByDue(after: null).Take(CalendarFeed.MostToCome));
        await NoteAllAsync(deadlines.Before(today).WalkBackByDue(after: null).Take(CalendarFeed.MostOverdue));
        return $"W/\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16))}\"";

        async Task NoteAllAsync(IQueryable<Deadline> some)
        {
            await foreach (var mark in some.Marked(db).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                Note(string.Create(CultureInfo.InvariantCulture, $"\n{mark.Id} {mark.Sequence} {mark.Agreement} {mark.Office}"));
            }
        }

        void Note(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    private async IAsyncEnumerable<CalendarEntry> ReadAsync(
        OpenedCalendar opened, IQueryable<Deadline> deadlines, DateOnly today, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var texts = new CalendarTexts(opened.Feed, options);
        await foreach (var batch in BatchesAsync(after => deadlines.ToCome(today).WalkByDue(after), CalendarFeed.MostToCome, cancellationToken)
            .Concat(BatchesAsync(after => deadlines.Before(today).WalkBackByDue(after), CalendarFeed.MostOverdue, cancellationToken)))
        {
            var agreements = await db.AgreementsOfAsync(batch, opened.Reach, cancellationToken);
            foreach (var deadline in batch)
            {
                yield return texts.EntryOf(deadline, deadline.AgreementId is { } id ? agreements.GetValueOrDefault(id) : null);
            }
        }
    }

    // No row is held while a slow subscriber takes what was read before.
    private static async IAsyncEnumerable<List<Deadline>> BatchesAsync(
        Func<DayPlace?, IQueryable<Deadline>> walk, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        DayPlace? after = null;
        for (var left = most; left > 0; left -= ReadAtOnce)
        {
            var batch = await walk(after).Take(Math.Min(ReadAtOnce, left)).ToListAsync(cancellationToken);
            if (batch.Count == 0)
            {
                yield break;
            }

            yield return batch;
            if (batch.Count < ReadAtOnce)
            {
                yield break;
            }

            after = new DayPlace(batch[^1].DueOn, batch[^1].Id);
        }
    }
}
