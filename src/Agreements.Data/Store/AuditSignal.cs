using System.Threading.Channels;

namespace Agreements.Data.Store;

/// <summary>Wakes the sealer when there is something to seal, however often it is raised.</summary>
public sealed class AuditSignal
{
    private readonly Channel<bool> _raised = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Says that there is something to seal.</summary>
    public void Raise() => _raised.Writer.TryWrite(true);

    /// <summary>Waits until there is.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken) => await _raised.Reader.ReadAsync(cancellationToken);
}
