using Agreements.Api.Http;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Features.Audit;

/// <summary>What was done, by whom, and the proof that nobody changed the record of it since.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder v1)
    {
        var audit = v1.MapGroup("/audit").WithTags("Audit");

        audit.MapGet("/", async ([AsParameters] AuditFilters filters, [AsParameters] ListAuditEntries query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query with { Filters = filters }, cancellationToken)))
            .Operation("listAuditEntries", "List what was done and refused").Needs(Scope.Admin).Returns<Page<AuditEntryView>>();

        audit.MapGet("/export", async ([AsParameters] AuditFilters filters, [AsParameters] ExportAuditEntries query, IOptions<JsonOptions> json, IMediator mediator, CancellationToken cancellationToken) =>
                new Export<AuditEntryView>(await mediator.Send(query with { Filters = filters }, cancellationToken), query.FormIn(json.Value.SerializerOptions), "audit"))
            .Operation("exportAuditEntries", "Export what was done and refused").Needs(Scope.Admin).Exports(Export.Ndjson, Export.Csv);

        audit.MapGet("/verification", async ([AsParameters] VerifyAudit query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("verifyAudit", "Verify that the audit is whole").Needs(Scope.Admin).Returns<AuditVerification>().MayTakeLong();
    }
}
