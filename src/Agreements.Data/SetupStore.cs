using Agreements.Data.Engines;
using Agreements.Data.SampleRegister;
using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Data;

/// <summary>Registers the store.</summary>
public static class SetupStore
{
    /// <summary>Serves the register from SQLite.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string connectionString, string contentRoot) =>
        services.AddStore<SqliteAgreementsDbContext>(new SqliteEngine(connectionString, contentRoot));

    /// <summary>Serves the register from PostgreSQL.</summary>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, string connectionString) =>
        services.AddStore<PostgresAgreementsDbContext>(new PostgresEngine(connectionString));

    private static IServiceCollection AddStore<TContext>(this IServiceCollection services, IStoreEngine engine)
        where TContext : AgreementsDbContext =>
        services
            .AddSingleton(engine)
            .AddSingleton(new WriteGate(engine.WriteWidth))
            .AddDbContextPool<AgreementsDbContext, TContext>(options =>
            {
                engine.Configure(options);

                // Counting up to a cap needs no order.
                options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning));
            })
            .AddScoped<UnitOfWork>()
            .AddScoped<SampleRegisterLoader>();
}
