using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Store;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;

namespace Agreements.Api.Security;

/// <summary>
/// Makes the one key that a store without any needs, so that somebody can issue the others. It may do everything everywhere, and is shown once unless the
/// operator chose it.
/// </summary>
internal sealed class AdministratorKey(AgreementsDbContext db, IStoreEngine engine, UnitOfWork unitOfWork)
{
    /// <summary>The setting that chooses it.</summary>
    public const string Setting = "AGREEMENTS_ADMIN_KEY";

    private const string Name = "administrator";

    /// <summary>Makes it where the store has no key; gives back the secret when it was not chosen, for whoever starts the service to see.</summary>
    public async Task<Secret?> EnsureAsync(Secret? chosen, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.HasKeysAsync(cancellationToken))
        {
            return null;
        }

        var secret = chosen ?? Secret.New();
        var at = now.ToMilliseconds();
        var act = new Act("makeAdministratorKey", new Author(Name), Credential: null, at);
        var isMade = await unitOfWork.AddAsync(act, () => MakeAsync(secret, at, cancellationToken), cancellationToken);
        return isMade && chosen is null ? secret : null;
    }

    private async Task<ApiKey?> MakeAsync(Secret secret, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Of two instances that start at once, the second finds the key of the first.
        await engine.HoldNameAsync(db, Name, cancellationToken);
        return await db.HasKeysAsync(cancellationToken)
            ? null
            : ApiKey.Issue(
                Guid.CreateVersion7(at), Name, Name, secret.Prefix, secret.Hash, Scopes.All, new KeyBinding(AllRegions: true, [], BpjsOfficeId: null), expiresAt: null,
                new Authorship(Name, at));
    }
}
