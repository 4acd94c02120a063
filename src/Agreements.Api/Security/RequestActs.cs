using System.Diagnostics;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;

namespace Agreements.Api.Security;

/// <summary>A request, as the audit names it.</summary>
internal static class RequestActs
{
    /// <summary>The operation that was asked for; null where the request met none.</summary>
    public static string? OperationOf(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;

    /// <summary>Who asks for what.</summary>
    public static Act Of(HttpContext context, DateTimeOffset now)
    {
        var grant = context.Features.Get<Grant>();
        return new Act(OperationOf(context) ?? context.Request.Method, grant?.Author, grant?.CallerId, now.ToMilliseconds(), Activity.Current?.TraceId.ToHexString());
    }
}
