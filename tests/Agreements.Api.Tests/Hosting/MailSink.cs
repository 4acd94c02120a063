using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Agreements.Api.Tests.Hosting;

/// <summary>A letter as it arrived.</summary>
/// <param name="To">Whom it was handed over for.</param>
/// <param name="Text">Head and body.</param>
public sealed record Letter(IReadOnlyList<string> To, string Text)
{
    /// <summary>What the head says under a name.</summary>
    public string? Head(string name) => Text.Split("\r\n\r\n")[0].Split("\r\n").Where(line => line.StartsWith($"{name}: ", StringComparison.Ordinal)).Select(line => line[(name.Length + 2)..]).SingleOrDefault();
}

/// <summary>A mail server on a free port of this machine that keeps what it is handed (RFC 5321, no more of it than that takes), and turns away whoever a test says.</summary>
public sealed class MailSink : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentQueue<Letter> _letters = [];

    public MailSink()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Its port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Everything that was handed over.</summary>
    public IReadOnlyCollection<Letter> Letters => _letters;

    /// <summary>The address that it takes nothing for.</summary>
    public string? Refused { get; init; }

    public void Dispose()
    {
        _ending.Cancel();
        _listener.Dispose();
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        var to = new List<string>();
        await SayAsync("220 surel.example");
        while (await reader.ReadLineAsync(_ending.Token) is { } line)
        {
            var verb = line.Split(' ')[0].Split(':')[0].ToUpperInvariant();
            var isRefused = verb == "RCPT" && Refused is not null && line.Contains($"<{Refused}>", StringComparison.OrdinalIgnoreCase);
            if (verb == "RCPT" && !isRefused)
            {
                to.Add(line.Split('<')[1].Split('>')[0]);
            }

            await SayAsync(verb switch
            {
                "RCPT" when isRefused => "550 no such mailbox",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            });
            if (verb == "DATA")
            {
                _letters.Enqueue(new Letter([.. to], await TextAsync()));
                to.Clear();
                await SayAsync("250 kept");
            }
        }

        ValueTask SayAsync(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes($"{line}\r\n"), _ending.Token);

        // Up to a line with nothing but a dot; one that begins with a dot has another before it.
        async Task<string> TextAsync()
        {
            var text = new StringBuilder();
            while (await reader.ReadLineAsync(_ending.Token) is { } line && line != ".")
            {
                text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
            }

            return text.ToString();
        }
    }
}
