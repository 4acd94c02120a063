using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Domain;
using Agreements.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Hosting;

/// <summary>The keys by which tests are known: each follows from a name, so that any request can carry the key of anybody.</summary>
public static class Keys
{
    public const string Header = "X-Api-Key";

    /// <summary>What the service takes as the administrator key of a fresh store.</summary>
    public static string Administrator { get; } = Of("administrator");

    /// <summary>The secret of a name.</summary>
    public static string Of(string name) => $"agr_{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}";

    /// <summary>Puts a key into the store, unless it is there already.</summary>
    internal static async Task EnsureAsync(
        IServiceProvider services, string secret, string owner, IReadOnlyList<Scope> scopes, KeyBinding binding, DateTimeOffset at, DateTimeOffset? expiresAt = null)
    {
        var (prefix, hash) = (Secret.Of(secret)!.Value.Prefix, Secret.Of(secret)!.Value.Hash);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        if (!await db.ApiKeys.AnyAsync(key => key.Hash == hash))
        {
            db.ApiKeys.Add(ApiKey.Issue(Guid.CreateVersion7(at), "uji", owner, prefix, hash, scopes, binding, expiresAt, new Authorship("uji", at)));
            await db.SaveChangesAsync();
        }
    }
}
