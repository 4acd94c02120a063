using System.Net;
using System.Text.RegularExpressions;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Store;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Events;

/// <summary>How the store finds a page of the feed among tens of thousands of events.</summary>
public sealed partial class EventPlanTests(EventPlanTests.CrowdedHost host) : IClassFixture<EventPlanTests.CrowdedHost>
{
    private const string InOrder = "ix_feed_events_position";
    private const string OfRegions = "ix_feed_events_reaches_position";

    [Theory]
    [InlineData("")]
    [InlineData("&types=agreement.created")]
    public async Task Whoever_sees_everything_walks_the_feed_in_its_order(string types)
    {
        using var client = host.ClientOf("staf");
        var begin = await client.EventsAsync($"?limit=50{types}");
        host.Queries.Forget();
        Assert.Equal(50, (await client.EventsAsync($"?limit=50{types}&after={begin.Next()}")).Items.Count);

        var plans = await host.Queries.PlansAsync(host.Store);

        // The event that the cursor names, and the page.
        Assert.Equal(2, plans.Count);
        Assert.All(plans, plan => IsRead(plan, InOrder));
    }

    [Fact]
    public async Task Far_behind_each_region_of_a_quiet_province_is_sought_by_itself_and_none_other_is_looked_through()
    {
        using var client = host.ClientOf("petugas", [Scope.AgreementsRead], "13");
        host.Queries.Forget();
        var page = await client.EventsAsync("?limit=20");
        Assert.Equal(20, page.Items.Count);
        Assert.All(page.Items, each => Assert.StartsWith("13.", each.RegionOf() ?? "13.", StringComparison.Ordinal));

        var plans = await host.Queries.PlansAsync(host.Store);

        Assert.All(plans, plan => IsRead(plan, OfRegions));
        Assert.DoesNotContain(InOrder, string.Join('\n', plans.SelectMany(plan => plan)).Replace(OfRegions, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_of_a_quiet_region_who_keeps_up_has_nothing_looked_through_but_what_is_new()
    {
        using var client = host.ClientOf("petugas", [Scope.AgreementsRead], "91");
        var (seen, cursor) = await client.FollowAsync(after: null);
        Assert.True(seen.Count < 1000, $"{seen.Count} events of a quiet region");
        using var writer = host.ClientOf("staf");
        await writer.OfficeAsync();
        await writer.LatestAsync();
        host.Queries.Forget();
        Assert.Equal(["bpjsOffice.created"], (await client.EventsAsync($"?after={cursor}")).Items.Types());

        var plans = await host.Queries.PlansAsync(host.Store);

        Assert.Equal(2, plans.Count);
        Assert.All(plans, plan => IsRead(plan, $"{InOrder}|{OfRegions}"));
    }

    [Fact]
    public async Task What_waits_to_be_placed_is_found_without_looking_at_what_is_placed()
    {
        await using var scope = host.Services.CreateAsyncScope();
        host.Queries.Forget();
        Assert.Equal(0, (await scope.ServiceProvider.GetRequiredService<AgreementsDbContext>().MeasureUnplacedAsync(CancellationToken.None)).Waiting);

        IsRead((await host.Queries.PlansAsync(host.Store)).Single(), $"ix_feed_events_unplaced|{InOrder}");
    }

    private static void IsRead(IReadOnlyList<string> plan, string index)
    {
        Assert.Matches(index, string.Join('\n', plan));

        // SQLite names the parts of a query like tables: those are not meant.
        Assert.DoesNotContain(plan, step => WholeTable().Match(step) is { Success: true } match && !plan.Contains($"CO-ROUTINE {match.Groups["alias"].Value}", StringComparer.Ordinal));
    }

    [GeneratedRegex(@"Seq Scan on feed_events|SCAN (?<alias>f\d*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeTable();

    /// <summary>A store with tens of thousands of events, few of them of one region or another.</summary>
    public sealed class CrowdedHost : ServiceHost, IAsyncLifetime
    {
        private const int Copies = 40_000;

        public CrowdedHost() => With(services => _ = TestStore.IsPostgres
            ? services.ConfigureDbContext<PostgresAgreementsDbContext>(options => options.AddInterceptors(Queries))
            : services.ConfigureDbContext<SqliteAgreementsDbContext>(options => options.AddInterceptors(Queries)));

        public SeenQueries Queries { get; } = new() { OfFewRows = false };

        public async Task InitializeAsync()
        {
            using var client = ClientOf("staf");
            (await client.Post("/v1/agreements", Story.Draft())).Is(HttpStatusCode.Created);
            await client.LatestAsync();
            await using var connection = await Store.OpenAsync();
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("feed_events", Fill, Copies));
            await connection.ExecuteAsync($"UPDATE feed_head SET last = {Copies} + 1");
            await connection.ExecuteAsync(TestStore.IsPostgres ? "VACUUM ANALYZE" : "PRAGMA wal_checkpoint");

            // The end has another mark now: so the next event gives it one that is true.
            await client.OfficeAsync();
            await client.LatestAsync();
        }

        public new async Task DisposeAsync() => await base.DisposeAsync();

        private static string? Fill(string column) => column switch
        {
            "entry" => "1000 + n",
            "id" => QueryPlanTests.CrowdedHost.Id,
            "position" => "1 + n",
            "type" => "CASE n % 3 WHEN 0 THEN 'agreementCreated' WHEN 1 THEN 'deadlineOpened' ELSE 'agreementUpdated' END",
            "reaches" => "CASE WHEN n % 500 = 0 THEN '13.0' || (1 + n % 7) WHEN n % 501 = 0 THEN '91' WHEN n % 5 = 0 THEN '76.02' ELSE '11.0' || (1 + n % 9) END",
            _ => null,
        };
    }
}
