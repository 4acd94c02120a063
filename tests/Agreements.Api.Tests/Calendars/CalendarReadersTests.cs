using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Reminders;
using static Agreements.Api.Tests.Calendars.CalendarSteps;

namespace Agreements.Api.Tests.Calendars;

/// <summary>What readers by others make of a calendar, whatever stands in it.</summary>
public sealed class CalendarReadersTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Nasty = "Naskah; \"kutip\", \\ garis\r\nEND:VEVENT\nbaris tiga 🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥 ñ 𝒥";

    [IcalJsFact]
    public Task Ical_js_reads_what_was_meant() => ReadsAsync(CalendarReader.ReadByIcalJsAsync);

    [IcalendarFact]
    public Task Icalendar_reads_what_was_meant() => ReadsAsync(CalendarReader.ReadByIcalendarAsync);

    [IcalJsFact]
    public Task Ical_js_reads_a_calendar_without_a_day() => ReadsNothingAsync(CalendarReader.ReadByIcalJsAsync);

    [IcalendarFact]
    public Task Icalendar_reads_a_calendar_without_a_day() => ReadsNothingAsync(CalendarReader.ReadByIcalendarAsync);

    private static async Task ReadsAsync(Func<string, Task<JsonNode>> readAsync)
    {
        await using var own = new ServiceHost();
        using var client = own.ClientOf("staf");
        var agreement = await client.SignedWithAsync(("regionCode", "76"), ("title", Nasty), ("effectiveUntil", "2027-06-30"));
        await client.FollowUpAsync("76", "2026-12-04", "Tindak lanjut");
        var feed = await client.FeedAsync(("name", "Tenggat Sulawesi Barat 🏥"), ("kinds", Listed("expiry", "followUp")), ("alarmDaysBefore", Listed(30, 7, 0)));
        var before = await ReadAsync();
        (await client.AmendAsync(agreement, Story.Amendment(effectiveOn: "2027-01-01", effectiveUntil: "2027-09-30"))).Is(HttpStatusCode.Created);
        var after = await ReadAsync();

        Assert.Equal(("Tenggat Sulawesi Barat 🏥", "PUBLISH"), (after.Said("name"), after.Said("method")));
        var (first, then) = (EventOf(before), EventOf(after));
        Assert.Equal((first.Said("uid"), "2027-06-30", "2027-07-01", true), ($"expiry-{agreement.Id}", first.Said("starts"), first.Said("ends"), first.Flag("isAllDay")));
        Assert.Equal((first.Said("uid"), "2027-09-30", "2027-10-01", true), (then.Said("uid"), then.Said("starts"), then.Said("ends"), then.Flag("isAllDay")));
        Assert.True(then.Number("sequence") > first.Number("sequence"));
        Assert.Equal(($"Perjanjian berakhir – Sulawesi Barat: {Nasty.ReplaceLineEndings("\n")}", "CONFIRMED", "Akhir perjanjian"), (then.Said("summary"), then.Said("status"), then.Said("category")));
        Assert.Equal([-30 * 86400, -7 * 86400, 0], then.Member("alarms")!.AsArray().Select(each => each!.GetValue<int>()));
        Assert.Contains($"Perjanjian: {Nasty.ReplaceLineEndings("\n")}", then.Said("description"), StringComparison.Ordinal);

        async Task<JsonNode> ReadAsync() => await readAsync((await own.SubscribeAsync(feed)).Is(HttpStatusCode.OK).Text);

        static JsonNode EventOf(JsonNode read)
        {
            Assert.Equal(2, read["events"]!.AsArray().Count);
            return read["events"]!.AsArray().Single(each => each!.Said("uid")!.StartsWith("expiry", StringComparison.Ordinal))!;
        }
    }

    private async Task ReadsNothingAsync(Func<string, Task<JsonNode>> readAsync)
    {
        using var client = host.ClientOf("staf");
        var feed = await client.FeedAsync(("regionCode", "65"), ("name", string.Create(CultureInfo.InvariantCulture, $"Kosong {Guid.CreateVersion7()}")));

        Assert.Empty((await readAsync((await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK).Text))["events"]!.AsArray());
    }
}
