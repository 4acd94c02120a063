using System.Collections.Concurrent;
using Agreements.Data.Engines;
using Agreements.Data.Store;

namespace Agreements.Api.Security;

/// <summary>
/// Writes refusals down many at a time. However many are refused at once, no more than one transaction of theirs stands among those of the writers, so that a
/// flood of callers whom nobody knows leaves the others alone.
/// </summary>
internal sealed partial class RefusalLedger(IServiceScopeFactory scopes, IStoreEngine engine, ILogger<RefusalLedger> logger)
{
    private const int MostAtOnce = 100;
    private const int MostWaiting = 10_000;

    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private readonly Lock _door = new();
    private bool _isWriting;

    /// <summary>Returns once it is written down. A store that takes nothing, or not in time, does not change what the caller is told.</summary>
    public async Task WriteAsync(Refusal refusal)
    {
        if (_waiting.Count >= MostWaiting)
        {
            LogLoss(logger, refusal.Code, refusal.Act.Action);
            return;
        }

        var waiting = new Waiting(refusal);
        _waiting.Enqueue(waiting);
        Begin();
        try
        {
            // A caller that has gone away was refused all the same.
            await waiting.Done.Task.WaitAsync(WriteGate.Patience, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            // It stands in the queue, and is written down when the store takes it.
        }
    }

    private void Begin()
    {
        lock (_door)
        {
            if (_isWriting || _waiting.IsEmpty)
            {
                return;
            }

            _isWriting = true;
        }

        _ = Task.Run(WriteAllAsync);
    }

    private async Task WriteAllAsync()
    {
        try
        {
            while (!_waiting.IsEmpty)
            {
                await WriteSomeAsync();
            }
        }
        finally
        {
            lock (_door)
            {
                _isWriting = false;
            }

            // What came between the last look and here.
            Begin();
        }
    }

    private async Task WriteSomeAsync()
    {
        var batch = new List<Waiting>();
        while (batch.Count < MostAtOnce && _waiting.TryDequeue(out var next))
        {
            batch.Add(next);
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Refusals>().NoteAsync([.. batch.Select(each => each.Refusal)], CancellationToken.None);
            batch.ForEach(each => each.Done.SetResult());
        }
        catch (Exception e) when (engine.Diagnose(e) is not null)
        {
            foreach (var each in batch)
            {
                LogLoss(logger, each.Refusal.Code, each.Refusal.Act.Action);
                each.Done.SetResult();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // As if each had been written alone: whoever waits is told.
            batch.ForEach(each => each.Done.SetException(e));
        }
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Error, Message = "The store did not take the audit entry of a refusal: {Code} of {Operation}")]
    private static partial void LogLoss(ILogger logger, string code, string operation);

    private sealed record Waiting(Refusal Refusal)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
