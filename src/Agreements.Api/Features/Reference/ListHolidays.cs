using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Reference;

/// <summary>Lists the days on which government offices are closed, in their order. Back-plans keep off them; no legal date is ever moved by them.</summary>
public sealed record ListHolidays : IRequest<Page<HolidayView>>, IPaged
{
    /// <summary>On or after this day.</summary>
    public Param<DateOnly>? From { get; init; }

    /// <summary>On or before this day.</summary>
    public Param<DateOnly>? To { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListHolidaysValidator : AbstractValidator<ListHolidays>
{
    public ListHolidaysValidator() => this.AddPaging();
}

internal sealed class ListHolidaysHandler(AgreementsDbContext db, PageWalk walk) : IRequestHandler<ListHolidays, Page<HolidayView>>
{
    public async Task<Page<HolidayView>> Handle(ListHolidays request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var after = walk.Start<Place>(request.After)?.On;
        var rows = (await db.HolidaysAsync(cancellationToken))
            .Where(holiday => !(holiday.On < request.From?.Value) && !(holiday.On > request.To?.Value) && !(holiday.On <= after))
            .Take(limit + 1).ToList();
        var (page, next) = walk.Turn(rows, limit, holiday => new Place(holiday.On));
        return new Page<HolidayView> { Items = [.. page.Select(HolidayView.Of)], Next = next };
    }

    private sealed record Place(DateOnly On);
}
