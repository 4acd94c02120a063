using Agreements.Api.Features.Events;
using Agreements.Data.Queries;

namespace Agreements.Api.Setup;

/// <summary>The feed of events, from the section <c>Events</c>.</summary>
public sealed class EventOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Events";

    /// <summary>For how many days events are kept; 1 to 3650, 90 unless set.</summary>
    public int RetentionDays { get; init; } = 90;

    /// <summary>How many requests of one caller may wait for events at once; 1 to 1000, 10 unless set.</summary>
    public int WaitingPerCaller { get; init; } = 10;

    /// <summary>How many requests of all callers may; 1 to 100,000, 1000 unless set.</summary>
    public int Waiting { get; init; } = 1000;
}

/// <summary>Registers what the feed needs besides its use case.</summary>
internal static class EventSetup
{
    private const int LongestRetention = 3650;
    private const int MostOfOneCaller = 1000;
    private const int MostOfAll = 100_000;

    public static void AddEvents(this WebApplicationBuilder builder)
    {
        var defaults = new EventOptions();
        builder.Services.AddSingleton(new EventOptions
        {
            RetentionDays = Read(nameof(EventOptions.RetentionDays), LongestRetention, defaults.RetentionDays),
            WaitingPerCaller = Read(nameof(EventOptions.WaitingPerCaller), MostOfOneCaller, defaults.WaitingPerCaller),
            Waiting = Read(nameof(EventOptions.Waiting), MostOfAll, defaults.Waiting),
        });
        builder.Services.AddSingleton<WaitingRoom>();
        builder.Services.AddHostedService<PlaceEvents>();

        // A feed that lags behind is no reason to serve nothing.
        builder.Services.AddBacklog(new Backlog("events", Tolerance: null, async (db, _, cancellationToken) =>
        {
            var (waiting, since) = await db.MeasureUnplacedAsync(cancellationToken);
            return new BacklogSize(waiting, since);
        }));

        int Read(string name, int most, int otherwise) => builder.Configuration.WholeNumber($"{EventOptions.Section}:{name}", 1, most, otherwise);
    }
}
