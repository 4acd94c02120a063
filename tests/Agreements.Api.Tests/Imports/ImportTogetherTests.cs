using System.Net;
using Agreements.Api.Tests.Hosting;
using static Agreements.Api.Tests.Imports.ImportSteps;

namespace Agreements.Api.Tests.Imports;

/// <summary>Rows that have to do with each other.</summary>
public sealed class ImportTogetherTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly (string, string) AllOrNothing = ("mode", "allOrNothing");

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task All_or_nothing_takes_in_none_where_one_cannot_be()
    {
        var file = Csv(Headers, Row("A/1"), Row("A/2", region: "99"), Row("A/3", review: "Ya"));
        var before = await _client.CountAsync();

        var import = await _client.TakeInAsync(file, AllOrNothing);

        Assert.Equal("3 0 0 0 1", import.Counts());
        Assert.Equal(["3 B regionCode region.unknown!"], await _client.FindingsAsync(import));
        Assert.Equal(before, await _client.CountAsync());
    }

    [Fact]
    public async Task All_or_nothing_takes_in_all_where_all_can_be()
    {
        var import = await _client.TakeInAsync(Csv($"{Headers};Melanjutkan", $"{Row("B/1")};B/2", $"{Row("B/2", from: "2025-01-01", until: "2025-12-31")};"), AllOrNothing);

        Assert.Equal("2 2 0 0 0", import.Counts());
        Assert.Equal((await _client.NumberedAsync("B/2")).Id, (await _client.NumberedAsync("B/1")).Body.Said("predecessorId"));
        Assert.Equal("2 0 0 2 0", (await _client.TakeInAsync(Csv(Headers, Row("B/1"), Row("B/2")), AllOrNothing)).Counts());
    }

    [Fact]
    public async Task All_or_nothing_is_for_a_thousand_rows_at_most()
    {
        Assert.Equal("1000 1000 0 0 0", (await _client.TakeInAsync(Csv([Headers, .. Enumerable.Range(0, 1000).Select(i => Row($"M/{i}"))]), AllOrNothing)).Counts());
        Assert.Equal("import.too-many-at-once", await _client.FaultOfAsync(Csv([Headers, .. Enumerable.Range(0, 1001).Select(i => Row($"C/{i}"))]), AllOrNothing));
        Assert.Equal("1001 1001 0 0 0", (await _client.TakeInAsync(Csv([Headers, .. Enumerable.Range(0, 1001).Select(i => Row($"C/{i}"))]))).Counts());
    }

    [Fact]
    public async Task A_row_may_continue_one_further_down_or_one_that_is_there()
    {
        await _client.TakeInAsync(Csv(Headers, Row("D/0", from: "2023-01-01", until: "2023-12-31")));

        var import = await _client.TakeInAsync(Csv(
            $"{Headers};Nomor perjanjian sebelumnya",
            $"{Row("D/3")};D/2",
            $"{Row("D/2", from: "2025-01-01", until: "2025-12-31")};D/1",
            $"{Row("D/1", from: "2024-01-01", until: "2024-12-31")};D/0",
            $"{Row("D/4", from: "2027-01-01", until: "2027-12-31")};D/3"));

        Assert.Equal("4 4 0 0 0", import.Counts());
        Assert.Empty(await _client.FindingsAsync(import));
        foreach (var i in Enumerable.Range(0, 4))
        {
            Assert.Equal((await _client.NumberedAsync($"D/{i}")).Id, (await _client.NumberedAsync($"D/{i + 1}")).Body.Said("predecessorId"));
        }
    }

    [Theory]
    [InlineData("false", "E")]
    [InlineData("true", "EE")]
    public async Task A_predecessor_that_nobody_knows_or_that_goes_round_is_left_out_and_flagged(string dryRun, string series)
    {
        var import = await _client.TakeInAsync(
            Csv(
                $"{Headers};Nomor perjanjian sebelumnya",
                $"{Row($"{series}/1", from: "2025-01-01", until: "2025-12-31")};{series}/2",
                $"{Row($"{series}/2")};{series}/1",
                $"{Row($"{series}/3")};{series}/3",
                $"{Row($"{series}/4")};tidak ada"),
            ("dryRun", dryRun));

        Assert.Equal("4 4 3 0 0", import.Counts());
        Assert.Equal(
            ["3 H predecessorNumber import.predecessor-circular", "4 H predecessorNumber import.predecessor-unknown", "5 H predecessorNumber import.predecessor-unknown"],
            await _client.FindingsAsync(import));
        if (dryRun == "false")
        {
            Assert.Equal("Nomor perjanjian sebelumnya: tidak ada", (await _client.NumberedAsync($"{series}/4")).Body.Said("notes"));
        }
    }

    [Fact]
    public async Task Findings_come_page_by_page_in_the_language_asked_for_and_by_what_they_mean()
    {
        var import = await _client.TakeInAsync(Csv([$"{Headers};Lainnya", .. Enumerable.Range(0, 12).Select(i => $"{Row($"F/{i}", region: i % 2 == 0 ? "99" : "76", until: "12/31/2025")};")]));
        var path = $"/v1/imports/{import.Id}/findings";

        var all = (await _client.Get($"{path}?limit=200")).Is(HttpStatusCode.OK).Items.Select(ImportSteps.Told).ToList();
        Assert.Equal(1 + 12 + 6, all.Count);
        Assert.Equal(all, (await _client.WalkAsync($"{path}?limit=5")).Select(ImportSteps.Told));
        Assert.Equal(all.Where(told => told.EndsWith('!')), (await _client.WalkAsync($"{path}?limit=4&severity=error")).Select(ImportSteps.Told));
        Assert.Equal(all.Where(told => !told.EndsWith('!')), (await _client.WalkAsync($"{path}?limit=4&severity=warning")).Select(ImportSteps.Told));
        Assert.Equal(19, import.Body.Number("findingCount"));
        (await _client.Get($"{path}?severity=fatal")).IsProblem(HttpStatusCode.BadRequest, "parameter.malformed");

        var english = (await _client.Get($"{path}?limit=1", ("Accept-Language", "en"))).Items[0];
        Assert.Contains("is not known and is passed over", english.Said("detail"), StringComparison.Ordinal);
        Assert.Contains("tidak dikenal dan dilewati", (await _client.Get($"{path}?limit=1")).Items[0].Said("detail"), StringComparison.Ordinal);
    }
}
