using System.Text;
using Agreements.Api.Http.Exports;

namespace Agreements.Api.Http.Sheets;

/// <summary>
/// A text of cells between separators (CSV), as spreadsheets and people write it: nothing says how it is encoded or what separates its cells, so both are told from what is
/// in it. An apostrophe that an export of this service puts before what looks like a formula is taken off again.
/// </summary>
internal sealed class CsvFile : ISheet
{
    private const int Sample = 64 * 1024;
    private const int SampleRows = 20;
    private const int BufferedBytes = 32 * 1024;

    // Of several that tell cells apart as well, the first: what rarely stands in a text, before what often does.
    private static readonly char[] Separators = [';', '\t', '|', ','];

    private readonly StreamReader _text;
    private readonly char _separator;
    private readonly SheetLimits _limits;
    private bool _isRead;

    private CsvFile(StreamReader text, char separator, SheetLimits limits)
    {
        _text = text;
        _separator = separator;
        _limits = limits;
    }

    public string Format => "csv";

    public string? SheetName => null;

    public static CsvFile Open(Stream stream, SheetLimits limits)
    {
        if (stream.Length > limits.MaxUnpackedBytes)
        {
            throw SheetFaultException.TooLarge(limits);
        }

        var encoding = CsvEncoding.Of(stream);
        var sample = Start(stream, encoding);
        var declared = Declaration(sample);
        var text = Text(stream, encoding);
        if (declared is not null)
        {
            text.ReadLine();
        }

        return new CsvFile(text, declared ?? Guess(sample, limits with { MaxCellLength = int.MaxValue }), limits);
    }

    public IEnumerable<SheetRow> Rows()
    {
        if (_isRead)
        {
            throw new InvalidOperationException("A sheet is read once.");
        }

        _isRead = true;
        return RowLimits.Apply(new CsvRows(_text, _separator, _limits).Read().Select((cells, i) => new SheetRow(i + 1, [.. cells.Select(CellOf)])), _limits);
    }

    public void Dispose() => _text.Dispose();

    private static SheetCell CellOf(string text) => new(text.Length == 0 ? null : FormulaGuard.Unguarded(text));

    private static string Start(Stream stream, Encoding encoding)
    {
        using var text = Text(stream, encoding);
        var start = new char[Sample];
        return new string(start, 0, text.ReadBlock(start));
    }

    // Behind the mark by which it was known, if there is one.
    private static StreamReader Text(Stream stream, Encoding encoding)
    {
        stream.Position = 0;
        return new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: true, BufferedBytes, leaveOpen: true);
    }

    // A spreadsheet takes a first line like sep=; for no row.
    private static char? Declaration(string sample)
    {
        var line = sample.AsSpan()[..(sample.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : sample.Length)].Trim('"');
        return line.Length == 5 && line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(line[4]) ? line[4] : null;
    }

    // The one by which most cells are told apart in rows that have as many cells as each other.
    private static char Guess(string sample, SheetLimits limits) => Separators.MaxBy(separator =>
    {
        using var text = new StringReader(sample);
        return SeparationsIn(new CsvRows(text, separator, limits), separator).GroupBy(count => count).Select(alike => alike.Key * alike.Count()).DefaultIfEmpty(0).Max();
    });

    // Of each of the first rows that have any, and in which quotes are where they should be if the separator is the one.
    private static IEnumerable<int> SeparationsIn(CsvRows rows, char separator)
    {
        var looked = 0;
        foreach (var row in rows.Read())
        {
            // A comma between digits is a decimal one.
            var count = row.Zip(row.Skip(1)).Count(each => separator != ',' || !(IsDigitLast(each.First) && IsDigitFirst(each.Second)));
            if (count > 0 && !rows.HasStrayQuote)
            {
                yield return count;
            }

            looked += count > 0 || !string.IsNullOrWhiteSpace(row[0]) ? 1 : 0;
            if (looked == SampleRows)
            {
                yield break;
            }
        }
    }

    private static bool IsDigitFirst(string text) => text.Length > 0 && char.IsAsciiDigit(text[0]);

    private static bool IsDigitLast(string text) => text.Length > 0 && char.IsAsciiDigit(text[^1]);
}
