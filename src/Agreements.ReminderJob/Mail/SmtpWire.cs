using System.Globalization;
using System.Text;

namespace Agreements.ReminderJob.Mail;

/// <summary>Lines to and from the mail server.</summary>
internal sealed class SmtpWire(Stream stream) : IAsyncDisposable
{
    // More than any server says; who sends on and on is hung up on.
    private const int LineMaxLength = 4096;
    private const int MostLines = 200;

    private readonly byte[] _read = new byte[4096];
    private int _from;
    private int _until;

    public async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await stream.FlushAsync(cancellationToken);
    }

    /// <summary>A whole answer: lines with a dash after the code go on.</summary>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await LineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || (line.Length > 3 && line[3] is not (' ' or '-')))
            {
                break;
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new SmtpReply(code, lines);
            }
        }

        throw new IOException("It does not speak SMTP.");
    }

    /// <summary>Fails when more came than was asked for.</summary>
    public void RequireNothingRead()
    {
        if (_from < _until)
        {
            throw new IOException("It said more than it was asked before the connection was encrypted.");
        }
    }

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (line.Count < LineMaxLength)
        {
            if (_from == _until)
            {
                (_from, _until) = (0, await stream.ReadAsync(_read, cancellationToken));
                if (_until == 0)
                {
                    throw new EndOfStreamException("The connection was closed.");
                }
            }

            var next = _read[_from++];
            if (next == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(next);
        }

        throw new IOException("A line of its answer never ends.");
    }
}
