using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Agreements.Api.Http;

/// <summary>Bounds on what a request may cost before anything looks at it.</summary>
internal static class HttpLimits
{
    /// <summary>Largest body, in bytes.</summary>
    public const long MaxBodyBytes = 1024 * 1024;

    /// <summary>
    /// How long requests under way may take to finish when the service is asked to stop: longer than any takes, shorter than supervisors wait. Kestrel cuts
    /// off no slow client while it stops.
    /// </summary>
    public static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(7);

    /// <summary>Longest request line, in bytes: method, path and query.</summary>
    public const int MaxRequestLineBytes = 16 * 1024;

    /// <summary>Largest headers of a request, in bytes, all together.</summary>
    public const int MaxHeaderBytes = 32 * 1024;

    public static void Apply(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

        // Connections are not counted: whoever holds idle ones would shut the probes out, and each is closed after the times above.
        kestrel.Limits.MaxConcurrentConnections = null;
    }
}
