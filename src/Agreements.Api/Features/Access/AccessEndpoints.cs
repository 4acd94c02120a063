using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;

namespace Agreements.Api.Features.Access;

/// <summary>Who may do what: the caller's own rights, and the keys of integrations, jobs and people.</summary>
internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/me", async (IMediator mediator, CancellationToken cancellationToken) => Answer.Plain(await mediator.Send(new GetMe(), cancellationToken)))
            .WithTags("Access").Operation("getMe", "Read what the caller may do").WithDescription("Who the caller is, what it may do, and where.").NeedsCaller().Returns<MeView>();

        var keys = v1.MapGroup("/api-keys").WithTags("Access");

        keys.MapPost("/", async (Body<IssueApiKey> body, IMediator mediator, CancellationToken cancellationToken) =>
            {
                var key = await mediator.Send(body.Value, cancellationToken);
                return Answer.Created(key, $"/v1/api-keys/{key.Id}");
            })
            .Operation("issueApiKey", "Issue an API key").Needs(Scope.Admin).Creates<ApiKeyView>().TakesJson<IssueApiKey>();

        keys.MapGet("/", async ([AsParameters] ListApiKeys query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listApiKeys", "List API keys").Needs(Scope.Admin).Returns<Page<ApiKeyView>>();

        keys.MapGet("/{keyId:guid}", async ([AsParameters] GetApiKey query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getApiKey", "Read an API key").Needs(Scope.Admin).ReturnsTagged<ApiKeyView>().Fails(404);

        keys.MapDelete("/{keyId:guid}", async (Guid keyId, IMediator mediator, KeyRing ring, CancellationToken cancellationToken) =>
            {
                // Only once it is committed: a request that comes in between would be remembered with the key still whole.
                ring.Forget(await mediator.Send(new RevokeApiKey(keyId), cancellationToken));
                return TypedResults.NoContent();
            })
            .Operation("revokeApiKey", "Revoke an API key").Needs(Scope.Admin)
            .WithDescription("Ends a key for good. It stays in the list, so that what was done with it can be traced. Other instances follow within seconds.").NeedsIfMatch().Fails(404);
    }
}
