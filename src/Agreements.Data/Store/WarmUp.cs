using Agreements.Data.Queries;
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
        _ = Task.Run(() =>
        {
            using var db = create(options);
            var today = new Dictionary<string, DateOnly>(StringComparer.Ordinal) { ["Asia/Jakarta"] = DateOnly.MinValue };
            _ = new AgreementOrder(AgreementSort.EffectiveUntil, Descending: false)
                .Walk(db.Agreements.ExpiringWithin(today, days: 0), after: null).AsRows(db).Take(1).ToQueryString();
        });
}
