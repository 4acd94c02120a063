using System.Globalization;
using Agreements.Domain.WorkPlans;
using CsvHelper;

namespace Agreements.Data.Reference;

/// <summary>The contribution rates that ship with the service, each with the law that sets it. What somebody has added to the store goes before them.</summary>
public static class ContributionRateCatalogue
{
    private static readonly Lazy<IReadOnlyList<ContributionRate>> Read = new(ReadResource);

    /// <summary>The rates of this release, in order.</summary>
    public static IReadOnlyList<ContributionRate> Shipped => Read.Value;

    private static List<ContributionRate> ReadResource()
    {
        using var stream = typeof(ContributionRateCatalogue).Assembly.GetManifestResourceStream("contribution-rates.csv")
            ?? throw new InvalidOperationException("The list of contribution rates is missing from the build.");
        using var csv = new CsvReader(new StreamReader(stream), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rates = new List<ContributionRate>();
        while (csv.Read())
        {
            rates.Add(new ContributionRate(
                DateOnly.ParseExact(csv.GetField("validFrom")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                csv.GetField<long>("perPersonMonth"),
                csv.GetField<long>("participantShare"),
                csv.GetField<long>("centralShare"),
                csv.GetField<long>("localShare"),
                csv.GetField("legalBasis")!));
        }

        return rates;
    }
}
