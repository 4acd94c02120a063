using System.Collections.Concurrent;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Setup;
using Agreements.Data.Store;

namespace Agreements.Api.Features.Events;

/// <summary>
/// Where requests wait for events: without a turn among those that are served, without a connection to the store, and no more than so many of them. When the service is asked to
/// stop, all of them go.
/// </summary>
internal sealed class WaitingRoom(EventOptions options, EventSignal signal, IHttpContextAccessor accessor, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private const int RetryAfterSeconds = 5;
    private readonly ConcurrentDictionary<string, int> _ofEach = new(StringComparer.Ordinal);
    private int _all;

    /// <summary>Whether nobody is to wait any more.</summary>
    public bool IsClosed => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc cref="EventSignal.Told"/>
    public Task Told => signal.Told;

    /// <summary>Enters; disposing what it returns leaves.</summary>
    public IDisposable Enter(string caller)
    {
        var (all, ofCaller) = (Interlocked.Increment(ref _all), _ofEach.AddOrUpdate(caller, 1, (_, waiting) => waiting + 1));
        var seat = new Seat(this, caller, signal.Watch());
        if (all <= options.Waiting && ofCaller <= options.WaitingPerCaller)
        {
            return seat;
        }

        seat.Dispose();
        throw new HttpFailureException(StatusCodes.Status429TooManyRequests, "events.too-many-waiting") { RetryAfter = RetryAfterSeconds };
    }

    /// <summary>Waits until something comes about, or for so long, or until the service stops.</summary>
    public async Task WaitAsync(Task what, TimeSpan longest, CancellationToken cancellationToken)
    {
        var turn = accessor.HttpContext!.Features.Get<CallerTurn>();
        turn?.Leave();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await what.WaitAsync(longest, clock, either.Token);
        }
        catch (TimeoutException)
        {
            // Nothing came.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What was read last is the answer.
        }

        if (turn is not null)
        {
            await turn.TakeAsync(cancellationToken);
        }
    }

    private void Leave(string caller)
    {
        Interlocked.Decrement(ref _all);
        if (_ofEach.AddOrUpdate(caller, 0, (_, waiting) => waiting - 1) == 0)
        {
            _ofEach.TryRemove(new KeyValuePair<string, int>(caller, 0));
        }
    }

    private sealed class Seat(WaitingRoom room, string caller, IDisposable watch) : IDisposable
    {
        public void Dispose()
        {
            watch.Dispose();
            room.Leave(caller);
        }
    }
}
