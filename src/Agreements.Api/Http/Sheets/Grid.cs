using System.Globalization;
using System.Xml;
using Agreements.Api.Http.Exports;

namespace Agreements.Api.Http.Sheets;

/// <summary>The cells of a sheet by their places, as its XML has them.</summary>
internal sealed class Grid
{
    /// <summary>Most columns of a sheet, as Excel has it.</summary>
    private const int MostColumns = 16_384;

    // As many cells as the reader makes room for in a second; no sheet that people keep comes near.
    private const long MostPlaces = 50_000_000;

    // Of formulas that came to nothing; they are kept until their rows are read.
    private const int MostErrors = 100_000;

    private readonly List<(int Row, int Column, string Text)> _errors = [];
    private int _row;
    private int _column;
    private int _widest;
    private int _lastRow;
    private int _lastColumn;
    private bool _isError;
    private bool _isErrorValue;

    private Grid()
    {
    }

    /// <summary>How parts are read: nothing is fetched, nothing is replaced.</summary>
    public static XmlReaderSettings XmlSettings => new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true };

    /// <summary>The cells of a part; null where it is no sheet.</summary>
    /// <exception cref="SheetFaultException">It has places that no sheet has.</exception>
    public static Grid? Of(Stream part)
    {
        using var xml = XmlReader.Create(part, XmlSettings);
        return IsSheet(xml) ? new Grid().Walk(xml) : null;
    }

    /// <summary>What it holds.</summary>
    public SheetSurvey Survey(string name, int index) =>
        (long)_lastRow * _widest > MostPlaces ? throw SheetFaultException.Unreadable() : new(name, index, _lastRow, _lastColumn, _errors.ToLookup(error => error.Row, error => (error.Column, error.Text)));

    // Pictures and the like are no XML.
    private static bool IsSheet(XmlReader xml)
    {
        try
        {
            return xml.IsStartElement("worksheet", XlsxParts.Main);
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private Grid Walk(XmlReader xml)
    {
        var claimed = 0L;
        while (xml.Read())
        {
            if (xml.NodeType is XmlNodeType.Text && _isErrorValue)
            {
                AddError(xml.Value);
            }
            else if (xml.NodeType is XmlNodeType.EndElement)
            {
                _isErrorValue = false;
            }
            else if (xml.NodeType is XmlNodeType.Element && xml.NamespaceURI == XlsxParts.Main)
            {
                claimed = Math.Max(claimed, Begin(xml));
            }
        }

        return claimed > MostPlaces && claimed > (long)_row * _widest ? throw SheetFaultException.Unreadable() : this;
    }

    private void AddError(string text)
    {
        if (_errors.Count == MostErrors)
        {
            throw SheetFaultException.Unreadable();
        }

        _errors.Add((_row, _column - 1, text));
    }

    // As many places as the element says that the sheet has; most say nothing of it.
    private long Begin(XmlReader element)
    {
        switch (element.LocalName)
        {
            case "dimension":
                return PlacesOf(element.GetAttribute("ref"));
            case "row":
                BeginRow(element.GetAttribute("r"));
                break;
            case "c":
                BeginCell(element.GetAttribute("r"));
                _isError = element.GetAttribute("t") == "e";
                break;
            case "v" or "is" when !element.IsEmptyElement:
                (_lastRow, _lastColumn) = (_row, Math.Max(_lastColumn, _column));
                _isErrorValue = _isError && element.LocalName == "v";
                break;
        }

        return 0;
    }

    private void BeginRow(string? number)
    {
        var row = int.TryParse(number, NumberStyles.Integer, CultureInfo.InvariantCulture, out var given) ? given : _row + 1;
        if (row <= _row || row > XlsxText.MostRows)
        {
            throw SheetFaultException.Unreadable();
        }

        (_row, _column) = (row, 0);
    }

    private void BeginCell(string? reference)
    {
        _column = reference is { Length: > 0 } ? ColumnOf(reference) : _column + 1;
        if (_column is < 1 or > MostColumns)
        {
            throw SheetFaultException.Unreadable();
        }

        _widest = Math.Max(_widest, _column);
    }

    // From 1; 0 where it names none.
    private static int ColumnOf(ReadOnlySpan<char> reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetter(c) || column > MostColumns)
            {
                break;
            }

            column = (column * 26) + char.ToUpperInvariant(c) - 'A' + 1;
        }

        return column;
    }

    // Those up to its last corner.
    private static long PlacesOf(string? dimension)
    {
        var corner = dimension.AsSpan()[((dimension?.LastIndexOf(':') ?? -1) + 1)..].Trim().Trim('$');
        var column = ColumnOf(corner);
        var digits = corner.TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$");
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? Math.Min(row, int.MaxValue) * column : 0;
    }
}
