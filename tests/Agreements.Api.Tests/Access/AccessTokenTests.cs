using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Access;

/// <summary>Access tokens of a real provider, and what only looks like one.</summary>
public sealed class AccessTokenTests(AccessTokenTests.TokenHost host) : IClassFixture<AccessTokenTests.TokenHost>
{
    [TokenTheory]
    [InlineData("staf", "staf.kesra", "agreements:read agreements:write")]
    [InlineData("kepala", "kepala.biro", "agreements:read agreements:approve")]
    [InlineData("es256", "staf.es256", "agreements:read")]
    [InlineData("tamu", "tamu", "agreements:read")]
    [InlineData("nik", "nik", "agreements:read")]
    public async Task A_token_says_who_asks_and_what_they_may_do(string client, string name, string scopes)
    {
        var me = (await host.ClientWithToken(await host.Provider.TokenOfAsync(client)).Get("/v1/me")).Is(HttpStatusCode.OK).Body;

        Assert.Equal((name, scopes), (me.Said("name"), string.Join(' ', me.Member("scopes")!.AsArray().Select(scope => scope!.GetValue<string>()))));
        Assert.NotNull(me.Said("expiresAt"));
    }

    [TokenFact]
    public async Task A_token_reaches_the_regions_that_it_names()
    {
        var everywhere = host.ClientOf("penyusun.token");
        var (here, there) = ((await everywhere.DraftedAsync("76.02")).Id, (await everywhere.DraftedAsync("73.01")).Id);
        var staff = host.ClientWithToken(await host.Provider.TokenOfAsync("staf"));

        (await staff.Get($"/v1/agreements/{here}")).Is(HttpStatusCode.OK);
        (await staff.Get($"/v1/agreements/{there}")).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
        (await host.ClientWithToken(await host.Provider.TokenOfAsync("kepala")).Get($"/v1/agreements/{there}")).Is(HttpStatusCode.OK);
        (await host.ClientWithToken(await host.Provider.TokenOfAsync("tamu")).Get($"/v1/agreements/{here}")).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
    }

    [TokenFact]
    public async Task What_the_token_does_not_allow_is_refused()
    {
        var staff = host.ClientWithToken(await host.Provider.TokenOfAsync("staf"));
        var submitted = await host.ClientOf("penyusun.token").SubmittedAsync("76.02");

        (await staff.Post($"/v1/agreements/{submitted.Id}/approve", null, ("If-Match", submitted.ETag!))).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
    }

    [TokenFact]
    public async Task A_token_for_another_service_opens_nothing() => await RefusedAsync(await host.Provider.TokenOfAsync("lain"));

    [TokenFact]
    public async Task What_the_provider_itself_signed_has_to_be_a_token_for_now_that_is_understood()
    {
        var now = host.Clock.Now.ToUnixTimeSeconds();
        JsonObject Claims() => new()
        {
            ["iss"] = host.Provider.Issuer,
            ["aud"] = IdentityProvider.Audience,
            ["sub"] = "staf",
            ["iat"] = now,
            ["exp"] = now + 600,
            ["scope"] = "agreements:read",
        };
        static JsonObject Header() => new() { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = "RS256" };

        (await MeAsync(Header(), Claims())).Is(HttpStatusCode.OK);
        (JsonObject Header, JsonObject Claims)[] wrong =
        [
            (Header().With(("crit", new JsonArray("exp"))), Claims()),
            (Header().With(("typ", "logout+jwt")), Claims()),
            (Header(), Claims().With(("nbf", now + 600))),
            (Header().With(("typ", "JWT")), Claims().With(("nonce", "n-0S6_WzA2Mj"))),
            (Header().With(("typ", "JWT")), Claims().With(("at_hash", "77QmUPtjPfzWtF2AnpK9RQ"))),
            (Header(), Claims().With(("exp", now - 31))),
            (Header(), Without(Claims(), "exp")),
            (Header(), Without(Claims(), "sub")),
            (Header(), Claims().With(("iss", "https://elsewhere.test"))),
            (Header(), Claims().With(("aud", "https://elsewhere.test"))),
        ];
        foreach (var (header, claims) in wrong)
        {
            (await MeAsync(header, claims)).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
        }

        static JsonObject Without(JsonObject claims, string name)
        {
            claims.Remove(name);
            return claims;
        }

        async Task<Answered> MeAsync(JsonObject header, JsonObject claims) => await host.ClientWithToken(await host.Provider.SignAsync(header, claims)).Get("/v1/me");
    }

