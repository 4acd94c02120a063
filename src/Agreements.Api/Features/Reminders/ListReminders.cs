using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reminders;

/// <summary>
/// Lists reminders that stand in one way, each judged by now and by today in its zone. What is due is what the next claims get, in their order: of each deadline the most urgent
/// rung whose day has come, whether somebody claimed it before or not. The others are listed by the day from which on they were due. One that failed and is tried again is due
/// once its rest is over.
/// </summary>
public sealed record ListReminders : IRequest<Page<ListedReminderView>>, IPaged
{
    /// <summary>Where they stand; <c>due</c> when left out.</summary>
    public Param<ReminderStanding>? State { get; init; }

    /// <summary>What must be done; comma-separated.</summary>
    public Params<DeadlineKind>? Kind { get; init; }

    /// <summary>Kemendagri codes, comma-separated: of exactly these regions.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>About this agreement.</summary>
    public Param<Guid>? AgreementId { get; init; }

    /// <summary>Of this deadline.</summary>
    public Param<Guid>? DeadlineId { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListRemindersValidator : AbstractValidator<ListReminders>
{
    public ListRemindersValidator()
    {
        this.AddPaging();
        this.AddRegions(query => query.RegionCode, query => query.ProvinceCode);
    }
}

internal sealed class ListRemindersHandler(AgreementsDbContext db, PageWalk walk, Caller caller) : IRequestHandler<ListReminders, Page<ListedReminderView>>
{
    public async Task<Page<ListedReminderView>> Handle(ListReminders request, CancellationToken cancellationToken)
    {
        var at = caller.Now();
        var today = IndonesianTime.DatesAt(at);
        var ladders = await db.LaddersAsync(cancellationToken);
        return request.State?.Value is null or ReminderStanding.Due
            ? await DueAsync(request, ladders, today, at, cancellationToken)
            : await StandingAsync(request, request.State.Value.Value, today, at, cancellationToken);
    }

    private async Task<Page<ListedReminderView>> DueAsync(
        ListReminders request, ReminderLadders ladders, IReadOnlyDictionary<string, DateOnly> today, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var deadlines = Concerning(db.DeadlinesWithin(caller.Reach).AsNoTracking(), request);
        if (request.DeadlineId is { Value: var deadlineId })
        {
            deadlines = deadlines.Where(deadline => deadline.Id == deadlineId);
        }

        var limit = request.LimitOrDefault();
        var rows = await deadlines.ToBeRemindedOf(today, at).WalkByWaiting(walk.Start<DayPlace>(request.After)).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, deadline => new DayPlace(deadline.RemindOn!.Value, deadline.Id));
        var due = (from deadline in page
                   let offset = ladders.Of(deadline.Kind).Current(deadline.DueOn, deadline.RemindedOffset, today[deadline.TimeZone])
                   where offset is not null
                   select (Deadline: deadline, Offset: offset.Value, Id: ReminderId.Of(deadline.Id, deadline.DueOn, offset.Value, ReminderChannel.Email))).ToList();
        var claimed = await db.RemindersNamed([.. due.Select(each => each.Id)]).AsNoTracking().ToDictionaryAsync(reminder => reminder.Id, cancellationToken);
        return new Page<ListedReminderView>
        {
            Items = [.. due.Select(each => claimed.TryGetValue(each.Id, out var reminder)
                ? ListedReminderView.Of(new RemindedDeadline { Reminder = reminder, Deadline = each.Deadline }, ReminderStanding.Due)
                : ListedReminderView.OfUnclaimed(each.Deadline, each.Offset))],
            Next = next,
        };
    }

    private async Task<Page<ListedReminderView>> StandingAsync(
        ListReminders request, ReminderStanding standing, IReadOnlyDictionary<string, DateOnly> today, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var reminders = Concerning(db.RemindersWithin(caller.Reach).AsNoTracking(), request).Standing(db, standing, today, at);
        if (request.DeadlineId is { Value: var deadlineId })
        {
            reminders = reminders.Where(reminder => reminder.DeadlineId == deadlineId);
        }

        var limit = request.LimitOrDefault();
        var rows = await reminders.WalkByFireDay(walk.Start<DayPlace>(request.After)).WithDeadlines(db).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, row => new DayPlace(row.Reminder.FireOn, row.Reminder.Id));
        return new Page<ListedReminderView> { Items = [.. page.Select(row => ListedReminderView.Of(row, standing))], Next = next };
    }

    private static IQueryable<TRow> Concerning<TRow>(IQueryable<TRow> rows, ListReminders request) =>
        rows.Concerning(request.Kind?.Values, request.RegionCode?.Split(','), request.ProvinceCode, request.AgreementId?.Value);
}
