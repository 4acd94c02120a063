using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Http;

/// <summary>Budgets that come back so slowly that no test has to wait for, or fear, the time.</summary>
public sealed class RateLimitsTests : IAsyncLifetime
{
    private const string ADay = "86400";
    private const string Wrong = "agr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private readonly ServiceHost _host = new ServiceHost()
        .With("RateLimits:PerCaller:Requests", "3").With("RateLimits:PerCaller:WindowSeconds", ADay)
        .With("RateLimits:PerAddress:Requests", "4").With("RateLimits:PerAddress:WindowSeconds", ADay);

    [Fact]
    public async Task A_caller_who_has_spent_its_budget_is_told_when_to_come_back_and_another_is_served()
    {
        using var greedy = _host.ClientOf("rakus");
        using var modest = _host.ClientOf("sabar");

        Assert.Equal(("\"caller\";q=3;w=86400", "\"caller\";r=2;t=28800"), Told((await greedy.Get("/v1/regions/76")).Is(HttpStatusCode.OK)));
        Assert.Equal(("\"caller\";q=3;w=86400", "\"caller\";r=1;t=57600"), Told((await greedy.Get("/v1/regions/00")).Is(HttpStatusCode.NotFound)));
        Assert.Equal(("\"caller\";q=3;w=86400", "\"caller\";r=0;t=86400"), Told((await greedy.Post("/v1/agreements", "{")).Is(HttpStatusCode.BadRequest)));
        foreach (var path in new[] { "/v1/regions/76", "/v1/nothing-here", "/v1/me" })
        {
            var refused = (await greedy.Get(path, ("Accept", "text/html"))).IsProblem(HttpStatusCode.TooManyRequests, "requests.too-many");
            Assert.Equal(TimeSpan.FromSeconds(28800), refused.Headers.RetryAfter?.Delta);
            Assert.Equal(("\"caller\";q=3;w=86400", "\"caller\";r=0;t=86400"), Told(refused));
        }

        Assert.Equal("\"caller\";r=2;t=28800", Told((await modest.Get("/v1/regions/76")).Is(HttpStatusCode.OK)).Left);
    }

