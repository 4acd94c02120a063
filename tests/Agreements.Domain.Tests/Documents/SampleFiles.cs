using System.IO.Compression;
using System.Text;

namespace Agreements.Domain.Tests.Documents;

/// <summary>Small files of every kind, good and bad.</summary>
internal static class SampleFiles
{
    public const string WordPart = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    public const string MacroPart = "application/vnd.ms-word.document.macroEnabled.main+xml";

    private static readonly Lazy<byte[]> MadeBomb = new(() => Word([.. Enumerable.Range(0, 10).Select(i => ($"word/media/image{i}.bmp", new byte[64 * 1024 * 1024]))]));

    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n");

    public static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52];

    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 0x4A, 0x46, 0x49, 0x46, 0, 1];

    public static readonly byte[] Html = Encoding.UTF8.GetBytes("<!doctype html><script>alert(document.domain)</script>");

    public static readonly byte[] Docx = Word();

    public static readonly byte[] Zip = Archive(("catatan.txt", "isi"u8.ToArray()));

    /// <summary>Ten entries that unpack to 64 mebibytes each, from less than a hundredth of that.</summary>
    public static byte[] Bomb => MadeBomb.Value;

    /// <summary>A PDF that ends with a page of its own.</summary>
    public static readonly byte[] Polyglot = [.. Pdf, .. Html];

    /// <summary>A PDF of this many bytes.</summary>
    public static byte[] PdfOf(int bytes)
    {
        var pdf = new byte[bytes];
        new Random(bytes).NextBytes(pdf);
        Pdf.CopyTo(pdf, 0);
        return pdf;
    }

    /// <summary>A Word file with more in it.</summary>
    public static byte[] Word(params (string Name, byte[] Content)[] more) => WordWith(WordPart, "word/document.xml", more);

    /// <summary>A Word file whose main part says that it is this, and lies there.</summary>
    public static byte[] WordWith(string mainPart, string place, params (string Name, byte[] Content)[] more) => Archive(
    [
        ("[Content_Types].xml", Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
              <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
              <Override PartName="/word/document.xml" ContentType="{mainPart}"/>
            </Types>
            """)),
        (place, "<w:document/>"u8.ToArray()),
        .. more,
    ]);

    public static byte[] Archive(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
