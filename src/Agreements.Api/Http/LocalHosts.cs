using Agreements.Api.Http.Problems;

namespace Agreements.Api.Http;

/// <summary>
/// Answers only to names of this machine. As long as loopback is the only fence, a page in a browser could otherwise point its own name at it and read
/// the register (DNS rebinding).
/// </summary>
internal sealed class LocalHosts(RequestDelegate next)
{
    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];

    public Task InvokeAsync(HttpContext context) =>
        Names.Contains(context.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
            ? next(context)
            : throw new HttpFailureException(StatusCodes.Status421MisdirectedRequest, "host.not-local");
}
