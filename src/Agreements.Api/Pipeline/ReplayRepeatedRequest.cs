using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Store;
using Agreements.Data.Telemetry;
using MediatR;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Pipeline;

/// <summary>
/// Answers a repeat of a request that carries an <c>Idempotency-Key</c> with the first answer. The record commits with the change itself, so that there is
/// never one without the other. A repeat that arrives while the first is still running waits for it, and is told so when that takes too long.
/// </summary>
internal sealed class ReplayRepeatedRequest<TRequest, TResponse>(
    IHttpContextAccessor accessor, AgreementsDbContext db, IStoreEngine engine, Caller caller, IOptions<JsonOptions> json)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IChange
{
    private JsonSerializerOptions Options => json.Value.SerializerOptions;

    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        var context = accessor.HttpContext!;
        if (!typeof(Resource).IsAssignableFrom(typeof(TResponse)) || IdempotencyKey.Of(context.Request) is not { } key)
        {
            return await next();
        }

        var fingerprint = Fingerprint(context.Request, request);
        await WaitForFirstAsync(key, cancellationToken);
        var now = caller.Now();
        var first = await KeptAnswer.FindAsync(db, caller.Id, key);
        if (first is not null && first.IsOverBy(now))
        {
            // It would be in the way of the new one.
            await db.IdempotencyRecords.Where(record => record.Caller == caller.Id && record.Key == key).ExecuteDeleteAsync(cancellationToken);
        }
        else if (first is not null)
        {
            if (first.Fingerprint != fingerprint)
            {
                throw new HttpFailureException(StatusCodes.Status422UnprocessableEntity, "idempotency.key-reused");
            }

            var again = Recall(first.Answer);
            await ((Resource)(object)again!).RequireWithinAsync(caller.Reach, db, cancellationToken);
            Measures.Replays.Add(1);
            context.Response.Headers[IdempotencyKey.ReplayedHeader] = "true";
            return again;
        }

        var response = await next();
        db.IdempotencyRecords.Add(new IdempotencyRecord { Caller = caller.Id, Key = key, Fingerprint = fingerprint, Answer = Keep(response), At = now });
        return response;
    }

    private async Task WaitForFirstAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await engine.HoldNameAsync(db, $"{caller.Id}\n{key}", cancellationToken);
        }
        catch (Exception e) when (engine.Diagnose(e) == StoreFault.Busy)
        {
            throw new HttpFailureException(StatusCodes.Status409Conflict, "idempotency.in-progress");
        }
    }

    // The same body under the same key, however it is spaced or its members are ordered, is the same request.
    private string Fingerprint(HttpRequest http, TRequest request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{http.Method} {http.Path}\n{JsonSerializer.Serialize(request, Options)}")));

    private string Keep(TResponse response)
    {
        var kept = ((Resource)(object)response!).ToKeep();
        return JsonSerializer.Serialize(new KeptAnswer(kept.Tag, JsonSerializer.SerializeToElement(kept, typeof(TResponse), Options)));
    }

    private TResponse Recall(string kept)
    {
        var answer = JsonSerializer.Deserialize<KeptAnswer>(kept)!;
        var response = answer.Body.Deserialize<TResponse>(KeptAnswer.Reading(Options))!;
        ((Resource)(object)response).Tag = answer.Tag;
        return response;
    }

}

/// <summary>An answer as it is kept.</summary>
internal sealed record KeptAnswer(string Tag, JsonElement Body)
{
    private static readonly Func<AgreementsDbContext, string, string, Task<IdempotencyRecord?>> Find = EF.CompileAsyncQuery(
        (AgreementsDbContext db, string caller, string key) => db.IdempotencyRecords.AsNoTracking().FirstOrDefault(record => record.Caller == caller && record.Key == key));

    private static JsonSerializerOptions? _reading;

    /// <summary>What was answered under this key. Every change that carries one asks, so the question is translated once.</summary>
    public static Task<IdempotencyRecord?> FindAsync(AgreementsDbContext db, string caller, string key) => Find(db, caller, key);

    /// <summary>Reads what an earlier release may have kept: members that have come since are blank, those that have gone are passed over.</summary>
    public static JsonSerializerOptions Reading(JsonSerializerOptions writing) => _reading ??= new JsonSerializerOptions(writing)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
        RespectNullableAnnotations = false,
        TypeInfoResolver = writing.TypeInfoResolver!.WithAddedModifier(static type =>
        {
            foreach (var property in type.Properties)
            {
                property.IsRequired = false;
            }
        }),
    };
}
