using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data.Queries;
using Agreements.Domain.Calendars;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Calendars;

/// <summary>
/// Lists the feeds that the caller made, newest last, without their tokens; to administrators also those of others that reach no further than they do. Those that
/// have expired or were revoked are listed too.
/// </summary>
public sealed record ListCalendarFeeds : IRequest<Page<CalendarFeedView>>, IPaged
{
    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListCalendarFeedsValidator : AbstractValidator<ListCalendarFeeds>
{
    public ListCalendarFeedsValidator() => this.AddPaging();
}

internal sealed class ListCalendarFeedsHandler(PageWalk walk, CalendarFeedAtHand hand) : IRequestHandler<ListCalendarFeeds, Page<CalendarFeedView>>
{
    public async Task<Page<CalendarFeedView>> Handle(ListCalendarFeeds request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var rows = await FindAsync(walk.Start<Place>(request.After)?.Id, limit + 1, cancellationToken);
        var (page, next) = walk.Turn(rows, limit, feed => new Place(feed.Id));
        return new Page<CalendarFeedView> { Items = [.. page.Select(CalendarFeedView.Of)], Next = next };
    }

    // How far a feed reaches follows from the catchments of the day, so what lies beyond the caller is left out here and the walk goes on.
    private async Task<List<CalendarFeed>> FindAsync(Guid? after, int most, CancellationToken cancellationToken)
    {
        var found = new List<CalendarFeed>();
        while (true)
        {
            var batch = await hand.Candidates().AsNoTracking().WalkById(after).Take(most).ToListAsync(cancellationToken);
            foreach (var feed in batch)
            {
                if (await hand.IsWithinReachAsync(feed, cancellationToken))
                {
                    found.Add(feed);
                }

                if (found.Count == most)
                {
                    return found;
                }
            }

            if (batch.Count < most)
            {
                return found;
            }

            after = batch[^1].Id;
        }
    }

    private sealed record Place(Guid Id);
}
