using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Reference;

/// <summary>What agreements refer to: the regions, shipped with the service, and the offices of BPJS Kesehatan, maintained here.</summary>
internal static class ReferenceEndpoints
{
    public static void MapReference(this IEndpointRouteBuilder v1)
    {
        var regions = v1.MapGroup("/regions").WithTags("Reference");

        regions.MapGet("/", async ([AsParameters] ListRegions query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listRegions", "List regions").Needs(Scope.AgreementsRead).Returns<Page<RegionView>>();

        regions.MapGet("/{code}", async ([AsParameters] GetRegion query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getRegion", "Read a region").Needs(Scope.AgreementsRead).ReturnsTagged<RegionView>().Fails(404);

        var offices = v1.MapGroup("/bpjs-offices").WithTags("Reference");

        offices.MapPost("/", async (Body<AddBpjsOffice> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var office = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(office, $"/v1/bpjs-offices/{office.Id}");
            })
            .Operation("addBpjsOffice", "Record a BPJS office").Needs(Scope.Admin).Creates<BpjsOfficeView>().TakesJson<AddBpjsOffice>().Fails(409);

        offices.MapGet("/", async ([AsParameters] ListBpjsOffices query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listBpjsOffices", "List BPJS offices").Needs(Scope.AgreementsRead).Returns<Page<BpjsOfficeView>>();

        offices.MapGet("/{officeId:guid}", async ([AsParameters] GetBpjsOffice query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getBpjsOffice", "Read a BPJS office").Needs(Scope.AgreementsRead).ReturnsTagged<BpjsOfficeView>().Fails(404);

        offices.MapPatch("/{officeId:guid}", async (Guid officeId, Body<EditBpjsOffice> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { OfficeId = officeId }, cancellationToken)))
            .Operation("editBpjsOffice", "Edit a BPJS office").Needs(Scope.Admin).ReturnsTagged<BpjsOfficeView>().TakesMergePatch<EditBpjsOffice>().NeedsIfMatch().Fails(404, 409);

        offices.MapDelete("/{officeId:guid}", async (Guid officeId, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await mediator.Send(new DeleteBpjsOffice(officeId), cancellationToken);
                return TypedResults.NoContent();
            })
            .Operation("deleteBpjsOffice", "Delete a BPJS office").Needs(Scope.Admin).WithDescription("Removes an office that no agreement, no other office and no API key refers to.").NeedsIfMatch().Fails(404, 409);
    }

    /// <summary>The days on which offices are closed, which plans keep off.</summary>
    public static void MapHolidays(this IEndpointRouteBuilder v1)
    {
        var holidays = v1.MapGroup("/holidays").WithTags("Reference");

        holidays.MapGet("/", async ([AsParameters] ListHolidays query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listHolidays", "List holidays").Needs(Scope.AgreementsRead).Returns<Page<HolidayView>>();

        holidays.MapGet("/{on}", async ([AsParameters] GetHoliday query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getHoliday", "Read a holiday").Needs(Scope.AgreementsRead).ReturnsTagged<HolidayView>().Fails(404);

        holidays.MapPost("/", async (Body<AddHoliday> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var holiday = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(holiday, $"/v1/holidays/{holiday.On:O}");
            })
            .Operation("addHoliday", "Add a holiday").Needs(Scope.Admin).Creates<HolidayView>().TakesJson<AddHoliday>().Fails(409);

        holidays.MapDelete("/{on}", async (string on, IMediator mediator, CancellationToken cancellationToken) =>
            {
                await mediator.Send(new RemoveHoliday(on), cancellationToken);
                return TypedResults.NoContent();
            })
            .Operation("removeHoliday", "Make a holiday a work day").Needs(Scope.Admin).WithDescription("Makes a day a work day, also one that ships with the service as a holiday. Open renewals whose plans lean on it are scheduled anew.").NeedsIfMatch().Fails(404);
    }

    /// <summary>How soon people of a region are activated, as dated data.</summary>
    public static void MapActivationModes(this IEndpointRouteBuilder v1)
    {
        var modes = v1.MapGroup("/regions/{code}/activation-modes").WithTags("Reference");

        modes.MapPost("/", async (string code, Body<AddActivationMode> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var activation = await mediator.Send(body.Value with { RegionCode = code }, cancellationToken);
                return Answer.Created(activation, $"/v1/regions/{activation.RegionCode}/activation-modes/{activation.Id}");
            })
            .Operation("addActivationMode", "Say how soon people of a region are activated").Needs(Scope.AgreementsWrite).Creates<RegionActivationView>().TakesJson<AddActivationMode>().Fails(404);

        modes.MapGet("/", async ([AsParameters] ListActivationModes query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listActivationModes", "List how soon people of a region are activated").Needs(Scope.AgreementsRead).Returns<Page<RegionActivationView>>().Fails(404);

        modes.MapGet("/{activationModeId:guid}", async ([AsParameters] GetActivationMode query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getActivationMode", "Read how soon people of a region are activated").Needs(Scope.AgreementsRead).ReturnsTagged<RegionActivationView>().Fails(404);
    }

    /// <summary>Who is told of the deadlines of a region.</summary>
    public static void MapRegionContacts(this IEndpointRouteBuilder v1)
    {
        var contacts = v1.MapGroup("/regions/{code}/contacts").WithTags("Reference");

        contacts.MapGet("/", async ([AsParameters] GetRegionContacts query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getRegionContacts", "Read who is told of the deadlines of a region").Needs(Scope.AgreementsRead).ReturnsTagged<RegionContactsView>().Fails(404);

        contacts.MapPut("/", async (string code, Body<ReplaceRegionContacts> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(body.Value with { RegionCode = code }, cancellationToken)))
            .Operation("replaceRegionContacts", "Say who is told of the deadlines of a region").Needs(Scope.AgreementsWrite).ReturnsTagged<RegionContactsView>().TakesJson<ReplaceRegionContacts>().NeedsIfMatch().Fails(404);
    }
}