    [Fact]
    public async Task Every_key_has_a_budget_of_its_own_and_what_a_scope_forbids_counts()
    {
        using var reads = _host.ClientOf("petugas", [Scope.AgreementsRead]);
        using var writes = _host.ClientOf("petugas", [Scope.AgreementsWrite]);
        for (var i = 0; i < 3; i++)
        {
            (await reads.Delete($"/v1/agreements/{Guid.CreateVersion7()}")).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
        }

        (await reads.Get("/v1/agreements")).IsProblem(HttpStatusCode.TooManyRequests, "requests.too-many");
        (await writes.Get("/v1/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Probes_are_answered_however_much_was_spent()
    {
        using var nobody = _host.CreateClient();
        using var spent = _host.ClientOf("rakus");
        for (var i = 0; i < 6; i++)
        {
            await nobody.Get("/v1/me");
            await spent.Get("/v1/me");
        }

        foreach (var client in new[] { nobody, spent })
        {
            foreach (var path in new[] { "/health/live", "/health/ready" })
            {
                var probe = (await client.Get(path)).Is(HttpStatusCode.OK);
                Assert.False(probe.Headers.Contains("RateLimit"));
            }
        }
    }

    [Fact]
    public async Task To_guess_keys_costs_an_address_its_budget_and_then_the_store_is_not_even_asked()
    {
        using var known = _host.ClientOf("petugas");
        using var guesser = _host.ClientBy(Wrong);
        (await known.Get("/v1/me")).Is(HttpStatusCode.OK);
        for (var left = 2; left >= 0; left--)
        {
            Assert.Equal(
                ("\"address\";q=4;w=86400", string.Create(CultureInfo.InvariantCulture, $"\"address\";r={left};t={(4 - left) * 21600}")),
                Told((await guesser.Get("/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid")));
        }

        // Whoever would ask the store now would fail.
        await _host.Store.ExecuteAsync("ALTER TABLE api_keys RENAME TO api_keys_gone");
        Assert.Equal(TimeSpan.FromSeconds(21600), (await guesser.Get("/v1/me")).IsProblem(HttpStatusCode.TooManyRequests, "requests.too-many").Headers.RetryAfter?.Delta);
        await _host.Store.ExecuteAsync("ALTER TABLE api_keys_gone RENAME TO api_keys");

        // A key that was used before is no guess, though it is looked up again.
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        (await known.Get("/v1/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_without_credentials_with_a_forged_token_and_for_the_document_count_by_address()
    {
        using var nobody = _host.CreateClient();

        (await nobody.Get("/v1/agreements")).IsProblem(HttpStatusCode.Unauthorized, "credentials.missing");
        (await nobody.Get("/v1/agreements", ("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30."))).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
        (await nobody.Get("/v1/nothing-here")).IsProblem(HttpStatusCode.Unauthorized, "credentials.missing");
        Assert.Equal("\"address\";r=0;t=86400", Told((await nobody.Get("/openapi/v1.json")).Is(HttpStatusCode.OK)).Left);

        (await nobody.Get("/openapi/v1.json")).IsProblem(HttpStatusCode.TooManyRequests, "requests.too-many");
        (await nobody.Get("/v1/agreements")).IsProblem(HttpStatusCode.TooManyRequests, "requests.too-many");
    }

    [Fact]
    public async Task What_a_sender_says_about_its_address_changes_nothing_unless_a_known_proxy_says_it()
    {
        using var nobody = _host.CreateClient();
        for (var i = 0; i < 4; i++)
        {
            (await nobody.Get("/v1/me", ("X-Forwarded-For", $"203.0.113.{i}"))).Is(HttpStatusCode.Unauthorized);
        }

        (await nobody.Get("/v1/me", ("X-Forwarded-For", "203.0.113.9"))).Is(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Behind_a_known_proxy_each_address_has_its_own_budget_and_an_IPv6_network_has_one()
    {
        await using var proxied = new ServiceHost().With("Proxies:Known", "127.0.0.1").With("RateLimits:PerAddress:Requests", "1").With("RateLimits:PerAddress:WindowSeconds", ADay);
        using var nobody = proxied.CreateClient();
        Task<Answered> FromAsync(string address) => nobody.Get("/v1/me", ("X-Forwarded-For", address));

        (await FromAsync("203.0.113.1")).Is(HttpStatusCode.Unauthorized);
        (await FromAsync("203.0.113.1")).Is(HttpStatusCode.TooManyRequests);
        (await FromAsync("203.0.113.2")).Is(HttpStatusCode.Unauthorized);
        (await FromAsync("::ffff:203.0.113.2")).Is(HttpStatusCode.TooManyRequests);
        (await FromAsync("2001:db8:1:2::1")).Is(HttpStatusCode.Unauthorized);
        (await FromAsync("2001:db8:1:2:ffff::9")).Is(HttpStatusCode.TooManyRequests);
        (await FromAsync("2001:db8:1:3::1")).Is(HttpStatusCode.Unauthorized);

        // What its client claimed to the proxy is not believed: the last hop counts.
        (await FromAsync("198.51.100.7, 203.0.113.1")).Is(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Of_one_callers_requests_so_many_run_so_many_wait_and_the_next_is_refused_while_others_are_served()
    {
        var held = new Held();
        await using var narrow = new ServiceHost().With("RateLimits:AtOnce", "2").With("RateLimits:Waiting", "1").With(held.AddTo);
        using var heavy = narrow.ClientOf("berat");
        using var other = narrow.ClientOf("lain");

        var all = Enumerable.Range(0, 4).Select(_ => heavy.Get("/v1/me")).ToList();
        var first = await Task.WhenAny(all);

        var refused = (await first).IsProblem(HttpStatusCode.TooManyRequests, "requests.too-many");
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        (await other.Get("/v1/regions/76")).Is(HttpStatusCode.OK);
        held.LetGo();
        Assert.All(await Task.WhenAll(all.Where(each => each != first)), answer => answer.Is(HttpStatusCode.OK));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private static (string Policy, string Left) Told(Answered answer) => (answer.Headers.GetValues("RateLimit-Policy").Single(), answer.Headers.GetValues("RateLimit").Single());
}
