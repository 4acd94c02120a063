using System.IO.Compression;
using System.Text;

namespace Agreements.Api.Http.Exports;

/// <summary>
/// A workbook of Excel (Office Open XML, ECMA-376), written straight into the answer part by part. What lists the sheets comes last, since nobody knows before how many it
/// takes: one that is full is followed by another. Dates are dates, numbers numbers, and all else is text to the letter, in which no formula can arise.
/// </summary>
/// <param name="table">The table.</param>
/// <param name="sheetName">What the sheet is called; the second one has a 2 behind it.</param>
/// <param name="cutMark">What ends a text that is longer than a cell can hold.</param>
internal sealed class XlsxWorkbook<T>(ITable<T> table, string sheetName, string cutMark) : IExportForm<T>
{
    /// <summary>Most rows of one sheet, with the header.</summary>
    public int MostRows { get; init; } = XlsxText.MostRows;

    public string MediaType => Export.Xlsx;

    public string ContentType => Export.Xlsx;

    public string Extension => "xlsx";

    public async Task WriteAsync(IAsyncEnumerable<T> rows, Stream body, CancellationToken cancellationToken)
    {
        // Closed only when everything is in it: what failed on the way must not become a whole file.
        await using var outbox = new Outbox(body);
        var zip = await ZipArchive.CreateAsync(outbox, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        await AddAsync(zip, "_rels/.rels", XlsxParts.PackageRelations, cancellationToken);
        await AddAsync(zip, "xl/styles.xml", XlsxParts.Styles, cancellationToken);

        await using var walk = rows.GetAsyncEnumerator(cancellationToken);
        var sheets = 0;
        var isThere = await walk.MoveNextAsync();
        do
        {
            sheets++;
            await using var part = await Part(zip, $"xl/worksheets/sheet{sheets}.xml").OpenAsync(cancellationToken);
            isThere = await new XlsxSheet<T>(table, cutMark, MostRows).WriteAsync(walk, isThere, part, outbox, isFirst: sheets == 1, cancellationToken);
        }
        while (isThere);

        await AddAsync(zip, "xl/workbook.xml", XlsxParts.Workbook(sheetName, sheets), cancellationToken);
        await AddAsync(zip, "xl/_rels/workbook.xml.rels", XlsxParts.WorkbookRelations(sheets), cancellationToken);
        await AddAsync(zip, "[Content_Types].xml", XlsxParts.ContentTypes(sheets), cancellationToken);
        await zip.DisposeAsync();
        await outbox.SendAsync(cancellationToken);
    }

    private static ZipArchiveEntry Part(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = XlsxParts.SomeTime;
        return entry;
    }

    private static async Task AddAsync(ZipArchive zip, string name, string content, CancellationToken cancellationToken)
    {
        await using var part = await Part(zip, name).OpenAsync(cancellationToken);
        await part.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
    }
}

/// <summary>Holds the little that a zip archive writes with a thread waiting for it, which an answer does not take, until it is sent on without one.</summary>
internal sealed class Outbox(Stream body) : MemoryStream
{
    private const int Large = 32 * 1024;

    public override bool CanSeek => false;

    /// <summary>Sends what has gathered, once it is worth it.</summary>
    public ValueTask SendWhenLargeAsync(CancellationToken cancellationToken) => Length < Large ? ValueTask.CompletedTask : SendAsync(cancellationToken);

    /// <summary>Sends what has gathered.</summary>
    public async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        await body.WriteAsync(GetBuffer().AsMemory(0, (int)Length), cancellationToken);
        SetLength(0);
    }
}
