using System.Data.Common;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Store;
using Agreements.Data.Engines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Exchange;

/// <summary>Exports that are longer than anything that is read, or kept, at once.</summary>
public sealed class ExportStreamTests(ExportStreamTests.LongRegister host) : IClassFixture<ExportStreamTests.LongRegister>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("ndjson")]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task An_export_that_fails_on_its_way_is_cut_off_so_that_nobody_takes_it_for_whole(string format)
    {
        // The ids, then two times five hundred rows.
        host.Breaking.After = 3;
        try
        {
            var e = await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                using var answer = await BegunAsync($"format={format}");
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                await answer.Content.CopyToAsync(Stream.Null);
            });
            Assert.True(e is HttpRequestException or IOException, e.ToString());
        }
        finally
        {
            host.Breaking.After = null;
        }
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task An_export_that_fails_before_its_first_row_is_answered_as_a_failure(string format)
    {
        host.Breaking.After = 0;
        try
        {
            var failed = (await _client.Get($"/v1/agreements/export?format={format}")).IsProblem(HttpStatusCode.InternalServerError, "server.error");
            Assert.Null(failed.ContentHeaders.ContentDisposition);
            Assert.Empty(failed.ContentHeaders.ContentLanguage.Except(["id"], StringComparer.Ordinal));
        }
        finally
        {
            host.Breaking.After = null;
        }
    }

    [Fact]
    public async Task What_is_removed_meanwhile_is_left_out_and_what_changes_comes_once_as_it_is_by_then()
    {
        var last = (await _client.Get("/v1/agreements?sort=-effectiveUntil&limit=2")).Is(HttpStatusCode.OK).Ids();
        using var answer = await BegunAsync("format=ndjson&sort=effectiveUntil");
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var seen = new List<string> { IdIn(await lines.ReadLineAsync()) };

        (await _client.Delete($"/v1/agreements/{last[0]}", ("If-Match", (await _client.Get($"/v1/agreements/{last[0]}")).ETag!))).Is(HttpStatusCode.NoContent);
        var moved = (await _client.EditAsync(await _client.Get($"/v1/agreements/{last[1]}"), new { effectiveUntil = "1999-01-01", effectiveFrom = "1998-01-01", notes = "berubah" })).Is(HttpStatusCode.OK);
        var text = "";
        while (await lines.ReadLineAsync() is { } line)
        {
            seen.Add(IdIn(line));
            text = line;
        }

        Assert.Equal(host.Count - 1, seen.Count);
        Assert.Equal(seen.Count, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(last[0], seen);
        Assert.Equal(moved.Id, seen[^1]);
        Assert.Contains("\"notes\":\"berubah\"", text, StringComparison.Ordinal);
        host.Count--;
    }

    [Fact]
    public async Task HEAD_reads_no_more_than_the_first_rows()
    {
        host.Queries.Forget();
        (await _client.Send(HttpMethod.Head, "/v1/agreements/export?format=xlsx", content: null)).Is(HttpStatusCode.OK);

        Assert.InRange((await host.Queries.PlansAsync(host.Store)).Count, 2, 4);
    }

    [Theory]
    [InlineData("format=csv")]
    [InlineData("format=ndjson&sort=title")]
    [InlineData("format=ndjson&standing=notInForce&sort=-updatedAt")]
    public async Task The_rows_are_found_by_their_keys_some_hundred_at_a_time(string query)
    {
        host.Queries.Forget();
        var rows = (await _client.ExportAsync(query)).Bytes.Count(b => b == '\n');

        var plans = await host.Queries.PlansAsync(host.Store);
        Assert.InRange(rows, host.Count, host.Count + 1);
        Assert.Equal((host.Count + 499) / 500, plans.Count(plan => plan.Any(step => step.Contains(TestStore.IsPostgres ? "pk_agreements" : "sqlite_autoindex_agreements_1 (id=?)", StringComparison.Ordinal))));
        Assert.All(plans, plan => Assert.False(QueryPlanTests.WholeTable().IsMatch(string.Join('\n', plan).Replace("Seq Scan on bpjs_offices", "", StringComparison.Ordinal)), string.Join('\n', plan)));
    }

    private static string IdIn(string? line) => line!.Split("\"id\":\"", 2)[1][..36];

    private Task<HttpResponseMessage> BegunAsync(string query) =>
        _client.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/v1/agreements/export?{query}"), HttpCompletionOption.ResponseHeadersRead);

    /// <summary>A register that no buffer between service and caller can hold.</summary>
    public sealed class LongRegister : ServiceHost, IAsyncLifetime
    {
        private const int Copies = 20_000;

        public LongRegister() => With(services => _ = TestStore.IsPostgres
            ? services.ConfigureDbContext<PostgresAgreementsDbContext>(options => options.AddInterceptors(Queries, Breaking))
            : services.ConfigureDbContext<SqliteAgreementsDbContext>(options => options.AddInterceptors(Queries, Breaking)));

        public SeenQueries Queries { get; } = new();

        public BreakingQueries Breaking { get; } = new();

        public int Count { get; set; } = Copies + 1;

        public async Task InitializeAsync()
        {
            (await ClientOf("staf").DraftAsync(("notes", new string('n', 1000)))).Is(HttpStatusCode.Created);
            await using var connection = await Store.OpenAsync();
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("agreements", Fill, Copies));
            if (TestStore.IsPostgres)
            {
                await connection.ExecuteAsync("VACUUM ANALYZE");
            }
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

        private static string? Fill(string column) => column switch
        {
            "id" => QueryPlanTests.CrowdedHost.Id,
            "effective_until" or "ends_order" => TestStore.IsPostgres ? "(date '2027-01-01' + n % 1500)" : "date('2027-01-01', '+' || (n % 1500) || ' days')",
            "title" or "title_key" => "'judul ' || n % 2000",
            _ => null,
        };
    }

    /// <summary>Fails whatever is asked about agreements, once so many questions have been answered.</summary>
    public sealed class BreakingQueries : DbCommandInterceptor
    {
        public int? After { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            command.CommandText.Contains("agreements", StringComparison.Ordinal) && After-- == 0
                ? throw new InvalidOperationException("The store is gone.")
                : base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }
}
