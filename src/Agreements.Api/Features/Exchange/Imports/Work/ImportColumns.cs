using System.Collections.Frozen;
using Agreements.Api.Http.Sheets;
using Agreements.Domain.Imports;
using Agreements.Domain.Text;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>The columns of a file, each with what it holds.</summary>
/// <param name="HeaderRow">The number of the last row of the header.</param>
/// <param name="ByName">The columns that are read, by their names in the register.</param>
/// <param name="Unknown">Those that nobody knows, and those that say again what another one says.</param>
internal sealed record ImportColumns(int HeaderRow, IReadOnlyDictionary<string, HeaderColumn<RegisterColumn>> ByName, IReadOnlyList<HeaderColumn<RegisterColumn>> Unknown)
{
    /// <summary>The columns that are read, from left to right.</summary>
    public IReadOnlyList<HeaderColumn<RegisterColumn>> InOrder { get; } = [.. ByName.Values.OrderBy(column => column.Index)];

    /// <summary>How many rows are looked at for the header.</summary>
    public const int RowsToSearch = 30;

    // A register kept by hand rarely has the headers of another. What is here is what practice calls them.
    private static readonly FrozenDictionary<string, string> InPractice = new (string Name, string[] Headers)[]
    {
        ("localNumber", ["nomor pks", "no pks", "nomor pks pemda", "no pks pemda", "nomor perjanjian", "nomor perjanjian pemda", "nomor pihak pertama", "nomor pihak kesatu", "nomor surat pemda", "nomor naskah"]),
        ("bpjsNumber", ["nomor pks bpjs", "no pks bpjs", "nomor pks bpjs kesehatan", "nomor perjanjian bpjs", "nomor pihak kedua", "nomor bpjs"]),
        ("kind", ["jenis", "jenis perjanjian", "jenis naskah", "jenis kerja sama", "bentuk"]),
        ("title", ["nama perjanjian", "judul perjanjian", "nama pks"]),
        ("subject", ["tentang", "hal", "objek kerja sama"]),
        ("segment", ["segmen", "segmen kepesertaan"]),
        ("regionCode", ["kode kemendagri", "kode kabupaten kota", "kode daerah", "kode"]),
        ("regionName", ["kabupaten kota", "kab kota", "nama daerah", "daerah", "wilayah", "pemda", "nama wilayah"]),
        ("agency", ["opd", "skpd", "dinas", "perangkat daerah pelaksana"]),
        ("bpjsOfficeName", ["kantor cabang", "kantor bpjs", "kc bpjs kesehatan"]),
        ("effectiveFrom", ["tanggal mulai", "tgl mulai", "tanggal mulai berlaku", "mulai", "berlaku mulai", "tmt"]),
        ("effectiveUntil", ["tanggal berakhir", "tgl berakhir", "tanggal selesai", "berakhir", "sampai dengan", "berlaku sampai", "selesai"]),
        ("termText", ["jangka waktu", "masa berlaku"]),
        ("lifecycle", ["status perjanjian", "tahapan"]),
        ("signedOn", ["tanggal tanda tangan", "tgl tanda tangan", "tanggal penandatanganan pks", "tanggal pks", "tgl pks", "tanggal perjanjian"]),
        ("participantQuota", ["kuota", "jumlah peserta"]),
        ("signatures/localGovernment/name", ["penandatangan pemda", "pihak pertama", "pihak kesatu"]),
        ("signatures/bpjs/name", ["penandatangan bpjs", "pihak kedua"]),
        ("owner", ["pic", "penanggungjawab"]),
        ("notes", ["keterangan", "ket"]),
        ("predecessorNumber", ["nomor perjanjian sebelumnya", "nomor pks sebelumnya", "melanjutkan"]),
    }.SelectMany(each => each.Headers.Select(header => (header, each.Name))).ToFrozenDictionary(each => each.header, each => each.Name, StringComparer.Ordinal);

    /// <summary>Finds the header of a file; null where it has none.</summary>
    public static ImportColumns? Find(IReadOnlyList<SheetRow> firstRows, IReadOnlyList<ColumnMapping> mapping)
    {
        var given = mapping.GroupBy(each => Spelled(each.Header)).ToDictionary(each => each.Key, each => each.First().Column, StringComparer.Ordinal);
        if (SheetHeader<RegisterColumn>.Find(firstRows, Recognise) is not { } header)
        {
            return null;
        }

        var passedOver = header.Columns.Where(column => given.TryGetValue(Spelled(column.Text), out var name) && name is null).ToList();
        var known = header.Columns.Where(column => column.Meaning is not null).ToList();
        var read = known.Where(column => IsRead(column.Meaning!)).DistinctBy(column => column.Meaning!.Name, StringComparer.Ordinal).ToList();
        var repeated = known.Where(column => IsRead(column.Meaning!)).Except(read);
        var unknown = header.Columns.Where(column => column.Meaning is null && column.Text.Length > 0).Except(passedOver);
        return new ImportColumns(
            header.LastRow, read.ToFrozenDictionary(column => column.Meaning!.Name, StringComparer.Ordinal), [.. unknown.Concat(repeated).OrderBy(column => column.Index)]);

        RegisterColumn? Recognise(string text)
        {
            var spelled = Spelled(text);
            if (given.TryGetValue(spelled, out var name))
            {
                return name is null ? null : RegisterColumns.Named(name);
            }

            return RegisterColumns.Below(text) ?? (InPractice.TryGetValue(spelled, out var usual) ? RegisterColumns.Named(usual) : null);
        }
    }

    // What follows from the rest is passed over in silence, but for the name of a region, which will do for its code.
    private static bool IsRead(RegisterColumn column) => column.IsRecorded || column.Name == "regionName";

    private static string Spelled(string header) => string.Join(' ', FoldedText.WordsOf(FoldedText.Of(header)));
}
