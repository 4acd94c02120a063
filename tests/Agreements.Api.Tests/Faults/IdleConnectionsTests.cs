using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Faults;

/// <summary>A test that opens so many connections that not every machine lets a process have them.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ManyConnectionsFactAttribute : FactAttribute
{
    private const string Limits = "/proc/self/limits";

    public ManyConnectionsFactAttribute() => Skip = Allowed() >= 12_000 ? null : "needs Linux, and 12,000 open files for a process (ulimit -Hn)";

    private static int Allowed()
    {
        // name, soft, hard, unit: .NET raises the soft limit to the hard one by itself.
        var line = File.Exists(Limits) ? File.ReadLines(Limits).First(line => line.StartsWith("Max open files", StringComparison.Ordinal)) : "";
        if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [_, _, _, _, var hard, ..])
        {
            return 0;
        }

        return int.TryParse(hard, NumberStyles.None, CultureInfo.InvariantCulture, out var allowed) ? allowed : int.MaxValue;
    }
}

/// <summary>Tests of what is promised in seconds, beside which no other may take the machine.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Callers that connect and take their time.</summary>
[Collection(nameof(Alone))]
public sealed class IdleConnectionsTests : IDisposable
{
    private const int Connections = 10_000;
    private const int Measured = 300;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(1);

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [ManyConnectionsFact]
    public async Task Ten_thousand_that_say_nothing_or_take_their_time_over_headers_hold_up_nobody()
    {
        using var service = await ServiceProcess.StartAsync(_store);
        using var client = await service.ClientAsync();
        var (host, port) = (client.BaseAddress!.Host, client.BaseAddress.Port);
        var held = new List<TcpClient>();
        using var enough = new CancellationTokenSource();
        try
        {
            for (var i = 0; i < Connections; i++)
            {
                var connection = new TcpClient();
                await connection.ConnectAsync(host, port);
                held.Add(connection);
                if (i % 4 == 0)
                {
                    await connection.GetStream().WriteAsync("GET /v1/agreements HTTP/1.1\r\nHost: localhost\r\n"u8.ToArray());
                }
            }

            var slow = Task.Run(() => DripAsync([.. held.Where((_, i) => i % 4 == 0)], enough.Token));
            var took = new List<TimeSpan>();
            for (var i = 0; i < Measured; i++)
            {
                var begun = TimeProvider.System.GetTimestamp();
                if (i % 3 == 2)
                {
                    (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
                }
                else
                {
                    // Each by a connection of its own, as probes come.
                    using var probe = new HttpClient { BaseAddress = client.BaseAddress };
                    (await probe.Get(i % 3 == 0 ? "/health/ready" : "/health/live")).Is(HttpStatusCode.OK);
                }

                took.Add(TimeProvider.System.GetElapsedTime(begun));
            }

            var slowest = took.Order().ElementAt(Measured * 99 / 100);
            Assert.True(slowest < Promised, $"one in a hundred took {slowest} or longer");
            await enough.CancelAsync();
            await slow;
        }
        finally
        {
            held.ForEach(connection => connection.Dispose());
        }

        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        Assert.Equal(0, await service.StopAsync());
    }

    // A little more of a header, for ever. The service has enough of each after ten seconds.
    private static async Task DripAsync(List<TcpClient> slow, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested && slow.Count > 0)
        {
            for (var i = slow.Count - 1; i >= 0 && !enough.IsCancellationRequested; i--)
            {
                try
                {
                    await slow[i].GetStream().WriteAsync("X-Lambat: ya\r\n"u8.ToArray(), CancellationToken.None);
                }
                catch (IOException)
                {
                    slow.RemoveAt(i);
                }
            }
        }
    }
}
