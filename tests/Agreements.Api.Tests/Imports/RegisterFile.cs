using System.Globalization;
using System.Text;
using Agreements.Data.Reference;
using CsvHelper;
using CsvHelper.Configuration;

namespace Agreements.Api.Tests.Imports;

/// <summary>A large register in a file: agreements of every kind and state, with texts that a spreadsheet or a file could mistake.</summary>
internal static class RegisterFile
{
    private static readonly string[] Kinds = ["Nota Kesepakatan", "Kesepakatan Bersama", "Nota Kesepahaman", "Perjanjian Kerja Sama"];
    private static readonly string[] States = ["Ditandatangani", "Penyusunan", "Ditandatangani", "Pembahasan", "Disetujui", "Ditandatangani satu pihak", "Diakhiri", "Ditandatangani", "Dibatalkan", "Ditandatangani"];
    private static readonly string[] Segments = ["PBPU dan BP Pemda", "Kontribusi PBI", "Pekerja Penerima Upah", "Program JKN secara umum", "Lainnya"];
    private static readonly string[] Grounds = ["Jangka waktu berakhir", "Tujuan tercapai", "Kesepakatan para pihak", "Perubahan peraturan", "Objek hilang", "Putusan pengadilan", "Pailit"];
    private static readonly string[] ActingTypes = ["Definitif", "Pj.", "Pjs.", "Plt.", "Plh."];
    private static readonly string[] Methods = ["Tanda tangan basah", "Tanda tangan elektronik"];
    private static readonly string[] Tiers = ["Kedeputian Wilayah", "Kantor Cabang", "Kantor Kabupaten/Kota"];

    private static readonly string[] Awkward =
    [
        "=HYPERLINK(\"http://x.example\";\"klik\")",
        "-1+1",
        "+62 411 000",
        "@SUM(A1:A9)",
        "'=1+1",
        "''kutip ganda",
        "satu, dua; tiga \"empat\"",
        "baris satu\nbaris dua\r\nbaris tiga",
        " spasi di kedua ujung ",
        "🕌🇮🇩 ꦗꦮ العربية",
        "_x000D_ dan _x005F_",
        "\\n bukan baris baru",
        "<b>&amp;</b> ]]>",
        "00123",
        "1/2",
        "TRUE",
    ];

    private static readonly IReadOnlyList<string> Regions = [.. RegionCatalogue.Shipped.All.Where(region => region.IsAutonomous).Select(region => region.Code)];

