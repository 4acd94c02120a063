using System.Net;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Coverage;

public sealed class UhcPoliciesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string[] Terms = ["coverageAbove", "activeAbove", "strict", "requiresNoArrears"];

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Three_ship_with_the_service_the_latest_first_each_with_its_source_and_what_is_uncertain()
    {
        using var fresh = new ServiceHost();

        var policies = (await fresh.ClientOf("staf").Get("/v1/uhc-policies")).Is(HttpStatusCode.OK).Items;

        Assert.Equal(
            ["2025-01-01 98 80 true true", "2023-01-01 95 75 false false", "2019-01-01 95 - false false"],
            policies.Select(policy => string.Join(' ', new[] { policy.Said("validFrom")! }.Concat(Terms.Select(member => policy.Member(member).Shown())))));
        Assert.All(policies, policy => Assert.Contains("Uncertain", policy.Said("source"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task They_are_walked_page_after_page(int limit)
    {
        var whole = (await _client.Get("/v1/uhc-policies?limit=200")).Is(HttpStatusCode.OK).Items;

        var walked = await _client.WalkAsync($"/v1/uhc-policies?limit={limit}");

        Assert.Equal(whole.Select(policy => policy.ToJsonString()), walked.Select(policy => policy.ToJsonString()));
    }

    [Fact]
    public async Task One_that_is_added_goes_before_the_shipped_one_of_its_day_and_is_never_overwritten()
    {
        await _client.CoveredAsync("12.01", "2026-10-31", ("members", 9_800));
        Assert.Equal("none coverageNotReached 1/0", (await _client.UhcStatusAsync("12.01")).Judged());
        var shipped = (await _client.Get("/v1/uhc-policies/2025-01-01")).Is(HttpStatusCode.OK);

        var added = (await _client.Post("/v1/uhc-policies", Policy("2025-01-01").With(("coverageAbove", 98), ("strict", false)))).Is(HttpStatusCode.Created);

        Assert.Equal("uhcPrioritas 0/0", (await _client.UhcStatusAsync("12.01")).Judged());
        Assert.Equal("/v1/uhc-policies/2025-01-01", added.Headers.Location!.ToString());
        var read = (await _client.Get("/v1/uhc-policies/2025-01-01")).Is(HttpStatusCode.OK);
        Assert.Equal((added.ETag, added.Text), (read.ETag, read.Text));
        Assert.NotEqual(shipped.ETag, read.ETag);
        (await _client.Get("/v1/uhc-policies/2025-01-01", ("If-None-Match", added.ETag!))).Is(HttpStatusCode.NotModified);
        Assert.Single((await _client.Get("/v1/uhc-policies")).Is(HttpStatusCode.OK).Items, policy => policy.Said("validFrom") == "2025-01-01");
        Assert.Equal("2025-01-01", (await _client.Post("/v1/uhc-policies", Policy("2025-01-01"))).IsProblem(HttpStatusCode.Conflict, "uhc-policy.already-there").Body.Said("validFrom"));
        Assert.Equal(added.Text, (await _client.Get("/v1/uhc-policies/2025-01-01")).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task A_new_one_is_judged_by_from_its_first_day_on()
    {
        await _client.CoveredAsync("12.02", "2026-10-31", ("population", 10_000), ("members", 9_860));
        var added = (await _client.Post("/v1/uhc-policies", Policy("2027-01-01").With(("coverageAbove", 98.60m), ("activeAbove", null)))).Is(HttpStatusCode.Created);

        Assert.Equal(("98.6", null), (added.Body["coverageAbove"].Shown(), added.Body.Member("activeAbove")));
        Assert.Equal("uhcPrioritas 0/0", (await _client.UhcStatusAsync("12.02", "2026-12-31")).Judged());
        Assert.Equal("none coverageNotReached 1/0", (await _client.UhcStatusAsync("12.02", "2027-01-01")).Judged());
    }

    [Theory]
    [InlineData("validFrom", null, "value.required")]
    [InlineData("validFrom", "2028-02-30", "value.malformed")]
    [InlineData("coverageAbove", null, "value.required")]
    [InlineData("coverageAbove", 100.01, "value.out-of-range")]
    [InlineData("coverageAbove", 98.001, "value.too-precise")]
    [InlineData("coverageAbove", "98", "value.malformed")]
    [InlineData("activeAbove", -0.01, "value.out-of-range")]
    [InlineData("strict", null, "value.required")]
    [InlineData("strict", 1, "value.malformed")]
    [InlineData("requiresNoArrears", null, "value.required")]
    [InlineData("source", null, "value.required")]
    [InlineData("source", " ", "text.blank")]
    [InlineData("id", 1, "member.unknown")]
    public async Task A_faulty_member_is_named_by_pointer(string member, object? value, string code)
    {
        var answer = await _client.Post("/v1/uhc-policies", Policy("2028-01-01").With((member, value)));

        Assert.Equal(code, Assert.Contains($"/{member}", answer.IsProblem(HttpStatusCode.BadRequest, code).Errors));
        (await _client.Get("/v1/uhc-policies/2028-01-01")).IsProblem(HttpStatusCode.NotFound, "uhc-policy.not-found");
    }

    [Theory]
    [InlineData("2025-01-02")]
    [InlineData("2025-1-1")]
    [InlineData("2025")]
    public async Task A_day_on_which_none_begins_is_not_found(string day) => (await _client.Get($"/v1/uhc-policies/{day}")).IsProblem(HttpStatusCode.NotFound, "uhc-policy.not-found");

    [Fact]
    public async Task Only_administrators_add_one()
    {
        using var writer = host.ClientOf("petugas", [Scope.AgreementsRead, Scope.AgreementsWrite, Scope.AgreementsApprove]);

        (await writer.Post("/v1/uhc-policies", Policy("2029-01-01"))).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
        (await writer.Get("/v1/uhc-policies/2023-01-01")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Added_at_once_six_times_it_is_there_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _client.Post("/v1/uhc-policies", Policy("2030-01-01"))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.IsProblem(HttpStatusCode.Conflict, "uhc-policy.already-there"));
    }

    [Fact]
    public async Task The_audit_keeps_who_added_it()
    {
        using var administrator = host.ClientOf("kepala.dinas");
        (await administrator.Post("/v1/uhc-policies", Policy("2031-01-01"))).Is(HttpStatusCode.Created);

        var entry = Assert.Single(await _client.AuditAsync("by=kepala.dinas&action=addUhcPolicy"));

        Assert.Equal(("done", "uhcPolicy"), (entry.Said("outcome"), entry.Said("subjectKind")));
        Assert.Equal(("null > \"2031-01-01\"", "null > 98.6"), (entry.Changed("validFrom"), entry.Changed("coverageAbove")));
    }

    private static object Policy(string validFrom) => new { validFrom, coverageAbove = 98.6m, activeAbove = 80, strict = true, requiresNoArrears = true, source = "Peraturan BPJS Kesehatan" };
}
