using Agreements.Api.Http.Sheets;
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

    // For what another instance left behind.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);
    private static readonly SheetLimits Limits = new(RegisterImport.MostRows, RegisterImport.MostColumns, RegisterImport.CellMaxLength, MaxUnpackedBytes: 256L * 1024 * 1024);

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
        catch (Exception e)
        {
            await desk.LetGoAsync(hand, e, CancellationToken.None);
            throw;
        }
    }

    private async Task ReadAsync(IFileStore files, ImportDesk desk, ImportInHand hand, CancellationToken stoppingToken)
    {
        if (hand.Attempts > ImportProgress.MostAttempts)
        {
            LogGivenUp(logger, hand.Import.Id);
            await desk.FailAsync(hand, "import.interrupted", [], stoppingToken);
            return;
        }

        await using var file = await files.OpenAsync(hand.Import.FileSha256, stoppingToken);
        var surveyed = await WhileHoldingAsync(desk, hand, () => ImportedFile.Survey(file, hand.Import, Limits, stoppingToken), stoppingToken);
        if (surveyed is not { } survey)
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

    // A large file takes a while to be read through: nobody else takes it meanwhile.
    private async Task<T> WhileHoldingAsync<T>(ImportDesk desk, ImportInHand hand, Func<T> read, CancellationToken stoppingToken)
    {
        var reading = Task.Run(read, CancellationToken.None);
        try
        {
            while (await Task.WhenAny(reading, Task.Delay(ImportDesk.Lease / 3, clock, CancellationToken.None)) != reading)
            {
                await desk.HoldAsync(hand, stoppingToken);
            }
        }
        finally
        {
            // Whatever became of the hold: nobody closes the file below whoever reads it.
            await Task.WhenAny(reading);
        }

        return await reading;
    }

    [LoggerMessage(EventId = 41, Level = LogLevel.Warning, Message = "Imports could not be looked after and will be again: {Reason}")]
    private static partial void LogFailure(ILogger logger, string reason);

    [LoggerMessage(EventId = 42, Level = LogLevel.Error, Message = "The import {Import} was taken in hand again and again without a row being settled, and is given up")]
    private static partial void LogGivenUp(ILogger logger, Guid import);
}
