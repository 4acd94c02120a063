using System.Globalization;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Coverage;

/// <summary>How much of a region's population is covered, and what it may be called for it.</summary>
internal static class CoverageEndpoints
{
    public static void MapCoverage(this IEndpointRouteBuilder v1)
    {
        var region = v1.MapGroup("/regions/{code}").WithTags("Coverage");

        region.MapPost("/coverage", async (string code, Body<RecordCoverage> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var snapshot = await mediator.Send(body.Value with { RegionCode = code }, cancellationToken);
                return Answer.Created(snapshot, $"/v1/regions/{snapshot.RegionCode}/coverage/{snapshot.Id}");
            })
            .Operation("recordCoverage", "Record a snapshot of coverage").Needs(Scope.AgreementsWrite).Creates<CoverageSnapshotView>().TakesJson<RecordCoverage>().Fails(404);

        region.MapGet("/coverage", async ([AsParameters] ListCoverageSnapshots query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listCoverageSnapshots", "List the snapshots of a region").Needs(Scope.AgreementsRead).Returns<Page<CoverageSnapshotView>>().Fails(404);

        region.MapGet("/coverage/{snapshotId:guid}", async ([AsParameters] GetCoverageSnapshot query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getCoverageSnapshot", "Read a snapshot of coverage").Needs(Scope.AgreementsRead).ReturnsTagged<CoverageSnapshotView>().Fails(404);

        region.MapGet("/uhc-status", async ([AsParameters] GetUhcStatus query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("getUhcStatus", "Judge the coverage of a region").Needs(Scope.AgreementsRead).Returns<UhcStatusView>().Fails(404);

        var coverage = v1.MapGroup("/coverage").WithTags("Coverage");

        coverage.MapGet("/", async ([AsParameters] ListCoverage query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listCoverage", "List regions by how their coverage is judged").Needs(Scope.AgreementsRead).Returns<UhcStatusPage>();

        coverage.MapGet("/below-target", async ([AsParameters] ListCoverageBelowTarget query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listCoverageBelowTarget", "List regions that miss the target").Needs(Scope.AgreementsRead).Returns<UhcStatusPage>();
    }

    /// <summary>What coverage is judged by.</summary>
    public static void MapUhcPolicies(this IEndpointRouteBuilder v1)
    {
        var policies = v1.MapGroup("/uhc-policies").WithTags("Coverage");

        policies.MapPost("/", async (Body<AddUhcPolicy> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var policy = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(policy, string.Create(CultureInfo.InvariantCulture, $"/v1/uhc-policies/{policy.ValidFrom:O}"));
            })
            .Operation("addUhcPolicy", "Add a policy on universal health coverage").Needs(Scope.Admin).Creates<UhcPolicyView>().TakesJson<AddUhcPolicy>().Fails(409);

        policies.MapGet("/", async ([AsParameters] ListUhcPolicies query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listUhcPolicies", "List the policies on universal health coverage").Needs(Scope.AgreementsRead).Returns<Page<UhcPolicyView>>();

        policies.MapGet("/{validFrom}", async ([AsParameters] GetUhcPolicy query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getUhcPolicy", "Read a policy on universal health coverage").Needs(Scope.AgreementsRead).ReturnsTagged<UhcPolicyView>().Fails(404);
    }
}
