using Agreements.Domain.Regions;
using static Agreements.Domain.Regions.BpjsOfficeKind;

namespace Agreements.Domain.Tests.Regions;

public sealed class BpjsOfficeTests
{
    private static readonly DateTimeOffset Opened = new(2025, 1, 6, 1, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Later = new(2025, 2, 3, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RegionalOffice, Branch)]
    [InlineData(RegionalOffice, DistrictOffice)]
    [InlineData(Branch, DistrictOffice)]
    public void An_office_reports_to_one_of_a_higher_tier(BpjsOfficeKind above, BpjsOfficeKind below)
    {
        var parent = BpjsOffice.Open(Id(1), above, "Atasan", parent: null, [], Opened);

        Assert.Equal(Id(1), BpjsOffice.Open(Id(2), below, "Bawahan", parent, [], Opened).ParentId);
    }

    [Theory]
    [InlineData(RegionalOffice, RegionalOffice)]
    [InlineData(Branch, RegionalOffice)]
    [InlineData(Branch, Branch)]
    [InlineData(DistrictOffice, RegionalOffice)]
    [InlineData(DistrictOffice, Branch)]
    [InlineData(DistrictOffice, DistrictOffice)]
    public void An_office_does_not_report_to_its_own_tier_or_a_lower_one(BpjsOfficeKind above, BpjsOfficeKind below)
    {
        var parent = BpjsOffice.Open(Id(1), above, "Atasan", parent: null, [], Opened);

        var refusal = Assert.Throws<InvalidInputException>(() => BpjsOffice.Open(Id(2), below, "Bawahan", parent, [], Opened));

        Assert.Equal(("parentId", "office.parent-not-above"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
    }

    [Fact]
    public void An_office_may_report_to_none() =>
        Assert.Null(BpjsOffice.Open(Id(1), DistrictOffice, "Kantor Kabupaten Majene", parent: null, [], Opened).ParentId);

    [Fact]
    public void An_office_is_opened_at_version_one()
    {
        var office = BpjsOffice.Open(Id(1), Branch, "Kantor Cabang Mamuju", parent: null, ["76", "76.02"], Opened);

        Assert.Equal((1, Opened, Opened), (office.Version, office.CreatedAt, office.UpdatedAt));
        Assert.Equal((Id(1), Branch, "Kantor Cabang Mamuju"), (office.Id, office.Kind, office.Name));
        Assert.Equal(
            [new OfficeCatchment(Id(1), "76"), new OfficeCatchment(Id(1), "76.02")],
            office.Catchment.OrderBy(each => each.RegionCode, StringComparer.Ordinal));
    }

    [Fact]
    public void A_revision_that_changes_nothing_makes_no_version()
    {
        var parent = BpjsOffice.Open(Id(1), RegionalOffice, "Kedeputian Wilayah IX", parent: null, [], Opened);
        var office = BpjsOffice.Open(Id(2), Branch, "Kantor Cabang Mamuju", parent, ["76", "76.02"], Opened);

        office.Revise(Branch, "Kantor Cabang Mamuju", parent, highestChild: null, ["76.02", "76", "76"], Later);

        Assert.Equal((1, Opened), (office.Version, office.UpdatedAt));
    }

    public static TheoryData<BpjsOfficeKind, string, bool, string[]> Revisions => new()
    {
        { DistrictOffice, "Kantor Cabang Mamuju", true, ["76"] },
        { Branch, "Kantor Cabang Polewali", true, ["76"] },
        { Branch, "Kantor Cabang Mamuju", false, ["76"] },
        { Branch, "Kantor Cabang Mamuju", true, ["76", "76.02"] },
        { Branch, "Kantor Cabang Mamuju", true, ["76.02"] },
        { Branch, "Kantor Cabang Mamuju", true, [] },
    };

    [Theory]
    [MemberData(nameof(Revisions))]
    public void Each_change_of_an_office_makes_one_version(BpjsOfficeKind kind, string name, bool reports, string[] catchment)
    {
        var parent = BpjsOffice.Open(Id(1), RegionalOffice, "Kedeputian Wilayah IX", parent: null, [], Opened);
        var office = BpjsOffice.Open(Id(2), Branch, "Kantor Cabang Mamuju", parent, ["76"], Opened);

        office.Revise(kind, name, reports ? parent : null, highestChild: null, catchment, Later);

        Assert.Equal((2, Opened, Later), (office.Version, office.CreatedAt, office.UpdatedAt));
        Assert.Equal((kind, name, reports ? Id(1) : null), (office.Kind, office.Name, office.ParentId));
        Assert.Equal(catchment, office.Catchment.Select(each => each.RegionCode).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_refused_revision_leaves_the_office_as_it_was()
    {
        var peer = BpjsOffice.Open(Id(1), Branch, "Kantor Cabang Makassar", parent: null, [], Opened);
        var office = BpjsOffice.Open(Id(2), Branch, "Kantor Cabang Mamuju", parent: null, ["76"], Opened);

        Assert.Throws<InvalidInputException>(() => office.Revise(Branch, "Kantor Cabang Polewali", peer, highestChild: null, [], Later));

        Assert.Equal((1, "Kantor Cabang Mamuju", null, 1), (office.Version, office.Name, office.ParentId, office.Catchment.Count));
    }

    [Theory]
    [InlineData(Branch, DistrictOffice)]
    [InlineData(Branch, Branch)]
    [InlineData(DistrictOffice, DistrictOffice)]
    public void An_office_cannot_sink_to_the_tier_of_those_that_report_to_it(BpjsOfficeKind highestChild, BpjsOfficeKind kind)
    {
        var office = BpjsOffice.Open(Id(1), RegionalOffice, "Kedeputian Wilayah IX", parent: null, [], Opened);

        var refusal = Assert.Throws<InvalidInputException>(() => office.Revise(kind, office.Name, parent: null, highestChild, [], Later));

        Assert.Equal(("kind", "office.child-not-below"), (refusal.Faults.Single().Member, refusal.Faults.Single().Code));
    }

    private static Guid Id(int number) => new(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
}
