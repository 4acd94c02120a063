using Agreements.Data.Backups;

namespace Agreements.Api.Commands;

/// <summary>Shows on standard error how far a command is: on a terminal in one line that is drawn again, else a line for each tenth.</summary>
internal sealed class ProgressLine(Words words) : IProgress<BackupStep>, IDisposable
{
    private readonly bool _redraws = !Console.IsErrorRedirected;
    private string _shown = "";

    public void Report(BackupStep value)
    {
        var percent = value.Total == 0 ? (long?)null : 100 * value.Done / value.Total;
        if (!_redraws)
        {
            percent -= percent % 10;
        }

        var line = percent is null ? $"{words.Of(value.Stage)} …" : $"{words.Of(value.Stage)} {percent} %";
        if (line == _shown)
        {
            return;
        }

        // Another stage keeps the line of the one before.
        var isSameStage = _shown.StartsWith(words.Of(value.Stage), StringComparison.Ordinal);
        var before = _shown.Length == 0 || isSameStage ? "\r" : "\n";
        Console.Error.Write(_redraws ? before + line : $"{line}\n");
        _shown = line;
    }

    public void Dispose()
    {
        if (_redraws && _shown.Length > 0)
        {
            Console.Error.WriteLine();
        }
    }
}
