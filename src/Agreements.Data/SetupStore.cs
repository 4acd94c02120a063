using Agreements.Data.Engines;
using Agreements.Data.SampleRegister;
using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Data;

/// <summary>Registers the store.</summary>
public static class SetupStore
{
    /// <summary>Serves the register from SQLite.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, string connectionString, string contentRoot) =>
        services.AddSqliteStore(new SqliteEngine(connectionString, contentRoot));

    /// <summary>Serves the register from SQLite, as patiently as the engine is.</summary>
    public static IServiceCollection AddSqliteStore(this IServiceCollection services, SqliteEngine engine) =>
        services.AddStore<SqliteAgreementsDbContext>(engine, options => new(options));

    /// <summary>Serves the register from PostgreSQL.</summary>
    public static IServiceCollection AddPostgresStore(this IServiceCollection services, string connectionString) =>
        services.AddStore<PostgresAgreementsDbContext>(new PostgresEngine(connectionString), options => new(options));

    private static IServiceCollection AddStore<TContext>(this IServiceCollection services, IStoreEngine engine, Func<DbContextOptions<TContext>, TContext> create)
        where TContext : AgreementsDbContext
    {
        var options = new DbContextOptionsBuilder<TContext>();
        Configure(options);
        WarmUp.Begin(options.Options, create);
        return services
            .AddSingleton(_ => engine)
            .AddSingleton(_ => new WriteGate(TimeProvider.System))
            .AddSingleton<ITransactions>(provider => engine.Share(() => create(options.Options)) is { } writer
                ? new SharedTransactions(writer, provider.GetRequiredService<WriteGate>(), engine, provider.GetRequiredService<TimeProvider>())
                : new OwnTransactions())
            .AddSingleton<Writability>()
            .AddDbContextPool<AgreementsDbContext, TContext>(Configure, engine.KeptContexts)
            .AddSingleton<AuditSignal>()
            .AddSingleton<EventSignal>()
            .AddScoped<UnitOfWork>()
            .AddScoped<AuditSealing>()
            .AddScoped<EventPlacing>()
            .AddSingleton<WebhookSignal>()
            .AddSingleton<ImportSignal>()
            .AddScoped<SigningSecrets>()
            .AddScoped<WebhookOutbox>()
            .AddScoped<Refusals>()
            .AddScoped<KeptAnswers>()
            .AddScoped<StoreStatistics>()
            .AddScoped<SearchMerging>()
            .AddScoped<OpenDeadlines>()
            .AddScoped<SampleRegisterLoader>();

        void Configure(DbContextOptionsBuilder options)
        {
            engine.Configure(options);

            options.ConfigureWarnings(warnings => warnings

                // Counting up to a cap needs no order.
                .Ignore(CoreEventId.RowLimitingOperationWithoutOrderByWarning)

                // A test compares the model with the migrations. To compare them again would make every first start wait for a second model.
                .Ignore(RelationalEventId.PendingModelChangesWarning));
        }
    }
}