    [TokenFact]
    public async Task A_token_opens_until_it_expires_and_half_a_minute_longer()
    {
        host.Clock.Now = TimeProvider.System.GetUtcNow();
        var client = host.ClientWithToken(await host.Provider.TokenOfAsync("singkat"));
        (await client.Get("/v1/me")).Is(HttpStatusCode.OK);
        try
        {
            host.Clock.Advance(TimeSpan.FromSeconds(85));
            (await client.Get("/v1/me")).Is(HttpStatusCode.OK);
            host.Clock.Advance(TimeSpan.FromSeconds(10));
            (await client.Get("/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
        }
        finally
        {
            host.Clock.Now = TimeProvider.System.GetUtcNow();
        }
    }

    [TokenFact]
    public async Task A_token_that_was_changed_cut_or_blown_up_opens_nothing()
    {
        var token = await host.Provider.TokenOfAsync("staf");
        var parts = token.Split('.');
        var wider = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        wider["agreements_regions"] = new JsonArray("*");

        await RefusedAsync($"{parts[0]}.{Encoded(wider)}.{parts[2]}");
        await RefusedAsync(token[..^10]);
        await RefusedAsync($"{parts[0]}.{parts[1]}");
        await RefusedAsync($"{parts[0]}.{parts[1]}.");
        await RefusedAsync($"{parts[0]}.{parts[1]}.{parts[2]}{new string('A', 10_000)}");
        await RefusedAsync("x");
    }

    [TokenFact]
    public async Task A_token_without_a_signature_or_signed_with_what_everybody_knows_opens_nothing()
    {
        var claims = await GoodClaimsAsync();
        await RefusedAsync($"{Encoded(new JsonObject { ["alg"] = "none", ["typ"] = "at+jwt" })}.{claims}.");

        var key = await host.Provider.RsaKeyAsync();
        foreach (var secret in new[] { key.ToJsonString(), key["n"]!.GetValue<string>(), PemOf(key) })
        {
            var signed = $"{Encoded(new JsonObject { ["alg"] = "HS256", ["typ"] = "at+jwt", ["kid"] = "RS256" })}.{claims}";
            await RefusedAsync($"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}");
        }
    }

    [TokenFact]
    public async Task A_token_that_brings_its_own_key_opens_nothing()
    {
        using var own = RSA.Create(2048);
        var parameters = own.ExportParameters(includePrivateParameters: false);
        JsonObject Jwk() => new() { ["kty"] = "RSA", ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent), ["kid"] = "own" };
        JsonObject[] headers =
        [
            new() { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = "RS256" },
            new() { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = "own", ["jwk"] = Jwk() },
            new() { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = "own", ["jku"] = $"{host.BaseAddress}keys" },
            new() { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = "../../dev/null" },
            new() { ["alg"] = "RS256", ["typ"] = "at+jwt" },
        ];

        foreach (var header in headers)
        {
            var signed = $"{Encoded(header)}.{await GoodClaimsAsync()}";
            await RefusedAsync($"{signed}.{Base64Url.EncodeToString(own.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}");
        }
    }

    [TokenFact]
    public async Task Of_two_credentials_at_once_none_counts()
    {
        var client = host.ClientWithToken(await host.Provider.TokenOfAsync("staf"));

        (await client.Get("/v1/me", (Keys.Header, Keys.Of("staf")))).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
    }

    [TokenFact]
    public async Task Nobody_approves_by_token_what_they_submitted_by_key()
    {
        var submitted = await host.ClientOf("kepala.biro").SubmittedAsync("76.03");

        var answer = await host.ClientWithToken(await host.Provider.TokenOfAsync("kepala")).Post($"/v1/agreements/{submitted.Id}/approve", null, ("If-Match", submitted.ETag!));

        answer.IsProblem(HttpStatusCode.Conflict, "agreement.self-approval");
    }

    [TokenFact]
    public async Task Nobody_approves_what_they_submitted_before_the_provider_renamed_them_nor_with_a_key_of_their_own()
    {
        using var before = await ClientNamedAsync("siti.rahma");
        using var after = await ClientNamedAsync("rahma.hidayat");
        var own = (await before.Post("/v1/api-keys", OwnKey)).Is(HttpStatusCode.Created);
        using var byKey = host.ClientBy(own.Body.Said("key")!);

        var submitted = await after.SubmittedAsync("76.03");

        Assert.All(
            await Task.WhenAll(new[] { before, after, byKey }.Select(client => client.ActAsync(submitted, "approve"))),
            answer => answer.IsProblem(HttpStatusCode.Conflict, "agreement.self-approval"));
        (await host.ClientOf("kepala.biro").ActAsync(submitted, "approve")).Is(HttpStatusCode.OK);
    }

    [TokenFact]
    public async Task A_provider_that_does_not_answer_is_not_the_callers_fault()
    {
        var token = await host.Provider.TokenOfAsync("staf");
        await using var orphan = new ServiceHost().With("Authentication:Authority", "http://127.0.0.1:9").With("Authentication:Audience", IdentityProvider.Audience);
        var client = orphan.CreateClient();

        (await client.Get("/v1/me", ("Authorization", $"Bearer {token}"))).IsProblem(HttpStatusCode.ServiceUnavailable, "identity-provider.unavailable");
        (await orphan.ClientOf("staf").Get("/v1/me")).Is(HttpStatusCode.OK);
        (await client.Get("/health/ready", ("Authorization", $"Bearer {token}"))).Is(HttpStatusCode.OK);
        (await client.Get("/v1/me", ("Authorization", "Basic c3RhZjpyYWhhc2lh"))).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
    }

    private async Task RefusedAsync(string token)
    {
        var answer = (await host.ClientWithToken(token).Get("/v1/me")).IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");

        Assert.Equal("Bearer error=\"invalid_token\"", Assert.Single(answer.Headers.GetValues("WWW-Authenticate")));
    }

    // What a good token says: only how it is signed is wrong.
    // The same subject, under the name that the provider has for it at the time.
    private async Task<HttpClient> ClientNamedAsync(string name)
    {
        var claims = JsonNode.Parse(Base64Url.DecodeFromChars(await GoodClaimsAsync()))!.AsObject();
        claims["preferred_username"] = name;
        claims["scope"] = "agreements:read agreements:write agreements:approve admin";
        claims["agreements_regions"] = new JsonArray("*");
        return host.ClientWithToken(await host.Provider.SignAsync(new JsonObject { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = "RS256" }, claims));
    }

    private static readonly object OwnKey = new { name = "Milik sendiri", scopes = new[] { "agreements:read", "agreements:approve" }, regionCodes = new[] { "76" } };

    private async Task<string> GoodClaimsAsync() => (await host.Provider.TokenOfAsync("staf")).Split('.')[1];

    private static string Encoded(JsonNode node) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(node.ToJsonString()));

    private static string PemOf(JsonNode key)
    {
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(key["n"]!.GetValue<string>()),
            Exponent = Base64Url.DecodeFromChars(key["e"]!.GetValue<string>()),
        });
        return rsa.ExportSubjectPublicKeyInfoPem();
    }

    /// <summary>A host that takes the tokens of a provider of its own.</summary>
    public sealed class TokenHost : ServiceHost, IAsyncLifetime
    {
        public IdentityProvider Provider { get; } = new();

        public Uri BaseAddress => CreateClient().BaseAddress!;

        public async Task InitializeAsync()
        {
            await Provider.InitializeAsync();
            With("Authentication:Authority", Provider.Issuer).With("Authentication:Audience", IdentityProvider.Audience)
                .With("Authentication:Roles:kepala-biro", "agreements:read agreements:approve");

            // Tokens are made by a clock that is not the test's.
            Clock.Now = TimeProvider.System.GetUtcNow();
        }

        /// <summary>A client with this token.</summary>
        public HttpClient ClientWithToken(string token)
        {
            var client = CreateClient();
            client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
            return client;
        }

        public new async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }
}
