using System.Net;
using Agreements.Api.Features.Exchange.Imports.Work;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;
using Microsoft.Extensions.DependencyInjection;
using static Agreements.Api.Tests.Imports.ImportSteps;

namespace Agreements.Api.Tests.Imports;

/// <summary>An import goes no further than the credential that it was asked for with.</summary>
public sealed class ImportScopeTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string[] ReadAndWrite = ["agreements:read", "agreements:write"];

    private static readonly Scope[] Writing = [Scope.AgreementsRead, Scope.AgreementsWrite];

    private readonly HttpClient _client = host.ClientOf("pengelola");

    [Fact]
    public async Task A_row_of_a_foreign_region_stays_out_and_nothing_of_it_is_recorded()
    {
        using var local = host.ClientOf("staf mamuju", Writing, "76.02");
        var before = await _client.CountAsync();

        var import = await local.TakeInAsync(Csv(Headers, Row("A/1", region: "76.02"), Row("A/2", region: "73.01"), Row("A/3", region: "76")));

        Assert.Equal("3 1 1 0 2", import.Counts());
        Assert.Equal(["3 B regionCode region.out-of-reach!", "4 B regionCode region.out-of-reach!"], await local.FindingsAsync(import));
        Assert.Equal(before + 1, await _client.CountAsync());
        Assert.Empty((await _client.Get("/v1/agreements?number=A%2F2")).Items);
    }

    [Fact]
    public async Task An_import_is_shown_to_whoever_asked_for_it_and_to_administrators_who_reach_as_far()
    {
        using var local = host.ClientOf("staf mamuju", Writing, "76.02");
        using var colleague = host.ClientOf("rekan mamuju", Writing, "76.02");
        using var elsewhere = host.ClientOf("admin bone", [Scope.Admin, .. Writing], "73.08");
        using var near = host.ClientOf("admin mamuju", [Scope.Admin, .. Writing], "76.02");
        var import = await local.TakeInAsync(Csv(Headers, Row("B/1", region: "76.02", review: "Ya")));

        foreach (var stranger in new[] { colleague, elsewhere })
        {
            (await stranger.Get($"/v1/imports/{import.Id}")).IsProblem(HttpStatusCode.NotFound, "import.not-found");
            (await stranger.Get($"/v1/imports/{import.Id}/findings")).IsProblem(HttpStatusCode.NotFound, "import.not-found");
            (await stranger.Post("/v1/agreements/confirmations", new { importId = import.Id })).IsProblem(HttpStatusCode.NotFound, "import.not-found");
            Assert.DoesNotContain(import.Id, (await stranger.WalkAsync("/v1/imports")).Select(each => each.Said("id")));
        }

        foreach (var insider in new[] { local, near, _client })
        {
            Assert.Equal(import.Text, (await insider.Get($"/v1/imports/{import.Id}")).Text);
            Assert.Contains(import.Id, (await insider.WalkAsync("/v1/imports?limit=1")).Select(each => each.Said("id")));
        }

        Assert.True((await _client.NumberedAsync("B/1")).Body.Flag("needsReview"));
        (await local.Get($"/v1/imports/{Guid.CreateVersion7()}")).IsProblem(HttpStatusCode.NotFound, "import.not-found");
    }

    [Fact]
    public async Task Who_may_not_write_may_not_import_and_who_may_not_approve_brings_nothing_approved()
    {
        using var reader = host.ClientOf("pembaca", [Scope.AgreementsRead], "76.02");
        (await reader.SendAsync(Csv(Headers, Row("C/0", region: "76.02")))).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
        (await reader.Post("/v1/agreements/confirmations", new { agreementIds = new[] { Guid.CreateVersion7() } })).IsProblem(HttpStatusCode.Forbidden, "scope.missing");

        using var local = host.ClientOf("staf mamuju", Writing, "76.02");
        var file = Csv(Headers, Row("C/1", region: "76.02", state: "Disetujui"), Row("C/2", region: "76.02", state: "Pembahasan"));
        var import = await local.TakeInAsync(file);
        Assert.Equal(["2 F lifecycle scope.missing!"], await local.FindingsAsync(import));

        using var head = host.ClientOf("kepala mamuju", [Scope.AgreementsApprove, .. Writing], "76.02");
        Assert.Equal("2 1 0 1 0", (await head.TakeInAsync(file)).Counts());
    }

    [Fact]
    public async Task Whoever_brings_in_what_waits_for_approval_may_not_approve_it()
    {
        using var head = host.ClientOf("kepala majene", [Scope.AgreementsApprove, .. Writing], "76.05");
        await head.TakeInAsync(Csv(Headers, Row("D/1", region: "76.05", state: "Pembahasan")));
        var agreement = await head.NumberedAsync("D/1");

        (await head.ActAsync(agreement, "approve")).IsProblem(HttpStatusCode.Conflict, "agreement.self-approval");
        (await _client.ActAsync(agreement, "approve")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_number_that_is_held_beyond_the_reach_is_taken_and_nobody_says_by_whom()
    {
        using var local = host.ClientOf("staf mamuju", Writing, "76.02");
        var foreign = Guid.CreateVersion7();
        await _client.TakeInAsync(Csv($"{Headers};Nomor BPJS Kesehatan;ID", $"{Row("E/1", region: "73.01")};E/BPJS;{foreign}"));

        var import = await local.TakeInAsync(Csv(
            $"{Headers};Nomor BPJS Kesehatan;ID;Nomor perjanjian sebelumnya", $"{Row("E/2", region: "76.02")};e / bpjs;;", $"{Row("E/3", region: "76.02")};;{foreign};", $"{Row("E/4", region: "76.02")};;;E/1"));

        Assert.Equal("3 2 2 0 1", import.Counts());
        var findings = await local.WalkAsync($"/v1/imports/{import.Id}/findings");
        Assert.Equal(["2 H bpjsNumber number.taken!", "4 J predecessorNumber import.predecessor-unknown"], findings.Select(ImportSteps.Told));
        Assert.All(findings, finding => Assert.Null(finding.Said("agreementId")));
        Assert.DoesNotContain("73", findings[0].Said("detail"), StringComparison.Ordinal);
        Assert.NotEqual(foreign.ToString(), (await local.NumberedAsync("E/3")).Id);
        Assert.Equal("73.01", (await _client.Get($"/v1/agreements/{foreign}")).Body.Said("regionCode"));
    }

    [Fact]
    public async Task A_key_that_is_revoked_takes_along_what_it_asked_for()
    {
        using var store = new TestStore();
        Answered import;
        await using (var idle = new ServiceHost().On(store).With(services => services.Remove(services.Single(service => service.ImplementationType == typeof(RunImports)))))
        {
            using var administrator = idle.ClientOf("pengelola");
            var issued = (await administrator.Post("/v1/api-keys", new { name = "impor", owner = "staf", scopes = ReadAndWrite, allRegions = true })).Is(HttpStatusCode.Created);
            using var holder = idle.ClientBy(issued.Body.Said("key")!);
            import = (await holder.SendAsync(Csv(Headers, Row("F/1")))).Is(HttpStatusCode.Accepted);
            Assert.Equal(("queued", null), (import.Body.Said("state"), import.Body.Said("startedAt")));
            (await administrator.Delete($"/v1/api-keys/{issued.Id}", ("If-Match", issued.ETag!))).Is(HttpStatusCode.NoContent);
        }

        await using var busy = new ServiceHost().On(store);
        using var client = busy.ClientOf("pengelola");
        var over = await client.OverAsync(import);
        Assert.Equal(("failed", "import.credential-ended"), (over.Body.Said("state"), over.Body.Said("faultCode")));
        Assert.Equal(0, await client.CountAsync());
    }

    [Fact]
    public async Task No_more_than_five_wait_at_a_time()
    {
        await using var idle = new ServiceHost().With(services => services.Remove(services.Single(service => service.ImplementationType == typeof(RunImports))));
        using var client = idle.ClientOf("pengelola");
        using var other = idle.ClientOf("staf");
        for (var i = 0; i < 5; i++)
        {
            (await client.SendAsync(Csv(Headers, Row($"G/{i}")))).Is(HttpStatusCode.Accepted);
        }

        (await client.SendAsync(Csv(Headers, Row("G/5")))).IsProblem(HttpStatusCode.Conflict, "import.too-many");
        (await other.SendAsync(Csv(Headers, Row("G/6")))).Is(HttpStatusCode.Accepted);
    }
}
