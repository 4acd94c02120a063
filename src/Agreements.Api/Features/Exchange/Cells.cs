using System.Globalization;
using System.Text.RegularExpressions;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.Problems;

namespace Agreements.Api.Features.Exchange;

/// <summary>How a kind of value stands in a cell, and how it is read from there without loss.</summary>
internal interface ICell
{
    /// <summary>What a spreadsheet takes it for.</summary>
    CellForm Form { get; }

    /// <summary>The value, as a table takes it.</summary>
    object Write(object value, Language language);

    /// <summary>The texts that stand for a value, where there are but a few; null where any may.</summary>
    string? Choices { get; }

    /// <summary>The value that a text stands for; null where it stands for none.</summary>
    object? Read(string text);
}

/// <summary>The kinds of values that the register has.</summary>
internal static partial class Cells
{
    private static readonly Bilingual Yes = new("Ya", "Yes");
    private static readonly Bilingual No = new("Tidak", "No");

    public static readonly ICell Text = new Cell<string>(CellForm.Text, (text, _) => text, text => text);

    public static readonly ICell Date = new Cell<DateOnly>(
        CellForm.Date, (day, _) => day, text => DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    public static readonly ICell Instant = new Cell<DateTimeOffset>(
        CellForm.Instant, (at, _) => at, text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null);

    public static readonly ICell Number = new Cell<int>(
        CellForm.Number, (number, _) => number, text => int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    public static readonly ICell Id = new Cell<Guid>(CellForm.Text, (id, _) => id.ToString(), text => Guid.TryParse(text, out var id) ? id : null);

    public static readonly ICell YesNo = new Cell<bool>(CellForm.Text, (yes, language) => (yes ? Yes : No).In(language), ReadYesNo, $"{Yes.Indonesian} | {No.Indonesian}");

    /// <summary>A list, one item a line. What breaks lines within an item is spelled <c>\n</c> and <c>\r</c>, a backslash <c>\\</c>.</summary>
    public static readonly ICell Lines = new Cell<IReadOnlyList<string>>(CellForm.Text, (items, _) => string.Join('\n', items.Select(Spelled)), text => text.Split('\n').Select(Unspelled).ToList());

    public static ICell Word<T>(Words<T> words)
        where T : struct, Enum =>
        new Cell<T>(CellForm.Text, words.Of, text => words.TryRead(text, out var value) ? value : null, words.Choices);

    /// <summary>Several words, for people alone.</summary>
    public static ICell WordList<T>(Words<T> words)
        where T : struct, Enum =>
        new Cell<IReadOnlyList<T>>(CellForm.Text, (values, language) => string.Join("; ", values.Select(value => words.Of(value, language))), _ => null);

    private static object? ReadYesNo(string text) => text.Trim().ToUpperInvariant() switch
    {
        "YA" or "YES" or "TRUE" => true,
        "TIDAK" or "NO" or "FALSE" => false,
        _ => null,
    };

    private static string Spelled(string item) =>
        item.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

    // Where a line ends in a carriage return some program has put it there.
    private static string Unspelled(string line) => Spelling().Replace(line.TrimEnd('\r'), match => match.ValueSpan[1] switch { 'n' => "\n", 'r' => "\r", _ => "\\" });

    [GeneratedRegex(@"\\[\\nr]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spelling();

    private sealed class Cell<T>(CellForm form, Func<T, Language, object> write, Func<string, object?> read, string? choices = null) : ICell
    {
        public CellForm Form => form;

        public string? Choices => choices;

        public object Write(object value, Language language) => write((T)value, language);

        public object? Read(string text) => read(text);
    }
}
