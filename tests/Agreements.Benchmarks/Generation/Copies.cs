using System.Globalization;
using System.Text;

namespace Agreements.Benchmarks.Generation;

/// <summary>
/// How SQL makes a copy of the base register: the same rows under other ids and numbers and a few milliseconds later, with all that follows from those, so that
/// what the domain derived holds for each copy.
/// </summary>
internal sealed class Copies(bool isPostgres)
{
    /// <summary>What ends every number of the base register. Copies have theirs in its place.</summary>
    public const string NumberMark = ".000";

    /// <summary>Most copies of one base: as many as there are thousandths of a second.</summary>
    public const int Most = 999;

    /// <summary>The tables, those first to which others point; of each the column that names the agreement.</summary>
    public static IReadOnlyList<(string Name, string Agreement)> Tables { get; } =
    [
        ("agreements", "id"),
        ("agreement_history", "agreement_id"),
        ("agreement_search", "agreement_id"),
        ("work_plans", "agreement_id"),
        ("work_plan_history", "work_plan_id"),
        ("deadlines", "agreement_id"),
    ];

    /// <summary>The statement that adds a copy of a table from what is kept of the base in <c>base_…</c>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="agreementColumn">The column that names the agreement, or leads to it.</param>
    /// <param name="columns">All its columns.</param>
    /// <param name="copy">Which copy.</param>
    /// <param name="take">How many agreements of the base it takes; null for all.</param>
    public string Statement(string table, string agreementColumn, IReadOnlyList<string> columns, int copy, int? take)
    {
        // Rows of the search are numbered by the store.
        var copied = columns.Where(column => (table, column) is not ("agreement_search", "row")).ToList();
        var statement = new StringBuilder().Append(CultureInfo.InvariantCulture, $"INSERT INTO {table} ({string.Join(", ", copied.Select(Quoted))}) ");
        statement.Append(CultureInfo.InvariantCulture, $"SELECT {string.Join(", ", copied.Select(column => Value(table, column, copy)))} FROM base_{table} x");
        if (take is { } most)
        {
            var taken = $"SELECT id FROM base_order WHERE ord < {most.ToString(CultureInfo.InvariantCulture)}";
            statement.Append(table == "work_plan_history"
                ? $" WHERE x.{agreementColumn} IN (SELECT p.id FROM base_work_plans p WHERE p.agreement_id IN ({taken}))"
                : $" WHERE x.{agreementColumn} IN ({taken})");
        }

        return statement.ToString();
    }

    private string Value(string table, string column, int copy)
    {
        var number = copy.ToString("000", CultureInfo.InvariantCulture);
        return (table, column) switch
        {
            (_, "id" or "agreement_id" or "predecessor_id" or "work_plan_id") => Id(column, copy),
            (_, "local_number" or "bpjs_number" or "local_number_identity" or "bpjs_number_identity") => $"replace(x.{column}, '{NumberMark}', '.{number}')",
            (_, "local_number_key" or "bpjs_number_key") => $"substr(x.{column}, 1, length(x.{column}) - {number.Length}) || '{number}'",
            (_, "created_at" or "updated_at") or ("agreement_history" or "work_plan_history", "at") => Instant(column, copy, number),
            (_, "changes") => $"replace(x.changes, '{NumberMark}\"', '.{number}\"')",

            // First as they are printed, then as words.
            ("agreement_search", "text") => $"replace(replace(x.text, '{NumberMark} ', '.{number} '), ' {NumberMark[1..]} ', ' {number} ')",
            ("deadlines", "key") => $"replace(x.key, {(isPostgres ? "x.agreement_id::text" : "x.agreement_id")}, {IdText("agreement_id", copy)})",
            _ => $"x.{Quoted(column)}",
        };
    }

    private string Id(string column, int copy) => isPostgres ? $"({IdText(column, copy)})::uuid" : IdText(column, copy);

    private string IdText(string column, int copy) =>
        string.Create(CultureInfo.InvariantCulture, $"substr(x.{column}{(isPostgres ? "::text" : "")}, 1, {BaseIds.KeptLength}) || '{copy:x4}'");

    private string Instant(string column, int copy, string number) => isPostgres
        ? string.Create(CultureInfo.InvariantCulture, $"x.{Quoted(column)} + interval '{copy} milliseconds'")
        : $"substr(x.{Quoted(column)}, 1, 20) || '{number}Z'";

    private static string Quoted(string column) => $"\"{column}\"";
}
