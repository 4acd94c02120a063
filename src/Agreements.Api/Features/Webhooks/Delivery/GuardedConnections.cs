using System.Net;
using System.Net.Sockets;
using Agreements.Domain.Webhooks;

namespace Agreements.Api.Features.Webhooks.Delivery;

/// <summary>Looks up what a name stands for.</summary>
internal delegate Task<IPAddress[]> NameLookup(string name, CancellationToken cancellationToken);

/// <summary>The address of a receiver is one that webhooks may not go to.</summary>
internal sealed class TargetNotAllowedException() : Exception("The address is not allowed.");

/// <summary>
/// Connects to receivers. A name is looked up once, what it stands for is judged, and that is what is connected to: a name that stands for something else a moment later gains nothing. One
/// address that is not allowed condemns the name, however many are.
/// </summary>
internal sealed class GuardedConnections(WebhookTargets targets, NameLookup lookUp)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await lookUp(host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (!Array.TrueForAll(addresses, targets.Allows))
        {
            throw new TargetNotAllowedException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
