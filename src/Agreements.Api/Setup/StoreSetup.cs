using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Files;
using Agreements.Data.Store;

namespace Agreements.Api.Setup;

/// <summary>Where the register is kept.</summary>
public enum DatabaseProvider
{
    /// <summary>A file on this machine.</summary>
    Sqlite,

    /// <summary>A server.</summary>
    Postgres,
}

/// <summary>The store, from the section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The engine; <c>Sqlite</c> when left out.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Names the file (<c>Data Source=…</c>, relative to the content root) or the server (<c>Host=…;Database=…</c>).</summary>
    public string ConnectionString { get; init; } = "Data Source=data/agreements.db";

    /// <summary>How long a start waits for the check of an SQLite file, in milliseconds; 250 unless set.</summary>
    public int CheckMilliseconds { get; internal init; } = 250;
}

/// <summary>Registers the store and makes it ready before the first request.</summary>
internal static class StoreSetup
{
    private const int LongestCheck = 60 * 60 * 1000;

    public static void AddStore(this WebApplicationBuilder builder)
    {
        var options = Read(builder.Configuration);
        try
        {
            _ = options.Provider == DatabaseProvider.Postgres
                ? builder.Services.AddPostgresStore(options.ConnectionString)
                : builder.Services.AddSqliteStore(new SqliteEngine(options.ConnectionString, builder.Environment.ContentRootPath) { CheckPatience = TimeSpan.FromMilliseconds(options.CheckMilliseconds) });
        }
        catch (ArgumentException e)
        {
            // Its message names the faulty key, never a value: a connection string may hold a password.
            throw new UnusableSettingException($"Database__ConnectionString is no connection string for {options.Provider}: {e.Message.ReplaceLineEndings(" ")}");
        }

        builder.Services.AddHostedService<PrepareStore>();
        builder.Services.AddSingleton<WatchCheck>().AddHostedService(services => services.GetRequiredService<WatchCheck>());
    }

    private static DatabaseOptions Read(ConfigurationManager configuration)
    {
        try
        {
            var options = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
            return !Enum.IsDefined(options.Provider) ? throw new InvalidOperationException() : new DatabaseOptions
            {
                Provider = options.Provider,
                ConnectionString = options.ConnectionString,
                CheckMilliseconds = configuration.WholeNumber("Database:CheckMilliseconds", 0, LongestCheck, options.CheckMilliseconds),
            };
        }
        catch (InvalidOperationException)
        {
            throw new UnusableSettingException($"Database__Provider is {configuration["Database:Provider"]}; it must be Sqlite or Postgres.");
        }
    }
}

/// <summary>
/// Checks and migrates the store, then makes the administrator key where there is none. It runs before the server listens, and only when the service really starts: the tools that read the document
/// start the entry point too.
/// </summary>
internal sealed class PrepareStore(IServiceScopeFactory scopes, IStoreEngine engine, IncomingFiles incoming, TimeProvider clock, ChosenAdministratorKey chosen) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await engine.PrepareAsync(scope.ServiceProvider.GetRequiredService<AgreementsDbContext>(), cancellationToken);
        }

        incoming.Sweep();
        var patience = new StartPatience(scopes, engine);
        var made = await patience.RunAsync(scope => scope.GetRequiredService<AdministratorKey>().EnsureAsync(chosen.Secret, clock.GetUtcNow(), cancellationToken), cancellationToken);
        if (made is { Text: var shown })
        {
            // To whoever watches the start, never to a log.
            Console.WriteLine($"\nThe administrator key, shown this once: {shown}\n");
        }

        await patience.RunAsync(scope => scope.GetRequiredService<OpenDeadlines>().RunAsync(clock.GetUtcNow(), cancellationToken), cancellationToken);
        await patience.RunAsync(
            async scope =>
            {
                await scope.GetRequiredService<EventPlacing>().PlaceLeftAsync(cancellationToken);
                return true;
            },
            cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Waits longer than a request would: of several that start at once, each has to wait for what the others write.</summary>
internal sealed class StartPatience(IServiceScopeFactory scopes, IStoreEngine engine)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Does it, again where the store was busy.</summary>
    public async Task<T> RunAsync<T>(Func<IServiceProvider, Task<T>> work, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            try
            {
                return await work(scope.ServiceProvider);
            }
            catch (Exception e) when (engine.Diagnose(e) == StoreFault.Busy)
            {
                if (TimeProvider.System.GetElapsedTime(begun) >= Patience)
                {
                    throw new StoreUnusableException($"Other processes have kept the store busy for {Patience.TotalSeconds:0} seconds. See to them, then start again.", e);
                }
            }
            catch (Exception e) when (engine.Diagnose(e) is StoreFault.Unavailable or StoreFault.Full)
            {
                // A check that goes on has not come to it yet.
                throw await engine.UnusableAsync(e, cancellationToken);
            }
        }
    }
}
