using System.Net;
using Agreements.Api.Features.Webhooks.Delivery;
using Agreements.Api.Tests.Events;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Store;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>How the store finds what is due and what was told, among tens of thousands of deliveries.</summary>
public sealed class WebhookPlanTests(WebhookPlanTests.CrowdedHost host) : IClassFixture<WebhookPlanTests.CrowdedHost>
{
    [Fact]
    public async Task Who_has_something_due_is_read_off_an_index() => Assert.Contains(
        "ix_webhook_deliveries_due", await OnlyPlanAsync(async services => Assert.NotEmpty(await services.GetRequiredService<WebhookOutbox>().DueAsync(host.Clock.Now, CancellationToken.None))), StringComparison.Ordinal);

    [Fact]
    public async Task What_is_due_is_taken_in_the_order_of_its_index()
    {
        var plans = await PlansAsync(async services => Assert.Equal(4, (await services.GetRequiredService<WebhookOutbox>().TakeAsync(host.WebhookId, 4, host.Clock.Now, TimeSpan.FromMinutes(1), CancellationToken.None)).Count));

        var due = Assert.Single(plans, plan => plan.Contains("ix_webhook_deliveries_due", StringComparison.Ordinal));
        Unsorted(due);
    }

    [Theory]
    [InlineData("", "ix_webhook_deliveries_webhook_id_id")]
    [InlineData("&state=exhausted", "ix_webhook_deliveries_webhook_id_state_id")]
    public async Task The_log_is_walked_along_an_index_from_page_to_page(string filter, string index)
    {
        using var client = host.ClientOf("pengelola");
        var path = $"/v1/webhooks/{host.WebhookId}/deliveries?limit=20{filter}";
        var next = (await client.Get(path)).Is(HttpStatusCode.OK).Body.Said("next");
        host.Queries.Forget();
        Assert.Equal(20, (await client.Get($"{path}&after={next}")).Is(HttpStatusCode.OK).Items.Count);

        var plan = string.Join('\n', (await host.Queries.PlansAsync(host.Store))[^1]);

        Assert.Contains(index, plan, StringComparison.Ordinal);
        Unsorted(plan);
    }

    [Fact]
    public async Task How_much_waits_is_counted_off_an_index() => Assert.All(
        await PlansAsync(async services => Assert.True((await services.GetRequiredService<AgreementsDbContext>().MeasureUndeliveredAsync(CancellationToken.None)).Waiting > 100)),
        plan => Assert.Matches("ix_webhook_deliveries_(due|waiting)", plan));

    [Fact]
    public async Task What_can_be_forgotten_is_found_by_an_index()
    {
        var plans = await PlansAsync(services => services.GetRequiredService<WebhookOutbox>().TrimAsync(host.Clock.Now.AddDays(-400), CancellationToken.None));

        // What is settled, and what waits at webhooks that are not called.
        Assert.Equal(2, plans.Count);
        Assert.Contains("ix_webhook_deliveries_settled", plans[0], StringComparison.Ordinal);
        Assert.Contains("ix_webhook_deliveries_waiting", plans[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_feed_has_to_keep_for_webhooks_is_read_off_an_index()
    {
        using var client = host.ClientOf("pengelola");
        await client.OfficeAsync();
        await client.LatestAsync();

        var plans = await PlansAsync(services => services.GetRequiredService<EventPlacing>().TrimAsync(host.Clock.Now.AddDays(1), CancellationToken.None));

        Assert.Matches("ix_webhook_deliveries_(due|waiting)", Assert.Single(plans, plan => plan.Contains("webhook", StringComparison.Ordinal)));
    }

    private static void Unsorted(string plan)
    {
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort Key", plan, StringComparison.Ordinal);
    }

    private async Task<string> OnlyPlanAsync(Func<IServiceProvider, Task> act) => Assert.Single(await PlansAsync(act));

    private async Task<IReadOnlyList<string>> PlansAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = host.Services.CreateAsyncScope();
        host.Queries.Forget();
        await act(scope.ServiceProvider);
        return [.. (await host.Queries.PlansAsync(host.Store)).Select(plan => string.Join('\n', plan))];
    }

    /// <summary>A store with two webhooks that have been told of tens of thousands of events, one in a hundred of which is still to be delivered. Nobody delivers here but the tests.</summary>
    public sealed class CrowdedHost : ServiceHost, IAsyncLifetime
    {
        private const int Deliveries = 40_000;
        private const string Other = "Lain";

        public CrowdedHost() => With(services =>
        {
            services.Remove(services.Single(each => each.ImplementationType == typeof(DeliverWebhooks)));
            _ = TestStore.IsPostgres
                ? services.ConfigureDbContext<PostgresAgreementsDbContext>(options => options.AddInterceptors(Queries))
                : services.ConfigureDbContext<SqliteAgreementsDbContext>(options => options.AddInterceptors(Queries));
        });

        public SeenQueries Queries { get; } = new() { OfFewRows = false, OfWebhooks = true };

        public Guid WebhookId { get; private set; }

        public async Task InitializeAsync()
        {
            var client = ClientOf("pengelola");
            await client.HookedAsync("https://hooks.example/", ("name", Other));
            var webhook = await client.HookedAsync("https://hooks.example/");
            (await client.Post($"/v1/webhooks/{webhook.Id}/test", null)).Is(HttpStatusCode.Accepted);
            WebhookId = Guid.Parse(webhook.Id);
            await using var connection = await Store.OpenAsync();
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("webhook_deliveries", Told, Deliveries));
            await connection.ExecuteAsync(TestStore.IsPostgres ? "VACUUM ANALYZE" : "PRAGMA wal_checkpoint");
        }

        public new async Task DisposeAsync() => await base.DisposeAsync();

        private static string? Told(string column) => column switch
        {
            "webhook_id" => $"CASE WHEN n % 50 = 0 THEN webhook_id ELSE (SELECT id FROM webhooks WHERE name = '{Other}') END",
            "id" or "event_id" => QueryPlanTests.CrowdedHost.Id,
            "state" => "CASE WHEN n % 100 = 0 THEN 'failed' WHEN n % 7 = 0 THEN 'exhausted' ELSE 'delivered' END",
            "next_attempt_at" => "CASE WHEN n % 100 = 0 THEN next_attempt_at END",
            _ => null,
        };
    }
}
