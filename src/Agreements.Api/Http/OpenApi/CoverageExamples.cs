using Agreements.Api.Features.Coverage;
using Agreements.Data.Reference;
using Agreements.Data.SampleRegister;
using Agreements.Domain;
using Agreements.Domain.Coverage;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The examples of coverage: Ogan Komering Ulu Timur as its regency's forum was told in May 2025, judged by the policy of that year, and its province beside it.</summary>
internal static class CoverageExamples
{
    public static readonly Guid SnapshotId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e20");
    public static readonly DateOnly ValidFrom = new(2025, 1, 1);

    private const string Regency = "16.08";
    private const string Province = "16";
    private static readonly DateOnly Day = new(2025, 6, 1);
    private static readonly Authorship Author = new("sample-register", new DateTimeOffset(2025, 11, 27, 2, 30, 0, TimeSpan.Zero));

    private static UhcPolicy Policy => UhcPolicyCatalogue.Shipped.Single(policy => policy.ValidFrom == ValidFrom);

    public static Dictionary<Type, object> Bodies(SampleRegisterFile sample)
    {
        var published = sample.Coverage.Single(entry => entry.RegionCode == Regency);
        return new()
        {
            [typeof(RecordCoverage)] = new RecordCoverage
            {
                AsOf = published.AsOf,
                Population = published.Population,
                Members = published.Members,
                CoveragePercentPrinted = published.CoveragePercentPrinted,
                ActivePercentPrinted = published.ActivePercentPrinted,
                Source = published.Source,
            },
            [typeof(AddUhcPolicy)] = new AddUhcPolicy { ValidFrom = new DateOnly(2027, 1, 1), CoverageAbove = 98.6m, ActiveAbove = 80, Strict = false, RequiresNoArrears = true, Source = "…" },
        };
    }

    public static Dictionary<string, object> Answers(SampleRegisterFile sample)
    {
        var snapshot = CoverageSnapshotView.Of(SnapshotOf(Regency), before: null);
        var (reached, missed) = (StatusOf(Regency), StatusOf(Province));
        var page = new UhcStatusPage { Items = [missed, reached], Next = null, AsOf = Day, Today = null };
        var policy = UhcPolicyView.Of(Policy);
        return new(StringComparer.Ordinal)
        {
            ["recordCoverage"] = snapshot,
            ["getCoverageSnapshot"] = snapshot,
            ["listCoverageSnapshots"] = new Page<CoverageSnapshotView> { Items = [snapshot], Next = null },
            ["getUhcStatus"] = reached,
            ["listCoverage"] = page,
            ["listCoverageBelowTarget"] = page with { Items = [missed] },
            ["addUhcPolicy"] = policy,
            ["getUhcPolicy"] = policy,
            ["listUhcPolicies"] = new Page<UhcPolicyView> { Items = [policy], Next = null },
        };

        CoverageSnapshot SnapshotOf(string code) => sample.Coverage.Single(entry => entry.RegionCode == code).ToSnapshot(SnapshotId, Author);

        UhcStatusView StatusOf(string code) => UhcStatusView.Of(JudgedRegion.Of(RegionCatalogue.Shipped.Get(code), Day, SnapshotOf(code), Policy), before: null);
    }
}
