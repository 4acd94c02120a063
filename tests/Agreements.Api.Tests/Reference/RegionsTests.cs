using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Reference;

public sealed class RegionsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("pembaca");

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(200)]
    public async Task There_are_552_by_code_whatever_the_page(int limit)
    {
        var codes = (await _client.WalkAsync($"/v1/regions?limit={limit}")).Select(region => region.Said("code")!).ToList();

        Assert.Equal(552, codes.Count);
        Assert.Equal(codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), codes);
    }

    [Fact]
    public async Task All_but_the_six_administrative_ones_of_Jakarta_govern_themselves()
    {
        var regions = await _client.WalkAsync("/v1/regions?limit=200");

        Assert.Equal(546, regions.Count(region => region.Flag("isAutonomous")));
        Assert.Equal(
            ["31.01", "31.71", "31.72", "31.73", "31.74", "31.75"],
            regions.Where(region => !region.Flag("isAutonomous")).Select(region => region.Said("code")));
    }

    [Theory]
    [InlineData("level=province", 38)]
    [InlineData("level=regency", 416)]
    [InlineData("level=city", 98)]
    [InlineData("provinceCode=76", 7)]
    [InlineData("provinceCode=31", 7)]
    [InlineData("provinceCode=76&level=province", 1)]
    [InlineData("provinceCode=76&level=regency", 6)]
    [InlineData("provinceCode=76&level=city", 0)]
    [InlineData("q=kota%20sorong", 1)]
    [InlineData("q=SORONG", 3)]
    [InlineData("q=sorong%20kota", 1)]
    [InlineData("q=sulawesi&level=province", 5)]
    [InlineData("q=%25", 0)]
    [InlineData("q=gandrungmangu", 0)]
    public async Task A_filter_keeps_what_it_names(string query, int count)
    {
        Assert.Equal(count, (await _client.WalkAsync($"/v1/regions?{query}")).Count);
    }

    [Theory]
    [InlineData("76", "Sulawesi Barat", "province", "76", "Asia/Makassar", true)]
    [InlineData("96.71", "Kota Sorong", "city", "96", "Asia/Jayapura", true)]
    [InlineData("33.05", "Kabupaten Kebumen", "regency", "33", "Asia/Jakarta", true)]
    [InlineData("31.71", "Kota Administrasi Jakarta Pusat", "city", "31", "Asia/Jakarta", false)]
    public async Task A_region_says_its_name_level_province_and_zone(string code, string name, string level, string province, string zone, bool autonomous)
    {
        var region = (await _client.Get($"/v1/regions/{code}")).Is(HttpStatusCode.OK);

        Assert.Equal(name, region.Body.Said("name"));
        Assert.Equal(level, region.Body.Said("level"));
        Assert.Equal(province, region.Body.Said("provinceCode"));
        Assert.Equal(zone, region.Body.Said("timeZone"));
        Assert.Equal(autonomous, region.Body.Flag("isAutonomous"));
        (await _client.Get($"/v1/regions/{code}", ("If-None-Match", region.ETag!))).Is(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("92.71")]
    [InlineData("00")]
    [InlineData("sulbar")]
    public async Task A_code_that_nobody_has_is_not_found(string code)
    {
        (await _client.Get($"/v1/regions/{code}")).IsProblem(HttpStatusCode.NotFound, "region.not-found");
    }

    [Theory]
    [InlineData("level=village", "level", "parameter.malformed")]
    [InlineData("level=Province", "level", "parameter.malformed")]
    [InlineData("provinceCode=99", "provinceCode", "region.unknown")]
    [InlineData("provinceCode=76.01", "provinceCode", "region.unknown")]
    [InlineData("province=76", "province", "parameter.unknown")]
    [InlineData("q=", "q", "parameter.blank")]
    [InlineData("limit=0", "limit", "value.out-of-range")]
    [InlineData("after=zzz", "after", "cursor.invalid")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code)
    {
        var answer = await _client.Get($"/v1/regions?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains(parameter, answer.Errors));
    }

    [Fact]
    public async Task Nobody_writes_regions()
    {
        var answer = await _client.Post("/v1/regions", new { code = "98", name = "Baru" });

        answer.IsProblem(HttpStatusCode.MethodNotAllowed, "method.not-allowed");
        Assert.Contains("GET", answer.ContentHeaders.Allow);
    }
}
