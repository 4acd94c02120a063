using System.IO.Compression;
using System.Text;
using Agreements.Api.Http.Sheets;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.ReadSheets;

/// <summary>Reads sheets from bytes.</summary>
internal static class Reading
{
    public static readonly SheetLimits Ample = new(MaxRows: 10_000, MaxColumns: 200, MaxCellLength: 32_767, MaxUnpackedBytes: 32 * 1024 * 1024);

    public static string PathOf(string fixture) => Repository.PathOf("tests", "Agreements.Api.Tests", "Sheets", "fixtures", fixture);

    public static byte[] Fixture(string name) => File.ReadAllBytes(PathOf(name));

    public static ISheet Open(byte[] bytes, SheetLimits? limits = null) => Sheets.Open(new MemoryStream(bytes), limits ?? Ample);

    public static IReadOnlyList<SheetRow> Rows(byte[] bytes, SheetLimits? limits = null)
    {
        using var sheet = Open(bytes, limits);
        return [.. sheet.Rows()];
    }

    /// <summary>The rows as a person would see them: their numbers, then their cells.</summary>
    public static IReadOnlyList<string> Seen(byte[] bytes, SheetLimits? limits = null) =>
        [.. Rows(bytes, limits).Select(row => $"{row.Number}: {string.Join(" | ", row.Cells.Select(cell => cell.AsText() ?? ""))}")];

    /// <summary>The values of all cells of the first row.</summary>
    public static IReadOnlyList<object?> FirstValues(byte[] bytes) => [.. Rows(bytes)[0].Cells.Select(cell => cell.Value)];

    /// <summary>The code of what is wrong, with its particulars behind it.</summary>
    public static string Fault(byte[] bytes, SheetLimits? limits = null)
    {
        var fault = Assert.Throws<SheetFaultException>(() => Rows(bytes, limits));
        return string.Join(' ', fault.Arguments.Prepend(fault.Code));
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

/// <summary>Makes workbooks of the XML of their parts.</summary>
internal static class Workbooks
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>A workbook of sheets, each called by its place; the state of each may stand before its XML, with a colon.</summary>
    public static byte[] Of(params string[] sheets) => Zip([.. Parts(sheets)]);

    /// <summary>The parts of a workbook.</summary>
    public static IEnumerable<(string Name, string Content)> Parts(params string[] sheets)
    {
        var each = sheets.Select((sheet, i) => (number: i + 1, state: sheet[..sheet.IndexOf('<', StringComparison.Ordinal)].TrimEnd(':'), xml: sheet[sheet.IndexOf('<', StringComparison.Ordinal)..])).ToList();
        yield return ("[Content_Types].xml", """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""");
        yield return ("xl/workbook.xml", $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(each.Select(sheet =>
            $"""<sheet name="Lembar {sheet.number}" sheetId="{sheet.number}" {(sheet.state.Length > 0 ? $"state=\"{sheet.state}\"" : "")} r:id="rId{sheet.number}"/>"""))}</sheets></workbook>""");
        yield return ("xl/_rels/workbook.xml.rels", $"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(each.Select(sheet =>
            $"""<Relationship Id="rId{sheet.number}" Type="{Relations}/worksheet" Target="worksheets/sheet{sheet.number}.xml"/>"""))}</Relationships>""");
        yield return ("xl/styles.xml", $"""<styleSheet xmlns="{Main}"><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="46"/></cellXfs></styleSheet>""");
        yield return ("xl/sharedStrings.xml", $"""<sst xmlns="{Main}"><si><t>bersama</t></si><si><r><t>dua </t></r><r><t>bagian</t></r></si></sst>""");
        foreach (var sheet in each)
        {
            yield return ($"xl/worksheets/sheet{sheet.number}.xml", sheet.xml.StartsWith("<sheetData", StringComparison.Ordinal) || sheet.xml.StartsWith("<dimension", StringComparison.Ordinal)
                ? $"""<worksheet xmlns="{Main}">{sheet.xml}</worksheet>""" : sheet.xml);
        }
    }

    /// <summary>A workbook of one row.</summary>
    public static byte[] OfRow(string cells) => Of($"""<sheetData><row r="1">{cells}</row></sheetData>""");

    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Changes what the directory of an archive says of a part, some bytes behind where its entry begins.</summary>
    public static byte[] Lying(byte[] zip, string name, int offset, uint said)
    {
        var lying = (byte[])zip.Clone();
        var entry = lying.AsSpan().LastIndexOf(Encoding.UTF8.GetBytes(name)) - 46;
        Assert.Equal("PK\x01\x02"u8, lying.AsSpan(entry, 4));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(lying.AsSpan(entry + offset), said);
        return lying;
    }
}
