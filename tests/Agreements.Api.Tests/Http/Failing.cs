using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

/// <summary>A request that fails.</summary>
/// <param name="Status">With what status.</param>
/// <param name="Code">With what code.</param>
/// <param name="IfJsonIsRuledOut">With what status when the caller takes no JSON: a write is not begun then.</param>
/// <param name="Send">Sends it, after whatever has to be there first.</param>
internal sealed record Failing(HttpStatusCode Status, string Code, HttpStatusCode IfJsonIsRuledOut, Func<HttpClient, (string Name, string Value)[], Task<Answered>> Send)
{
    /// <summary>One for each way to fail that a healthy service has.</summary>
    public static readonly IReadOnlyDictionary<string, Failing> Requests = new Dictionary<string, Failing>(StringComparer.Ordinal)
    {
        ["a body that is no JSON"] = new(
            HttpStatusCode.BadRequest, "body.malformed", HttpStatusCode.BadRequest, (client, headers) => client.Post("/v1/agreements", "{", headers)),
        ["a missing member"] = new(
            HttpStatusCode.BadRequest, "value.required", HttpStatusCode.NotAcceptable, (client, headers) => client.Post("/v1/agreements", new { kind = "jointAgreement" }, headers)),
        ["a misspelt parameter"] = new(
            HttpStatusCode.BadRequest, "parameter.unknown", HttpStatusCode.BadRequest, (client, headers) => client.Get("/v1/agreements/expiring?withinDay=3", headers)),
        ["an unknown address"] = new(
            HttpStatusCode.NotFound, "route.not-found", HttpStatusCode.NotFound, (client, headers) => client.Get("/v1/nothing-here", headers)),
        ["an address outside the API"] = new(
            HttpStatusCode.NotFound, "route.not-found", HttpStatusCode.NotFound, (client, headers) => client.Get("/", headers)),
        ["an id that is none"] = new(
            HttpStatusCode.NotFound, "route.not-found", HttpStatusCode.NotFound, (client, headers) => client.Get("/v1/agreements/1", headers)),
        ["an unknown agreement"] = new(
            HttpStatusCode.NotFound, "agreement.not-found", HttpStatusCode.NotFound, (client, headers) => client.Get($"/v1/agreements/{Guid.CreateVersion7()}", headers)),
        ["an unknown region"] = new(
            HttpStatusCode.NotFound, "region.not-found", HttpStatusCode.NotFound, (client, headers) => client.Get("/v1/regions/00", headers)),
        ["a method that the address does not take"] = new(
            HttpStatusCode.MethodNotAllowed, "method.not-allowed", HttpStatusCode.MethodNotAllowed, (client, headers) => client.Send(HttpMethod.Put, "/v1/agreements", content: null, headers)),
        ["a state that forbids it"] = new(
            HttpStatusCode.Conflict, "agreement.incomplete", HttpStatusCode.NotAcceptable, async (client, headers) =>
            {
                var draft = (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
                return await client.Post($"/v1/agreements/{draft.Id}/submit", null, [("If-Match", draft.ETag!), .. headers]);
            }),
        ["a version that has passed"] = new(
            HttpStatusCode.PreconditionFailed, "precondition.failed", HttpStatusCode.NotAcceptable, async (client, headers) =>
                await client.Patch($"/v1/agreements/{(await client.DraftedAsync()).Id}", new { notes = "x" }, [("If-Match", "\"7.0.20261121\""), .. headers])),
        ["a change without If-Match"] = new(
            HttpStatusCode.PreconditionRequired, "precondition.required", HttpStatusCode.NotAcceptable, async (client, headers) =>
                await client.Delete($"/v1/agreements/{(await client.DraftedAsync()).Id}", headers)),
        ["JSON sent as plain text"] = new(
            HttpStatusCode.UnsupportedMediaType, "media-type.unsupported", HttpStatusCode.UnsupportedMediaType, (client, headers) =>
                client.Send(HttpMethod.Post, "/v1/agreements", Hosting.Http.Json("{}", "text/plain"), headers)),
        ["a key used for something else"] = new(
            HttpStatusCode.UnprocessableEntity, "idempotency.key-reused", HttpStatusCode.NotAcceptable, async (client, headers) =>
            {
                var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());
                (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" }, key)).Is(HttpStatusCode.Created);
                return await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "73" }, [key, .. headers]);
            }),
    };

    public static TheoryData<string> Names => [.. Requests.Keys];
}
