using System.Runtime.CompilerServices;

namespace Agreements.Client;

/// <summary>What has happened, in order.</summary>
public sealed class EventArea
{
    /// <summary>As <c>after</c>: the end of the feed as it is now.</summary>
    public const string Latest = "latest";

    /// <summary>For how many seconds an answer waits unless something else is said: less than one attempt may take.</summary>
    public const int DefaultWait = 30;

    private readonly Wire _wire;

    internal EventArea(Wire wire) => _wire = wire;

    /// <summary>One page of what has happened.</summary>
    /// <param name="filter">Which events; all when left out.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that an earlier page gave as <c>next</c>; <see cref="Latest"/> for the end as it is now; the oldest event that is kept when left out.</param>
    /// <param name="wait">For how many seconds the answer waits where there is nothing, 0–60; see <see cref="RetryOptions.AttemptTime"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("listEvents")]
    public Task<EventPage> ListPageAsync(EventFilter? filter = null, int? limit = null, string? after = null, int? wait = null, CancellationToken cancellationToken = default)
    {
        var call = Call.Get($"v1/events")
            .Query("types", filter?.Types)
            .Query("limit", limit)
            .Query("after", after)
            .Query("wait", wait);
        return _wire.AnswerAsync(call, AgreementsJson.Default.EventPage, cancellationToken);
    }

    /// <summary>
    /// What has happened and happens from now on, page by page and without an end; empty pages come too, so that <see cref="EventPage.Next"/> can be kept. A
    /// <see cref="ProblemException"/> with status 410 says that the cursor leads no further: begin again at <see cref="Latest"/>, and read the lists anew.
    /// </summary>
    /// <param name="filter">Which events; all when left out.</param>
    /// <param name="after">The cursor that was kept last; <see cref="Latest"/> for the end as it is now; the oldest event that is kept when left out.</param>
    /// <param name="wait">For how many seconds each answer waits where there is nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The pages.</returns>
    [Operation("listEvents")]
    public async IAsyncEnumerable<EventPage> FollowAsync(
        EventFilter? filter = null, string? after = null, int wait = DefaultWait, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var page = await ListPageAsync(filter, limit: null, after, wait, cancellationToken).ConfigureAwait(false);
            yield return page;
            after = page.Next;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
