using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Agreements.Api.Tests.Hosting;

/// <summary>A certified OpenID Connect provider on loopback (<c>tests/identity-provider</c>), which needs node and its packages.</summary>
public sealed class IdentityProvider : IAsyncLifetime
{
    public const string Audience = "https://agreements.test";

    private static readonly string Folder = Repository.PathOf("tests", "identity-provider");

    private static readonly HttpClient Http = new();

    private Process? _process;

    private static readonly bool IsInstalled = Directory.Exists(Path.Combine(Folder, "node_modules", "oidc-provider"));

    /// <summary>Why it cannot run here; null where it can.</summary>
    public static string? WhyNot { get; } = IsInstalled ? null : "needs an identity provider: run 'npm ci' in tests/identity-provider (.ci/run does)";

    /// <summary>The office of the caller <c>cabang</c>; bound to none when left out.</summary>
    public Guid? Office { get; init; }

    public string Issuer { get; private set; } = "";

    public async Task InitializeAsync()
    {
        if (!IsInstalled)
        {
            return;
        }

        _process = Process.Start(new ProcessStartInfo("node", ["provider.js"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["OFFICE_ID"] = Office?.ToString() },
        })!;
        _process.BeginErrorReadLine();
        Issuer = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The identity provider did not start.");
    }

    /// <summary>An access token for one of its clients.</summary>
    public async Task<string> TokenOfAsync(string client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Issuer}/token");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{client}:secret-of-{client}")));
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["scope"] = "agreements:read agreements:write",
        });
        using var answer = await Http.SendAsync(request);
        return (await JsonNode.ParseAsync(await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync()))!["access_token"]!.GetValue<string>();
    }

    /// <summary>The public key with which it signs by RS256, as its JWKS has it.</summary>
    public async Task<JsonNode> RsaKeyAsync() =>
        JsonNode.Parse(await Http.GetStringAsync($"{Issuer}/jwks"))!["keys"]!.AsArray().Single(key => key!["alg"]!.GetValue<string>() == "RS256")!;

    /// <summary>Whatever is given, signed with its own key by RS256.</summary>
    public async Task<string> SignAsync(JsonObject header, JsonObject payload)
    {
        using var content = new StringContent(new JsonObject { ["header"] = header, ["payload"] = payload }.ToJsonString());
        using var answer = await Http.PostAsync($"{Issuer}/sign-anything", content);
        return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}

/// <summary>A fact that needs the identity provider.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TokenFactAttribute : FactAttribute
{
    public TokenFactAttribute() => Skip = IdentityProvider.WhyNot;
}

/// <summary>A theory that needs the identity provider.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TokenTheoryAttribute : TheoryAttribute
{
    public TokenTheoryAttribute() => Skip = IdentityProvider.WhyNot;
}
