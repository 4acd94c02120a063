using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using Agreements.Api.Http.Exports;

namespace Agreements.Api.Http.Sheets;

/// <summary>What the sheet of a workbook really holds.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Index">Its place among all sheets of the workbook, counted from 0.</param>
/// <param name="LastRow">The number of the last row with something in it, from 1; 0 where there is none.</param>
/// <param name="LastColumn">As many columns as there are up to the last one with something in it.</param>
/// <param name="Errors">What formulas that came to nothing show, by row.</param>
internal sealed record SheetSurvey(string Name, int Index, int LastRow, int LastColumn, ILookup<int, (int Column, string Text)> Errors);

/// <summary>
/// Goes through a workbook before anything is read from it: each part is unpacked and counted, whatever the archive says of it, and what a sheet says of its size is held
/// against what is there.
/// </summary>
internal static class XlsxSurvey
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const int MostParts = 5000;

    // What lists the sheets is read as a whole.
    private const long LongestList = 4 * 1024 * 1024;

    // Of sheets that say much the same in every row a hundredth is left; no office program packs denser than this.
    private const int LargestRatio = 400;
    private const long SmallEnoughForAnyRatio = 4 * 1024 * 1024;

    /// <summary>What the first visible sheet holds.</summary>
    /// <exception cref="SheetFaultException">The workbook is too large, broken, or says what is not so.</exception>
    public static SheetSurvey Of(Stream stream, SheetLimits limits)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > MostParts || zip.Entries.DistinctBy(NameOf, StringComparer.OrdinalIgnoreCase).Count() < zip.Entries.Count)
        {
            throw SheetFaultException.Unreadable();
        }

        var grids = new Dictionary<string, Grid>(StringComparer.OrdinalIgnoreCase);
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            using var part = new MeasuredStream(entry.Open(), limits.MaxUnpackedBytes - total, () => SheetFaultException.TooLarge(limits));
            if (Grid.Of(part) is { } grid)
            {
                grids.Add(NameOf(entry), grid);
            }

            part.Drain();
            if (part.Count != entry.Length || part.Checksum != entry.Crc32)
            {
                throw SheetFaultException.Unreadable();
            }

            total += part.Count;
            if (total > SmallEnoughForAnyRatio && total / stream.Length > LargestRatio)
            {
                throw SheetFaultException.Unreadable();
            }
        }

        return First(zip, grids);
    }

    private static SheetSurvey First(ZipArchive zip, Dictionary<string, Grid> grids)
    {
        var parts = Load(zip, "xl/_rels/workbook.xml.rels").Elements(XName.Get("Relationship", PackageRelations))
            .ToDictionary(relation => (string?)relation.Attribute("Id") ?? "", relation => PartOf((string?)relation.Attribute("Target") ?? ""));
        var sheets = Load(zip, "xl/workbook.xml").Elements(XName.Get("sheets", XlsxParts.Main)).Elements(XName.Get("sheet", XlsxParts.Main));
        foreach (var (index, sheet) in sheets.Index())
        {
            var isVisible = (string?)sheet.Attribute("state") is null or "visible";
            if (isVisible && parts.GetValueOrDefault((string?)sheet.Attribute(XName.Get("id", Relations)) ?? "") is { } part && grids.TryGetValue(part, out var grid))
            {
                return grid.Survey((string?)sheet.Attribute("name") ?? "", index);
            }
        }

        throw SheetFaultException.Unreadable();
    }

    private static XElement Load(ZipArchive zip, string name)
    {
        var entry = zip.Entries.FirstOrDefault(entry => NameOf(entry).Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw SheetFaultException.Unreadable();
        if (entry.Length > LongestList)
        {
            throw SheetFaultException.Unreadable();
        }

        using var part = entry.Open();
        using var xml = XmlReader.Create(part, Grid.XmlSettings);
        return XElement.Load(xml);
    }

    // As the reader finds it.
    private static string PartOf(string target) => target.StartsWith("/xl/", StringComparison.OrdinalIgnoreCase) ? target[1..] : $"xl/{target}";

    private static string NameOf(ZipArchiveEntry entry) => entry.FullName.Replace('\\', '/');
}
