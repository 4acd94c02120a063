using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Calendars;

/// <summary>An event as a subscriber reads it: its properties by name, with those of its alarms after one another.</summary>
public sealed record ReadEvent(ILookup<string, string> Properties)
{
    public string Uid => Properties["UID"].Single();

    public int Sequence => int.Parse(Properties["SEQUENCE"].Single(), System.Globalization.CultureInfo.InvariantCulture);

    public string Day => Properties["DTSTART;VALUE=DATE"].Single();

    public string Summary => Unescaped(Properties["SUMMARY"].Single());

    /// <summary>The description of the event, not of its alarms.</summary>
    public string Description => Unescaped(Properties["DESCRIPTION"].First());

    public string Status => Properties["STATUS"].Single();

    public IEnumerable<string> Triggers => Properties["TRIGGER"];

    private static string Unescaped(string text) =>
        text.Replace("\\\\", "\u0001", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal).Replace('\u0001', '\\');
}

/// <summary>Making feeds, and subscribing to them.</summary>
public static class CalendarSteps
{
    public static object Feed(string name = "Tenggat", string language = "id") => new { name, language };

    /// <summary>A list of a body.</summary>
    public static T[] Listed<T>(params T[] items) => items;

    public static async Task<Answered> FeedAsync(this HttpClient client, params (string Member, object? Value)[] members) =>
        (await client.Post("/v1/calendar-feeds", Feed().With(members))).Is(HttpStatusCode.Created);

    public static string Token(this Answered feed) => feed.Body.Said("token")!;

    public static string Address(this Answered feed) => $"/v1/calendar/{feed.Token()}.ics";

    /// <summary>Asks for the calendar as its subscribers do: with nothing but the address.</summary>
    public static async Task<Answered> SubscribeAsync(this ServiceHost host, Answered feed, params (string Name, string Value)[] headers)
    {
        using var subscriber = host.CreateClient();
        return await subscriber.Get(feed.Address(), headers);
    }

    /// <summary>The events of a feed.</summary>
    public static async Task<IReadOnlyList<ReadEvent>> EventsAsync(this ServiceHost host, Answered feed) => (await host.SubscribeAsync(feed)).Is(HttpStatusCode.OK).Events();

    public static IReadOnlyList<ReadEvent> Events(this Answered calendar)
    {
        var lines = calendar.Lines();
        Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR"), (lines[0], lines[^1]));
        var events = new List<ReadEvent>();
        var from = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            from = lines[i] == "BEGIN:VEVENT" ? i : from;
            if (lines[i] == "END:VEVENT")
            {
                events.Add(new ReadEvent(lines.Skip(from + 1).Take(i - from - 1).Select(line => line.Split(':', 2)).ToLookup(line => line[0], line => line[1], StringComparer.Ordinal)));
            }
        }

        return events;
    }

    /// <summary>The lines of a calendar, unfolded.</summary>
    public static IReadOnlyList<string> Lines(this Answered calendar)
    {
        Assert.EndsWith("\r\n", calendar.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', calendar.Text.Replace("\r\n", "", StringComparison.Ordinal));
        return calendar.Text[..^2].Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
    }
}
