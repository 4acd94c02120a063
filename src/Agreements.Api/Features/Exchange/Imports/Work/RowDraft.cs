using System.Globalization;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Sheets;
using Agreements.Domain.Imports;
using Agreements.Domain.Instruments;
using Agreements.Domain.Text;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>Something found in a row, before it has its place among the findings of the file.</summary>
/// <param name="Severity">What it means for the row.</param>
/// <param name="Code">Stable.</param>
/// <param name="Member">The name of the register's column; null for the row as a whole.</param>
/// <param name="Arguments">What the explanation mentions.</param>
internal sealed record Found(ImportSeverity Severity, string Code, string? Member, IReadOnlyList<string> Arguments)
{
    /// <summary>The agreement that it is about.</summary>
    public Guid? AgreementId { get; init; }
}

/// <summary>A row of a file, cell by cell as far as each can be read by itself. What leaves a doubt is kept in words.</summary>
internal sealed class RowDraft
{
    private static readonly HashSet<string> Numbers = ["localNumber", "bpjsNumber", "predecessorNumber"];

    private readonly ImportColumns _columns;
    private readonly SheetRow _row;
    private readonly Dictionary<string, object> _values = new(StringComparer.Ordinal);
    private readonly List<Found> _found = [];
    private readonly List<string> _kept = [];

    private RowDraft(SheetRow row, ImportColumns columns) => (_row, _columns) = (row, columns);

    /// <summary>The number of the row.</summary>
    public int Row => _row.Number;

    /// <summary>What was found in it: what is about the row as a whole, then from left to right.</summary>
    public IEnumerable<Found> Found => _found.OrderBy(found => found.Member is { } member && _columns.ByName.TryGetValue(member, out var column) ? column.Index : -1);

    /// <summary>Whether anything in it leaves a doubt.</summary>
    public bool IsDoubtful { get; private set; }

    /// <summary>Whether anything keeps it out.</summary>
    public bool IsRefused => _found.Exists(each => each.Severity == ImportSeverity.Error);

    /// <summary>What could not be read, in its own words, below its own headers.</summary>
    public IReadOnlyList<string> Kept => _kept;

    /// <summary>Reads a row.</summary>
    public static RowDraft Read(SheetRow row, ImportColumns columns)
    {
        var draft = new RowDraft(row, columns);
        foreach (var column in columns.InOrder)
        {
            if (draft.CellOf(column) is { IsBlank: false } cell)
            {
                draft.Read(column.Meaning!.Name, column.Meaning.Cell, cell);
            }
        }

        return draft;
    }

    /// <summary>A value of this kind; null where the row has none.</summary>
    public T? Value<T>(string name)
        where T : struct => _values.TryGetValue(name, out var value) ? (T)value : null;

    /// <summary>A text; null where the row has none.</summary>
    public string? Text(string name) => _values.TryGetValue(name, out var value) ? (string)value : null;

    /// <summary>A list; empty where the row has none.</summary>
    public IReadOnlyList<string> Lines(string name) => _values.TryGetValue(name, out var value) ? (IReadOnlyList<string>)value : [];

    /// <summary>Whether the row says anything there that can be read.</summary>
    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>What keeps the row out.</summary>
    public void Refuse(string code, string? member, params IReadOnlyList<object?> arguments) => _found.Add(new Found(ImportSeverity.Error, code, member, InWords(arguments)));

    /// <summary>What somebody should look at.</summary>
    public void Doubt(string code, string? member, params IReadOnlyList<object?> arguments)
    {
        IsDoubtful = true;
        _found.Add(new Found(ImportSeverity.Warning, code, member, InWords(arguments)));
    }

    /// <summary>What is worth a word, and leaves no doubt.</summary>
    public void Mention(string code, string? member, Guid? agreementId = null) => _found.Add(new Found(ImportSeverity.Warning, code, member, []) { AgreementId = agreementId });

