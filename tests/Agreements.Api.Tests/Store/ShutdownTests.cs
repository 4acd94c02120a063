using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Store;

public sealed class ShutdownTests : IDisposable
{
    private const int Writers = 4;
    private const int AcknowledgedBeforeTheEnd = 40;

    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [SqliteFact]
    public async Task Stopped_it_leaves_one_file_that_needs_no_other_beside_it()
    {
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            using var client = await service.ClientAsync();
            (await client.DraftAsync()).Is(HttpStatusCode.Created);
            (await client.Get("/v1/agreements")).Is(HttpStatusCode.OK);
            await service.AskToStopAsync();
            Assert.Equal(0, (await service.EndAsync()).ExitCode);
        }

        Assert.False(File.Exists($"{_store.File}-wal"));
        Assert.False(File.Exists($"{_store.File}-shm"));
    }

    [Fact]
    public async Task Asked_to_stop_it_takes_nothing_new_answers_what_is_under_way_and_ends_although_callers_hold_idle_connections()
    {
        const string Body = """{"kind":"jointAgreement","regionCode":"76","notes":"yang terakhir"}""";
        string answer;
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            using var client = await service.ClientAsync();
            var address = client.BaseAddress!;
            var idle = new List<TcpClient>();
            for (var i = 0; i < 20; i++)
            {
                idle.Add(await IdleAsync(address));
            }

            // Whoever is told to continue is being served: the answer waits for the body alone.
            using var caller = await ConnectedAsync(address);
            await SendAsync(caller, Request("POST", "/v1/agreements", $"{Keys.Header}: {Keys.Administrator}\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: {Body.Length}\r\n"));
            Assert.StartsWith("HTTP/1.1 100", await ReceiveAsync(caller), StringComparison.Ordinal);

            var asked = TimeProvider.System.GetTimestamp();
            await service.AskToStopAsync();
            await Eventually.IsTrueAsync(() => IsRefusedAsync(address), () => "it goes on taking connections");
            await SendAsync(caller, Body);
            answer = await ReceiveToTheEndAsync(caller);
            var (exitCode, _) = await service.EndAsync();

            Assert.True(TimeProvider.System.GetElapsedTime(asked) < Promised, $"it took {TimeProvider.System.GetElapsedTime(asked)}");
            Assert.Equal(0, exitCode);
            Assert.StartsWith("HTTP/1.1 201", answer, StringComparison.Ordinal);
            Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
            idle.ForEach(connection => connection.Dispose());
        }

        using var restarted = await ServiceProcess.StartAsync(_store);
        using var later = await restarted.ClientAsync();
        var there = Assert.Single((await later.Get("/v1/agreements")).Is(HttpStatusCode.OK).Items);
        Assert.Contains(there.Said("id")!, answer, StringComparison.Ordinal);
        Assert.Equal("yang terakhir", there.Said("notes"));
    }

    [Fact]
    public async Task Asked_to_stop_under_load_it_acknowledges_all_that_it_wrote()
    {
        var acknowledged = new ConcurrentBag<string>();
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            using var client = await service.ClientAsync();
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var writers = Enumerable.Range(0, Writers).Select(_ => WriteAsync(client, acknowledged, enough)).ToList();
            await Task.WhenAny(enough.Task, Task.WhenAll(writers));
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(1));

            var asked = TimeProvider.System.GetTimestamp();
            Assert.Equal(0, await service.StopAsync());
            Assert.True(TimeProvider.System.GetElapsedTime(asked) < Promised, $"it took {TimeProvider.System.GetElapsedTime(asked)}");
            await Task.WhenAll(writers);
        }

        using var restarted = await ServiceProcess.StartAsync(_store);
        using var later = await restarted.ClientAsync();
        var there = await later.WalkAsync("/v1/agreements?limit=200");
        Assert.Equal(acknowledged.Order(StringComparer.Ordinal), there.Select(item => item.Said("id")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_caller_that_never_finishes_does_not_keep_it_from_stopping()
    {
        using var service = await ServiceProcess.StartAsync(_store);
        using var client = await service.ClientAsync();
        using var halfTheHeaders = await ConnectedAsync(client.BaseAddress!);
        await SendAsync(halfTheHeaders, "GET /health/ready HTTP/1.1\r\nHos");
        using var noBody = await ConnectedAsync(client.BaseAddress!);
        await SendAsync(noBody, Request("POST", "/v1/agreements", $"{Keys.Header}: {Keys.Administrator}\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 1000\r\n"));
        Assert.StartsWith("HTTP/1.1 100", await ReceiveAsync(noBody), StringComparison.Ordinal);

        var asked = TimeProvider.System.GetTimestamp();
        var exitCode = await service.StopAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(asked) < Promised, $"it took {TimeProvider.System.GetElapsedTime(asked)}");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("Unhandled", service.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_to_stop_it_first_calls_itself_unready_and_goes_on_serving_for_a_moment()
    {
        using var service = await ServiceProcess.StartAsync(_store, ("Shutdown__DrainSeconds", "5"));
        using var client = await service.ClientAsync();
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);

        await service.AskToStopAsync();
        var ready = await Eventually.ComesToAsync(HttpStatusCode.ServiceUnavailable, () => client.Get("/health/ready"));

        ready.IsProblem(HttpStatusCode.ServiceUnavailable, "service.stopping");
        (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
        Assert.Equal(0, (await service.EndAsync()).ExitCode);
    }

    [SqliteFact]
    public async Task Asked_to_stop_while_it_waits_for_another_to_migrate_it_ends_without_complaint()
    {
        await using var turn = new FileStream($"{_store.File}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var service = ServiceProcess.Launch(("Database__ConnectionString", _store.ConnectionString));
        await Eventually.IsTrueAsync(() => Task.FromResult(new FileInfo(_store.File) is { Exists: true, Length: > 0 }), () => $"it does not start: {service.Output}");

        var exitCode = await service.StopAsync();

        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("   at ", service.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", service.Output, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(HttpClient client, ConcurrentBag<string> acknowledged, TaskCompletionSource enough)
    {
        try
        {
            while (true)
            {
                acknowledged.Add((await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created).Id);
                if (acknowledged.Count >= AcknowledgedBeforeTheEnd)
                {
                    enough.TrySetResult();
                }
            }
        }
        catch (HttpRequestException)
        {
            // The service is gone, as it should be.
        }
    }

    private static string Request(string method, string target, string headers = "") => $"{method} {target} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n";

    private static async Task<TcpClient> ConnectedAsync(Uri address)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        return client;
    }

    // A connection kept alive after an answer.
    private static async Task<TcpClient> IdleAsync(Uri address)
    {
        var client = await ConnectedAsync(address);
        await SendAsync(client, Request("GET", "/health/live"));
        Assert.StartsWith("HTTP/1.1 200", await ReceiveAsync(client), StringComparison.Ordinal);
        return client;
    }

    private static async Task<bool> IsRefusedAsync(Uri address)
    {
        try
        {
            using var client = await ConnectedAsync(address);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    private static Task SendAsync(TcpClient client, string text) => client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    private static async Task<string> ReceiveAsync(TcpClient client)
    {
        var buffer = new byte[4096];
        var length = await client.GetStream().ReadAsync(buffer).AsTask().WaitAsync(Patience);
        return Encoding.UTF8.GetString(buffer, 0, length);
    }

    private static async Task<string> ReceiveToTheEndAsync(TcpClient client)
    {
        using var received = new MemoryStream();
        await client.GetStream().CopyToAsync(received).WaitAsync(Patience);
        return Encoding.UTF8.GetString(received.ToArray());
    }
}
