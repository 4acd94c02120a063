using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Audit;

/// <summary>The audit, as tests read it.</summary>
internal static class AuditReading
{
    /// <summary>The newest entries that match, newest first.</summary>
    public static async Task<IReadOnlyList<JsonObject>> AuditAsync(this HttpClient client, string filter) =>
        (await client.Get($"/v1/audit?limit=200&{filter}")).Is(HttpStatusCode.OK).Items;

    /// <summary>What the verification says once nothing waits to be sealed any more.</summary>
    public static async Task<JsonObject> VerifyOnceSealedAsync(this HttpClient client, string query = "")
    {
        var verification = new JsonObject();
        await Eventually.IsTrueAsync(
            async () =>
            {
                verification = (await client.Get($"/v1/audit/verification{query}")).Is(HttpStatusCode.OK).Body;
                return verification.Number("unsealed") == 0;
            },
            () => $"it was never sealed: {verification}");
        return verification;
    }
}
