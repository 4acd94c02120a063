using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Operations;
using Npgsql;

namespace Agreements.Api.Tests.Faults;

/// <summary>A test about PostgreSQL's own programs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StandardToolsFactAttribute : FactAttribute
{
    public StandardToolsFactAttribute() => Skip = new PostgresFactAttribute().Skip ?? new BackupFactAttribute().Skip;
}

/// <summary>A database that is dumped and put back by PostgreSQL's own programs, as the README has it, and then verified by the product's command.</summary>
public sealed class StandardToolsTests : IDisposable
{
    private readonly TestStore _store = new();
    private readonly TestStore _elsewhere = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("agreements-dump-").FullName;

    public void Dispose()
    {
        _store.Dispose();
        _elsewhere.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [StandardToolsFact]
    public async Task A_dump_made_while_others_write_is_put_back_elsewhere_verified_and_served()
    {
        var acknowledged = new ConcurrentQueue<string>();
        var dump = Path.Combine(_folder, "agreements.dump");
        List<string> before;
        string seal;
        using (var service = await ServiceProcess.StartAsync(_store))
        {
            using var client = await service.ClientAsync();
            using var enough = new CancellationTokenSource();
            var writers = Enumerable.Range(0, 4).Select(_ => WriteAsync(client, acknowledged, enough.Token)).ToList();
            await Eventually.IsTrueAsync(() => Task.FromResult(acknowledged.Count >= 40), () => "nothing is acknowledged");
            await enough.CancelAsync();
            await Task.WhenAll(writers);
            seal = (await client.VerifyOnceSealedAsync()).Said("seal")!;

            using var more = new CancellationTokenSource();
            writers = [.. Enumerable.Range(0, 4).Select(_ => WriteAsync(client, acknowledged, more.Token))];
            before = [.. acknowledged];
            await RunAsync("pg_dump", _store, "--format=custom", "--no-owner", "--no-privileges", $"--file={dump}");
            await more.CancelAsync();
            await Task.WhenAll(writers);
        }

        await RunAsync("pg_restore", _elsewhere, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments", $"--dbname={Of(_elsewhere).Database}", dump);

        (string, string)[] settings = [("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _elsewhere.ConnectionString)];
        (await ServiceProcess.RunAsync(["verify-audit", "--noted", seal], settings)).Is(0);
        using var restored = await ServiceProcess.StartAsync(_elsewhere);
        using var reader = await restored.ClientAsync();
        (await reader.Get("/health/ready")).Is(HttpStatusCode.OK);
        Assert.Empty(before.Except((await reader.WalkAsync("/v1/agreements?limit=200")).Select(item => item.Said("id")!), StringComparer.Ordinal));
        (await reader.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
    }

    private static async Task WriteAsync(HttpClient client, ConcurrentQueue<string> acknowledged, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            acknowledged.Enqueue((await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created).Id);
        }
    }

    private static NpgsqlConnectionStringBuilder Of(TestStore store) => new(store.ConnectionString);

    private static async Task RunAsync(string program, TestStore store, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, ["--no-password", .. arguments]) { UseShellExecute = false, RedirectStandardError = true };
        (start.Environment["PGHOST"], start.Environment["PGPORT"], start.Environment["PGUSER"], start.Environment["PGDATABASE"]) =
            (Of(store).Host, $"{Of(store).Port}", Of(store).Username, Of(store).Database);
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }
}
