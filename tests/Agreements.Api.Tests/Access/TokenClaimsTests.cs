using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Access;

/// <summary>Which claims of a token say what, by setting or by themselves.</summary>
public sealed class TokenClaimsTests : IDisposable
{
    private static readonly string[] Catchment = ["76.02"];

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [TokenFact]
    public async Task A_token_bound_to_an_office_reaches_what_it_serves_as_it_is_now()
    {
        await using var administration = new ServiceHost().On(_store);
        using var client = administration.ClientOf("pengelola");
        var office = (await client.Post("/v1/bpjs-offices", new { kind = "branch", name = "Kantor Cabang Polewali", catchmentRegionCodes = Catchment })).Is(HttpStatusCode.Created);
        var (here, there) = (await client.DraftedAsync("76.02"), await client.DraftedAsync("76.01"));
        var provider = new IdentityProvider { Office = Guid.Parse(office.Id) };
        await provider.InitializeAsync();
        try
        {
            await using var host = HostFor(provider);
            using var branch = ClientOf(host, await provider.TokenOfAsync("cabang"));

            var me = (await branch.Get("/v1/me")).Is(HttpStatusCode.OK).Body;
            Assert.Equal(("kepala.cabang", false), (me.Said("name"), me.Flag("allRegions")));
            Assert.Equal(Catchment, me.Texts("regionCodes"));
            (await branch.ReadAsync(here)).Is(HttpStatusCode.OK);
            (await branch.ReadAsync(there)).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");

            (await client.Patch($"/v1/bpjs-offices/{office.Id}", """{"catchmentRegionCodes":["76.01"]}""", ("If-Match", office.ETag!))).Is(HttpStatusCode.OK);
            (await branch.ReadAsync(here)).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
            (await branch.ReadAsync(there)).Is(HttpStatusCode.OK);
        }
        finally
        {
            await provider.DisposeAsync();
        }
    }

    [TokenFact]
    public async Task Each_claim_has_the_name_that_the_operator_gives_it_and_the_usual_one_says_nothing_then()
    {
        var provider = new IdentityProvider();
        await provider.InitializeAsync();
        try
        {
            await using var host = HostFor(provider)
                .With("Authentication:NameClaim", "nama").With("Authentication:ScopeClaim", "kewenangan").With("Authentication:RoleClaim", "peran")
                .With("Authentication:RegionClaim", "daerah").With("Authentication:OfficeClaim", "kantor").With("Authentication:Roles:kepala", "agreements:approve");
            using var administrator = host.ClientOf("pengelola");
            var office = (await administrator.Post("/v1/bpjs-offices", new { kind = "branch", name = "Kantor Cabang Polewali", catchmentRegionCodes = Catchment })).Is(HttpStatusCode.Created);

            var named = await MeAsync(("nama", "staf.kesra"), ("kewenangan", "agreements:read"), ("peran", new JsonArray("kepala")), ("daerah", new JsonArray("76.01")));
            Assert.Equal("staf.kesra", named.Said("name"));
            Assert.Equal(["agreements:read", "agreements:approve"], named.Texts("scopes"));
            Assert.Equal(["76.01"], named.Texts("regionCodes"));
            Assert.Equal(Catchment, (await MeAsync(("kantor", office.Id))).Texts("regionCodes"));

            var usual = await MeAsync(
                ("preferred_username", "staf.kesra"), ("scope", "agreements:read"), ("roles", new JsonArray("kepala")), ("agreements_regions", new JsonArray("*")), ("agreements_office", office.Id));
            Assert.Equal(("sub-1", false), (usual.Said("name"), usual.Flag("allRegions")));
            Assert.Empty(usual.Texts("scopes"));
            Assert.Empty(usual.Texts("regionCodes"));

            async Task<JsonObject> MeAsync(params (string Name, JsonNode Value)[] more)
            {
                var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
                var claims = new JsonObject { ["iss"] = provider.Issuer, ["aud"] = IdentityProvider.Audience, ["sub"] = "sub-1", ["iat"] = now, ["exp"] = now + 600 };
                foreach (var (name, value) in more)
                {
                    claims[name] = value;
                }

                using var client = ClientOf(host, await provider.SignAsync(new JsonObject { ["alg"] = "RS256", ["typ"] = "at+jwt", ["kid"] = "RS256" }, claims));
                return (await client.Get("/v1/me")).Is(HttpStatusCode.OK).Body;
            }
        }
        finally
        {
            await provider.DisposeAsync();
        }
    }

    private ServiceHost HostFor(IdentityProvider provider)
    {
        var host = new ServiceHost().On(_store).With("Authentication:Authority", provider.Issuer).With("Authentication:Audience", IdentityProvider.Audience);

        // Tokens are made by a clock that is not the test's.
        host.Clock.Now = TimeProvider.System.GetUtcNow();
        return host;
    }

    private static HttpClient ClientOf(ServiceHost host, string token)
    {
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
        return client;
    }
}
