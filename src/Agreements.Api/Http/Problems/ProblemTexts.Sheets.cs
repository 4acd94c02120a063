namespace Agreements.Api.Http.Problems;

/// <content>Sheets that people send.</content>
internal static partial class ProblemTexts
{
    private static Dictionary<string, (Bilingual Title, Bilingual Detail)> OfSheets => new(StringComparer.Ordinal)
    {
        ["sheet.unreadable"] = (new("Berkas tidak dapat dibaca", "Unreadable file"), new("Berkas ini bukan XLSX atau CSV yang dapat dibaca. Simpan sebagai Excel Workbook (.xlsx) tanpa kata sandi atau CSV, lalu kirim lagi.", "This file is neither XLSX nor CSV that can be read. Save it as an Excel workbook (.xlsx) without a password or as CSV, and send it again.")),
        ["sheet.empty"] = (new("Lembar kosong", "Empty sheet"), new("Tidak ada isi pada berkas atau lembar pertamanya yang terlihat.", "There is nothing in the file, or on its first visible sheet.")),
        ["sheet.too-many-rows"] = (new("Terlalu banyak baris", "Too many rows"), new("Lembar ini memuat lebih dari {0} baris berisi; bagi menjadi beberapa berkas.", "The sheet has more than {0} rows that are not blank; divide it into several files.")),
        ["sheet.too-many-columns"] = (new("Terlalu banyak kolom", "Too many columns"), new("Lembar ini memuat isi di luar {0} kolom pertama; hapus yang tidak diperlukan.", "The sheet has something beyond its first {0} columns; delete what is not needed.")),
        ["sheet.cell-too-long"] = (new("Sel terlalu panjang", "Cell too long"), new("Sel pada baris {0} kolom {1} memuat lebih dari {2} karakter.", "The cell in row {0} of column {1} has more than {2} characters.")),
        ["sheet.too-large-unpacked"] = (new("Berkas terlalu besar", "File too large"), new("Isi berkas ini, setelah diurai, melebihi {0} MiB.", "The content of this file, when unpacked, exceeds {0} MiB.")),
    };
}
