using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.ReminderJob.Tests.Hosting;

/// <summary>A mail server by others on loopback (<c>tests/mail-receiver</c>), which needs node and its packages. It behaves as a test says.</summary>
public sealed class MailReceiver : IAsyncDisposable
{
    public const string User = "pengingat";
    public const string Password = "rahasia-surel-0123";

    private static readonly string Folder = Repository.PathOf("tests", "mail-receiver");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly bool IsInstalled = Directory.Exists(Path.Combine(Folder, "node_modules", "smtp-server"));

    private readonly Process _process;
    private readonly ConcurrentQueue<JsonObject> _taken = [];
    private readonly List<(string Event, TaskCompletionSource<JsonObject> Happened)> _awaited = [];

    private MailReceiver(Process process) => _process = process;

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyNot { get; } = IsInstalled ? null : "needs a mail server: run 'npm ci' in tests/mail-receiver (.ci/run does)";

    public int Port { get; private set; }

    /// <summary>Starts it; with a certificate it insists on STARTTLS and on a user who signs in.</summary>
    public static async Task<MailReceiver> StartAsync(TestCertificate? certificate = null)
    {
        var start = new ProcessStartInfo("node", ["receiver.js"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        if (certificate is not null)
        {
            start.Environment["TLS_KEY"] = certificate.Key;
            start.Environment["TLS_CERTIFICATE"] = certificate.Pem;
            start.Environment["MAIL_USER"] = User;
            start.Environment["MAIL_PASSWORD"] = Password;
        }

        var receiver = new MailReceiver(Process.Start(start)!);
        var listening = receiver.Expect("listening");
        _ = receiver.ListenAsync();
        receiver.Port = (await listening)["port"]!.GetValue<int>();
        return receiver;
    }

    /// <summary>Says how to behave from now on, and lets go of what was held.</summary>
    public Task BehaveAsync(object behaviour) => SayAsync(JsonSerializer.Serialize(behaviour), "ready");

    /// <summary>
    /// Every message that it has taken, in order. Its answer to a sender and what it shows of a message go different ways: it is asked whether it has shown everything.
    /// </summary>
    public async Task<IReadOnlyList<JsonObject>> TakenAsync()
    {
        await SayAsync("", "shown");
        return [.. _taken];
    }

    /// <summary>The next time that this happens.</summary>
    public Task<JsonObject> Expect(string happening)
    {
        var happened = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_awaited)
        {
            _awaited.Add((happening, happened));
        }

        return happened.Task.WaitAsync(Patience);
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

    private async Task ListenAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            var happening = JsonNode.Parse(line)!.AsObject();
            var name = happening["event"]!.GetValue<string>();
            if (name == "taken")
            {
                _taken.Enqueue(happening);
            }

            lock (_awaited)
            {
                _awaited.Where(each => each.Event == name).ToList().ForEach(each => each.Happened.TrySetResult(happening));
                _awaited.RemoveAll(each => each.Event == name);
            }
        }
    }
}

/// <summary>A fact that needs the mail server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MailFactAttribute : FactAttribute
{
    public MailFactAttribute() => Skip = MailReceiver.WhyNot;
}

/// <summary>A theory that needs the mail server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MailTheoryAttribute : TheoryAttribute
{
    public MailTheoryAttribute() => Skip = MailReceiver.WhyNot;
}
