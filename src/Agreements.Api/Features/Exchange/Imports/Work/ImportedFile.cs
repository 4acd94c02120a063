using Agreements.Api.Http.Sheets;
using Agreements.Domain.Imports;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>What a first reading of a file has found.</summary>
/// <param name="Columns">Its columns.</param>
/// <param name="Plan">What its rows have to do with each other.</param>
/// <param name="AboutHeader">What is to be said of its header.</param>
internal sealed record ImportSurvey(ImportColumns Columns, ImportPlan Plan, IReadOnlyList<ImportFinding> AboutHeader);

/// <summary>Rows that are taken in together.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Pass">The pass that they belong to.</param>
/// <param name="LastRow">The number of the last one.</param>
internal sealed record ImportStretch(IReadOnlyList<RowDraft> Rows, int Pass, int LastRow);

/// <summary>Reads the file of an import, from its beginning each time and row by row, so that nothing is in memory but the rows at hand.</summary>
internal static class ImportedFile
{
    private const int CellsOfRow = 4;

    /// <summary>Reads it once through; null where it has no header.</summary>
    public static ImportSurvey? Survey(Stream file, RegisterImport import, SheetLimits limits, CancellationToken cancellationToken)
    {
        using var sheet = Open(file, limits);
        using var rows = sheet.Rows().GetEnumerator();
        var first = new List<SheetRow>();
        while (first.Count < ImportColumns.RowsToSearch && rows.MoveNext())
        {
            first.Add(rows.Current);
        }

        if (ImportColumns.Find(first, import.Mapping) is not { } columns)
        {
            return null;
        }

        var plan = new ImportPlan();
        foreach (var row in first.Where(row => IsData(row, columns)))
        {
            plan.Note(RowDraft.Read(row, columns));
        }

        while (rows.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (IsData(rows.Current, columns))
            {
                plan.Note(RowDraft.Read(rows.Current, columns));
            }
        }

        plan.Settle();
        return new ImportSurvey(columns, plan, AboutHeader(import, columns, first));
    }

    /// <summary>The rows from where an import stands on, in the order in which they are taken in; all in one stretch where it is all or nothing.</summary>
    public static IEnumerable<ImportStretch> Stretches(Stream file, ImportInHand hand, ImportSurvey survey, SheetLimits limits)
    {
        var together = hand.Import.Mode == ImportMode.AllOrNothing ? int.MaxValue : RunImports.RowsTogether;
        var rows = new List<RowDraft>();
        for (var pass = hand.Pass; pass < survey.Plan.Passes; pass++)
        {
            using var sheet = Open(file, limits);
            var after = pass == hand.Pass ? hand.LastRow : 0;
            foreach (var row in sheet.Rows().Where(row => row.Number > after && IsData(row, survey.Columns) && survey.Plan.PassOf(row.Number) == pass))
            {
                rows.Add(RowDraft.Read(row, survey.Columns));
                if (rows.Count == together)
                {
                    yield return new ImportStretch(rows, pass, row.Number);
                    rows = [];
                }
            }

            if (rows.Count > 0 && (together < int.MaxValue || pass == survey.Plan.Passes - 1))
            {
                yield return new ImportStretch(rows, pass, rows[^1].Row);
                rows = [];
            }
        }
    }

    private static ISheet Open(Stream file, SheetLimits limits)
    {
        file.Position = 0;
        return Sheets.Open(file, limits);
    }

    private static bool IsData(SheetRow row, ImportColumns columns) => row.Number > columns.HeaderRow && !row.IsBlank;

    private static List<ImportFinding> AboutHeader(RegisterImport import, ImportColumns columns, List<SheetRow> first)
    {
        var findings = new List<ImportFinding>();

        // A title takes few cells; what takes as many as a row may be one.
        foreach (var row in first.Where(row => row.Number < columns.HeaderRow - 1 && row.Cells.Count(cell => !cell.IsBlank) >= CellsOfRow))
        {
            findings.Add(new ImportFinding(import.Id, findings.Count + 1, row.Number, ImportSeverity.Warning, "import.row-above-header", []));
        }

        foreach (var column in columns.Unknown)
        {
            findings.Add(new ImportFinding(import.Id, findings.Count + 1, columns.HeaderRow, ImportSeverity.Warning, column.Meaning is null ? "import.column-unknown" : "import.column-repeated", [RowDraft.Shown(column.Text, RegisterImport.HeaderMaxLength) ?? ColumnLetters.Of(column.Index)])
            {
                Column = ColumnLetters.Of(column.Index),
                Header = RowDraft.Shown(column.Text, RegisterImport.HeaderMaxLength),
                Member = column.Meaning?.Name,
            });
        }

        // The name of a region will do for its code.
        foreach (var name in new[] { "kind", columns.ByName.ContainsKey("regionName") ? "regionName" : "regionCode" }.Where(name => !columns.ByName.ContainsKey(name)))
        {
            findings.Add(new ImportFinding(import.Id, findings.Count + 1, columns.HeaderRow, ImportSeverity.Error, "import.column-missing", [name]) { Member = name });
        }

        return findings;
    }
}
