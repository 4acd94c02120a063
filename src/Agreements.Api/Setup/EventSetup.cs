using Agreements.Api.Features.Events;
using Agreements.Data.Queries;

namespace Agreements.Api.Setup;

/// <summary>The feed of events, from the section <c>Events</c>.</summary>
public sealed class EventOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Events";

    /// <summary>For how many days events are kept; 14 to 3650, 90 unless set: no shorter than what a webhook may still be tried for. What one is still to be told of stays for longer.</summary>
    public int RetentionDays { get; init; } = 90;

    /// <summary>How many requests of one caller may wait for events at once; 1 to 1000, 10 unless set.</summary>
    public int WaitingPerCaller { get; init; } = 10;

    /// <summary>How many requests of all callers may; 1 to 100,000, 1000 unless set.</summary>
    public int Waiting { get; init; } = 1000;
}

/// <summary>Registers what the feed needs besides its use case.</summary>
internal static class EventSetup
{
    // Ten attempts at a receiver that asks for a day's rest after each.
    private const int ShortestRetention = 14;
    private const int LongestRetention = 3650;
    private const int MostOfOneCaller = 1000;
    private const int MostOfAll = 100_000;

    public static void AddEvents(this WebApplicationBuilder builder)
    {
        var defaults = new EventOptions();
        builder.Services.AddSingleton(new EventOptions
        {
            RetentionDays = Read(nameof(EventOptions.RetentionDays), ShortestRetention, LongestRetention, defaults.RetentionDays),
            WaitingPerCaller = Read(nameof(EventOptions.WaitingPerCaller), 1, MostOfOneCaller, defaults.WaitingPerCaller),
            Waiting = Read(nameof(EventOptions.Waiting), 1, MostOfAll, defaults.Waiting),
        });
        builder.Services.AddSingleton<WaitingRoom>();
        builder.Services.AddHostedService<PlaceEvents>();

        // A feed that lags behind is no reason to serve nothing.
        builder.Services.AddBacklog(new Backlog("events", Tolerance: null, async (db, _, cancellationToken) =>
        {
            var (waiting, since) = await db.MeasureUnplacedAsync(cancellationToken);
            return new BacklogSize(waiting, since);
        }));

        int Read(string name, int least, int most, int otherwise) => builder.Configuration.WholeNumber($"{EventOptions.Section}:{name}", least, most, otherwise);
    }
}
