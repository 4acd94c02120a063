using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Files;
using Agreements.Data.SampleRegister;
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
}

/// <summary>The published agreements that ship with the service, from the section <c>SampleRegister</c>.</summary>
public sealed class SampleRegisterOptions
{
    /// <summary>Whether they are taken into the store at the start; what is there already stays as it is.</summary>
    public bool Load { get; init; }
}

/// <summary>Registers the store and makes it ready before the first request.</summary>
internal static class StoreSetup
{
    public static void AddStore(this WebApplicationBuilder builder)
    {
        var options = Read(builder.Configuration);
        try
        {
            _ = options.Provider == DatabaseProvider.Postgres
                ? builder.Services.AddPostgresStore(options.ConnectionString)
                : builder.Services.AddSqliteStore(options.ConnectionString, builder.Environment.ContentRootPath);
        }
        catch (ArgumentException e)
        {
            // Its message names the faulty key, never a value: a connection string may hold a password.
            throw new UnusableSettingException($"Database__ConnectionString is no connection string for {options.Provider}: {e.Message.ReplaceLineEndings(" ")}");
        }

        builder.Services.AddSingleton(ReadSampleRegister(builder.Configuration));
        builder.Services.AddHostedService<PrepareStore>();
    }

    private static SampleRegisterOptions ReadSampleRegister(ConfigurationManager configuration)
    {
        try
        {
            return configuration.GetSection("SampleRegister").Get<SampleRegisterOptions>() ?? new SampleRegisterOptions();
        }
        catch (InvalidOperationException)
        {
            throw new UnusableSettingException($"SampleRegister__Load is {configuration["SampleRegister:Load"]}; it must be true or false.");
        }
    }

    private static DatabaseOptions Read(ConfigurationManager configuration)
    {
        try
        {
            var options = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
            return Enum.IsDefined(options.Provider) ? options : throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            throw new UnusableSettingException($"Database__Provider is {configuration["Database:Provider"]}; it must be Sqlite or Postgres.");
        }
    }
}

/// <summary>
/// Checks and migrates the store, makes the administrator key where there is none, then takes in the sample register where that is wanted. It runs before the server listens, and only when the service
/// really starts: the tools that read the document start the entry point too.
/// </summary>
internal sealed class PrepareStore(IServiceScopeFactory scopes, IStoreEngine engine, IncomingFiles incoming, TimeProvider clock, SampleRegisterOptions sample, ChosenAdministratorKey chosen)
    : IHostedLifecycleService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await engine.PrepareAsync(scope.ServiceProvider.GetRequiredService<AgreementsDbContext>(), cancellationToken);
        }

        incoming.Sweep();
        var made = await PatientlyAsync(scope => scope.GetRequiredService<AdministratorKey>().EnsureAsync(chosen.Secret, clock.GetUtcNow(), cancellationToken));
        if (made is { Text: var shown })
        {
            // To whoever watches the start, never to a log.
            Console.WriteLine($"\nThe administrator key, shown this once: {shown}\n");
        }

        await PatientlyAsync(scope => scope.GetRequiredService<OpenDeadlines>().RunAsync(clock.GetUtcNow(), cancellationToken));
        if (sample.Load)
        {
            await PatientlyAsync(scope => scope.GetRequiredService<SampleRegisterLoader>().LoadAsync(clock.GetUtcNow(), cancellationToken));
        }
    }

    // Of several that start at once, each has to wait for what the others write, longer than a request would.
    private async Task<T> PatientlyAsync<T>(Func<IServiceProvider, Task<T>> work)
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
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
