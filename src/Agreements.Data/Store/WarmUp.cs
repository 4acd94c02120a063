using Agreements.Data.Queries;
using Agreements.Data.Queries.Served;
using Agreements.Domain.Access;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>
/// Builds the model and translates the busiest query while the rest of the service starts on another core: together they are most of what a cold start
/// waits for. It opens no connection, since the tools that read the API document come this way too.
/// </summary>
internal static class WarmUp
{
    public static void Begin<TContext>(DbContextOptions<TContext> options, Func<DbContextOptions<TContext>, TContext> create)
        where TContext : AgreementsDbContext =>
        _ = Task.Run(async () =>
        {
            await using var db = create(options);
            var expiring = db.Agreements.ExpiringWithin(IndonesianTime.DatesAt(TimeProvider.System.GetUtcNow()), days: 0).NotContinued(db);
            var rows = new AgreementOrder(AgreementSort.EffectiveUntil, Descending: false).Walk(expiring, after: null).Take(1);
            ServedAgreements.Translate(db, rows, Reach.Everywhere);
        });
}
