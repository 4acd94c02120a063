using System.Net;
using System.Text.RegularExpressions;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Store;
using Agreements.Data.Engines;
using Agreements.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Reminders;

/// <summary>How the store finds what is to come and how reminders are doing, among tens of thousands of deadlines.</summary>
public sealed partial class ReminderPlanTests(ReminderPlanTests.CrowdedHost host) : IClassFixture<ReminderPlanTests.CrowdedHost>
{
    [Theory]
    [InlineData(null)]
    [InlineData("76")]
    public async Task A_preview_is_walked_along_indexes_from_page_to_page(string? region)
    {
        using var client = region is null ? host.ClientOf("staf") : host.ClientOf("petugas", [Scope.AgreementsRead], region);
        var page = (await client.PreviewAsync("2026-11-21", "2027-11-21", "?limit=100")).Is(HttpStatusCode.OK);
        host.Queries.Forget();
        Assert.Equal(100, (await client.PreviewAsync("2026-11-21", "2027-11-21", $"?limit=100&after={page.Body.Said("next")}")).Is(HttpStatusCode.OK).Items.Count);

        var plans = await host.Queries.PlansAsync(host.Store);

        // The ladders, what goes out, and the deadlines of the page.
        Assert.Equal(3, plans.Count);
        var text = string.Join('\n', plans[1]);
        Assert.True(Regex.Count(text, "ix_deadlines_(to_remind|live_(kind|region))", RegexOptions.None, TimeSpan.FromSeconds(1)) == 1 + ReminderRuleSteps.Defaults.Sum(rule => rule.Offsets.Length), text);
        Assert.Empty(WholeTables(plans[1]));

        // The ranges come in the order of the list: only what they give is sorted. PostgreSQL sorts that of each by itself.
        Assert.True(TestStore.IsPostgres || region is not null || plans[1].Count(step => step.Contains("TEMP B-TREE", StringComparison.Ordinal)) <= 1, text);
        Assert.Empty(WholeTables(plans[2]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("76")]
    public async Task How_reminders_are_doing_is_read_off_indexes(string? region)
    {
        using var client = region is null ? host.ClientOf("staf") : host.ClientOf("petugas", [Scope.AgreementsRead], region);
        host.Queries.Forget();
        var health = (await client.Get("/v1/health/reminders")).Is(HttpStatusCode.OK).Body;
        Assert.True(health.Number("backlog") > 10, health.ToJsonString());

        var plans = await host.Queries.PlansAsync(host.Store);

        // PostgreSQL reads the tables whole that have hardly a row here.
        const string ToRemind = "ix_deadlines_to_remind";
        var (workers, contacts, agreements) = TestStore.IsPostgres
            ? ("reminder_workers", "region_contacts", "agreements")
            : ("ix_reminder_workers_last_claim_at", "ix_region_contacts_region_code", "autoindex_agreements");
        string[][] expected =
            [[workers], [ToRemind], ["ix_reminders_(region_code_)?delivered_at"], [ToRemind], [contacts], [ToRemind, agreements], ["ix_reminders_(given_up|(region_code_)?state_fire_on_id)", "pk_deadlines|autoindex_deadlines"]];
        Assert.Equal(expected.Length, plans.Count);
        Assert.All(plans.Zip(expected), pair =>
        {
            Assert.All(pair.Second, index => Assert.Matches(index, string.Join('\n', pair.First)));
            Assert.Empty(WholeTables(pair.First));
        });
    }

    // SQLite names the parts of a query like tables: those are not meant.
    private static IEnumerable<string> WholeTables(IReadOnlyCollection<string> plan) =>
        plan.Where(step => WholeTable().Match(step) is { Success: true } match && !plan.Contains($"CO-ROUTINE {match.Groups["alias"].Value}", StringComparer.Ordinal));

    [GeneratedRegex(@"Seq Scan on (deadlines|reminders) |SCAN (?<alias>[dra]\d*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeTable();

    /// <summary>A store with tens of thousands of deadlines, one in five of them closed, and thousands of reminders that were sent.</summary>
    public sealed class CrowdedHost : ServiceHost, IAsyncLifetime
    {
        private const int Deadlines = 40_000;
        private const int Reminders = 5_000;

        // Days from a year before the clock's on.
        private const string Nth = "n % 1461";

        public CrowdedHost() => With(services => _ = TestStore.IsPostgres
            ? services.ConfigureDbContext<PostgresAgreementsDbContext>(options => options.AddInterceptors(Queries))
            : services.ConfigureDbContext<SqliteAgreementsDbContext>(options => options.AddInterceptors(Queries)));

        public SeenQueries Queries { get; } = new() { OfFewRows = false };

        public async Task InitializeAsync()
        {
            var client = ClientOf("staf");
            (await client.Post("/v1/meetings", new { kind = "evaluation", regionCode = "76", heldOn = "2026-11-20", followUps = new[] { new { action = "Naskah", dueOn = "2026-11-28" } } })).Is(HttpStatusCode.Created);
            Assert.Single(await client.DispatchAsync());
            await using var connection = await Store.OpenAsync();
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("reminders", Sent, Reminders));
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("deadlines", Due, Deadlines));
            await connection.ExecuteAsync(TestStore.IsPostgres ? "VACUUM ANALYZE" : "PRAGMA wal_checkpoint");
        }

        public new async Task DisposeAsync() => await base.DisposeAsync();

        private static string Region => "CASE n % 4 WHEN 0 THEN '31' WHEN 1 THEN '73' WHEN 2 THEN '76' ELSE '92' END";

        private static string Zone => "CASE n % 4 WHEN 0 THEN 'Asia/Jakarta' WHEN 3 THEN 'Asia/Jayapura' ELSE 'Asia/Makassar' END";

        // The next reminder of what lies a good way ahead is its first; of what is near, one in forty-seven waits and the others are through.
        private static string? Due(string column) => column switch
        {
            "id" => QueryPlanTests.CrowdedHost.Id,
            "key" => "'uji:' || n",
            "kind" => "CASE n % 3 WHEN 0 THEN 'expiry' WHEN 1 THEN 'renewalNotice' ELSE 'activity' END",
            "due_on" => Day(Nth),
            "remind_on" => $"CASE WHEN {Nth} >= 545 THEN {Day($"{Nth} - CASE n % 3 WHEN 0 THEN 180 WHEN 1 THEN 60 ELSE 14 END")} WHEN n % 47 = 1 THEN {Day("364")} END",
            "reminded_offset" => $"CASE WHEN {Nth} < 545 THEN 180 END",
            "closed_as" => "CASE WHEN n % 5 = 0 THEN 'met' END",
            "region_code" => Region,
            "time_zone" => Zone,
            "owner" => "'pemilik.' || n % 97",
            _ => null,
        };

        private static string? Sent(string column) => column switch
        {
            "id" => QueryPlanTests.CrowdedHost.Id,
            "due_on" => Day("n + 400"),
            "state" => "CASE WHEN n % 100 = 0 THEN 'failed' ELSE 'delivered' END",
            "region_code" => Region,
            "time_zone" => Zone,
            _ => null,
        };

        private static string Day(string days) => TestStore.IsPostgres ? $"(date '2025-11-21' + ({days}))" : $"date('2025-11-21', '+' || ({days}) || ' days')";
    }
}
