using System.Threading.Channels;

namespace Agreements.Data.Store;

/// <summary>Wakes whoever has work to do in the background, however often it is raised.</summary>
public class Signal(TimeProvider clock)
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that there is something to do.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Waits until there is, or for so long: what another process added says nothing here.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        using var enough = new CancellationTokenSource(longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        try
        {
            await _raised.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // There may be something all the same.
        }
    }
}
