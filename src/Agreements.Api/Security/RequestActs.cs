using System.Diagnostics;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;

namespace Agreements.Api.Security;

/// <summary>A request, as the audit names it.</summary>
internal static class RequestActs
{
    /// <summary>The operation that was asked for; null where the request met none.</summary>
    public static string? OperationOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    /// <summary>Who asks for what: for an operation, or where the request met none, by a method.</summary>
    public static Act Of(HttpContext context, DateTimeOffset now)
    {
        var grant = context.Features.Get<Grant>();
        var method = context.Request.Method;
        return new Act(
            OperationOf(context) ?? method[..Math.Min(method.Length, AuditEntry.ActionMaxLength)],
            grant?.Author,
            grant?.CallerId ?? context.Features.Get<EndedKey>()?.CallerId,
            now.ToMilliseconds(),
            Activity.Current?.TraceId.ToHexString());
    }
}
