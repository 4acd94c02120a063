using System.Collections.Frozen;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.Problems;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Features.Exchange;

/// <summary>A column of the register as a spreadsheet.</summary>
/// <param name="Name">Where the value is in the representation of an agreement, the same in every release; a part of the whole stands behind a slash.</param>
/// <param name="Header">What stands above it.</param>
/// <param name="Cell">How its values are written and read.</param>
/// <param name="Width">How wide it is shown, in characters.</param>
/// <param name="Value">The value that an agreement has there; null where it has none.</param>
internal sealed record RegisterColumn(string Name, Bilingual Header, ICell Cell, int Width, Func<ExportedAgreement, object?> Value)
{
    /// <summary>Whether it is recorded; what is not follows from the rest, from the day or from the register that it stands in.</summary>
    public bool IsRecorded { get; init; } = true;
}

/// <summary>
/// The columns of the register as a spreadsheet, each with its name, its headers and how its cells are written and read. Between them they hold everything that is recorded
/// of an agreement by its terms as amended; the amendments themselves, documents, history, renewals and work plans are resources of their own.
/// </summary>
internal static class RegisterColumns
{
    private const int Short = 14;
    private const int Medium = 24;
    private const int Long = 40;

    public static readonly IReadOnlyList<RegisterColumn> All =
    [
        new("localNumber", new("Nomor pemerintah daerah", "Local government's number"), Cells.Text, Medium, row => row.Agreement.LocalNumber),
        new("bpjsNumber", new("Nomor BPJS Kesehatan", "BPJS Kesehatan's number"), Cells.Text, Medium, row => row.Agreement.BpjsNumber),
        new("kind", new("Jenis dokumen", "Kind of document"), Cells.Word(RegisterWords.Kinds), Medium, row => row.Agreement.Kind),
        new("title", new("Judul", "Title"), Cells.Text, Long, row => row.Agreement.Title),
        new("subject", new("Perihal", "Subject"), Cells.Text, Long, row => row.Agreement.Subject),
        new("segment", new("Segmen peserta", "Whom it covers"), Cells.Word(RegisterWords.Segments), Medium, row => row.Agreement.Segment),
        new("regionCode", new("Kode wilayah", "Region code"), Cells.Text, Short, row => row.Agreement.RegionCode),
        Derived("regionName", new("Pemerintah daerah", "Local government"), Cells.Text, Medium, row => row.Agreement.RegionName),
        new("agency", new("Perangkat daerah", "Agency"), Cells.Text, Medium, row => row.Agreement.Agency),
        new("bpjsOfficeName", new("Kantor BPJS Kesehatan", "BPJS Kesehatan office"), Cells.Text, Medium, row => row.Agreement.BpjsOfficeName),
        new("bpjsOfficeKind", new("Tingkat kantor BPJS Kesehatan", "Tier of the BPJS Kesehatan office"), Cells.Word(RegisterWords.OfficeKinds), Medium, row => row.OfficeKind),
        new("effectiveFrom", new("Mulai berlaku", "Effective from"), Cells.Date, Short, row => row.Agreement.EffectiveFrom),
        new("effectiveUntil", new("Berlaku sampai dengan", "Effective until"), Cells.Date, Short, row => row.Agreement.EffectiveUntil),
        new("openEnded", new("Tanpa batas akhir", "Open-ended"), Cells.YesNo, Short, row => row.Agreement.OpenEnded),
        new("termText", new("Jangka waktu tertulis", "Term as printed"), Cells.Text, Medium, row => row.Agreement.TermText),
        Derived("standing", new("Status", "Standing"), Cells.Word(RegisterWords.Standings), Medium, row => row.Agreement.Standing),
        Derived("standingReasons", new("Keterangan status", "Why it stands so"), Cells.WordList(RegisterWords.Reasons), Medium, row => NoneOf(row.Agreement.StandingReasons)),
        Derived("daysLeft", new("Sisa hari", "Days left"), Cells.Number, Short, row => row.Agreement.DaysLeft),
        Derived("asOf", new("Status per tanggal", "As of"), Cells.Date, Short, row => row.Agreement.AsOf),
        new("lifecycle", new("Tahap", "Lifecycle"), Cells.Word(RegisterWords.States), Medium, row => row.Agreement.Lifecycle),
        new("signedOn", new("Tanggal penandatanganan", "Signed on"), Cells.Date, Short, row => row.Agreement.SignedOn),
        new("renewalNoticeMonths", new("Pemberitahuan perpanjangan (bulan)", "Renewal notice (months)"), Cells.Number, Short, row => row.Agreement.RenewalNoticeMonths),
        Derived("renewalNoticeDue", new("Tenggat pemberitahuan perpanjangan", "Renewal notice due"), Cells.Date, Short, row => row.Agreement.RenewalNoticeDue),
        new("coverageFrom", new("Kepesertaan mulai, tercatat", "Coverage from, as recorded"), Cells.Date, Short, row => row.Agreement.CoverageFrom),
        new("activationMode", new("Cara pengaktifan peserta", "Activation of participants"), Cells.Word(RegisterWords.ActivationModes), Medium, row => row.Agreement.ActivationMode),
        new("participantsHandedOverOn", new("Daftar peserta diserahkan", "List of participants handed over on"), Cells.Date, Short, row => row.Agreement.ParticipantsHandedOverOn),
        Derived("coverageBegins", new("Kepesertaan mulai", "Coverage begins"), Cells.Date, Short, row => row.Agreement.CoverageBegins),
        new("participantQuota", new("Kuota peserta", "Participant quota"), Cells.Number, Short, row => row.Agreement.ParticipantQuota),
        new("dprdApproval/required", new("Perlu persetujuan DPRD", "DPRD approval required"), Cells.YesNo, Short, row => row.Agreement.DprdApproval.Required),
        new("dprdApproval/number", new("Nomor persetujuan DPRD", "Number of DPRD approval"), Cells.Text, Medium, row => row.Agreement.DprdApproval.Number),
        new("dprdApproval/approvedOn", new("Tanggal persetujuan DPRD", "Date of DPRD approval"), Cells.Date, Short, row => row.Agreement.DprdApproval.ApprovedOn),
        .. SignatureOf(Party.LocalGovernment, "localGovernment", new("pemerintah daerah", "local government")),
        .. SignatureOf(Party.Bpjs, "bpjs", new("BPJS Kesehatan", "BPJS Kesehatan")),
        new("termination/ground", new("Alasan pengakhiran menurut peraturan", "Ground of termination"), Cells.Word(RegisterWords.Grounds), Medium, row => row.Agreement.Termination?.Ground),
        new("termination/effectiveOn", new("Pengakhiran berlaku", "Terminated from"), Cells.Date, Short, row => row.Agreement.Termination?.EffectiveOn),
        new("termination/reason", new("Uraian pengakhiran", "Reason of termination"), Cells.Text, Long, row => row.Agreement.Termination?.Reason),
        new("scope", new("Ruang lingkup", "Scope"), Cells.Lines, Long, row => NoneOf(row.Agreement.Scope)),
        new("legalBasis", new("Dasar hukum", "Legal basis"), Cells.Lines, Long, row => NoneOf(row.Agreement.LegalBasis)),
        new("owner", new("Penanggung jawab", "Owner"), Cells.Text, Medium, row => row.Agreement.Owner),
        new("needsReview", new("Perlu diperiksa", "Needs review"), Cells.YesNo, Short, row => row.Agreement.NeedsReview),
        new("notes", new("Catatan", "Notes"), Cells.Text, Long, row => row.Agreement.Notes),
        new("source", new("Sumber data", "Source"), Cells.Text, Long, row => row.Agreement.Source),
        new("predecessorNumber", new("Nomor perjanjian sebelumnya", "Number of the predecessor"), Cells.Text, Medium, row => row.PredecessorNumber),
        new("id", new("ID", "Agreement ID"), Cells.Id, Long, row => row.Agreement.Id),
        new("bpjsOfficeId", new("ID kantor BPJS Kesehatan", "BPJS Kesehatan office ID"), Cells.Id, Long, row => row.Agreement.BpjsOfficeId),
        new("predecessorId", new("ID perjanjian sebelumnya", "Predecessor ID"), Cells.Id, Long, row => row.Agreement.PredecessorId),
        Derived("successorId", new("ID perjanjian penerus", "Successor ID"), Cells.Id, Long, row => row.Agreement.SuccessorId),
        Derived("renewalId", new("ID perpanjangan", "Renewal ID"), Cells.Id, Long, row => row.Agreement.RenewalId),
        Derived("timeZone", new("Zona waktu", "Time zone"), Cells.Text, Short, row => row.Agreement.TimeZone),
        Derived("version", new("Versi", "Version"), Cells.Number, Short, row => row.Agreement.Version),
        Derived("createdAt", new("Dicatat (UTC)", "Recorded at (UTC)"), Cells.Instant, Medium, row => row.Agreement.CreatedAt),
        Derived("updatedAt", new("Diubah (UTC)", "Changed at (UTC)"), Cells.Instant, Medium, row => row.Agreement.UpdatedAt),
    ];

