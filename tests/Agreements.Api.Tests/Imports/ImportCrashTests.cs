using System.Net;
using Agreements.Api.Tests.Hosting;
using static Agreements.Api.Tests.Imports.ImportSteps;

namespace Agreements.Api.Tests.Imports;

/// <summary>Imports go on where they were, whatever ended them, and no two instances take the same row in.</summary>
public sealed class ImportCrashTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_kill_in_the_middle_loses_no_row_and_doubles_none()
    {
        const int Rows = 3000;
        var file = Csv([Headers, .. Enumerable.Range(0, Rows).Select(i => Row($"K/{i}", region: i % 10 == 9 ? "99" : "76.02", review: i % 3 == 0 ? "Ya" : "Tidak"))]);
        Answered import;
        using (var service = await ServiceProcess.StartAsync(_store, ("Documents__Path", _store.Documents)))
        {
            using var client = await service.ClientAsync();
            import = (await client.SendAsync(file)).Is(HttpStatusCode.Accepted);
            while (import.Body.Number("rowsRead") < 300)
            {
                import = await client.GetsOnAsync(import);
            }

            await service.KillAsync();
        }

        Assert.Null(import.Body.Said("finishedAt"));
        await using var host = new ServiceHost().On(_store);
        host.Clock.Now = TimeProvider.System.GetUtcNow().AddMinutes(2);
        using var next = host.ClientOf("pengelola");
        var found = (await next.Get($"/v1/imports/{import.Id}")).Is(HttpStatusCode.OK);
        Assert.InRange(found.Body.Number("rowsRead"), import.Body.Number("rowsRead"), Rows - 1);

        var over = await next.OverAsync(import);

        Assert.Equal("completed", over.Body.Said("state"));
        Assert.Equal($"{Rows} {Rows * 9 / 10} {Enumerable.Range(0, Rows).Count(i => i % 3 == 0 && i % 10 != 9)} 0 {Rows / 10}", over.Counts());
        await EachIsThereOnceAsync(next, [.. Enumerable.Range(0, Rows).Where(i => i % 10 != 9).Select(i => $"K/{i}")]);
        Assert.Equal(Enumerable.Range(0, Rows).Where(i => i % 10 == 9).Select(i => $"{i + 2} B regionCode region.unknown!"), await next.FindingsAsync(over));
    }

    [Fact]
    public async Task An_orderly_stop_hands_an_import_to_whoever_comes_next()
    {
        const int Rows = 2000;
        Answered import;
        using (var service = await ServiceProcess.StartAsync(_store, ("Documents__Path", _store.Documents)))
        {
            using var client = await service.ClientAsync();
            import = (await client.SendAsync(Csv([Headers, .. Enumerable.Range(0, Rows).Select(i => Row($"S/{i}"))]))).Is(HttpStatusCode.Accepted);
            while (import.Body.Number("rowsRead") < 200)
            {
                import = await client.GetsOnAsync(import);
            }

            Assert.Equal(0, await service.StopAsync());
        }

        // It was let go of, so that nobody waits for a lease to end.
        await using var host = new ServiceHost().On(_store);
        host.Clock.Now = TimeProvider.System.GetUtcNow();
        using var next = host.ClientOf("pengelola");
        Assert.Equal($"{Rows} {Rows} 0 0 0", (await next.OverAsync(import)).Counts());
        await EachIsThereOnceAsync(next, [.. Enumerable.Range(0, Rows).Select(i => $"S/{i}")]);
    }

    [PostgresFact]
    public async Task Two_instances_take_each_row_in_once()
    {
        const int Rows = 400;
        await using var one = new ServiceHost().On(_store);
        await using var other = new ServiceHost().On(_store);
        using var client = one.ClientOf("pengelola");
        using var second = other.ClientOf("staf");

        // Two of them bring the same, and two each something of their own.
        var files = "XXYZ".Select(letter => Csv([Headers, .. Enumerable.Range(0, Rows).Select(i => Row($"{letter}/{i}"))])).ToList();
        var sent = await Task.WhenAll(files.Select((file, i) => (i % 2 == 0 ? client : second).SendAsync(file)));
        var over = await Task.WhenAll(sent.Select(import => client.OverAsync(import.Is(HttpStatusCode.Accepted))));

        Assert.All(over, import => Assert.Equal(("completed", Rows, 0), (import.Body.Said("state"), import.Body.Number("rowsRead"), import.Body.Number("rowsFailed"))));
        Assert.Equal(3 * Rows, over.Sum(import => import.Body.Number("rowsCreated")));
        Assert.Equal(Rows, over[..2].Sum(import => import.Body.Number("rowsDuplicate")));
        await EachIsThereOnceAsync(client, [.. "XYZ".SelectMany(letter => Enumerable.Range(0, Rows).Select(i => $"{letter}/{i}"))]);
    }

    private static async Task EachIsThereOnceAsync(HttpClient client, IReadOnlyList<string> numbers)
    {
        var agreements = await client.WalkAsync("/v1/agreements?limit=200");
        Assert.Equal(numbers.Order(StringComparer.Ordinal), agreements.Select(agreement => agreement.Said("localNumber")!).Order(StringComparer.Ordinal));
        Assert.All(agreements, agreement => Assert.Equal(1, agreement.Number("version")));
    }
}
