using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Events;

/// <summary>A follower that keeps a copy of the register through a day's outage, while others write, ends with what the register has.</summary>
public sealed class EventFollowerTests : IDisposable
{
    private const int Writers = 4;

    private static readonly string[] Collections = ["agreements", "renewals", "work-plans", "activities", "deadlines", "meetings", "coverage"];

    private readonly TestStore _store = new();
    private int _rounds;

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Followers_of_everything_and_of_one_province_end_with_the_records_of_the_store()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("staf");
        using var bound = host.ClientOf("petugas", [Scope.AgreementsRead], "76");
        await WriteAsync(client, writers: 1);
        var mirrors = new[] { await Mirror.BeginAsync(client, [.. RegisterWriters.Regions]), await Mirror.BeginAsync(bound, "76") };

        // While they follow.
        var writing = WriteAsync(client, Writers);
        while (!writing.IsCompleted)
        {
            await Task.WhenAll(mirrors.Select(mirror => mirror.CatchUpAsync()));
        }

        await writing;
        var (removed, moved) = (await client.BegunAsync(), await client.BegunAsync());
        await Task.WhenAll(mirrors.Select(mirror => mirror.CatchUpAsync()));

        // While they are off.
        (await client.Delete($"/v1/agreements/{removed.Id}", ("If-Match", removed.ETag!))).Is(HttpStatusCode.NoContent);
        (await client.EditAsync(moved, new { regionCode = "31" })).Is(HttpStatusCode.OK);
        await WriteAsync(client, Writers);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await WriteAsync(client, Writers);

        foreach (var mirror in mirrors)
        {
            await mirror.CatchUpAsync();
            var mistakes = await mirror.MistakesAsync();
            Assert.True(mistakes.Count == 0, string.Join('\n', mistakes));
            Assert.All(Collections, collection => Assert.True(mirror.CountOf(collection) > Writers, $"there are {mirror.CountOf(collection)} {collection}"));
        }

        Assert.True(mirrors[0].Forgotten >= 1 && mirrors[1].Forgotten >= 2, $"{mirrors[0].Forgotten} and {mirrors[1].Forgotten} were forgotten");
    }

    private Task WriteAsync(HttpClient client, int writers) => Task.WhenAll(Enumerable.Range(0, writers).Select(_ => client.WriteAsync(_rounds++)));
}
