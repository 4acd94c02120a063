using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Reference;

/// <summary>Reads the holiday on a day.</summary>
public sealed record GetHoliday : IRequest<HolidayView>
{
    /// <summary>The day, as YYYY-MM-DD.</summary>
    [FromRoute]
    public string On { get; init; } = "";
}

internal sealed class GetHolidayHandler(HolidayAtHand hand) : IRequestHandler<GetHoliday, HolidayView>
{
    public async Task<HolidayView> Handle(GetHoliday request, CancellationToken cancellationToken) =>
        HolidayView.Of(await hand.ReadAsync(HolidayAtHand.DayIn(request.On), cancellationToken));
}
