using System.Net;
using System.Text.RegularExpressions;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Engines;
using Agreements.Domain.Tests.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

public sealed partial class QueryPlanTests(QueryPlanTests.CrowdedHost host) : IClassFixture<QueryPlanTests.CrowdedHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Theory]
    [InlineData("/v1/agreements/expiring?withinDays=90", "ends_order_id")]
    [InlineData("/v1/agreements/expiring?withinDays=34&asOf=2025-11-27&limit=200", "ends_order_id")]
    [InlineData("/v1/agreements?regionCode=76.02&lifecycle=signed", "ix_agreements_region_code_lifecycle_ends_order_id")]
    [InlineData("/v1/agreements?lifecycle=signed&effectiveUntilFrom=2027-01-01&effectiveUntilTo=2027-03-31", "ix_agreements_lifecycle_ends_order_id")]
    [InlineData("/v1/agreements?number=400-7%20PKS%20250", "ix_agreements_local_number_key")]
    [InlineData("/v1/agreements?number=400-7%20PKS%20250", "ix_agreements_bpjs_number_key")]
    [InlineData("/v1/agreements?owner=pemilik.7", "ix_agreements_owner_ends_order_id")]
    [InlineData("/v1/agreements?needsReview=true", "ix_agreements_needs_review_ends_order_id")]
    [InlineData("/v1/agreements?provinceCode=76", "ix_agreements_region_code_")]
    [InlineData("/v1/agreements?updatedAfter=2026-11-22T00:00:00Z&sort=updatedAt", "ix_agreements_updated_at_id")]
    [InlineData("/v1/agreements?sort=-updatedAt", "ix_agreements_updated_at_id")]
    [InlineData("/v1/agreements?sort=title", "ix_agreements_title_key_id")]
    public async Task A_list_is_answered_from_its_index(string path, string index)
    {
        (await _client.Get(path)).Is(HttpStatusCode.OK);

        await LastQueryUsesAsync(index);
    }

    [Theory]
    [InlineData("effectiveUntil", "ix_agreements_ends_order_id")]
    [InlineData("-effectiveUntil", "ix_agreements_ends_order_id")]
    [InlineData("updatedAt", "ix_agreements_updated_at_id")]
    [InlineData("-updatedAt", "ix_agreements_updated_at_id")]
    [InlineData("title", "ix_agreements_title_key_id")]
    [InlineData("-title", "ix_agreements_title_key_id")]
    public async Task A_deep_page_begins_where_the_one_before_it_ended(string sort, string index)
    {
        var next = (await _client.Get($"/v1/agreements?sort={sort}&limit=100")).Is(HttpStatusCode.OK).Body["next"]!.GetValue<string>();
        (await _client.Get($"/v1/agreements?sort={sort}&limit=100&after={next}")).Is(HttpStatusCode.OK);

        var plan = await LastQueryUsesAsync(index);
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal) || step.Contains("Sort Key", StringComparison.Ordinal));
        Assert.Contains(plan, step => TestStore.IsPostgres ? step.Contains("Index Cond", StringComparison.Ordinal) : step.StartsWith("SEARCH", StringComparison.Ordinal) && step.Contains(index, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_offices_agreements_are_found_by_its_index()
    {
        (await _client.Get($"/v1/agreements?bpjsOfficeId={host.OfficeId}")).Is(HttpStatusCode.OK);

        await LastQueryUsesAsync("ix_agreements_bpjs_office_id_ends_order_id");
    }

    [Fact]
    public async Task Words_are_found_by_the_full_text_index()
    {
        (await _client.Get("/v1/agreements?q=langka")).Is(HttpStatusCode.OK);

        await LastQueryUsesAsync(TestStore.IsPostgres ? "ix_agreement_search_text" : "VIRTUAL TABLE INDEX");
    }

    [Fact]
    public async Task A_history_is_found_by_its_key()
    {
        host.Queries.Forget();
        (await _client.Get($"/v1/agreements/{host.AgreementId}/history")).Is(HttpStatusCode.OK);

        var queries = await host.Queries.PlansAsync(host.Store);
        Assert.Contains(TestStore.IsPostgres ? "pk_agreement_history" : "sqlite_autoindex_agreement_history_1", string.Join('\n', queries[^2]), StringComparison.Ordinal);
        await LastQueryUsesAsync("ix_document_versions_agreement_id_agreement_version_id");
    }

    [Fact]
    public async Task Documents_are_found_by_their_agreement_and_page_by_page()
    {
        host.Queries.Forget();
        (await _client.Get($"/v1/agreements/{host.AgreementId}/documents")).Is(HttpStatusCode.OK);
        var first = await host.Queries.PlansAsync(host.Store);
        Assert.Contains("ix_documents_agreement_id_id", string.Join('\n', first[^2]), StringComparison.Ordinal);

        var agreement = await _client.Get($"/v1/agreements/{host.AgreementId}");
        (await _client.AddDocumentAsync(agreement, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        (await _client.AddDocumentAsync(agreement, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        var next = (await _client.Get($"/v1/agreements/{host.AgreementId}/documents?limit=1")).Is(HttpStatusCode.OK).Body.Said("next");
        (await _client.Get($"/v1/agreements/{host.AgreementId}/documents?limit=1&after={next}")).Is(HttpStatusCode.OK);

        await LastQueryUsesAsync("ix_documents_agreement_id_id");
        await LastQueryUsesAsync("ix_document_versions_document_id_number");
    }

    [Fact]
    public async Task How_soon_people_of_a_region_are_activated_is_found_by_its_days()
    {
        (await _client.Post("/v1/regions/76/activation-modes", new { mode = "sameDay", validFrom = "2026-01-01", source = "Surat Kantor Cabang" })).Is(HttpStatusCode.Created);
        (await _client.Get("/v1/regions/76/activation-modes")).Is(HttpStatusCode.OK);

        var plan = await LastQueryUsesAsync("ix_region_activations_region_code_valid_from_revision");
        Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal) || step.Contains("Sort Key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_agreement_is_found_by_its_key()
    {
        (await _client.Get($"/v1/agreements/{host.AgreementId}")).Is(HttpStatusCode.OK);

        await LastQueryUsesAsync(TestStore.IsPostgres ? "pk_agreements" : "sqlite_autoindex_agreements_1");
    }

    [SqliteFact]
    public async Task Whether_an_office_serves_a_region_is_found_by_key()
    {
        (await _client.Get("/v1/bpjs-offices?regionCode=76")).Is(HttpStatusCode.OK);

        var plan = await host.Queries.PlanOfLastAsync(host.Store);
        Assert.Contains(plan, step => step.StartsWith("SEARCH", StringComparison.Ordinal) && step.Contains("(office_id=? AND region_code=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal) && step.Contains("catchments", StringComparison.Ordinal));
        Assert.Contains(plan, step => step.Contains("ix_bpjs_offices_name_id", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_kept_answer_is_found_by_its_key()
    {
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());
        (await _client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" }, key)).Is(HttpStatusCode.Created);
        (await _client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" }, key)).Is(HttpStatusCode.Created);

        await LastQueryUsesAsync(TestStore.IsPostgres ? "pk_idempotency_records" : "sqlite_autoindex_idempotency_records_1");
    }

    [Theory]
    [InlineData("", "ix_audit_entries_at_id")]
    [InlineData("&from=2026-11-21T00:00:00Z&until=2026-11-22T00:00:00Z", "ix_audit_entries_at_id")]
    [InlineData("&by=orang.7", "ix_audit_entries_by_at_id")]
    [InlineData("&agreementId=00000000-0000-7000-8000-000000000007", "ix_audit_entries_agreement_id_at_id")]
    public async Task The_audit_is_read_along_an_index_from_page_to_page(string filter, string index)
    {
        var page = (await _client.Get($"/v1/audit?limit=1{filter}")).Is(HttpStatusCode.OK);
        await ReadAlongAsync();
        if (page.Body.Said("next") is { } next)
        {
            (await _client.Get($"/v1/audit?limit=1{filter}&after={next}")).Is(HttpStatusCode.OK);
            await ReadAlongAsync();
        }

        async Task ReadAlongAsync()
        {
            var plan = await LastQueryUsesAsync(index);
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal) || step.Contains("Sort Key", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_chain_of_the_audit_is_walked_and_what_waits_is_found_by_its_index()
    {
        host.Queries.Forget();
        (await _client.Get("/v1/audit/verification")).Is(HttpStatusCode.OK);

        var plans = (await host.Queries.PlansAsync(host.Store)).Select(plan => string.Join('\n', plan)).ToList();
        Assert.True(plans.Count > 1);
        Assert.All(plans, plan => Assert.Contains("ix_audit_entries_sequence", plan, StringComparison.Ordinal));
        Assert.All(plans, plan => Assert.DoesNotMatch(WholeTable(), plan));
    }

    [Theory]
    [InlineData("localNumber", "ix_agreements_kind_region_code_local_number_identity")]
    [InlineData("bpjsNumber", "ix_agreements_kind_bpjs_number_identity")]
    public async Task Whether_a_number_is_taken_is_found_by_its_index(string member, string index)
    {
        var number = Guid.CreateVersion7().ToString();
        (await _client.DraftAsync((member, number))).Is(HttpStatusCode.Created);
        (await _client.DraftAsync((member, number))).IsProblem(HttpStatusCode.Conflict, "number.taken");

        await LastQueryUsesAsync(index);
    }

    [Theory]
    [InlineData("/v1/coverage?limit=200")]
    [InlineData("/v1/coverage?provinceCode=76")]
    [InlineData("/v1/regions/76.02/uhc-status?asOf=2026-10-31")]
    public async Task The_latest_snapshot_of_each_region_is_found_by_its_index_and_so_is_the_one_before_it(string path)
    {
        host.Queries.Forget();
        (await _client.Get(path)).Is(HttpStatusCode.OK);

        var plans = (await host.Queries.PlansAsync(host.Store)).Select(plan => string.Join('\n', plan)).Where(plan => plan.Contains("coverage_snapshots", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, plans.Count);
        Assert.All(plans, plan =>
        {
            Assert.Contains("ix_coverage_snapshots_region_code_as_of_revision", plan, StringComparison.Ordinal);
            Assert.Contains(TestStore.IsPostgres ? "pk_coverage_snapshots" : "sqlite_autoindex_coverage_snapshots_1", plan, StringComparison.Ordinal);
            Assert.DoesNotMatch(WholeTable(), plan);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_snapshots_of_a_region_are_walked_along_their_index()
    {
        host.Queries.Forget();
        var next = (await _client.Get("/v1/regions/76.02/coverage?limit=1&from=2020-01-01")).Is(HttpStatusCode.OK).Body.Said("next");
        (await _client.Get($"/v1/regions/76.02/coverage?limit=1&from=2020-01-01&after={next}")).Is(HttpStatusCode.OK);

        var plans = await host.Queries.PlansAsync(host.Store);
        Assert.All([plans[^2], plans[^4]], plan =>
        {
            var text = string.Join('\n', plan);
            Assert.Contains("ix_coverage_snapshots_region_code_as_of_revision", text, StringComparison.Ordinal);
            Assert.DoesNotMatch(WholeTable(), text);
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || step.Contains("Sort Key", StringComparison.Ordinal));
        });
    }

    private async Task<IReadOnlyList<string>> LastQueryUsesAsync(string index)
    {
        var plan = await host.Queries.PlanOfLastAsync(host.Store);
        var text = string.Join('\n', plan);
        Assert.True(text.Contains(index, StringComparison.Ordinal), $"{index} is not used:\n{text}\n{host.Queries.Last}");
        Assert.False(WholeTable().IsMatch(text), $"reads a whole table:\n{text}\n{host.Queries.Last}");
        return plan;
    }

    // EF names a union u: what its halves have found, which is no table.
    [GeneratedRegex(@"Seq Scan|SCAN (?!u\d?\b)\w+(?! USING| VIRTUAL)\b(?! USING| VIRTUAL)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex WholeTable();

    /// <summary>A host whose register is large enough for a plan to matter, and which lets a test see the SQL that was really run.</summary>
    public sealed class CrowdedHost : ServiceHost, IAsyncLifetime
    {
        private const int Copies = 4000;

        public CrowdedHost() => With(services => _ = TestStore.IsPostgres
            ? services.ConfigureDbContext<PostgresAgreementsDbContext>(options => options.AddInterceptors(Queries))
            : services.ConfigureDbContext<SqliteAgreementsDbContext>(options => options.AddInterceptors(Queries)));

        public SeenQueries Queries { get; } = new();

        public string AgreementId { get; private set; } = "";

        public string OfficeId { get; private set; } = "";

        public async Task InitializeAsync()
        {
            var client = ClientOf("penyusun");
            var office = await client.OfficeAsync();
            var draft = (await client.Post("/v1/agreements", Story.Draft(region: "76.02", subject: "Kata yang langka", office: office))).Is(HttpStatusCode.Created);
            (AgreementId, OfficeId) = (draft.Id, office.ToString());
            await using var connection = await Store.OpenAsync();
            await connection.ExecuteAsync(Copy("agreements", Fill, Copies));
            await connection.ExecuteAsync($"DELETE FROM agreement_search WHERE agreement_id <> '{draft.Id}'");
            await connection.ExecuteAsync(Copy("agreement_search", name => name switch { "row" => "1000 + n", "agreement_id" => Id, "text" => "' penyelenggaraan jkn ' || n || ' '", _ => null }, Copies));
            await connection.ExecuteAsync("DELETE FROM audit_entries WHERE agreement_id IS NULL");
            await connection.ExecuteAsync(Copy("audit_entries", Audited, Copies));
            await connection.ExecuteAsync(Copy("agreement_history", name => name == "agreement_id" ? Id : null, Copies));
            (await client.Post("/v1/regions/76.02/coverage", new { asOf = "2024-12-31", members = 1, source = "uji" })).Is(HttpStatusCode.Created);
            await connection.ExecuteAsync(Copy("coverage_snapshots", Covered, Copies));
            if (TestStore.IsPostgres)
            {
                await connection.ExecuteAsync("VACUUM ANALYZE");
            }
        }

        public new async Task DisposeAsync() => await base.DisposeAsync();

        internal static string Id => TestStore.IsPostgres ? "('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid" : "'00000000-0000-7000-8000-' || printf('%012d', n)";

        private static string Day => TestStore.IsPostgres ? "(date '2025-01-01' + n % 1500)" : "date('2025-01-01', '+' || (n % 1500) || ' days')";

        private static string? Fill(string column) => column switch
        {
            "id" => Id,
            "lifecycle" => "CASE WHEN n % 3 = 0 THEN 'signed' WHEN n % 3 = 1 THEN 'draft' ELSE 'terminated' END",
            "region_code" => "CASE WHEN n % 40 = 0 THEN '76.02' ELSE '11.0' || (1 + n % 9) END",
            "bpjs_office_id" => TestStore.IsPostgres ? "CASE WHEN n % 100 = 0 THEN bpjs_office_id ELSE NULL END" : "CASE WHEN n % 100 = 0 THEN bpjs_office_id END",
            "owner" => "'pemilik.' || n % 97",
            "needs_review" => TestStore.IsPostgres ? "n % 50 = 0" : "CASE WHEN n % 50 = 0 THEN 1 ELSE 0 END",
            "effective_from" => TestStore.IsPostgres ? "date '2024-01-01'" : "'2024-01-01'",
            "effective_until" or "ends_order" => Day,
            "title" or "title_key" => "'judul ' || n % 2000",
            "local_number" or "local_number_identity" => "'400.7/PKS/' || n",
            "local_number_key" => "'4007pks' || n",
            "bpjs_number" or "bpjs_number_identity" => "n || '/KTR/2026'",
            "bpjs_number_key" => "n || 'ktr2026'",
            _ => null,
        };

        private static string? Covered(string column) => column switch
        {
            "id" => Id,
            "as_of" => Day,
            "region_code" => "CASE WHEN n % 40 = 0 THEN '76.02' ELSE '11.0' || (1 + n % 9) END",
            "revision" => "1 + n",
            _ => null,
        };

        private static string? Audited(string column) => column switch
        {
            "id" or "subject_id" or "agreement_id" => Id,
            "by" => "'orang.' || n % 97",
            "sequence" => "1000 + n",
            _ => null,
        };

        internal static string Copy(string table, Func<string, string?> fill, int copies)
        {
            var columns = Columns[table];
            var values = columns.Select(column => fill(column) ?? $"t.\"{column}\"");
            var numbers = TestStore.IsPostgres
                ? $"generate_series(1, {copies}) AS s(n)"
                : $"(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {copies}) SELECT n FROM s)";
            return $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) SELECT {string.Join(", ", values)} FROM {table} AS t, {numbers}";
        }

        private static readonly Dictionary<string, string[]> Columns = Model();

        private static Dictionary<string, string[]> Model()
        {
            using var db = new SqliteAgreementsDbContext(new DbContextOptionsBuilder<SqliteAgreementsDbContext>().UseSqlite("Data Source=:memory:").Options);
            return db.Model.GetRelationalModel().Tables.ToDictionary(table => table.Name, table => table.Columns.Select(column => column.Name).ToArray(), StringComparer.Ordinal);
        }
    }
}
