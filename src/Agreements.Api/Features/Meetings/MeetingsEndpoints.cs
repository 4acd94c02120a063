using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Meetings;

/// <summary>The meetings behind renewals: what was decided, and what is to follow by when.</summary>
internal static class MeetingsEndpoints
{
    public static void MapMeetings(this IEndpointRouteBuilder v1)
    {
        var meetings = v1.MapGroup("/meetings").WithTags("Meetings");

        meetings.MapPost("/", async (Body<RecordMeeting> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var meeting = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(meeting, $"/v1/meetings/{meeting.Id}");
            })
            .Operation("recordMeeting", "Record a meeting").Needs(Scope.AgreementsWrite).Creates<MeetingView>().TakesJson<RecordMeeting>();

        meetings.MapGet("/", async ([AsParameters] ListMeetings query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listMeetings", "List meetings").Needs(Scope.AgreementsRead).Returns<Page<MeetingView>>();

        meetings.MapGet("/{meetingId:guid}", async ([AsParameters] GetMeeting query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getMeeting", "Read a meeting").Needs(Scope.AgreementsRead).ReturnsTagged<MeetingView>().Fails(404);

        meetings.MapPatch("/{meetingId:guid}", async (Guid meetingId, Body<EditMeeting> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { MeetingId = meetingId }, cancellationToken)))
            .Operation("editMeeting", "Edit a meeting").Needs(Scope.AgreementsWrite).ReturnsTagged<MeetingView>().TakesMergePatch<EditMeeting>().NeedsIfMatch().Fails(404);
    }
}
