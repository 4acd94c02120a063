using System.Globalization;
using System.Security;

namespace Agreements.Api.Http.Exports;

/// <summary>The parts of a workbook besides its sheets.</summary>
internal static class XlsxParts
{
    /// <summary>The namespace of sheets and workbooks.</summary>
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The style of headers.</summary>
    public const string HeaderStyle = "1";

    /// <summary>When each part was changed: of the host's clock and zone nothing is left in a file.</summary>
    public static readonly DateTimeOffset SomeTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Where the workbook is.</summary>
    public const string PackageRelations =
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    /// <summary>How cells look, by number: plain, header, text, date, instant, number.</summary>
    public const string Styles =
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="6">
        <xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
        <xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>
        <xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        <xf numFmtId="1" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
        </cellXfs>
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
        </styleSheet>
        """;

    /// <summary>The style of what a column holds; what is typed into it later has it too.</summary>
    public static string StyleOf(CellForm form) => form switch
    {
        CellForm.Text => "2",
        CellForm.Date => "3",
        CellForm.Instant => "4",
        CellForm.Number => "5",
        _ => throw new ArgumentOutOfRangeException(nameof(form), form, message: null),
    };

    /// <summary>The sheets by name.</summary>
    public static string Workbook(string sheetName, int sheets) =>
        $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <workbook xmlns="{Main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{Each(sheets, n => $"""<sheet name="{SecurityElement.Escape(n == "1" ? sheetName : $"{sheetName} {n}")}" sheetId="{n}" r:id="rId{n}"/>""")}</sheets></workbook>
        """;

    /// <summary>Where the sheets and the styles are.</summary>
    public static string WorkbookRelations(int sheets) =>
        $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{Each(sheets, n => $"""<Relationship Id="rId{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{n}.xml"/>""")}<Relationship Id="styles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
        """;

    /// <summary>What each part is.</summary>
    public static string ContentTypes(int sheets) =>
        $"""
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>{Each(sheets, n => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>""")}</Types>
        """;

    private static string Each(int sheets, Func<string, string> part) => string.Concat(Enumerable.Range(1, sheets).Select(n => part(n.ToString(CultureInfo.InvariantCulture))));
}
