using System.Net;
using System.Net.Sockets;
using System.Text;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed class SlowClientsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task Callers_that_send_a_body_a_byte_at_a_time_are_cut_off_and_others_are_served_meanwhile()
    {
        var slow = Enumerable.Range(0, 20).Select(_ => DripAsync()).ToList();
        var all = Task.WhenAll(slow);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var served = 0;
        do
        {
            (await _client.Get("/v1/agreements")).Is(HttpStatusCode.OK);
            (await _client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
            served++;
        }
        while (!all.IsCompleted && await timer.WaitForNextTickAsync());

        Assert.True(served > 1, "nobody was slow");
        Assert.All(await all, answer =>
        {
            Assert.StartsWith("HTTP/1.1 408", answer, StringComparison.Ordinal);
            Assert.Contains("application/problem+json", answer, StringComparison.Ordinal);
            Assert.Contains("\"request.too-slow\"", answer, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Callers_that_connect_and_say_nothing_or_half_a_request_keep_nobody_else_from_being_served()
    {
        var silent = new List<TcpClient>();
        for (var i = 0; i < 200; i++)
        {
            var client = new TcpClient();
            await client.ConnectAsync(_client.BaseAddress!.Host, _client.BaseAddress.Port);
            if (i % 2 == 0)
            {
                await client.GetStream().WriteAsync("GET /v1/agreements HTTP/1.1\r\nHost: loc"u8.ToArray());
            }

            silent.Add(client);
        }

        (await host.CreateClient().Get("/health/ready")).Is(HttpStatusCode.OK);
        (await host.ClientOf("penyusun").Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
        silent.ForEach(client => client.Dispose());
    }

    // Sends a byte now and then until the service has had enough; what it says is all that it says.
    private async Task<string> DripAsync()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(_client.BaseAddress!.Host, _client.BaseAddress.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"POST /v1/agreements HTTP/1.1\r\nHost: localhost\r\n{Keys.Header}: {Keys.Of("penyusun")}\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{{"));
        var answer = ReadToTheEndAsync(stream);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            while (!answer.IsCompleted && TimeProvider.System.GetElapsedTime(begun) < Patience && await timer.WaitForNextTickAsync())
            {
                await stream.WriteAsync(" "u8.ToArray());
            }
        }
        catch (IOException)
        {
            // It has answered, and closed the connection.
        }

        return await answer.WaitAsync(Patience);
    }

    private static async Task<string> ReadToTheEndAsync(NetworkStream stream)
    {
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received);
        }
        catch (IOException)
        {
            // Closed while bytes were still under way to it.
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }
}
