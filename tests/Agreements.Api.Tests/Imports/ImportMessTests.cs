using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Imports;

/// <summary>A register as an office might keep it, written by LibreOffice: what stands where is in the README beside it.</summary>
public sealed class ImportMessTests
{
    private static readonly string[] Found =
    [
        "4 A - import.column-unknown",
        "5 - lifecycle import.state-assumed",
        "6 - lifecycle import.state-assumed",
        "8 - lifecycle import.state-assumed",
        "9 - lifecycle import.state-assumed",
        "10 D kind value.unknown!",
        "11 - lifecycle import.state-assumed",
        "11 H effectiveFrom import.date-unclear",
        "11 I effectiveUntil import.date-unclear",
        "12 F regionCode region.unknown!",
    ];

    [Theory]
    [InlineData("mess.xlsx", "12 K participantQuota import.cell-error!")]
    [InlineData("mess.csv", "12 K participantQuota value.malformed!")]
    public async Task It_comes_in_with_everything_that_is_wrong_in_its_place(string name, string brokenFormula)
    {
        await using var host = new ServiceHost();
        using var client = host.ClientOf("staf");
        var file = await File.ReadAllBytesAsync(Repository.PathOf("tests", "Agreements.Api.Tests", "Sheets", "fixtures", name));

        var import = await client.TakeInAsync(file);

        Assert.Equal("7 5 5 0 2", import.Counts());
        Assert.Equal([.. Found, brokenFormula], await client.FindingsAsync(import));
        Assert.Equal(5, await client.CountAsync("&needsReview=true"));

        var first = (await client.NumberedAsync("100.3.7/12/XII/2024")).Body;
        Assert.Equal(("cooperationAgreement", "74.71", "512/KTR/IX-05/1224", 3750), (first.Said("kind"), first.Said("regionCode"), first.Said("bpjsNumber"), first.Number("participantQuota")));
        Assert.Equal(("2025-01-01", "2025-12-31", "2024-12-27"), (first.Said("effectiveFrom"), first.Said("effectiveUntil"), first.Said("signedOn")));
        Assert.Equal("Rekonsiliasi vis-à-vis BPJS Kesehatan; “triwulan” 2025–2026", first.Said("notes"));

        var second = (await client.NumberedAsync("9101000000000000")).Body;
        Assert.Equal(("2026-01-01", "2026-12-31", "2025-12-26"), (second.Said("effectiveFrom"), second.Said("effectiveUntil"), second.Said("signedOn")));

        var third = (await client.NumberedAsync("100.3.7/7/I/2025")).Body;
        Assert.Equal(("memorandumOfAgreement", "general", "2025-01-01", "2025-12-31", "2024-12-20"), (third.Said("kind"), third.Said("segment"), third.Said("effectiveFrom"), third.Said("effectiveUntil"), third.Said("signedOn")));
        Assert.Equal("Dua rangkap; \nasli di \"Bagian Kerja Sama\"", third.Said("notes"));

        var doubtful = (await client.NumberedAsync("100.3.7/41/II/2025")).Body;
        Assert.Equal((null, null, "Mulai berlaku: 31/02/2025\nBerlaku sampai dengan: 12/31/2025"), (doubtful.Said("effectiveFrom"), doubtful.Said("effectiveUntil"), doubtful.Said("notes")));
    }
}
