using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Agreements.Api.Http.Sheets;

/// <summary>
/// The first visible sheet of a workbook of Excel (XLSX). It is surveyed before it is read: the reader believes what a workbook says of itself, and would walk through as many
/// rows and columns as that makes it.
/// </summary>
internal sealed class XlsxFile : ISheet
{
    private readonly IExcelDataReader _reader;
    private readonly SheetSurvey _survey;
    private readonly SheetLimits _limits;
    private bool _isRead;

    // The reader asks for it by its number before it knows what it is to read; it reads no text by it.
    static XlsxFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private XlsxFile(IExcelDataReader reader, SheetSurvey survey, SheetLimits limits)
    {
        _reader = reader;
        _survey = survey;
        _limits = limits;
    }

    public string Format => "xlsx";

    public string? SheetName => _survey.Name;

    public static XlsxFile Open(Stream stream, SheetLimits limits) => Parsing.Guarded(() =>
    {
        var survey = XlsxSurvey.Of(stream, limits);
        stream.Position = 0;
        var reader = ExcelReaderFactory.CreateOpenXmlReader(stream, new ExcelReaderConfiguration { LeaveOpen = true });
        for (var i = 0; i < survey.Index; i++)
        {
            reader.NextResult();
        }

        return new XlsxFile(reader, survey, limits);
    });

    public IEnumerable<SheetRow> Rows()
    {
        if (_isRead)
        {
            throw new InvalidOperationException("A sheet is read once.");
        }

        _isRead = true;
        return RowLimits.Apply(AllRows(), _limits);
    }

    public void Dispose() => _reader.Dispose();

    // What is blank behind the last cell with something in it may be a million rows that somebody has coloured.
    private IEnumerable<SheetRow> AllRows()
    {
        for (var number = 1; number <= _survey.LastRow && Parsing.Guarded(_reader.Read); number++)
        {
            yield return new SheetRow(number, Parsing.Guarded(() => CellsOf(number)));
        }
    }

    private SheetCell[] CellsOf(int row)
    {
        var cells = new SheetCell[Math.Min(_survey.LastColumn, _reader.FieldCount)];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new SheetCell(ValueOf(_reader.GetValue(i)));
        }

        // The reader leaves these blank.
        foreach (var (column, text) in _survey.Errors[row].Where(error => error.Column < cells.Length))
        {
            cells[column] = new SheetCell(new SheetError(text));
        }

        return cells;
    }

    private static object? ValueOf(object? value) => value switch
    {
        null or "" => null,
        string or bool or DateTime => value,
        double number when double.IsFinite(number) => value,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss}"),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}

/// <summary>Stands between the service and whatever a broken or hostile file makes a parser throw.</summary>
internal static class Parsing
{
    /// <summary>What a parser makes of a file; where it fails in any way, the file cannot be read.</summary>
    public static T Guarded<T>(Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (Exception e) when (e is not (SheetFaultException or OutOfMemoryException))
        {
            throw SheetFaultException.Unreadable();
        }
    }
}
