using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Agreements.Data.Reference;
using Agreements.Domain.Regions;
using Agreements.Domain.Text;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>Which local government a row is about: by its code, else by its name as people write it.</summary>
internal static partial class RowPlace
{
    private static readonly FrozenDictionary<string, Region> ByName = RegionCatalogue.Shipped.All
        .GroupBy(region => Spelled(region.Name)).Where(same => same.Count() == 1).ToFrozenDictionary(same => same.Key, same => same.Single(), StringComparer.Ordinal);

    /// <summary>The region; null where the row names none that is known.</summary>
    public static Region? Of(RowDraft draft)
    {
        if (draft.Text("regionCode") is { } code)
        {
            return RegionCatalogue.Shipped.Find(code.Trim());
        }

        return Named(draft);
    }

    /// <summary>The region of the name in the row; null where it has none that is known.</summary>
    public static Region? Named(RowDraft draft) => draft.Text("regionName") is { } name ? ByName.GetValueOrDefault(Spelled(name)) : null;

    private static string Spelled(string name)
    {
        var folded = string.Join(' ', FoldedText.WordsOf(FoldedText.Of(name)));
        folded = Government().Replace(folded, "");
        return Regency().Replace(folded, "kabupaten ");
    }

    [GeneratedRegex("^(pemerintah|pemda|pemkab|pemkot|pemprov) (?=(kabupaten|kab|kota|provinsi|daerah) )", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Government();

    [GeneratedRegex("^kab ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Regency();
}
