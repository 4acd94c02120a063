using System.Data.Common;
using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Store;

/// <summary>
/// What changes leave in the search index is merged apart from them: FTS5 by itself has one of them merge all that has come together, and all others wait for seconds.
/// </summary>
public sealed class SearchMergingTests : IDisposable
{
    private const string Segments = "SELECT count(DISTINCT segid) FROM agreement_fts_idx";
    private const string Settings = "SELECT k || ' ' || v FROM agreement_fts_config WHERE k LIKE '%merge' ORDER BY k";

    private const int Most = 256;

    private static readonly string[] Apart = ["automerge 0", $"crisismerge {Most}", "usermerge 16"];

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [SqliteFact]
    public async Task What_changes_leave_in_the_search_index_is_merged_a_moment_later_and_all_of_it_is_found()
    {
        using var service = await ServiceProcess.StartAsync(_store);
        using var client = await service.ClientAsync();
        await using var connection = await _store.OpenAsync();
        for (var number = 0; number < 40; number++)
        {
            (await client.DraftAsync(("title", $"Perjanjian gandrungmangu bagian{number:000}"))).Is(HttpStatusCode.Created);
        }

        await Eventually.IsTrueAsync(async () => await CountAsync(connection) < 16, () => "nothing is merged");

        Assert.Equal(40, (await client.WalkAsync("/v1/agreements?q=gandrungmangu&limit=200")).Count);
        for (var number = 0; number < 40; number++)
        {
            Assert.Single((await client.Get($"/v1/agreements?q=bagian{number:000}%20gandrungmangu")).Is(HttpStatusCode.OK).Items);
        }

        await connection.ExecuteAsync("INSERT INTO agreement_fts(agreement_fts) VALUES ('integrity-check')");
        Assert.Equal(0, await service.StopAsync());
    }

    [SqliteFact]
    public async Task A_change_merges_nothing_by_itself_before_the_index_could_ever_be_full()
    {
        await using var host = new ServiceHost().On(_store).WithoutMerging();
        using var client = host.ClientOf("penyusun");
        await using var connection = await _store.OpenAsync();
        Assert.Equal(0, await CountAsync(connection));
        Assert.Equal(Apart, await connection.RowsAsync(Settings));

        await DraftAsync(Most - 1);
        Assert.Equal(Most - 1, await CountAsync(connection));

        await DraftAsync(2);
        Assert.InRange(await CountAsync(connection), 1, 3);

        async Task DraftAsync(int count)
        {
            for (var number = 0; number < count; number++)
            {
                (await client.DraftAsync()).Is(HttpStatusCode.Created);
            }
        }
    }

    [SqliteFact]
    public async Task A_store_whose_changes_merged_by_themselves_is_brought_up_to_date_by_a_start()
    {
        await StartOnceAsync();
        await using var connection = await _store.OpenAsync();
        await connection.ExecuteAsync("INSERT INTO agreement_fts(agreement_fts, rank) VALUES ('automerge', 16), ('crisismerge', 32); DELETE FROM agreement_fts_config WHERE k = 'usermerge'");

        await StartOnceAsync();

        Assert.Equal(Apart, await connection.RowsAsync(Settings));
    }

    private static async Task<int> CountAsync(DbConnection connection) => int.Parse(Assert.Single(await connection.RowsAsync(Segments)), CultureInfo.InvariantCulture);

    private async Task StartOnceAsync()
    {
        using var service = await ServiceProcess.StartAsync(_store);
        Assert.Equal(0, await service.StopAsync());
    }
}
