using System.Globalization;
namespace Agreements.Benchmarks.Measuring;

/// <summary>What kind of load it is.</summary>
internal enum LoadKind
{
    /// <summary>Reads alone.</summary>
    Reads,

    /// <summary>Drafts alone.</summary>
    Create,

    /// <summary>Nine reads, then a draft.</summary>
    Mixed,
}

/// <summary>Something that is asked for often.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Title">What tables call it.</param>
/// <param name="Kind">Its kind of load.</param>
/// <param name="Requests">The requests that it consists of, as far as they read.</param>
internal sealed record HotPath(string Name, string Title, LoadKind Kind, Func<Samples, IReadOnlyList<string>> Requests)
{
    private const string ByUpdate = "/v1/agreements?sort=updatedAt&limit=50";
    private const string Soon = "/v1/agreements/expiring?withinDays=90&limit=50";

    /// <summary>The first page by last change.</summary>
    public const string First = "first";

    /// <summary>A page by last change in the second half of the register.</summary>
    public const string Deep = "page";

    /// <summary>The list by last change, as cursors name it.</summary>
    public const string WalkByUpdate = "/V1/AGREEMENTS\nsort=updatedAt";

    /// <summary>What both the service and the floor answer.</summary>
    public static IReadOnlyList<HotPath> Compared { get; } =
    [
        Reads("byid", "by id", ById),
        Reads("expiring", "expiring, 50 rows", _ => [Soon]),
        Reads("list", "active ones of a region", OfRegions),
        Reads(First, "first page by update", _ => [ByUpdate]),
        Reads(Deep, "deep page by update", samples => [.. samples.DeepCursors.Select(cursor => $"{ByUpdate}&after={cursor}")]),
        new("create", "create", LoadKind.Create, _ => []),
        new("mixed", "nine reads, one create", LoadKind.Mixed, Mix),
    ];

    /// <summary>What the service's growth is measured by.</summary>
    public static IReadOnlyList<HotPath> Growing { get; } =
    [
        .. Compared.Where(path => path.Kind == LoadKind.Reads),
        Reads("counted", "expiring in a region, counted", samples => [.. samples.Regions.Select(region => $"/v1/agreements?regionCode={region}&standing=expiring,inNotice&count=true&limit=20")]),
        Reads("number", "by number", samples => [.. Enumerable.Range(1, 500).Select(number => string.Create(CultureInfo.InvariantCulture, $"/v1/agreements?number={number:00000}/KTR/0126.000"))]),
        Reads("search", "search for two words", samples => [.. samples.Regions.Select(region => $"/v1/agreements?q=penerima%20{region}&limit=20")]),
        Reads("deadlines", "deadlines of a region", samples => [.. samples.Regions.Select(region => $"/v1/deadlines?regionCode={region}&withinDays=90&limit=50")]),
        Reads("workplans", "work plans of a region", samples => [.. samples.Regions.Select(region => $"/v1/work-plans?regionCode={region}&limit=50")]),
    ];

    private static HotPath Reads(string name, string title, Func<Samples, IReadOnlyList<string>> requests) => new(name, title, LoadKind.Reads, requests);

    private static IReadOnlyList<string> ById(Samples samples) => [.. samples.Ids.Select(id => $"/v1/agreements/{id}")];

    private static IReadOnlyList<string> OfRegions(Samples samples) => [.. samples.Regions.Select(region => $"/v1/agreements?regionCode={region}&standing=active&limit=50")];

    // Half by id, a quarter by region, the rest what expires.
    private static IReadOnlyList<string> Mix(Samples samples) =>
        [.. ById(samples).Take(450), .. Enumerable.Repeat(Soon, 200), .. OfRegions(samples).Take(250)];
}
