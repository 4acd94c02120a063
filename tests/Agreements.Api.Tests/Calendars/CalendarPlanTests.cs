using System.Net;
using System.Text.RegularExpressions;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Reminders;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Calendars;

/// <summary>How the store finds a calendar and its days among tens of thousands of deadlines.</summary>
public sealed partial class CalendarPlanTests(ReminderPlanTests.CrowdedHost host) : IClassFixture<ReminderPlanTests.CrowdedHost>
{
    [Theory]
    [InlineData(null, "ix_deadlines_live_due")]
    [InlineData("76", "ix_deadlines_live_region")]
    public async Task A_calendar_is_walked_along_an_index_and_most_of_what_is_due_ahead_comes_before_a_bound(string? region, string index)
    {
        using var client = region is null ? host.ClientOf("staf") : host.ClientOf("petugas", [Scope.AgreementsRead], region);
        var feed = await client.FeedAsync(region is null ? [] : [("regionCode", region)]);
        host.Queries.Forget();

        var calendar = (await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK);

        // 32,000 are live, a day has some twenty of them: 2,000 to come and 500 that are overdue are all that a calendar takes.
        Assert.Equal(2500, calendar.Events().Count);
        var plans = await host.Queries.PlansAsync(host.Store);
        Assert.Contains("calendar_feeds", string.Join('\n', plans[0]), StringComparison.Ordinal);
        Assert.All(plans, plan => Assert.Empty(WholeTables(plan)));
        var walks = plans.Select(plan => string.Join('\n', plan)).Where(plan => plan.Contains("ix_deadlines", StringComparison.Ordinal)).ToList();

        // The marks of both halves, then ten and three pages.
        Assert.Equal(2 + 10 + 3, walks.Count);
        Assert.All(walks, plan =>
        {
            Assert.Contains(index, plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);

            // Of one region PostgreSQL may read what the index finds in the order of the table, and sort it.
            Assert.True(region is not null || !Sorted().IsMatch(plan), plan);
        });
    }

    [Fact]
    public async Task Whoever_has_it_already_costs_two_short_walks()
    {
        using var client = host.ClientOf("petugas", [Scope.AgreementsRead], "31");
        var feed = await client.FeedAsync(("regionCode", "31"));
        var tag = (await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK).ETag!;
        host.Queries.Forget();

        (await host.SubscribeAsync(feed, ("If-None-Match", tag))).Is(HttpStatusCode.NotModified);

        Assert.Equal(3, (await host.Queries.PlansAsync(host.Store)).Count);
    }

    [Fact]
    public async Task The_feeds_of_a_caller_are_walked_along_their_index()
    {
        using var client = host.ClientOf("petugas", [Scope.AgreementsRead], "92");
        await client.FeedAsync();
        host.Queries.Forget();
        (await client.Get("/v1/calendar-feeds")).Is(HttpStatusCode.OK);

        var plan = string.Join('\n', Assert.Single(await host.Queries.PlansAsync(host.Store)));
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        Assert.Contains(TestStore.IsPostgres ? "calendar_feeds" : "ix_calendar_feeds_maker_id_id", plan, StringComparison.Ordinal);
    }

    // SQLite names the parts of a query like tables: those are not meant.
    private static IEnumerable<string> WholeTables(IReadOnlyCollection<string> plan) =>
        plan.Where(step => WholeTable().Match(step) is { Success: true } match && !plan.Contains($"CO-ROUTINE {match.Groups["alias"].Value}", StringComparer.Ordinal));

    [GeneratedRegex(@"\bSort\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sorted();

    [GeneratedRegex(@"Seq Scan on deadlines |SCAN (?<alias>d\d*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeTable();
}
