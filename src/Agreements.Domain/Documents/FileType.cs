namespace Agreements.Domain.Documents;

/// <summary>A type of file that is taken in, told by its content. What the sender calls it decides nothing.</summary>
/// <param name="MediaType">Its media type.</param>
/// <param name="Extensions">How names of such files end, the usual one first.</param>
public sealed record FileType(string MediaType, params IReadOnlyList<string> Extensions)
{
    /// <summary>PDF.</summary>
    public static FileType Pdf { get; } = new("application/pdf", ".pdf");

    /// <summary>Word, without macros.</summary>
    public static FileType Docx { get; } = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx");

    /// <summary>PNG.</summary>
    public static FileType Png { get; } = new("image/png", ".png");

    /// <summary>JPEG.</summary>
    public static FileType Jpeg { get; } = new("image/jpeg", ".jpg", ".jpeg");

    /// <summary>Every type that is taken in.</summary>
    public static IReadOnlyList<FileType> All { get; } = [Pdf, Docx, Png, Jpeg];

    /// <summary>The type with this media type.</summary>
    public static FileType? Named(string mediaType) => All.FirstOrDefault(type => type.MediaType == mediaType);

    /// <summary>Tells what a file is by what it holds, or which fault keeps it out.</summary>
    /// <param name="content">The whole file; it has to be able to seek.</param>
    public static (FileType? Type, string? Fault) Tell(Stream content)
    {
        Span<byte> first = stackalloc byte[8];
        content.Position = 0;
        first = first[..content.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        return first switch
        {
            _ when first.StartsWith("%PDF-"u8) => (Pdf, null),
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] => (Png, null),
            [0xFF, 0xD8, 0xFF, ..] => (Jpeg, null),
            _ when first.StartsWith("PK\u0003\u0004"u8) => WordFile.FaultOf(content) is { } fault ? (null, fault) : (Docx, null),
            _ => (null, "document.type-not-allowed"),
        };
    }
}
