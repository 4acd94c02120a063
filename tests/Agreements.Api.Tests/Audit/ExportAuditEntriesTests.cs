using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Audit;

public sealed class ExportAuditEntriesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Of_an_agreement_every_entry_is_there_oldest_first_one_a_line()
    {
        var draft = await _client.DraftedAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        (await _client.EditAsync(draft, new { notes = "Baris satu\nbaris dua" })).Is(HttpStatusCode.OK);
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var export = (await _client.Get($"/v1/audit/export?agreementId={draft.Id}")).Is(HttpStatusCode.OK);

        Assert.Equal("application/x-ndjson; charset=utf-8", export.ContentHeaders.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"audit.ndjson\"", export.ContentHeaders.ContentDisposition!.ToString());
        Assert.Equal(["draftAgreement", "editAgreement"], Lines(export).Select(entry => entry.Said("action")));
    }

    [Fact]
    public async Task Of_a_person_and_a_period_only_theirs_are_there()
    {
        using var own = host.ClientOf("rahma.ekspor");
        await own.OfficeAsync();
        var from = $"{host.Clock.GetUtcNow().AddSeconds(1):yyyy-MM-dd'T'HH:mm:ss'Z'}";
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        var later = await own.OfficeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(2, Lines((await _client.Get("/v1/audit/export?by=rahma.ekspor")).Is(HttpStatusCode.OK)).Count);
        Assert.Equal([$"{later}"], Lines((await _client.Get($"/v1/audit/export?by=rahma.ekspor&from={from}")).Is(HttpStatusCode.OK)).Select(entry => entry.Said("subjectId")));
    }

    [Fact]
    public async Task A_spreadsheet_takes_nothing_in_it_for_a_formula()
    {
        using var own = host.ClientOf("=HYPERLINK(\"x\")");
        await own.OfficeAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var export = (await _client.Get("/v1/audit/export?format=csv&action=addBpjsOffice")).Is(HttpStatusCode.OK);

        Assert.StartsWith("id,at,by,credential,action,outcome,", export.Text, StringComparison.Ordinal);
        Assert.Contains("'=HYPERLINK", export.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=HYPERLINK", export.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_caller_bound_to_regions_exports_what_happened_in_them()
    {
        var (here, there) = (await _client.DraftedAsync("76"), await _client.DraftedAsync("74"));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        using var bound = host.ClientOf("petugas", Scopes.All, "76");

        var agreements = Lines((await bound.Get("/v1/audit/export")).Is(HttpStatusCode.OK)).Select(entry => entry.Said("agreementId")).ToList();

        Assert.Contains(here.Id, agreements);
        Assert.DoesNotContain(there.Id, agreements);
        Assert.DoesNotContain(null, agreements);
    }

    [Theory]
    [InlineData("?format=xml", "parameter.malformed")]
    [InlineData("?formt=csv", "parameter.unknown")]
    public async Task A_form_or_a_filter_that_is_not_known_is_refused(string query, string code) =>
        (await _client.Get($"/v1/audit/export{query}")).IsProblem(HttpStatusCode.BadRequest, code);

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task An_export_that_fails_before_its_first_row_is_answered_as_a_failure(string format)
    {
        await using var broken = new ServiceHost();
        using var client = broken.ClientOf("staf");
        (await client.Get("/v1/me")).Is(HttpStatusCode.OK);
        await broken.Store.ExecuteAsync("ALTER TABLE audit_entries RENAME TO audit_entries_gone");

        var failed = (await client.Get($"/v1/audit/export?format={format}")).IsProblem(HttpStatusCode.InternalServerError, "server.error");

        Assert.Null(failed.ContentHeaders.ContentDisposition);
    }

    [Fact]
    public async Task A_caller_that_rules_the_form_out_is_told_so() =>
        (await _client.Get("/v1/audit/export?format=csv", ("Accept", "application/json"))).IsProblem(HttpStatusCode.NotAcceptable, "media-type.not-acceptable");

    [Fact]
    public async Task The_chain_can_be_followed_without_the_service()
    {
        await _client.DraftedAsync();
        await _client.VerifyOnceSealedAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        var sealedBefore = new string('0', 64);
        foreach (var entry in Lines((await _client.Get("/v1/audit/export")).Is(HttpStatusCode.OK)).OrderBy(entry => entry.Number("sequence")))
        {
            string?[] fields =
            [
                sealedBefore, $"{entry.Number("sequence")}", entry.Said("id"), $"{DateTimeOffset.Parse(entry.Said("at")!, System.Globalization.CultureInfo.InvariantCulture):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}",
                entry.Said("by"), entry.Said("credential"), entry.Said("action"), entry.Said("outcome"), entry.Said("code"), entry.Said("subjectKind"), entry.Said("subjectId"), entry.Said("agreementId"),
                entry.Said("regionCode"), await StoredChangesAsync(entry.Said("id")!), entry.Said("traceId"),
            ];
            var netstrings = string.Concat(fields.Select(field => $"{Encoding.UTF8.GetByteCount(field ?? "")}:{field},"));
            sealedBefore = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(netstrings)));
            Assert.Equal(sealedBefore, entry.Said("hash"));
        }
    }

    private static List<JsonObject> Lines(Answered export) =>
        [.. export.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    // The seal is over the list of changes as it is stored, to the letter.
    private async Task<string> StoredChangesAsync(string id)
    {
        await using var connection = await host.Store.OpenAsync();
        return (await connection.RowsAsync($"SELECT changes FROM audit_entries WHERE id = '{id}'")).Single();
    }
}
