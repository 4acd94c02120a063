using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;

namespace Agreements.Domain.Documents;

/// <summary>
/// Tells a Word file from any other archive by its directory and its list of content types, which is all of it that is ever unpacked, and only so far.
/// </summary>
internal static class WordFile
{
    /// <summary>Most entries that the archive may have; a long report has some hundreds.</summary>
    public const int MostEntries = 2000;

    /// <summary>Most bytes that its directory may take.</summary>
    public const int MostDirectoryBytes = 1024 * 1024;

    /// <summary>Most bytes that it may claim to unpack to.</summary>
    public const long MostUnpackedBytes = 512L * 1024 * 1024;

    /// <summary>How many times its size it may claim to unpack to, once that is more than <see cref="HarmlessUnpackedBytes"/>.</summary>
    public const int MostRatio = 100;

    /// <summary>What it may unpack to however small it is: text packs well.</summary>
    public const long HarmlessUnpackedBytes = 16L * 1024 * 1024;

    private const int MostContentTypesBytes = 256 * 1024;
    private const int EndRecordBytes = 22;
    private const string ContentTypes = "[Content_Types].xml";
    private const string MainPart = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    private const string NotWord = "document.type-not-allowed";
    private const string Suspicious = "document.suspicious-archive";

    // An archive in an archive is what bombs are nested in; Word embeds none of these.
    private static readonly string[] Archives = [".zip", ".7z", ".rar", ".gz", ".bz2", ".xz", ".zst", ".tar", ".jar"];

    /// <summary>What keeps the file out; null for a Word file without macros.</summary>
    public static string? FaultOf(Stream file)
    {
        try
        {
            return FaultOfDirectory(file) ?? FaultOfContent(file);
        }
        catch (Exception e) when (e is InvalidDataException or XmlException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException)
        {
            return NotWord;
        }
    }

    // The directory is read into memory whole, so its end record is looked at first. It has to lie right before that record, which has to end the file:
    // then it cannot be larger than it says. One that claims to be spread over disks would have the library look for another record, with other numbers.
    private static string? FaultOfDirectory(Stream file)
    {
        var tail = new byte[Math.Min(file.Length, EndRecordBytes + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || tail.Length - at < EndRecordBytes)
        {
            return NotWord;
        }

        var record = tail.AsSpan(at);
        var entries = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        var comment = BinaryPrimitives.ReadUInt16LittleEndian(record[20..]);
        var isWhole = offset + size == file.Length - tail.Length + at && EndRecordBytes + comment == record.Length;
        var isOnOneDisk = BinaryPrimitives.ReadUInt32LittleEndian(record[4..]) == 0;
        return !isOnOneDisk || entries > MostEntries || size > MostDirectoryBytes || !isWhole ? Suspicious : null;
    }

    private static string? FaultOfContent(Stream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        var entries = archive.Entries;
        if (entries.Any(entry => entry.IsEncrypted))
        {
            return "document.encrypted";
        }

        if (IsBomb(entries, file.Length) || entries.Any(entry => IsOutOfPlace(entry.FullName)))
        {
            return Suspicious;
        }

        if (entries.Any(entry => entry.Name.StartsWith("vba", StringComparison.OrdinalIgnoreCase)))
        {
            return "document.has-macros";
        }

        if (entries.Where(entry => entry.FullName == ContentTypes).ToList() is not [var list])
        {
            return NotWord;
        }

        using var xml = Unpack(list);
        return xml is null ? Suspicious : FaultOfParts(xml, entries);
    }

    private static bool IsBomb(IReadOnlyCollection<ZipArchiveEntry> entries, long fileLength)
    {
        var unpacked = entries.Sum(entry => entry.Length);
        return unpacked > MostUnpackedBytes
            || (unpacked > HarmlessUnpackedBytes && unpacked / MostRatio > fileLength)

            // More than there is: entries that share their bytes.
            || entries.Sum(entry => entry.CompressedLength) > fileLength;
    }

    private static bool IsOutOfPlace(string name) =>
        name.StartsWith('/') || name.Replace('\\', '/').Split('/').Contains("..") || Archives.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    // What an entry claims may be a lie, so no more is unpacked than is needed to catch it.
    private static MemoryStream? Unpack(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        var bytes = new byte[MostContentTypesBytes + 1];
        var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length > MostContentTypesBytes ? null : new MemoryStream(bytes, 0, length);
    }

    private static string? FaultOfParts(Stream xml, IReadOnlyCollection<ZipArchiveEntry> entries)
    {
        using var reader = XmlReader.Create(xml, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var main = new List<string>();
        while (reader.Read())
        {
            var type = reader.NodeType == XmlNodeType.Element ? reader.GetAttribute("ContentType") : null;
            if (type?.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) == true || type?.Contains("vbaProject", StringComparison.OrdinalIgnoreCase) == true)
            {
                return "document.has-macros";
            }

            if (type == MainPart && reader.LocalName == "Override")
            {
                main.Add(reader.GetAttribute("PartName") ?? "");
            }
        }

        return main is [var part] && entries.Any(entry => $"/{entry.FullName}" == part) ? null : NotWord;
    }
}
