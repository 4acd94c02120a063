using System.IO.Compression;
using System.Text;
using Agreements.Api.Http.Sheets;
using FsCheck;
using FsCheck.Fluent;
using static Agreements.Api.Tests.ReadSheets.Reading;

namespace Agreements.Api.Tests.ReadSheets;

/// <summary>Whatever somebody sends is read or refused, soon.</summary>
public sealed class HostileWorkbookTests
{
    private const int SizeOffset = 24;
    private const int ChecksumOffset = 16;
    private const string Sheet1 = "xl/worksheets/sheet1.xml";

    private static readonly byte[] Sound = Workbooks.OfRow("""<c r="A1"><v>1</v></c><c r="B1"><v>2</v></c>""");

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "cut off", Sound[..^30] },
        { "cut in half", Sound[..(Sound.Length / 2)] },
        { "nothing but a beginning", [.. "PK\x03\x04"u8] },
        { "no workbook", Workbooks.Zip(("readme.txt", "halo")) },
        { "a document", Workbooks.Zip(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<document/>")) },
        { "no sheet", Workbooks.Zip([.. Workbooks.Parts("<sheetData/>").Where(part => part.Name != Sheet1)]) },
        { "hidden sheets alone", Workbooks.Of("hidden:<sheetData/>", "veryHidden:<sheetData/>") },
        { "XML that breaks off", Workbooks.Of("""<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>""") },
        { "entities", Workbooks.Of("""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>&b;</v></c></row></sheetData></worksheet>""") },
        { "a foreign file", Workbooks.Of("""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><v>&a;</v></c></row></sheetData></worksheet>""") },
        { "the same part twice", Workbooks.Zip([.. Workbooks.Parts("<sheetData/>"), (Sheet1, "<worksheet/>")]) },
        { "a row beyond the last", Workbooks.Of("""<sheetData><row r="2147483647"><c r="A1"><v>1</v></c></row></sheetData>""") },
        { "rows from behind", Workbooks.Of("""<sheetData><row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData>""") },
        { "a row of no number", Workbooks.Of("""<sheetData><row r="0"><c r="A0"><v>1</v></c></row></sheetData>""") },
        { "a column beyond the last", Workbooks.OfRow("""<c r="ZZZZZZ1"><v>1</v></c>""") },
        { "a column of no letter", Workbooks.OfRow("""<c r="1"><v>1</v></c>""") },
        { "as wide as tall", Workbooks.Of("""<sheetData><row r="1"><c r="XFD1" s="1"/></row><row r="1000000"><c r="A1000000"><v>1</v></c></row></sheetData>""") },
        { "a sheet that says it is vast", Workbooks.Of("""<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>""") },
        { "a sheet that says it is beyond vast", Workbooks.Of("""<dimension ref="A1:ZZZZZZZ99999999999"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>""") },
        { "too many parts", Workbooks.Zip([.. Workbooks.Parts("<sheetData/>"), .. Enumerable.Range(0, 5001).Select(i => ($"x{i}", ""))]) },
        { "a size that is too small", Workbooks.Lying(Sound, Sheet1, SizeOffset, 20) },
        { "a size that is too large", Workbooks.Lying(Sound, Sheet1, SizeOffset, 2_000_000_000) },
        { "a checksum that is wrong", Workbooks.Lying(Sound, Sheet1, ChecksumOffset, 12345) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_broken_or_not_what_it_says_cannot_be_read(string what, byte[] bytes)
    {
        Assert.NotEmpty(what);
        Assert.Equal("sheet.unreadable", Fault(bytes));
    }

    [Theory]
    [InlineData("""<dimension ref="A1"/>""")]
    [InlineData("""<dimension ref="A1:Z99"/>""")]
    [InlineData("""<dimension ref=""/>""")]
    [InlineData("<dimension/>")]
    public void A_small_mistake_about_its_size_does_no_harm(string dimension) =>
        Assert.Equal(["1: ", "2:  | 1"], Seen(Workbooks.Of($"""{dimension}<sheetData><row r="2"><c r="B2"><v>1</v></c></row></sheetData>""")));

    [Fact]
    public void Parts_are_counted_as_they_are_unpacked_and_together()
    {
        var parts = Workbooks.Parts("""<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>""").Concat(Enumerable.Range(0, 4).Select(i => ($"xl/media/{i}.bin", Noise(700_000)))).ToArray();

        Assert.Equal("sheet.too-large-unpacked 2", Fault(Workbooks.Zip(parts), Ample with { MaxUnpackedBytes = 2 * 1024 * 1024 }));
        Assert.Equal(["1: 1"], Seen(Workbooks.Zip(parts), Ample with { MaxUnpackedBytes = 3 * 1024 * 1024 }));
    }

    [Fact]
    public void What_unpacks_to_far_more_than_any_sheet_is_refused()
    {
        Assert.Equal("sheet.unreadable", Fault(Workbooks.Of($"<sheetData>{new string(' ', 8_000_000)}</sheetData>")));
        Assert.Equal("sheet.too-large-unpacked 32", Fault(Workbooks.Zip([.. Workbooks.Parts("<sheetData/>"), ("x", string.Concat(Enumerable.Repeat(Noise(100_000), 400)))])));
    }

    [Fact]
    public void A_million_rows_that_somebody_coloured_are_not_read()
    {
        var coloured = string.Concat(Enumerable.Range(2, 300_000).Select(i => $"""<row r="{i}"><c r="A{i}" s="1"/></row>"""));

        Assert.Equal(["1: 1"], Seen(Workbooks.Of($"""<sheetData><row r="1"><c r="A1"><v>1</v></c></row>{coloured}</sheetData>""")));
    }

    [Fact]
    public void However_the_bytes_of_a_file_are_changed_it_is_read_or_refused()
    {
        byte[][] files = [Fixture("mess.xlsx"), Fixture("mess.csv")];
        var changes = from file in Gen.Elements(files)
                      from at in Gen.Choose(0, file.Length - 1)
                      from length in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(2, 64)))
                      from value in Gen.Choose(0, 255)
                      from cut in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                      select Changed(file, at, length, (byte)value, cut);

        Prop.ForAll(changes.ToArbitrary(), IsReadOrRefused).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void However_the_XML_of_a_sheet_is_changed_it_is_read_or_refused()
    {
        using var zip = new ZipArchive(new MemoryStream(Fixture("mess.xlsx")));
        var parts = zip.Entries.Select(entry => (entry.FullName, Content: new StreamReader(entry.Open(), Encoding.UTF8).ReadToEnd())).ToArray();
        var changes = from part in Gen.Choose(0, parts.Length - 1)
                      from at in Gen.Choose(0, parts[part].Content.Length - 1)
                      from length in Gen.Choose(0, 8)
                      from put in Gen.Elements("", "9", "99999999", "-", "\"", "<", "</c>", "A", "ZZZ", "&lt;", "e", "s", "\0")
                      select Workbooks.Zip([.. parts.Select((each, i) => (each.FullName, i == part ? string.Concat(each.Content.AsSpan(0, at), put, each.Content.AsSpan(Math.Min(at + length, each.Content.Length))) : each.Content))]);

        Prop.ForAll(changes.ToArbitrary(), IsReadOrRefused).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static bool IsReadOrRefused(byte[] bytes)
    {
        try
        {
            return Rows(bytes).SelectMany(row => row.Cells).All(cell => cell.IsBlank == (cell.AsText() is null));
        }
        catch (SheetFaultException fault)
        {
            return fault.Code.StartsWith("sheet.", StringComparison.Ordinal);
        }
    }

    private static byte[] Changed(byte[] file, int at, int length, byte value, bool cut)
    {
        var changed = (byte[])file.Clone();
        changed.AsSpan(at, Math.Min(length, file.Length - at)).Fill(value);
        return cut ? changed[..at] : changed;
    }

    // Hardly packs.
    private static string Noise(int length) => string.Create(length, 7u, (text, seed) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            seed = (seed * 1664525) + 1013904223;
            text[i] = (char)(' ' + (seed >> 26));
        }
    });
}
