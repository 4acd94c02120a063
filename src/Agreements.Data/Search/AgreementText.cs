using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Agreements.Domain.Text;

namespace Agreements.Data.Search;

/// <summary>
/// What a search looks through: title, subject, numbers, region and office of an agreement in folded form. It has an integer key of its own because the
/// full-text index of SQLite needs one that a VACUUM cannot renumber.
/// </summary>
public sealed class AgreementText
{
    /// <summary>Key of the full-text index.</summary>
    public long Row { get; private init; }

    /// <summary>The agreement.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>Folded text followed by its bare words, all parted and enclosed by single spaces.</summary>
    public required string Text { get; set; }

    /// <summary>Composes the text. The bare words make short ones findable whatever punctuation surrounds them.</summary>
    public static string Compose(Agreement agreement, Region region, Region province, string? officeName)
    {
        var folded = FoldedText.Of(string.Join(
            ' ',
            agreement.Title,
            agreement.Subject,
            agreement.LocalNumber,
            agreement.BpjsNumber,
            region.Name,
            region.Code,
            region == province ? null : province.Name,
            officeName));
        return $" {folded} {string.Join(' ', FoldedText.WordsOf(folded))} ";
    }

    /// <summary>
    /// The texts to look for, each of which must occur: a word of three letters or more anywhere, a shorter one only as a whole word.
    /// </summary>
    public static IReadOnlyList<string> TermsOf(string query) =>
        [.. FoldedText.Of(query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)
            .Select(word => word.EnumerateRunes().Count() < 3 ? $" {word} " : word)];
}
