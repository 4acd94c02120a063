using System.Globalization;
using System.Text;

namespace Agreements.Api.Http.Exports;

/// <summary>One sheet of a workbook: a header in bold that stays in sight and filters, then a line for each row.</summary>
internal sealed class XlsxSheet<T>(ITable<T> table, string cutMark, int mostRows)
{
    private const int BufferedCharacters = 32 * 1024;

    private readonly string[] _letters = [.. Enumerable.Range(0, table.Columns.Count).Select(XlsxText.Letters)];
    private readonly string[] _styles = [.. table.Columns.Select(column => XlsxParts.StyleOf(column.Form))];
    private readonly StringBuilder _xml = new();

    /// <summary>Writes rows until there are no more, or no room for more: then whether there are.</summary>
    public async Task<bool> WriteAsync(IAsyncEnumerator<T> walk, bool isThere, Stream part, Outbox outbox, bool isFirst, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(part, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferedCharacters, leaveOpen: true);
        Begin(isFirst);
        var row = 1;
        for (; isThere && row < mostRows; isThere = await walk.MoveNextAsync())
        {
            row++;
            Add(row, table.CellsOf(walk.Current));

            await text.WriteAsync(_xml, cancellationToken);
            await outbox.SendWhenLargeAsync(cancellationToken);
            _xml.Clear();
        }

        _xml.Append(CultureInfo.InvariantCulture, $"</sheetData><autoFilter ref=\"A1:{_letters[^1]}{row}\"/></worksheet>");
        await text.WriteAsync(_xml, cancellationToken);
        return isThere;
    }

    private void Begin(bool isFirst)
    {
        _xml.Append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"").Append(XlsxParts.Main).Append("\"><sheetViews><sheetView ")
            .Append(isFirst ? "tabSelected=\"1\" " : "")
            .Append("workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (var i = 0; i < _styles.Length; i++)
        {
            _xml.Append(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{table.Columns[i].Width}\" style=\"{_styles[i]}\" customWidth=\"1\"/>");
        }

        _xml.Append("</cols><sheetData><row r=\"1\">");
        for (var i = 0; i < _styles.Length; i++)
        {
            AddText(i, 1, XlsxParts.HeaderStyle, table.Columns[i].Header);
        }

        _xml.Append("</row>");
    }

    private void Add(int row, IEnumerable<object?> cells)
    {
        _xml.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\">");
        var i = 0;
        foreach (var cell in cells)
        {
            if (cell is string text)
            {
                AddText(i, row, _styles[i], XlsxText.Fitting(text, cutMark));
            }
            else if (cell is not null)
            {
                _xml.Append(CultureInfo.InvariantCulture, $"<c r=\"{_letters[i]}{row}\" s=\"{_styles[i]}\"><v>{XlsxText.NumberOf(cell)}</v></c>");
            }

            i++;
        }

        _xml.Append("</row>");
    }

    private void AddText(int column, int row, string style, string text) => _xml
        .Append(CultureInfo.InvariantCulture, $"<c r=\"{_letters[column]}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
        .Append(XlsxText.Escaped(text))
        .Append("</t></is></c>");
}
