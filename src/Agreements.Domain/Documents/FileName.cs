using System.Globalization;
using System.Text;

namespace Agreements.Domain.Documents;

/// <summary>
/// Which names files may carry. A name is kept and given back unchanged, so one that some system could not save under, or that shows as something else
/// than it is, is refused rather than mended.
/// </summary>
public static class FileName
{
    /// <summary>Longest name, in characters: as long as common file systems take.</summary>
    public const int MaxLength = 200;

    private const string NoFileSystemTakesAll = "/\\:*?\"<>|";

    // Joiners make letters in several alphabets; every other format character only hides or turns round.
    private const int ZeroWidthNonJoiner = 0x200C;
    private const int ZeroWidthJoiner = 0x200D;

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(0, 10).SelectMany(digit => new[] { $"COM{digit}", $"LPT{digit}" })], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether every system can save under the name, and people read it as what it is.</summary>
    public static bool IsUsable(string name) =>
        name.EnumerateRunes().All(IsUsable) && !name.StartsWith(' ') && !name.EndsWith(' ') && !name.EndsWith('.') && !Devices.Contains(name.Split('.')[0].TrimEnd());

    /// <summary>The name to save under: with the extension of what the file is, so that nothing opens it as something else.</summary>
    public static string ToSaveAs(string name, string mediaType) =>
        FileType.Named(mediaType) is not { } type || type.Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            ? name
            : $"{name}{type.Extensions[0]}";

    private static bool IsUsable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse => false,
            UnicodeCategory.Format => rune.Value is ZeroWidthJoiner or ZeroWidthNonJoiner,
            _ => rune.Value != Rune.ReplacementChar.Value && !(rune.IsAscii && NoFileSystemTakesAll.Contains((char)rune.Value, StringComparison.Ordinal)),
        };
}
