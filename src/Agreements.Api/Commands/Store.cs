using Agreements.Api.Setup;
using Agreements.Data;
using Agreements.Data.Backups;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Store;

namespace Agreements.Api.Commands;

/// <summary>The store that the service would run on, from the same settings, without the service.</summary>
internal static class Store
{
    /// <summary>Does something with the store, and says in one line why it could not.</summary>
    public static async Task<int> UseAsync(Words words, Func<WebApplication, Task<int>> work)
    {
        try
        {
            var builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            builder.AddStore();
            builder.AddDocuments();
            builder.Services.AddUseCases();
            builder.Services.AddSingleton(TimeProvider.System);
            await using var app = builder.Build();
            return await work(app);
        }
        catch (BackupException e)
        {
            return Say(words.Of(e), ExitCodes.Failed);
        }
        catch (Exception e) when (e is StoreUnusableException or UnusableSettingException)
        {
            return Say(e.Message, ExitCodes.StoreUnusable);
        }
        catch (StoreBusyException)
        {
            return Say(words.In("Penyimpanan sedang sibuk; coba lagi sesaat lagi.", "The store is busy; try again in a moment."), ExitCodes.Failed);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Say(e.Message, ExitCodes.Failed);
        }
        catch (OperationCanceledException)
        {
            return Say(words.In("Dihentikan; tidak ada yang setengah jadi.", "Interrupted; nothing half-made is left."), ExitCodes.Interrupted);
        }
    }

    /// <summary>The store together with its documents.</summary>
    public static Backup Backup(WebApplication app)
    {
        var documents = new BackupDocuments(DocumentsSetup.FolderOf(app.Configuration, app.Environment), DocumentsSetup.BucketOf(app.Configuration)?.Bucket, ListAsync);
        return new Backup(app.Services.GetRequiredService<IStoreEngine>(), documents);

        async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<AgreementsDbContext>().ListContentsAsync(cancellationToken);
        }
    }

    private static int Say(string line, int exitCode)
    {
        Console.Error.WriteLine(line.ReplaceLineEndings(" "));
        return exitCode;
    }
}
