using System.Globalization;
using Agreements.Domain.Regions;
using Agreements.Domain.Text;
using CsvHelper;

namespace Agreements.Data.Reference;

/// <summary>The regions of Indonesia, shipped with the service and read once. They change by law, with a release, never by a request.</summary>
public sealed class RegionCatalogue
{
    private static readonly Lazy<RegionCatalogue> Read = new(ReadResource);

    private readonly Dictionary<string, Region> _byCode;
    private readonly IReadOnlyList<(Region Region, string FoldedName)> _ordered;

    private RegionCatalogue(IEnumerable<Region> regions)
    {
        _ordered = [.. regions.OrderBy(region => region.Code, StringComparer.Ordinal).Select(region => (region, FoldedText.Of(region.Name)))];
        _byCode = _ordered.ToDictionary(each => each.Region.Code, each => each.Region, StringComparer.Ordinal);
    }

    /// <summary>The regions of this release.</summary>
    public static RegionCatalogue Shipped => Read.Value;

    /// <summary>All regions, by code.</summary>
    public IEnumerable<Region> All => _ordered.Select(each => each.Region);

    /// <summary>The region with this code, or null.</summary>
    public Region? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <summary>The region with this code, which is known to exist.</summary>
    public Region Get(string code) => _byCode[code];

    /// <summary>A region and, of a province, its regencies and cities; nothing where there is none of this code.</summary>
    public IEnumerable<string> Covering(string code) => _ordered.Where(each => each.Region.Code == code || each.Region.ProvinceCode == code).Select(each => each.Region.Code);

    /// <summary>Regions by code, those after a code, at most so many.</summary>
    public IEnumerable<Region> Search(RegionLevel? level, string? provinceCode, string? name, string? after)
    {
        var words = FoldedText.Of(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return from each in _ordered
               where after is null || string.CompareOrdinal(each.Region.Code, after) > 0
               where level is null || each.Region.Level == level
               where provinceCode is null || each.Region.ProvinceCode == provinceCode
               where Array.TrueForAll(words, word => each.FoldedName.Contains(word, StringComparison.Ordinal))
               select each.Region;
    }

    private static RegionCatalogue ReadResource()
    {
        using var stream = typeof(RegionCatalogue).Assembly.GetManifestResourceStream("regions.csv")
            ?? throw new InvalidOperationException("The region list is missing from the build.");
        using var csv = new CsvReader(new StreamReader(stream), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var regions = new List<Region>();
        while (csv.Read())
        {
            var code = csv.GetField("code")!;
            var province = csv.GetField("provinceCode");
            regions.Add(new Region(
                code,
                csv.GetField("name")!,
                Enum.Parse<RegionLevel>(csv.GetField("level")!, ignoreCase: true),
                string.IsNullOrEmpty(province) ? code : province,
                csv.GetField("timeZone")!,
                csv.GetField<bool>("isAutonomous")));
        }

        return new RegionCatalogue(regions);
    }
}
