using Agreements.Api.Http.Sheets;
using Agreements.Data.Engines;
using Agreements.Data.Files;
using Agreements.Data.Store;
using Agreements.Domain.Imports;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>
/// Takes registers in while the service runs; no request ever does. It takes one import in hand at a time under a lease, goes through its file, and writes down stretch by stretch.
/// When it is killed in between, the lease ends and whoever takes it then goes on after the last stretch: no row is taken in twice, and none is left out.
/// </summary>
internal sealed partial class RunImports(IServiceScopeFactory scopes, ImportSignal signal, TimeProvider clock, ILogger<RunImports> logger) : BackgroundService
{
    /// <summary>How many rows are taken in together. Others get their turn between two stretches.</summary>
    public const int RowsTogether = 100;

    private const int MostFailures = 5;

    // For what another instance left behind.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);
    private static readonly SheetLimits Limits = new(RegisterImport.MostRows, RegisterImport.MostColumns, RegisterImport.CellMaxLength, MaxUnpackedBytes: 256L * 1024 * 1024);

    private readonly Dictionary<Guid, int> _failures = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await signal.WaitAsync(BetweenLooks, stoppingToken);
                if (!await TryAsync(stoppingToken))
                {
                    await Task.Delay(PauseAfterFailure, clock, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Whoever comes next goes on with what is not over.
        }
    }

    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var desk = scope.ServiceProvider.GetRequiredService<ImportDesk>();
            var isWell = true;
            foreach (var id in await desk.WaitingAsync(stoppingToken))
            {
                isWell &= await TryAsync(scope.ServiceProvider, desk, id, stoppingToken);
            }

            return isWell;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailure(logger, e.GetBaseException().Message.ReplaceLineEndings(" "));
            return false;
        }
    }

    // What is wrong with one must not hold up the others.
    private async Task<bool> TryAsync(IServiceProvider services, ImportDesk desk, Guid id, CancellationToken stoppingToken)
    {
        try
        {
            if (await desk.TakeAsync(id, stoppingToken) is { } hand)
            {
                await RunAsync(services, desk, hand, stoppingToken);
            }

            return true;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailure(logger, e.GetBaseException().Message.ReplaceLineEndings(" "));
            return false;
        }
    }

    private async Task RunAsync(IServiceProvider services, ImportDesk desk, ImportInHand hand, CancellationToken stoppingToken)
    {
        try
        {
            await ReadAsync(services.GetRequiredService<IFileStore>(), desk, hand, stoppingToken);
            _failures.Remove(hand.Import.Id);
        }
        catch (ImportLostException)
        {
            // It is in good hands, or over.
        }
        catch (SheetFaultException e)
        {
            await desk.FailAsync(hand, e.Code, [.. e.Arguments.Select(argument => Convert.ToString(argument, System.Globalization.CultureInfo.InvariantCulture) ?? "")], stoppingToken);
        }
        catch (FileMissingException)
        {
            await desk.FailAsync(hand, "import.file-missing", [], stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await desk.LetGoAsync(hand, CancellationToken.None);
            throw;
        }
        catch (Exception e)
        {
            await desk.LetGoAsync(hand, CancellationToken.None);
            await GiveUpOrRethrowAsync(services.GetRequiredService<IStoreEngine>(), desk, hand, e, stoppingToken);
        }
    }

    // A store that is busy or away is there again some time; what fails again and again for another reason would fail for ever.
    private async Task GiveUpOrRethrowAsync(IStoreEngine engine, ImportDesk desk, ImportInHand hand, Exception e, CancellationToken stoppingToken)
    {
        var failures = _failures.GetValueOrDefault(hand.Import.Id) + (engine.Diagnose(e) is not null and not StoreFault.Duplicate || e is FileStoreException or StoreBusyException ? 0 : 1);
        _failures[hand.Import.Id] = failures;
        if (failures < MostFailures || await desk.TakeAsync(hand.Import.Id, stoppingToken) is not { } again)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e);
            return;
        }

        LogGivenUp(logger, hand.Import.Id, e);
        await desk.FailAsync(again, "import.interrupted", [], stoppingToken);
    }

    private static async Task ReadAsync(IFileStore files, ImportDesk desk, ImportInHand hand, CancellationToken stoppingToken)
    {
        await using var file = await files.OpenAsync(hand.Import.FileSha256, stoppingToken);
        if (ImportedFile.Survey(file, hand.Import, Limits, stoppingToken) is not { } survey)
        {
            await desk.FailAsync(hand, "import.header-missing", [], stoppingToken);
            return;
        }

        if (hand.Import.Mode == ImportMode.AllOrNothing && survey.Plan.Rows > RegisterImport.MostRowsAtOnce)
        {
            await desk.FailAsync(hand, "import.too-many-at-once", [RegisterImport.MostRowsAtOnce.ToString(System.Globalization.CultureInfo.InvariantCulture)], stoppingToken);
            return;
        }

        await desk.CountAsync(hand, survey.Plan.Rows, survey.AboutHeader, stoppingToken);
        foreach (var stretch in ImportedFile.Stretches(file, hand, survey, Limits))
        {
            stoppingToken.ThrowIfCancellationRequested();
            await desk.ApplyAsync(hand, survey.Plan, stretch.Rows, stretch.Pass, stretch.LastRow, stoppingToken);
        }

        await desk.CompleteAsync(hand, stoppingToken);
    }

    [LoggerMessage(EventId = 41, Level = LogLevel.Warning, Message = "Imports could not be looked after and will be again: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);

    [LoggerMessage(EventId = 42, Level = LogLevel.Error, Message = "The import {Import} failed again and again and is given up")]
    private static partial void LogGivenUp(ILogger logger, Guid import, Exception exception);
}
