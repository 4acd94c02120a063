using System.Security.Cryptography;

namespace Agreements.Domain.Events;

/// <summary>A place in the feed, by which somebody remembers how far they have read.</summary>
/// <param name="Position">The position of an event; 0 before the first.</param>
/// <param name="Mark">A digest of that event's id, by which a store is told from another one that has another event in this place; empty before the first.</param>
public sealed record FeedPlace(long Position, string Mark)
{
    /// <summary>Length of a mark, in hexadecimal digits.</summary>
    public const int MarkLength = 16;

    /// <summary>Before the first event.</summary>
    public static FeedPlace Beginning { get; } = new(0, "");

    /// <summary>The place of an event.</summary>
    public static FeedPlace Of(long position, Guid id) => new(position, Convert.ToHexStringLower(SHA256.HashData(id.ToByteArray(bigEndian: true)).AsSpan(0, MarkLength / 2)));
}

/// <summary>Where the feed begins and ends.</summary>
public sealed class FeedHead
{
    /// <summary>There is one feed.</summary>
    public int Id { get; private init; } = 1;

    /// <summary>Position of the last event; 0 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>Its mark.</summary>
    public string LastMark { get; private set; } = "";

    /// <summary>Position of the last event that was removed for its age; 0 while none was.</summary>
    public long Trimmed { get; private set; }

    /// <summary>Its mark.</summary>
    public string TrimmedMark { get; private set; } = "";

    /// <summary>The place of the last event.</summary>
    public FeedPlace End => new(Last, LastMark);

    /// <summary>The place after which the oldest event that is kept comes.</summary>
    public FeedPlace Start => new(Trimmed, TrimmedMark);

    /// <summary>Says that everything up to a place is removed.</summary>
    public void Trim(FeedPlace place) => (Trimmed, TrimmedMark) = (place.Position, place.Mark);

    internal void MoveTo(FeedPlace place) => (Last, LastMark) = (place.Position, place.Mark);
}
