using Agreements.Api.Features.Exchange;
using Agreements.Api.Tests.Exchange;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Imports;

/// <summary>What was exported, imported into an empty store and exported again is what it was.</summary>
public sealed class ImportRoundTripTests
{
    private const int Rows = 20_000;

    [Fact]
    public async Task Twenty_thousand_agreements_come_back_as_they_went_out()
    {
        await using var first = new ServiceHost();
        using var client = first.ClientOf("pengelola");
        await ComeInAsync(client, RegisterFile.Of(Rows), Rows);
        var xlsx = await client.ExportAsync("format=xlsx&language=en");

        await using var second = new ServiceHost();
        using var other = second.ClientOf("pengelola");
        await ComeInAsync(other, xlsx.Bytes, Rows);

        AreEqual((await client.ExportAsync("format=csv")).Csv(), (await other.ExportAsync("format=csv")).Csv());
    }

    [Theory]
    [InlineData("csv&separator=semicolon")]
    [InlineData("xlsx")]
    public async Task What_was_recorded_by_hand_comes_back_to_the_letter(string format)
    {
        await using var awkward = new ReadBackTests.AwkwardRegister();
        await awkward.InitializeAsync();
        using var client = awkward.ClientOf("staf");
        var export = await client.ExportAsync($"format={format}");

        await using var host = new ServiceHost();
        using var other = host.ClientOf("staf");
        var before = (await client.ExportAsync("format=csv")).Csv();
        await ComeInAsync(other, export.Bytes, before.Rows.Count);

        AreEqual(before, (await other.ExportAsync("format=csv")).Csv());
    }

    private static void AreEqual(Sheet before, Sheet after)
    {
        Assert.Equal(before.Rows.Count, after.Rows.Count);
        foreach (var header in RegisterColumns.All.Where(column => column.IsRecorded).Select(column => column.Header.Indonesian))
        {
            foreach (var (was, now, i) in before.Below(header).Zip(after.Below(header)).Select((pair, i) => (pair.First, pair.Second, i)))
            {
                Assert.Equal($"{i} {header}: {was}", $"{i} {header}: {now}");
            }
        }
    }

    private static async Task ComeInAsync(HttpClient client, byte[] file, int rows)
    {
        var import = await client.TakeInAsync(file);
        Assert.Empty((await client.FindingsAsync(import, "limit=20&severity=error")).Take(20));
        Assert.Equal((rows, rows), (import.Body.Number("rowsRead"), import.Body.Number("rowsCreated")));
    }
}
