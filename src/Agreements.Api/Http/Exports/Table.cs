using System.Text.Json;

namespace Agreements.Api.Http.Exports;

/// <summary>What the cells of a column hold.</summary>
internal enum CellForm
{
    /// <summary>A text, kept to the letter.</summary>
    Text,

    /// <summary>A date.</summary>
    Date,

    /// <summary>An instant, in UTC.</summary>
    Instant,

    /// <summary>A whole number.</summary>
    Number,
}

/// <summary>A column of a table.</summary>
/// <param name="Header">What stands above it.</param>
/// <param name="Form">What its cells hold, where they are not empty.</param>
/// <param name="Width">How wide a spreadsheet shows it, in characters.</param>
internal sealed record TableColumn(string Header, CellForm Form = CellForm.Text, int Width = 20);

/// <summary>Rows as a table, whatever form it leaves in.</summary>
internal interface ITable<in T>
{
    /// <summary>Its columns.</summary>
    IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>What a row has in each column: a text, a date, an instant or a whole number, as the column says, or null.</summary>
    IEnumerable<object?> CellsOf(T row);
}

/// <summary>A table of the members that a representation has in JSON, by their names there. Values read as they do in JSON; a list is its JSON.</summary>
internal sealed class JsonMembers<T>(JsonSerializerOptions json) : ITable<T>
{
    public IReadOnlyList<TableColumn> Columns { get; } = [.. typeof(T).GetProperties().Select(property => new TableColumn(JsonNamingPolicy.CamelCase.ConvertName(property.Name)))];

    public IEnumerable<object?> CellsOf(T row) =>
        JsonSerializer.SerializeToElement(row, json).EnumerateObject().Select(member => member.Value.ValueKind is JsonValueKind.Null ? null : member.Value.ToString());
}
