using Agreements.Domain.Text;

namespace Agreements.Domain.Instruments;

/// <summary>
/// A party's number for a document is free text: no pattern is enforced, because formats differ from office to office. Two questions are asked of it,
/// and each has its own reading: is it the same number, and is it the one somebody typed.
/// </summary>
public static class DocumentNumber
{
    /// <summary>Longest number, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Two numbers with the same identity are the same number: case and white space do not count, punctuation does (1/12 is not 11/2).</summary>
    public static string? Identity(string? number) =>
        number is null ? null : FoldedText.Of(number).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>What a look-up compares: letters and digits only, so that case, spaces and punctuation need not be typed as printed.</summary>
    public static string? LookUpKey(string? number)
    {
        if (number is null)
        {
            return null;
        }

        var key = string.Concat(FoldedText.WordsOf(FoldedText.Of(number)));
        return key.Length == 0 ? null : key;
    }
}
