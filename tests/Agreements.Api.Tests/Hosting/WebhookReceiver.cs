using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agreements.Api.Tests.Hosting;

/// <summary>A request as the receiver saw it, and what the library of Standard Webhooks says of it by each secret.</summary>
public sealed record Received(JsonObject Happening)
{
    public string Id => Header("webhook-id")!;

    public JsonObject Body => JsonNode.Parse(Happening.Said("body")!)!.AsObject();

    /// <summary>What the library says: <c>verified</c>, or why not.</summary>
    public IReadOnlyList<string> Verdicts => [.. Happening.Texts("verdicts")];

    public string? Header(string name) => Happening["headers"]![name]?.GetValue<string>();
}

/// <summary>A receiver of webhooks on loopback (<c>tests/webhook-receiver</c>) that verifies with the published library; it needs node and its packages. It behaves as a test says.</summary>
public sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly string Folder = Repository.PathOf("tests", "webhook-receiver");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly ConcurrentQueue<Received> _received = [];
    private readonly List<(string Event, TaskCompletionSource<JsonObject> Happened)> _awaited = [];
    private int _port;

    private WebhookReceiver(Process process) => _process = process;

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyNot { get; } = Directory.Exists(Path.Combine(Folder, "node_modules", "standardwebhooks")) ? null : "needs a receiver of webhooks: run 'npm ci' in tests/webhook-receiver (.ci/run does)";

    /// <summary>Its address.</summary>
    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}/hook");

    /// <summary>Its port.</summary>
    public int Port => _port;

    public static async Task<WebhookReceiver> StartAsync()
    {
        var receiver = new WebhookReceiver(Process.Start(new ProcessStartInfo("node", ["receiver.js"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!);
        var listening = receiver.Expect("listening");
        _ = receiver.ListenAsync();
        receiver._port = (await listening).Number("port");
        return receiver;
    }

    /// <summary>Says how to behave from now on, and lets go of what was held.</summary>
    public Task BehaveAsync(object behaviour) => SayAsync(JsonSerializer.Serialize(behaviour), "ready");

    /// <summary>
    /// Everything that it has received, in order. Its answer to a sender and what it shows of a request go different ways: it is asked whether it has shown everything.
    /// </summary>
    public async Task<IReadOnlyList<Received>> AllAsync()
    {
        await SayAsync("", "shown");
        return [.. _received];
    }

    /// <summary>Waits until it has received so many requests, and returns the last of them.</summary>
    public async Task<Received> ReceivesAsync(int count)
    {
        await Eventually.IsTrueAsync(() => Task.FromResult(_received.Count >= count), () => $"it received {_received.Count} instead of {count}");
        return _received.ElementAt(count - 1);
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task SayAsync(string line, string answer)
    {
        var answered = Expect(answer);
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
        await answered;
    }

    private Task<JsonObject> Expect(string happening)
    {
        var happened = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited)
        {
            _awaited.Add((happening, happened));
        }

        return happened.Task.WaitAsync(Patience);
    }

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var happening = JsonNode.Parse(line)!.AsObject();
            var name = happening.Said("event");
            if (name == "received")
            {
                _received.Enqueue(new Received(happening));
            }

            lock (_awaited)
            {
                _awaited.Where(each => each.Event == name).ToList().ForEach(each => each.Happened.TrySetResult(happening));
                _awaited.RemoveAll(each => each.Event == name);
            }
        }
    }
}

/// <summary>A fact that needs the receiver of webhooks.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WebhookFactAttribute : FactAttribute
{
    public WebhookFactAttribute() => Skip = WebhookReceiver.WhyNot;
}

/// <summary>A theory that needs the receiver of webhooks.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WebhookTheoryAttribute : TheoryAttribute
{
    public WebhookTheoryAttribute() => Skip = WebhookReceiver.WhyNot;
}