    private static readonly FrozenDictionary<string, RegisterColumn> ByName = All.ToFrozenDictionary(column => column.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, RegisterColumn> BySpelling = All
        .SelectMany(column => new[] { column.Name, column.Header.Indonesian, column.Header.English }.Select(spelling => (spelling, column)))
        .DistinctBy(each => each.spelling, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(each => each.spelling, each => each.column, StringComparer.OrdinalIgnoreCase);

    /// <summary>The column below a header in either language, or below the name itself; null where there is none.</summary>
    public static RegisterColumn? Below(string header) => BySpelling.GetValueOrDefault(header.Trim());

    /// <summary>Those that people fill in who have no register of this kind yet: ids are given here.</summary>
    public static IReadOnlyList<RegisterColumn> ForImport { get; } = [.. All.Where(column => (column.IsRecorded && column.Cell != Cells.Id) || column.Name == "regionName")];

    /// <summary>The column of this name; null where there is none.</summary>
    public static RegisterColumn? Named(string name) => ByName.GetValueOrDefault(name);

    private static RegisterColumn Derived(string name, Bilingual header, ICell cell, int width, Func<ExportedAgreement, object?> value) => new(name, header, cell, width, value) { IsRecorded = false };

    private static IEnumerable<RegisterColumn> SignatureOf(Party party, string name, Bilingual side)
    {
        return
        [
            Of("name", "Penandatangan {0}", "Signatory of {0}", Cells.Text, Medium, signature => signature.Name),
            Of("title", "Jabatan penandatangan {0}", "Title of the signatory of {0}", Cells.Text, Medium, signature => signature.Title),
            Of("actingType", "Kedudukan penandatangan {0}", "Capacity of the signatory of {0}", Cells.Word(RegisterWords.ActingTypes), Short, signature => signature.ActingType),
            Of("mandate", "Dasar kewenangan penandatangan {0}", "Mandate of the signatory of {0}", Cells.Text, Medium, signature => signature.Mandate),
            Of("signedOn", "Tanggal tanda tangan {0}", "Date of the signature of {0}", Cells.Date, Short, signature => signature.SignedOn),
            Of("place", "Tempat tanda tangan {0}", "Place of the signature of {0}", Cells.Text, Medium, signature => signature.Place),
            Of("method", "Cara tanda tangan {0}", "Method of the signature of {0}", Cells.Word(RegisterWords.Methods), Medium, signature => signature.Method),
        ];

        RegisterColumn Of(string part, string indonesian, string english, ICell cell, int width, Func<Signature, object?> value)
        {
            var header = new Bilingual(indonesian, english);
            return new(
                $"signatures/{name}/{part}",
                new(header.In(Language.Indonesian, [side.Indonesian]), header.In(Language.English, [side.English])),
                cell,
                width,
                row => row.Agreement.Signatures.FirstOrDefault(signature => signature.Party == party) is { } signature ? value(signature) : null);
        }
    }

    private static IReadOnlyList<T>? NoneOf<T>(IReadOnlyList<T> items) => items.Count == 0 ? null : items;
}

/// <summary>The register in the words of one language.</summary>
/// <param name="language">The language.</param>
/// <param name="columns">The columns.</param>
internal sealed class RegisterTable(Language language, IReadOnlyList<RegisterColumn> columns) : ITable<ExportedAgreement>
{
    public IReadOnlyList<TableColumn> Columns { get; } = [.. columns.Select(column => new TableColumn(column.Header.In(language), column.Cell.Form, column.Width))];

    public IEnumerable<object?> CellsOf(ExportedAgreement row) => columns.Select(column => column.Value(row) is { } value ? column.Cell.Write(value, language) : null);
}
