using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;

namespace Agreements.Api.Features.Events;

/// <summary>One page of the feed.</summary>
public sealed record EventPage
{
    /// <summary>The events, in the order of the feed; none where there is nothing new.</summary>
    [MaxLength(Page<FeedEventView>.MaxLimit)]
    public required IReadOnlyList<FeedEventView> Items { get; init; }

    /// <summary>Opaque cursor to pass as <c>after</c>: it goes on after all that this page looked through, and is there on an empty page too. Keep it once the page is dealt with.</summary>
    [RegularExpression(PageRules.CursorPattern)]
    [MaxLength(HttpLimits.MaxRequestLineBytes)]
    public required string Next { get; init; }
}
