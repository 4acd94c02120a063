using System.Globalization;
using Agreements.Domain.Coverage;
using CsvHelper;

namespace Agreements.Data.Reference;

/// <summary>The policies on universal health coverage that ship with the service, each with its source. What somebody has added to the store goes before them.</summary>
public static class UhcPolicyCatalogue
{
    private static readonly Lazy<IReadOnlyList<UhcPolicy>> Read = new(ReadResource);

    /// <summary>The policies of this release, in order.</summary>
    public static IReadOnlyList<UhcPolicy> Shipped => Read.Value;

    private static List<UhcPolicy> ReadResource()
    {
        using var stream = typeof(UhcPolicyCatalogue).Assembly.GetManifestResourceStream("uhc-policies.csv")
            ?? throw new InvalidOperationException("The list of policies is missing from the build.");
        using var csv = new CsvReader(new StreamReader(stream), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var policies = new List<UhcPolicy>();
        while (csv.Read())
        {
            policies.Add(new UhcPolicy(
                DateOnly.ParseExact(csv.GetField("validFrom")!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                csv.GetField<decimal>("coverageAbove"),
                csv.GetField<decimal?>("activeAbove"),
                csv.GetField<bool>("strict"),
                csv.GetField<bool>("requiresNoArrears"),
                csv.GetField("source")!));
        }

        return policies;
    }
}
