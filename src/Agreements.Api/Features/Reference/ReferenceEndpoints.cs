using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using MediatR;

namespace Agreements.Api.Features.Reference;

/// <summary>What agreements refer to: the regions, shipped with the service, and the offices of BPJS Kesehatan, maintained here.</summary>
internal static class ReferenceEndpoints
{
    public static void MapReference(this IEndpointRouteBuilder v1)
    {
        var regions = v1.MapGroup("/regions").WithTags("Reference");

        regions.MapGet("/", ([AsParameters] ListRegions query, IMediator mediator, CancellationToken cancellationToken) => mediator.Send(query, cancellationToken))
            .Operation("listRegions", "List regions").Returns<Page<RegionView>>();

        regions.MapGet("/{code}", async ([AsParameters] GetRegion query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getRegion", "Read a region").ReturnsTagged<RegionView>().Fails(404);

        var offices = v1.MapGroup("/bpjs-offices").WithTags("Reference");

        offices.MapPost("/", async (Body<AddBpjsOffice> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var office = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(office, $"/v1/bpjs-offices/{office.Id}");
            })
            .Operation("addBpjsOffice", "Record a BPJS office").Creates<BpjsOfficeView>().TakesJson<AddBpjsOffice>().Fails(409);

        offices.MapGet("/", ([AsParameters] ListBpjsOffices query, IMediator mediator, CancellationToken cancellationToken) => mediator.Send(query, cancellationToken))
            .Operation("listBpjsOffices", "List BPJS offices").Returns<Page<BpjsOfficeView>>();

        offices.MapGet("/{officeId:guid}", async ([AsParameters] GetBpjsOffice query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getBpjsOffice", "Read a BPJS office").ReturnsTagged<BpjsOfficeView>().Fails(404);

        offices.MapPatch("/{officeId:guid}", async (Guid officeId, Body<EditBpjsOffice> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { OfficeId = officeId }, cancellationToken)))
            .Operation("editBpjsOffice", "Edit a BPJS office").ReturnsTagged<BpjsOfficeView>().TakesMergePatch<EditBpjsOffice>().NeedsIfMatch().Fails(404, 409);

        offices.MapDelete("/{officeId:guid}", async (Guid officeId, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await mediator.Send(new DeleteBpjsOffice(officeId), cancellationToken);
                return TypedResults.NoContent();
            })
            .Operation("deleteBpjsOffice", "Delete a BPJS office").WithDescription("Removes an office that no agreement and no other office refers to.").NeedsIfMatch().Fails(404, 409);
    }
}
