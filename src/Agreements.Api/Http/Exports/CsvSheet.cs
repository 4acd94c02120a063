using System.Buffers;
using System.Globalization;
using System.Text;
using Agreements.Api.Http.Json;
using CsvHelper;
using CsvHelper.Configuration;

namespace Agreements.Api.Http.Exports;

/// <summary>
/// CSV (RFC 4180) in UTF-8, with a header and lines that end in CR LF. No text in it is taken for a formula: see <see cref="FormulaGuard"/>. Dates are
/// <c>YYYY-MM-DD</c>, instants RFC 3339.
/// </summary>
/// <param name="table">The table.</param>
internal sealed class CsvSheet<T>(ITable<T> table) : IExportForm<T>
{
    private const int BufferedCharacters = 16 * 1024;

    /// <summary>What stands between two cells.</summary>
    public string Separator { get; init; } = ",";

    /// <summary>Whether it begins with the mark (U+FEFF) by which spreadsheets know UTF-8.</summary>
    public bool IsMarked { get; init; }

    public string MediaType => Export.Csv;

    public string ContentType => $"{Export.Csv}; charset=utf-8";

    public string Extension => "csv";

    public async Task WriteAsync(IAsyncEnumerable<T> rows, Stream body, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: IsMarked), BufferedCharacters, leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = Separator, NewLine = "\r\n", ShouldQuote = field => CsvText.MustBeQuoted(field.Field) });
        foreach (var column in table.Columns)
        {
            csv.WriteField(column.Header);
        }

        await csv.NextRecordAsync();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            foreach (var cell in table.CellsOf(row))
            {
                csv.WriteField(Written(cell));
            }

            await csv.NextRecordAsync();
        }
    }

    private static string? Written(object? cell) => cell switch
    {
        null => null,
        string text => FormulaGuard.Guarded(text),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcDateTime.ToString(InstantConverter.Format, CultureInfo.InvariantCulture),
        int number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(cell), cell.GetType(), message: null),
    };
}

/// <summary>How texts stand in CSV.</summary>
internal static class CsvText
{
    // Whatever some reader could take for the end of a cell.
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;\t\r\n");

    public static bool MustBeQuoted(string? text) => text is { Length: > 0 } && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.AsSpan().ContainsAny(Quoted));
}
