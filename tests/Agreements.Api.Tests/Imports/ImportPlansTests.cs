using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Store;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Agreements.Api.Tests.Imports.ImportSteps;

namespace Agreements.Api.Tests.Imports;

/// <summary>How the store finds imports, what was found in their files, and what rows are compared with.</summary>
public sealed class ImportPlansTests(ImportPlansTests.SeenHost host) : IClassFixture<ImportPlansTests.SeenHost>
{
    private readonly HttpClient _client = host.ClientOf("staf", [Scope.AgreementsRead, Scope.AgreementsWrite]);

    [Fact]
    public async Task Whoever_asked_for_imports_finds_them_along_an_index()
    {
        await _client.TakeInAsync(Csv(Headers, Row("A/1")));
        await _client.TakeInAsync(Csv(Headers, Row("A/2")));

        var plan = await SecondPageAsync("/v1/imports?limit=1");

        Assert.Contains("ix_imports_credential_id", plan, StringComparison.Ordinal);
        Unsorted(plan);
    }

    [Theory]
    [InlineData("", "ix_import_findings_import_id_row_ordinal")]
    [InlineData("&severity=error", "ix_import_findings_import_id_severity_row_ordinal")]
    public async Task Findings_are_walked_along_an_index_from_page_to_page(string filter, string index)
    {
        var import = await _client.TakeInAsync(Csv(Headers, Row("B/1", region: "99"), Row("B/2", region: "98")));

        var plan = await SecondPageAsync($"/v1/imports/{import.Id}/findings?limit=1{filter}");

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Unsorted(plan);
    }

    [Fact]
    public async Task What_is_to_be_confirmed_is_found_along_an_index()
    {
        var import = await _client.TakeInAsync(Csv(Headers, Row("C/1", review: "Ya")));
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        host.Queries.Forget();

        Assert.Single(await db.AgreementsWithin(Reach.Everywhere).BroughtBy(Guid.Parse(import.Id)).OrderBy(agreement => agreement.Id).Select(agreement => agreement.Id).Take(100).ToListAsync());

        var plan = string.Join('\n', await host.Queries.PlanOfLastAsync(host.Store));
        Assert.Contains("ix_agreements_imported", plan, StringComparison.Ordinal);
        Unsorted(plan);
    }

    [Fact]
    public async Task Who_carries_the_numbers_of_rows_is_looked_up_by_each_index()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        host.Queries.Forget();

        await db.CarryingAsync(["d1", "d2"], CancellationToken.None);

        var plans = (await host.Queries.PlansAsync(host.Store)).Select(plan => string.Join('\n', plan)).ToList();
        Assert.Equal(2, plans.Count);
        Assert.Contains("ix_agreements_local_number_key", plans[0], StringComparison.Ordinal);
        Assert.Contains("ix_agreements_bpjs_number_key", plans[1], StringComparison.Ordinal);
    }

    private async Task<string> SecondPageAsync(string path)
    {
        var next = (await _client.Get(path)).Is(HttpStatusCode.OK).Body.Said("next");
        host.Queries.Forget();
        Assert.Single((await _client.Get($"{path}&after={next}")).Is(HttpStatusCode.OK).Items);
        return string.Join('\n', await host.Queries.PlanOfLastAsync(host.Store));
    }

    private static void Unsorted(string plan)
    {
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort Key", plan, StringComparison.Ordinal);
    }

    /// <summary>A service whose questions to the store are seen.</summary>
    public sealed class SeenHost : ServiceHost
    {
        public SeenHost() => With(services => _ = TestStore.IsPostgres
            ? services.ConfigureDbContext<PostgresAgreementsDbContext>(options => options.AddInterceptors(Queries))
            : services.ConfigureDbContext<SqliteAgreementsDbContext>(options => options.AddInterceptors(Queries)));

        public SeenQueries Queries { get; } = new();
    }
}
