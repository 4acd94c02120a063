using System.Text.Json.Nodes;
using Agreements.Api.Features.Exchange.Imports;
using Agreements.Api.Http.Problems;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Imports;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The examples of imports: the register that Sulawesi Barat kept in a workbook.</summary>
internal static class ImportExamples
{
    private static readonly DateTimeOffset At = new(2025, 12, 1, 1, 0, 0, TimeSpan.Zero);

    public static Guid ImportId { get; } = new("019ad2ab-c640-7b14-8a55-3c0b8f6d4e53");

    public static JsonNode? OfForm(Type type) => type == typeof(BeginImport)
        ? new JsonObject { ["mode"] = "perRow", ["dryRun"] = true, ["mapping"] = """{"No. PKS": "localNumber", "Ket.": null}""", ["file"] = "PK… (XLSX)" }
        : null;

    public static Dictionary<Type, object> Bodies() => new() { [typeof(ConfirmAgreements)] = new ConfirmAgreements { ImportId = ImportId } };

    public static Dictionary<string, object> Answers()
    {
        var grant = new Grant("key:019ad2ab-c640-7b15-9b66-4d1c907e5f64", new Author("Biro Pemkesra"), [Scope.AgreementsWrite], Reach.Of(["76", "76.01"]), ExpiresAt: null);
        var order = new ImportOrder(ImportMode.PerRow, DryRun: true, [new ColumnMapping("No. PKS", "localNumber"), new ColumnMapping("Ket.", null)]);
        var file = new ImportFile("Daftar PKS 2019-2025.xlsx", 48_211, "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        var import = RegisterImport.Ask(ImportId, order, file, grant, "key:019ad2ab-c640-7b15-9b66-4d1c907e5f64", new Authorship(grant.Author, At));
        var queued = ImportView.Of(import, new ImportProgress(import));
        var progress = new ImportProgress(import);
        var claim = Guid.CreateVersion7(At);
        progress.Take(claim, At.AddSeconds(1), At.AddSeconds(31));
        progress.Count(64, At.AddSeconds(1), At.AddSeconds(31));
        progress.Advance(0, 68, new ImportTally(Read: 64, Created: 61, NeedReview: 61, Duplicates: 2, Failed: 1, Findings: 7), At.AddSeconds(2), At.AddSeconds(32));
        progress.Complete(At.AddSeconds(2));
        var done = ImportView.Of(import, progress);
        var finding = new ImportFinding(ImportId, 3, 12, ImportSeverity.Warning, "import.date-unclear", [])
        {
            Column = "F",
            Header = "Berlaku sampai dengan",
            Member = "effectiveUntil",
            Value = "akhir tahun 2025",
        };
        return new(StringComparer.Ordinal)
        {
            ["beginImport"] = queued,
            ["getImport"] = done,
            ["listImports"] = new Page<ImportView> { Items = [done], Next = null },
            ["listImportFindings"] = new Page<ImportFindingView> { Items = [ImportFindingView.Of(finding, Language.Indonesian)], Next = null },
            ["confirmAgreements"] = new ConfirmationView { Confirmed = 61, Remaining = 0 },
        };
    }
}
