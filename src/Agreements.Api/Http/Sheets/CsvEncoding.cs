using System.Buffers;
using System.Text;

namespace Agreements.Api.Http.Sheets;

/// <summary>
/// How a text is encoded: as its mark says (UTF-8, UTF-16), else in UTF-8 where all of it is, else as Windows writes it in the west (1252). What is no text in any of them is
/// told by what no text holds.
/// </summary>
internal static class CsvEncoding
{
    private const int BlockSize = 16 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding LittleEndian = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding BigEndian = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Controls but for tabs and ends of lines and pages, and the five places that Windows leaves empty.
    private static readonly SearchValues<char> InNoText = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code).Except(['\t', '\n', '\v', '\f', '\r']), '\u0081', '\u008D', '\u008F', '\u0090', '\u009D']);

    /// <summary>The encoding, which throws where a byte is not of it.</summary>
    /// <exception cref="SheetFaultException">It is no text.</exception>
    public static Encoding Of(Stream stream)
    {
        Encoding[] possible = Marked(stream) is { } marked ? [marked] : [Utf8, Windows];
        return Array.Find(possible, encoding => Decodes(stream, encoding)) ?? throw SheetFaultException.Unreadable();
    }

    private static Encoding? Marked(Stream stream)
    {
        stream.Position = 0;
        Span<byte> start = stackalloc byte[3];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start switch
        {
            [0xEF, 0xBB, 0xBF] => Utf8,
            [0xFF, 0xFE, ..] => LittleEndian,
            [0xFE, 0xFF, ..] => BigEndian,
            _ => null,
        };
    }

    private static bool Decodes(Stream stream, Encoding encoding)
    {
        stream.Position = 0;
        using var text = new StreamReader(stream, encoding, detectEncodingFromByteOrderMarks: false, BlockSize, leaveOpen: true);
        var block = new char[BlockSize];
        var isFirst = true;
        try
        {
            for (var read = text.ReadBlock(block); read > 0; read = text.ReadBlock(block))
            {
                if (block.AsSpan(0, read).ContainsAny(InNoText) || (isFirst && IsMarkup(block.AsSpan(0, read))))
                {
                    throw SheetFaultException.Unreadable();
                }

                isFirst = false;
            }

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    // A page that was saved under the name of a sheet.
    private static bool IsMarkup(ReadOnlySpan<char> start) => start.TrimStart("\uFEFF \t\r\n") is ['<', var next, ..] && (char.IsAsciiLetter(next) || next is '!' or '?');
}
