using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Agreements.Api.Tests.Hosting;

/// <summary>An answer as it came over the wire.</summary>
public sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Fails unless this is the status, showing what was answered instead.</summary>
    public void Is(int status) => Assert.True(status == Status, $"expected {status}, got {Status}: {Body}");
}

/// <summary>Requests byte by byte, for what no well-behaved client sends.</summary>
public static class RawHttp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>A request by the administrator, unless its headers name another caller, that asks for the connection to be closed after it.</summary>
    public static byte[] Request(string method, string target, string headers = "", byte[]? body = null) =>
        [
            .. Encoding.UTF8.GetBytes($"{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{(headers.Contains(Keys.Header, StringComparison.Ordinal) ? "" : $"{Keys.Header}: {Keys.Administrator}\r\n")}{headers}\r\n"),
            .. body ?? [],
        ];

    /// <summary>The headers and bytes of a JSON body.</summary>
    public static byte[] Post(string target, string headers, string json) =>
        Request("POST", target, $"{headers}Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json).ToString(CultureInfo.InvariantCulture)}\r\n", Encoding.UTF8.GetBytes(json));

    /// <summary>Sends the bytes and reads until the service closes the connection.</summary>
    public static async Task<RawAnswer> SendAsync(Uri address, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();

        // The service may answer, and close, before it has read everything.
        var sending = stream.WriteAsync(request).AsTask().ContinueWith(task => task.Exception, TaskScheduler.Default);
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received).WaitAsync(Patience);
        }
        catch (IOException) when (received.Length > 0)
        {
            // It answered before everything had come, and would not wait for the rest.
        }

        await sending.WaitAsync(Patience);
        return Parse(received.ToArray());
    }

    /// <summary>Sends the bytes and cuts the connection without waiting for an answer.</summary>
    public static async Task SendAndCutAsync(Uri address, byte[] request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(request);

        // A reset, as from a client that died, not a polite farewell.
        client.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    private static RawAnswer Parse(byte[] received)
    {
        var text = Encoding.UTF8.GetString(received);
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Assert.True(end > 0, $"not an answer: {text}");
        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).GroupBy(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Key, header => string.Join(", ", header), StringComparer.OrdinalIgnoreCase);
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, text[(end + 4)..]);
    }
}
