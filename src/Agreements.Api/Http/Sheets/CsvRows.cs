namespace Agreements.Api.Http.Sheets;

/// <summary>
/// Tells the cells of a text apart (RFC 4180). A quote that is never closed, or behind whose end something else stands, is a sign like any other; CsvHelper, which writes the
/// exports, would take all that follows the first for one cell.
/// </summary>
internal sealed class CsvRows(TextReader text, char separator, SheetLimits limits)
{
    private const char Quote = '"';
    private const int End = -1;

    // As Excel has it; of blank ones at the end there may be more than are read.
    private const int MostColumns = 16_384;

    private char[] _buffer = new char[16 * 1024];
    private int _start;
    private int _end;
    private bool _isWhole;
    private int _row;

    /// <summary>Whether a cell of the last row that was read begins with a quote that holds nothing together.</summary>
    public bool HasStrayQuote { get; private set; }

    /// <summary>The rows; a line without anything in it is one of a single empty cell.</summary>
    public IEnumerable<List<string>> Read()
    {
        while (Peek(0) != End)
        {
            _row++;
            yield return ReadRow();
        }
    }

    private List<string> ReadRow()
    {
        var cells = new List<string>();
        HasStrayQuote = false;
        while (true)
        {
            if (cells.Count == MostColumns)
            {
                throw SheetFaultException.TooManyColumns(limits);
            }

            cells.Add(ReadCell(cells.Count));
            var next = Peek(0);
            _start += next == End ? 0 : 1;
            if (next != separator)
            {
                // To look ahead may move what is read, so it is not done within the sum.
                if (next == '\r' && Peek(0) == '\n')
                {
                    _start++;
                }

                return cells;
            }
        }
    }

    private string ReadCell(int column)
    {
        if (Peek(0) == Quote)
        {
            if (QuotedLength() is { } quoted)
            {
                var inside = Take(quoted).AsSpan().TrimEnd(' ')[1..^1];
                return Short(inside.ToString().Replace("\"\"", "\"", StringComparison.Ordinal), column);
            }

            HasStrayQuote = true;
        }

        var length = 0;
        while (!EndsCell(Peek(length)))
        {
            length++;
        }

        return Short(Take(length), column);
    }

    // Up to where the cell ends; null where its first quote is a sign like any other. Looking ahead takes no longer than reading, on the whole: where many cells begin with a
    // quote, each look ends at the next of them.
    private int? QuotedLength()
    {
        var i = 1;
        while (Peek(i) is not End and var c)
        {
            if (c != Quote)
            {
                i++;
            }
            else if (Peek(i + 1) == Quote)
            {
                i += 2;
            }
            else
            {
                break;
            }
        }

        if (Peek(i) == End)
        {
            return null;
        }

        do
        {
            i++;
        }
        while (Peek(i) == ' ' && separator != ' ');
        return EndsCell(Peek(i)) ? i : null;
    }

    private bool EndsCell(int c) => c == separator || c is '\r' or '\n' or End;

    private string Short(string cell, int column) => cell.Length > limits.MaxCellLength ? throw SheetFaultException.CellTooLong(_row, column, limits) : cell;

    private string Take(int length)
    {
        var taken = new string(_buffer, _start, length);
        _start += length;
        return taken;
    }

    private int Peek(int ahead)
    {
        while (_start + ahead >= _end && !_isWhole)
        {
            Fill();
        }

        return _start + ahead < _end ? _buffer[_start + ahead] : End;
    }

    // What was read already makes room; where a single cell takes all of it, there is more.
    private void Fill()
    {
        if (_start > 0)
        {
            Array.Copy(_buffer, _start, _buffer, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = text.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _isWhole = read == 0;
    }
}