    /// <summary>Keeps what stands in a column, in its own words.</summary>
    public void Keep(string name)
    {
        if (_columns.ByName.TryGetValue(name, out var column) && CellOf(column).AsText() is { } text)
        {
            _kept.Add($"{column.Text}: {text}");
        }
    }

    /// <summary>A finding, with its place.</summary>
    public ImportFinding ToFinding(Found found, Guid importId, int ordinal)
    {
        var column = found.Member is { } member ? _columns.ByName.GetValueOrDefault(member) : null;
        var text = column is null ? null : CellOf(column).AsText();
        return new ImportFinding(importId, ordinal, Row, found.Severity, found.Code, found.Arguments)
        {
            Column = column is null ? null : ColumnLetters.Of(column.Index),
            Header = Shown(column?.Text, RegisterImport.HeaderMaxLength),
            Member = found.Member,
            Value = Shown(text, ImportFinding.ValueMaxLength),
            AgreementId = found.AgreementId,
        };
    }

    /// <summary>A text of the file, or as much of it as there is room for; null where it holds what this register does not keep.</summary>
    public static string? Shown(string? text, int most) => text is null || !TextConverter.IsStorable(text) || PersonalNumber.OccursIn(text) ? null : Cut(text, most);

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        return char.IsHighSurrogate(text[most - 1]) ? text[..(most - 1)] : text[..most];
    }

    private static IReadOnlyList<string> InWords(IReadOnlyList<object?> arguments) => [.. arguments.Select(argument => Convert.ToString(argument is DateOnly day ? day.ToString("O", CultureInfo.InvariantCulture) : argument, CultureInfo.InvariantCulture) ?? "")];

    private SheetCell CellOf(HeaderColumn<RegisterColumn> column) => column.Index < _row.Cells.Count ? _row.Cells[column.Index] : default;

    private void Read(string name, ICell kind, SheetCell cell)
    {
        if (cell.Value is SheetError)
        {
            Refuse("import.cell-error", name);
            return;
        }

        if (cell.AsText() is not { } written || !TextConverter.IsStorable(written))
        {
            Refuse("value.malformed", name, Expected.Text(RegisterImport.CellMaxLength));
            return;
        }

        // Who has no number writes a dash.
        if (Numbers.Contains(name) && DocumentNumber.LookUpKey(written) is null)
        {
            return;
        }

        if (ValueOf(name, kind, cell) is { } value)
        {
            _values[name] = value;
            if (Numbers.Contains(name) && cell.Value is DateTime)
            {
                Doubt("import.number-is-date", name);
            }
        }
        else if (kind.Form == CellForm.Date)
        {
            Doubt("import.date-unclear", name);
            Keep(name);
        }
        else if (kind.Choices is { } choices)
        {
            Refuse("value.unknown", name, choices);
        }
        else
        {
            Refuse("value.malformed", name, kind.Form == CellForm.Number ? Expected.Of(typeof(int)) : Expected.Of(typeof(Guid)));
        }
    }

    // What a spreadsheet leaves of a date whose format is lost, in CSV or as text.
    private static DateOnly? SerialIn(string text) =>
        text.Length == 5 && text[0] != '0' && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) ? WrittenDate.FromSerial(serial) : null;

    private static object? ValueOf(string name, ICell kind, SheetCell cell) => (kind.Form, cell.Value) switch
    {
        (CellForm.Date, DateTime day) => DateOnly.FromDateTime(day),
        (CellForm.Date, double serial) => WrittenDate.FromSerial(serial),
        (CellForm.Date, string text) => WrittenDate.Read(text) ?? SerialIn(text.Trim()),
        (CellForm.Date, _) => null,

        // A spreadsheet takes 74.10 for a number, of which the last nought is nothing.
        (CellForm.Text, double number) when name == "regionCode" => number.ToString(number % 1 == 0 ? "0" : "0.00", CultureInfo.InvariantCulture),
        (CellForm.Text, string text) when kind == Cells.Text || kind == Cells.Lines => kind.Read(text),
        _ => kind.Read(cell.AsText()!),
    };
}
