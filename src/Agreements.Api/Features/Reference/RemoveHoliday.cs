using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Pipeline;
using MediatR;

namespace Agreements.Api.Features.Reference;

/// <summary>Makes a day a work day again.</summary>
internal sealed record RemoveHoliday(string On) : IRequest<Unit>, IChange;

internal sealed class RemoveHolidayHandler(HolidayAtHand hand, Preconditions preconditions) : IRequestHandler<RemoveHoliday, Unit>
{
    public async Task<Unit> Handle(RemoveHoliday request, CancellationToken cancellationToken)
    {
        var on = HolidayAtHand.DayIn(request.On);
        var holiday = await hand.TakeAsync(on, cancellationToken) ?? throw HttpFailureException.NotFound("holiday");
        preconditions.RequireMatch(HolidayView.TagOf(holiday));
        await hand.CorrectAsync(on, holiday: null, cancellationToken);
        return Unit.Value;
    }
}