    /// <summary>A register of so many agreements, as CSV.</summary>
    public static byte[] Of(int rows)
    {
        var ids = Enumerable.Range(0, rows).Select(i => Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i))).ToList();
        var offices = Enumerable.Range(0, 60).Select(_ => Guid.CreateVersion7()).ToList();
        var records = Enumerable.Range(0, rows).Select(i => Row(i, ids, offices)).ToList();
        using var file = new MemoryStream();
        using (var csv = new CsvWriter(new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = ";" }))
        {
            foreach (var line in records.Select(record => record.Select(cell => cell.Value)).Prepend(records[0].Select(cell => cell.Column)))
            {
                foreach (var field in line)
                {
                    csv.WriteField(field is { Length: > 0 } text && "=+-@'".Contains(text[0], StringComparison.Ordinal) ? $"'{text}" : field);
                }

                csv.NextRecord();
            }
        }

        return file.ToArray();
    }

    private static int SignaturesOf(string state, int i) => state switch
    {
        "Ditandatangani satu pihak" => 1,
        "Ditandatangani" or "Diakhiri" when i % 30 != 9 => 2,
        _ => 0,
    };

    private static List<(string Column, string? Value)> Row(int i, List<Guid> ids, List<Guid> offices)
    {
        var state = States[i % States.Length];
        var isSigned = state is "Ditandatangani" or "Diakhiri";
        var (awkward, from) = (Awkward[i % Awkward.Length], new DateOnly(2019, 1, 1).AddDays(i * 37 % 2800));
        var signatures = SignaturesOf(state, i);
        var office = i % 3 == 0 ? -1 : i % offices.Count;
        var series = i % 5 == 0 ? awkward : "PKS";
        int? predecessor = (i % 10) switch { 5 => i - 5, 7 when i + 2 < ids.Count => i + 2, _ => null };
        return
        [
            ("localNumber", i % 6 == 1 ? null : $"{i:D5}/{series}"),
            ("bpjsNumber", i % 4 == 1 ? null : $"{i}/KTR/{from.Year}"),
            ("kind", Kinds[i % 4]),
            ("title", i % 50 == 3 ? new string('j', 500) : $"{awkward}{i}"),
            ("subject", i % 7 == 0 ? null : awkward),
            ("segment", Segments[i % 5]),
            ("regionCode", Regions[i * 7 % Regions.Count]),
            ("agency", i % 5 == 0 ? awkward : "Dinas Kesehatan"),
            ("bpjsOfficeName", office < 0 ? null : $"{Awkward[office % 9].Trim()} {office}"),
            ("bpjsOfficeKind", office < 0 ? null : Tiers[office % 3]),
            ("effectiveFrom", Day(i % 17 == 0 ? null : from)),
            ("effectiveUntil", Day(i % 11 == 0 ? null : from.AddYears(1 + (i % 4)).AddDays(-1))),
            ("openEnded", i % 11 == 0 ? "Ya" : "Tidak"),
            ("termText", i % 9 == 0 ? "1 (satu) tahun sejak ditandatangani" : null),
            ("lifecycle", state),
            ("signedOn", Day(isSigned ? from.AddDays(-3) : null)),
            ("renewalNoticeMonths", i % 3 == 0 ? "3" : null),
            ("coverageFrom", Day(i % 4 == 0 ? from.AddMonths(1) : null)),
            ("activationMode", (i % 8) switch { 0 => "Pada hari yang sama", 1 => "Awal bulan berikutnya", _ => null }),
            ("participantsHandedOverOn", Day(i % 10 == 0 ? from.AddDays(-20) : null)),
            ("participantQuota", isSigned && i % 2 == 0 ? $"{i}" : null),
            ("dprdApproval/required", i % 6 == 0 ? "Ya" : "Tidak"),
            ("dprdApproval/number", i % 6 == 0 ? $"{i}/DPRD" : null),
            ("dprdApproval/approvedOn", Day(i % 6 == 0 ? from.AddDays(-60) : null)),
            .. Signature("localGovernment", i, signatures > 0, from.AddDays(-5)),
            .. Signature("bpjs", i, signatures > 1, from.AddDays(-3)),
            ("termination/ground", state == "Diakhiri" ? Grounds[i / 10 % 7] : null),
            ("termination/effectiveOn", Day(state == "Diakhiri" ? from.AddMonths(6) : null)),
            ("termination/reason", state == "Diakhiri" ? awkward : null),
            ("scope", i % 3 == 0 ? "Pendaftaran\nIuran\nbutir\\nkeempat" : null),
            ("legalBasis", i % 3 == 1 ? $"UU 40/2004\nPerpres 82/2018\n{i}" : null),
            ("owner", i % 2 == 0 ? $"pemilik.{i % 40}" : null),
            ("needsReview", i % 13 == 0 ? "Ya" : "Tidak"),
            ("notes", (i % 40) switch { 0 => string.Join('\n', Enumerable.Repeat(awkward, 40)), var rest when rest % 2 == 0 => awkward, _ => null }),
            ("source", i % 3 == 0 ? awkward : null),
            ("id", ids[i].ToString()),
            ("bpjsOfficeId", office < 0 ? null : offices[office].ToString()),
            ("predecessorId", predecessor is { } before ? ids[before].ToString() : null),
        ];
    }

    private static IEnumerable<(string Column, string? Value)> Signature(string party, int i, bool isThere, DateOnly on)
    {
        var side = $"signatures/{party}";
        return
        [
            ($"{side}/name", isThere ? Awkward[(i + 3) % Awkward.Length] : null),
            ($"{side}/title", isThere ? $"Jabatan {i}" : null),
            ($"{side}/actingType", isThere && i % 2 == 0 ? ActingTypes[i / 2 % 5] : null),
            ($"{side}/mandate", isThere && i % 4 == 0 ? Awkward[i % Awkward.Length] : null),
            ($"{side}/signedOn", Day(isThere ? on : null)),
            ($"{side}/place", isThere && i % 3 == 0 ? "Mamuju" : null),
            ($"{side}/method", isThere ? Methods[i % 2] : null),
        ];
    }

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}
