using System.Globalization;
using Agreements.Domain.Deadlines;
using CsvHelper;

namespace Agreements.Data.Reference;

/// <summary>The holidays that ship with the service, each with its decree. What somebody has put right in the store goes before them.</summary>
public static class HolidayCatalogue
{
    private static readonly Lazy<IReadOnlyList<Holiday>> Read = new(ReadResource);

    /// <summary>The holidays of this release, in order.</summary>
    public static IReadOnlyList<Holiday> Shipped => Read.Value;

    private static List<Holiday> ReadResource()
    {
        using var stream = typeof(HolidayCatalogue).Assembly.GetManifestResourceStream("holidays.csv")
            ?? throw new InvalidOperationException("The list of holidays is missing from the build.");
        using var csv = new CsvReader(new StreamReader(stream), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var holidays = new List<Holiday>();
        while (csv.Read())
        {
            holidays.Add(new Holiday(
                DateOnly.ParseExact(csv.GetField("on")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                csv.GetField("name")!,
                Enum.Parse<HolidayKind>(csv.GetField("kind")!, ignoreCase: true),
                csv.GetField<bool>("provisional"),
                csv.GetField("source")!));
        }

        return holidays;
    }
}
