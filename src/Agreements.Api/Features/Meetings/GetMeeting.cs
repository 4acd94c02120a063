using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Meetings;

/// <summary>Reads a meeting.</summary>
public sealed record GetMeeting : IRequest<MeetingView>
{
    /// <summary>The meeting.</summary>
    [FromRoute]
    public Guid MeetingId { get; init; }
}

internal sealed class GetMeetingHandler(MeetingAtHand hand) : IRequestHandler<GetMeeting, MeetingView>
{
    public async Task<MeetingView> Handle(GetMeeting request, CancellationToken cancellationToken) => MeetingView.Of(await hand.ReadAsync(request.MeetingId, cancellationToken));
}
