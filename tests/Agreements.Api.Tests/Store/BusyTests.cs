using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Store;

public sealed class BusyTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task While_another_process_holds_the_store_writes_are_told_to_come_back_and_reads_are_served()
    {
        var draft = await _client.DraftedAsync();
        var begun = TimeProvider.System.GetTimestamp();
        await using (var other = await host.Store.OpenAsync())
        {
            await HoldAsync(other);
            var write = _client.Post("/v1/agreements", Story.Draft());
            var reads = new[] { $"/v1/agreements/{draft.Id}", "/v1/agreements", "/v1/agreements/expiring", $"/v1/agreements/{draft.Id}/history", "/health/ready" };
            foreach (var path in reads)
            {
                (await _client.Get(path)).Is(HttpStatusCode.OK);
            }

            Assert.False(write.IsCompleted, "the write was answered before the reads: nothing was held");
            var answer = await write;
            answer.IsProblem(HttpStatusCode.ServiceUnavailable, "store.busy");
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < Promised, $"it took {TimeProvider.System.GetElapsedTime(begun)}");
        }

        (await _client.Patch($"/v1/agreements/{draft.Id}", new { notes = "sesudahnya" }, ("If-Match", draft.ETag!))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Each_of_many_writers_is_told_in_time()
    {
        await _client.DraftedAsync();
        var writers = new List<Task<(Answered Answer, TimeSpan Took)>>();
        await using (var other = await host.Store.OpenAsync())
        {
            await HoldAsync(other);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
            for (var i = 0; i < 4; i++)
            {
                writers.Add(TimedAsync(_client.Post("/v1/agreements", Story.Draft())));
                await timer.WaitForNextTickAsync();
            }

            foreach (var (answer, took) in await Task.WhenAll(writers))
            {
                answer.IsProblem(HttpStatusCode.ServiceUnavailable, "store.busy");
                Assert.True(took < Promised, $"it took {took}");
            }
        }

        await _client.DraftedAsync();
    }

    private static Task HoldAsync(System.Data.Common.DbConnection other) =>
        other.ExecuteAsync(TestStore.IsPostgres ? "BEGIN; LOCK TABLE agreements, idempotency_records IN EXCLUSIVE MODE" : "BEGIN IMMEDIATE");

    private static async Task<(Answered Answer, TimeSpan Took)> TimedAsync(Task<Answered> request)
    {
        var begun = TimeProvider.System.GetTimestamp();
        return (await request, TimeProvider.System.GetElapsedTime(begun));
    }
}
