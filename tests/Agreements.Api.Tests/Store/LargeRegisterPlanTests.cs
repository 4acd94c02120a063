using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Renewals;
using Agreements.Api.Tests.WorkPlans;
using Agreements.Data.Engines;
using Agreements.Data.Reference;
using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

/// <summary>What is asked every day and depends on the day, asked of a register of a hundred thousand.</summary>
public sealed class LargeRegisterPlanTests(LargeRegisterPlanTests.LargeHost host) : IClassFixture<LargeRegisterPlanTests.LargeHost>
{
    private const string ByEnd = "ix_agreements_signed_ends_order_id";
    private const string ByCoverEnd = "ix_agreements_signed_cover_ends_id";
    private const string ByLine = "ix_agreements_line";
    private const string ByLateCoverage = "ix_agreements_covered_late";
    private const string ByState = "ix_reminders_state_fire_on_id";
    private const string ByKind = "ix_meetings_kind_held_on_id";
    private const string BySuccessor = "ix_agreements_predecessor_id_signed_id";

    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("/v1/agreements/expiring", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements/expiring?withinDays=0&includeRenewed=true", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=terminated", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=notInForce", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=upcoming", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=superseded", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=lapsed", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=lapsedInRenewal", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=inNotice", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=expiring", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=active", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=inNotice,expiring&sort=-effectiveUntil", ByEnd, BySuccessor)]
    [InlineData("/v1/agreements?standing=lapsed&regionCode=76.02", "ix_agreements_", BySuccessor)]
    [InlineData("/v1/agreements?standing=active&regionCode=76.02", "ix_agreements_region_code_signed_ends_order_id", BySuccessor)]
    [InlineData("/v1/continuity?regionCode=76.02", "ix_agreements_", "ix_agreements_")]
    [InlineData("/v1/continuity/gaps", ByCoverEnd, ByLine)]
    [InlineData("/v1/continuity/gaps?provinceCode=76", "ix_agreements_", ByLine)]
    public async Task A_question_about_a_day_is_answered_from_its_indexes(string path, string index, string lookedUpBy)
    {
        host.Queries.Forget();
        Assert.NotEmpty((await _client.Get(path)).Is(HttpStatusCode.OK).Text);

        foreach (var plan in await host.Queries.PlansAsync(host.Store))
        {
            var text = string.Join('\n', plan);
            Assert.Contains(Chosen(index), text, StringComparison.Ordinal);
            Assert.Contains(Chosen(lookedUpBy), text, StringComparison.Ordinal);
            FollowsNoLongWalk(plan);
            Assert.DoesNotContain("SCAN a", text, StringComparison.Ordinal);
            ReadsNoWholeTable(plan);
        }
    }

    [Theory]
    [InlineData("terminated")]
    [InlineData("notInForce")]
    [InlineData("upcoming")]
    [InlineData("superseded")]
    [InlineData("lapsed")]
    [InlineData("inNotice")]
    [InlineData("expiring")]
    [InlineData("active")]
    public async Task A_deep_page_of_a_standing_begins_where_the_one_before_it_ended(string standing)
    {
        var next = (await _client.Get($"/v1/agreements?standing={standing}&limit=100")).Is(HttpStatusCode.OK).Body.Said("next");
        Assert.NotNull(next);
        host.Queries.Forget();
        (await _client.Get($"/v1/agreements?standing={standing}&limit=100&after={next}")).Is(HttpStatusCode.OK);

        var plan = string.Join('\n', Assert.Single(await host.Queries.PlansAsync(host.Store)));
        Assert.Contains(Chosen(ByEnd), plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE FOR ORDER BY", plan, StringComparison.Ordinal);
        ReadsNoWholeTable([plan]);
    }

    [Theory]
    [InlineData("/v1/deadlines", "ix_deadlines_live_due")]
    [InlineData("/v1/deadlines?withinDays=0", "ix_deadlines_live_due")]
    [InlineData("/v1/deadlines?withinDays=30", "ix_deadlines_live_due")]
    [InlineData("/v1/deadlines?overdue=true", "ix_deadlines_live_due")]
    [InlineData("/v1/deadlines?state=open&overdue=true", "ix_deadlines_live_due")]
    [InlineData("/v1/deadlines?owner=pemilik.7&withinDays=700", "ix_deadlines_live_owner")]
    [InlineData("/v1/deadlines?regionCode=76.02&withinDays=30", "ix_deadlines_live_region")]
    [InlineData("/v1/deadlines?kind=renewalNotice&withinDays=30", "ix_deadlines_live_")]
    [InlineData("/v1/deadlines?state=met,superseded&dueFrom=2027-01-01", "ix_deadlines_closed_due")]
    public async Task A_list_of_deadlines_is_answered_from_its_index(string path, string index)
    {
        host.Queries.Forget();
        Assert.NotEmpty((await _client.Get(path)).Is(HttpStatusCode.OK).Items);

        // The other question is for the few holidays that somebody has put right.
        var plan = string.Join('\n', (await host.Queries.PlansAsync(host.Store))[0]);
        Assert.Contains(Chosen(index), plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE FOR ORDER BY", plan, StringComparison.Ordinal);
        ReadsNoWholeTable([plan]);
    }

    [Theory]
    [InlineData("/v1/renewals?limit=10", "ix_renewals_due_on_id")]
    [InlineData("/v1/renewals?state=open&limit=10", "ix_renewals_state_due_on_id")]
    [InlineData("/v1/renewals?state=open&dueBefore=2027-01-01&limit=10", "ix_renewals_state_due_on_id")]
    [InlineData("/v1/renewals?state=open&regionCode=76.02&limit=10", "ix_renewals_region_code_state_due_on_id")]
    [InlineData("/v1/renewals?state=open&owner=pemilik.7&limit=10", "ix_renewals_owner_state_due_on_id")]
    [InlineData("/v1/meetings?limit=10", "ix_meetings_held_on_id")]
    [InlineData("/v1/meetings?heldFrom=2026-01-01&heldTo=2026-03-31&limit=10", "ix_meetings_held_on_id")]
    [InlineData("/v1/meetings?regionCode=76.02&heldFrom=2025-01-01&limit=10", "ix_meetings_region_code_held_on_id")]
    [InlineData("/v1/meetings?kind=evaluation&limit=10", ByKind)]
    public async Task A_list_of_renewals_or_meetings_is_answered_from_its_index(string path, string index)
    {
        var next = (await _client.Get(path)).Is(HttpStatusCode.OK).Body.Said("next");
        Assert.NotNull(next);
        host.Queries.Forget();
        Assert.NotEmpty((await _client.Get($"{path}&after={next}")).Is(HttpStatusCode.OK).Items);

        // The questions after it are for what belongs to the page: the links of its meetings, the few holidays that somebody has put right.
        var plan = (await host.Queries.PlansAsync(host.Store))[0];
        Assert.Contains(plan, step => step.Contains(Chosen(index), StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        ReadsNoWholeTable(plan);
    }

    [Theory]
    [InlineData("/v1/work-plans?limit=10", "ix_work_plans_year_id")]
    [InlineData("/v1/work-plans?year=2027&limit=10", "ix_work_plans_year_id")]
    [InlineData("/v1/work-plans?status=inReview&limit=10", "ix_work_plans_status_year_id")]
    [InlineData("/v1/work-plans?regionCode=76.02&limit=10", "ix_work_plans_region_code_year_id")]
    [InlineData("/v1/work-plans/missing?year=2027&limit=10", ByCoverEnd)]
    public async Task A_list_of_work_plans_or_of_years_without_one_is_answered_from_its_index(string path, string index)
    {
        var next = (await _client.Get(path)).Is(HttpStatusCode.OK).Body.Said("next");
        Assert.NotNull(next);
        host.Queries.Forget();
        Assert.NotEmpty((await _client.Get($"{path}&after={next}")).Is(HttpStatusCode.OK).Items);

        // The questions after it are for what belongs to the page: its agreements, what its activities add up to, plans under way.
        var plans = await host.Queries.PlansAsync(host.Store);
        Assert.Contains(plans[0], step => step.Contains(Chosen(index), StringComparison.Ordinal));
        Assert.DoesNotContain(plans[0], step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        ReadsNoWholeTable(plans[0]);
    }

    [Theory]
    [InlineData("/v1/reminders?limit=10", "ix_deadlines_to_remind")]
    [InlineData("/v1/reminders?regionCode=76.02&kind=expiry&limit=10", "ix_deadlines_to_remind")]
    [InlineData("/v1/reminders?state=claimed&limit=10", ByState)]
    [InlineData("/v1/reminders?state=delivered&limit=10", ByState)]
    [InlineData("/v1/reminders?state=failed&limit=10", ByState)]
    [InlineData("/v1/reminders?state=collapsed&limit=10", ByState)]
    [InlineData("/v1/reminders?state=delivered&regionCode=76.02&limit=10", "ix_reminders_region_code_state_fire_on_id")]
    public async Task A_list_of_reminders_is_answered_from_its_index(string path, string index)
    {
        var next = (await _client.Get(path)).Is(HttpStatusCode.OK).Body.Said("next");
        Assert.NotNull(next);
        host.Queries.Forget();
        Assert.NotEmpty((await _client.Get($"{path}&after={next}")).Is(HttpStatusCode.OK).Items);

        // The question before it is for the few rungs of the ladders, the one after it for what was claimed of the page.
        var plans = await host.Queries.PlansAsync(host.Store);
        Assert.Contains(plans[1], step => step.Contains(Chosen(index), StringComparison.Ordinal));
        Assert.DoesNotContain(plans[1], step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        Assert.All(plans.Skip(1), ReadsNoWholeTable);
    }

    [Fact]
    public async Task A_claim_takes_what_waits_longest_along_its_index()
    {
        host.Queries.Forget();
        var claim = (await _client.Post("/v1/reminders/claims", new { worker = "uji", limit = 50 })).Is(HttpStatusCode.OK);
        Assert.Equal(50, claim.Items.Count);

        var plans = await host.Queries.PlansAsync(host.Store);
        Assert.Contains(plans[0], step => step.Contains("ix_deadlines_to_remind", StringComparison.Ordinal));
        Assert.DoesNotContain(plans[0], step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        Assert.Contains(plans, plan => plan.Any(step => step.Contains("ix_reminders_rung", StringComparison.Ordinal)));
        Assert.All(plans.Where(plan => plan.Any(step => step.Contains("deadlines", StringComparison.Ordinal) || step.Contains("reminders", StringComparison.Ordinal))), ReadsNoWholeTable);
        Assert.Equal(TestStore.IsPostgres, plans[0].Any(step => step.Contains("LockRows", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_summary_is_counted_along_indexes()
    {
        host.Queries.Forget();
        var summary = (await _client.Get("/v1/summary")).Is(HttpStatusCode.OK).Body;
        Assert.Equal(LargeHost.Size + 3, summary.Number("total"));
        Assert.All(summary.Member("byStanding")!.AsObject(), count => Assert.NotEqual(0, count.Value!.GetValue<int>()));
        Assert.NotEqual(0, summary.Member("gaps")!.Number("open"));

        var plans = (await host.Queries.PlansAsync(host.Store)).Select(plan => string.Join('\n', plan)).ToList();

        Assert.Equal(5, plans.Count);
        Assert.Contains("ix_work_plans_", plans[4], StringComparison.Ordinal);
        Assert.Contains("ix_agreements_", plans[4], StringComparison.Ordinal);
        Assert.Contains("ix_deadlines_live_due", plans[3], StringComparison.Ordinal);
        Assert.Contains(BySuccessor, plans[0], StringComparison.Ordinal);
        Assert.Contains(Chosen(ByLine), plans[1], StringComparison.Ordinal);
        Assert.Contains(Chosen(ByEnd), plans[2], StringComparison.Ordinal);

        Assert.All(plans, plan => ReadsNoWholeTable([plan]));
        if (!TestStore.IsPostgres)
        {
            Assert.Contains(ByLateCoverage, plans[1], StringComparison.Ordinal);
            Assert.StartsWith($"SCAN a USING COVERING INDEX {ByLine}", plans[0], StringComparison.Ordinal);
        }
    }

    // PostgreSQL knows how many rows there are of each kind: it may walk another index to the same end, or join where SQLite looks up row by row.
    private static string Chosen(string index) => (TestStore.IsPostgres, index) switch
    {
        (true, ByEnd) => "ends_order_id",
        (true, ByCoverEnd or ByLine) => "ix_agreements_",
        (true, ByKind) => "ix_meetings_",
        (true, _) when index.StartsWith("ix_work_plans_", StringComparison.Ordinal) => "_work_plans",
        _ => index,
    };

    // The offices, of which there are none here, cost nothing to read.
    private static void ReadsNoWholeTable(IReadOnlyList<string> plan)
    {
        var text = string.Join('\n', plan).Replace("Seq Scan on bpjs_offices", "", StringComparison.Ordinal);
        Assert.False(QueryPlanTests.WholeTable().IsMatch(text), text);
    }

    // Once for the whole question it may walk along what ends; what is looked up for each row is sought by what it belongs to.
    private static void FollowsNoLongWalk(IReadOnlyList<string> plan)
    {
        var lookedUp = plan.SkipWhile(step => !step.Contains("CORRELATED", StringComparison.Ordinal));
        Assert.DoesNotContain(lookedUp, step => step.Contains(ByCoverEnd, StringComparison.Ordinal) || step.Contains(ByEnd, StringComparison.Ordinal));
    }

    /// <summary>
    /// A host with so many agreements on the lines of all regions, each line a chain of terms, some of which touch and some of which do not, one in five of
    /// them a draft and one in five terminated.
    /// </summary>
    public sealed class LargeHost : ServiceHost, IAsyncLifetime
    {
        public const int Size = 100_000;

        // As many as there are regions and segments: each has the one before it on the same line.
        private const int Lines = 2730;

        public LargeHost() => With(services => _ = TestStore.IsPostgres
            ? services.ConfigureDbContext<PostgresAgreementsDbContext>(options => options.AddInterceptors(Queries))
            : services.ConfigureDbContext<SqliteAgreementsDbContext>(options => options.AddInterceptors(Queries)));

        public SeenQueries Queries { get; } = new() { OfFewRows = false };

        public async Task InitializeAsync()
        {
            var draft = (await ClientOf("penyusun").Post("/v1/agreements", Story.Draft(region: "76.02"))).Is(HttpStatusCode.Created);
            (await ClientOf("penyusun").Post("/v1/meetings", new { kind = "evaluation", regionCode = "76.02", heldOn = "2026-11-20", followUps = new[] { new { action = "Naskah", dueOn = "2026-12-01" } } })).Is(HttpStatusCode.Created);
            await using var connection = await Store.OpenAsync();
            var regions = RegionCatalogue.Shipped.All.Where(region => region.IsAutonomous).ToList();
            Assert.Equal(Lines, regions.Count * 5);
            await connection.ExecuteAsync("CREATE TEMPORARY TABLE spread (k integer PRIMARY KEY, code text, zone text)");
            await connection.ExecuteAsync($"INSERT INTO spread VALUES {string.Join(", ", regions.Select((region, k) => $"({k}, '{region.Code}', '{region.TimeZone}')"))}");
            await connection.ExecuteAsync($"DELETE FROM agreement_search WHERE agreement_id = '{draft.Id}'");
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("agreements", Fill, Size));
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("deadlines", Due, Size));
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("meetings", Held, Size));
            await ClientOf("penyusun").Post("/v1/reminders/claims", new { worker = "uji", limit = 1 });

            // One to copy: what was left out for it would make the same again.
            await connection.ExecuteAsync("DELETE FROM reminders WHERE state = 'collapsed'");
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("reminders", Reminded, Size));
            (await ClientOf("penyusun").RenewAsync(await ClientOf("penyusun").SignedAsync())).Is(HttpStatusCode.Created);
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("renewals", Renewed, Size));
            await ClientOf("penyusun").PlannedAsync(await ClientOf("penyusun").SignedAsync());
            await connection.ExecuteAsync(QueryPlanTests.CrowdedHost.Copy("work_plans", Planned, Size));
            if (TestStore.IsPostgres)
            {
                await connection.ExecuteAsync("VACUUM ANALYZE");
            }

            await using var scope = Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<StoreStatistics>().GatherAsync(CancellationToken.None);
        }

        public new async Task DisposeAsync() => await base.DisposeAsync();

        // 0 a draft, 1 terminated.
        private static string State => $"(n / {Lines} + n) % 5";

        private static string From => Day($"n / {Lines} * 150 + n % {Lines} % 397");

        private static string CoveredFrom => Day($"n / {Lines} * 150 + n % {Lines} % 397 + 60");

        private static string Until => Day($"n / {Lines} * 150 + n % {Lines} % 397 + 144 + n % 11");

        private static string TerminatedOn => Day($"n / {Lines} * 150 + n % {Lines} % 397 + 100");

        private static string LastBeforeTermination => Day($"n / {Lines} * 150 + n % {Lines} % 397 + 99");

        private static string NoEnd => TestStore.IsPostgres ? "date 'infinity'" : "'9999-12-31'";

        private static string? Fill(string column) => column switch
        {
            "id" => QueryPlanTests.CrowdedHost.Id,
            "predecessor_id" => $"CASE WHEN n > {Lines} THEN {QueryPlanTests.CrowdedHost.Id.Replace("n::text", $"(n - {Lines})::text", StringComparison.Ordinal).Replace(", n)", $", n - {Lines})", StringComparison.Ordinal)} END",
            "lifecycle" => $"CASE {State} WHEN 0 THEN 'draft' WHEN 1 THEN 'terminated' ELSE 'signed' END",
            "signed" => TestStore.IsPostgres ? $"{State} <> 0" : $"CASE {State} WHEN 0 THEN 0 ELSE 1 END",
            "region_code" => $"(SELECT code FROM spread WHERE k = n % {Lines} / 5)",
            "time_zone" => $"(SELECT zone FROM spread WHERE k = n % {Lines} / 5)",
            "segment" => $"CASE n % {Lines} % 5 WHEN 0 THEN 'pbpuBp' WHEN 1 THEN 'general' WHEN 2 THEN 'wageEarners' WHEN 3 THEN 'pbiContribution' ELSE 'other' END",
            "effective_from" => From,
            "effective_until" or "ends_order" => Until,
            "termination_ground" => $"CASE {State} WHEN 1 THEN 'partiesAgreed' END",
            "termination_effective_on" => $"CASE {State} WHEN 1 THEN {TerminatedOn} END",
            "termination_reason" => $"CASE {State} WHEN 1 THEN 'Disepakati kedua pihak' END",
            "cover_ends" => $"CASE {State} WHEN 1 THEN {LastBeforeTermination} ELSE {Until} END",
            "cover_begins" => From,
            "coverage_begins" => $"CASE WHEN n % 97 = 0 THEN {CoveredFrom} ELSE {From} END",
            "terminated_order" => $"CASE {State} WHEN 1 THEN {TerminatedOn} ELSE {NoEnd} END",
            "renewal_id" => $"CASE WHEN n % 13 = 0 THEN {QueryPlanTests.CrowdedHost.Id} END",
            "notice_order" => $"CASE n % 3 WHEN 0 THEN {TerminatedOn} ELSE {NoEnd} END",
            "participant_quota" => "CASE WHEN n % 2 = 0 THEN n % 50000 END",
            "quota_order" => "CASE WHEN n % 2 = 0 THEN n % 50000 ELSE -1 END",
            "owner" => "'pemilik.' || n % 97",
            "title" or "title_key" => "'judul ' || n % 2000",

            // As long as records are: of shorter ones reading the whole table would cost as little as an index.
            "notes" => $"'{new string('n', 600)}'",
            _ => null,
        };

        // One in five is under way, each of another agreement.
        private static string? Renewed(string column) => column switch
        {
            "id" or "agreement_id" => QueryPlanTests.CrowdedHost.Id,
            "state" => "CASE n % 5 WHEN 0 THEN 'open' ELSE 'closed' END",
            "outcome" => "CASE n % 5 WHEN 0 THEN NULL ELSE 'notRenewed' END",
            "closing_reason" or "closed_by" => "CASE n % 5 WHEN 0 THEN NULL ELSE 'selesai' END",
            "closed_at" => "CASE n % 5 WHEN 0 THEN NULL ELSE opened_at END",
            "due_on" => Day("4700 + n % 1461"),
            "region_code" => $"(SELECT code FROM spread WHERE k = n % {Lines} / 5)",
            "time_zone" => $"(SELECT zone FROM spread WHERE k = n % {Lines} / 5)",
            "owner" => "'pemilik.' || (n % 97)",
            _ => null,
        };

        // Each for one year of another agreement: one in three is under way.
        private static string? Planned(string column) => column switch
        {
            "id" or "agreement_id" => QueryPlanTests.CrowdedHost.Id,
            "year" => "2024 + n % 4",
            "status" => "CASE n % 3 WHEN 0 THEN 'inReview' WHEN 1 THEN 'closed' ELSE 'signed' END",
            "region_code" => $"(SELECT code FROM spread WHERE k = n % {Lines} / 5)",
            "time_zone" => $"(SELECT zone FROM spread WHERE k = n % {Lines} / 5)",
            "notes" => $"'{new string('n', 600)}'",
            _ => null,
        };

        private static string? Held(string column) => column switch
        {
            "id" => QueryPlanTests.CrowdedHost.Id,
            "kind" => "CASE n % 4 WHEN 0 THEN 'evaluation' WHEN 1 THEN 'coordination' WHEN 2 THEN 'communicationForum' ELSE 'signing' END",
            "held_on" => Day("4000 + n % 1461"),
            "region_code" => $"(SELECT code FROM spread WHERE k = n % {Lines} / 5)",
            "time_zone" => $"(SELECT zone FROM spread WHERE k = n % {Lines} / 5)",
            _ => null,
        };

        // One in three is still to be done; their days lie within four years around today.
        private static string? Due(string column) => column switch
        {
            "id" => QueryPlanTests.CrowdedHost.Id,
            "key" => "'expiry:' || n",
            "kind" => "CASE n % 5 WHEN 0 THEN 'renewalNotice' WHEN 1 THEN 'renewalStage' ELSE 'expiry' END",
            "due_on" => Day("4700 + n % 1461"),
            "closed_as" => "CASE n % 3 WHEN 0 THEN NULL WHEN 1 THEN 'met' ELSE 'superseded' END",
            "remind_on" => $"CASE n % 3 WHEN 0 THEN {Day("4693 + n % 1461")} END",
            "region_code" => $"(SELECT code FROM spread WHERE k = n % {Lines} / 5)",
            "time_zone" => $"(SELECT zone FROM spread WHERE k = n % {Lines} / 5)",
            "owner" => "'pemilik.' || (n % 97)",
            _ => null,
        };

        // Most were delivered long ago; some are in somebody's hands, rest or were given up.
        private static string? Reminded(string column) => column switch
        {
            "id" or "deadline_id" => QueryPlanTests.CrowdedHost.Id,
            "state" => "CASE n % 20 WHEN 0 THEN 'claimed' WHEN 1 THEN 'failed' WHEN 2 THEN 'collapsed' ELSE 'delivered' END",
            "due_on" => Day("1 + n % 7"),
            "retry_at" => "NULL",
            "fire_on" => Day("4693 + n % 730"),
            "region_code" => $"(SELECT code FROM spread WHERE k = n % {Lines} / 5)",
            "time_zone" => $"(SELECT zone FROM spread WHERE k = n % {Lines} / 5)",
            _ => null,
        };

        private static string Day(string days) => TestStore.IsPostgres ? $"(date '2012-01-01' + ({days}))" : $"date('2012-01-01', '+' || ({days}) || ' days')";
    }
}
