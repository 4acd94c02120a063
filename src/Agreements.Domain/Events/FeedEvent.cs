using Agreements.Domain.Audit;

namespace Agreements.Domain.Events;

/// <summary>A thing that changed, as an event names it.</summary>
/// <param name="Kind">What kind of thing it is.</param>
/// <param name="Id">Which one.</param>
/// <param name="Path">Where it is read, below the version of the API: <c>agreements/…</c>.</param>
/// <param name="RegionCode">The region that it lies in; null where it concerns the whole country.</param>
/// <param name="AgreementId">The agreement that it is or belongs to.</param>
/// <param name="Version">Its version after the change; null where it has none.</param>
public sealed record EventSubject(EventSubjectKind Kind, Guid Id, string Path, string? RegionCode, Guid? AgreementId = null, int? Version = null);

/// <summary>
/// One event of the feed: that something happened to a thing, and where to read what it is now. It does not say what it is, so that whoever reads it is judged by what they may see
/// then. Events are added, never changed; placing gives each its place, once. They alone are removed again, the oldest first: what they told of is in the records and in the audit.
/// </summary>
public sealed class FeedEvent
{
    /// <summary>Longest path, in characters.</summary>
    public const int PathMaxLength = 100;

    /// <summary>Stands in place of a region where the whole country is concerned.</summary>
    public const string Everybody = "*";

    private FeedEvent()
    {
    }

    /// <summary>Says that something happened.</summary>
    /// <param name="type">What.</param>
    /// <param name="subject">To what.</param>
    /// <param name="act">Who did what, and when.</param>
    public FeedEvent(EventType type, EventSubject subject, Act act)
    {
        if (EventTypes.SubjectOf(type) != subject.Kind)
        {
            throw new ArgumentException($"{type} happens to no {subject.Kind}.", nameof(type));
        }

        (Id, At, Type, SubjectId, Path) = (Guid.CreateVersion7(act.At), act.At, type, subject.Id, subject.Path);
        (Reaches, AgreementId, SubjectVersion) = (subject.RegionCode ?? Everybody, subject.AgreementId, subject.Version);
        (Operation, By) = (act.Action, act.Author?.Name);
    }

    /// <summary>
    /// The order in which events were written, given by the store. Of two changes to one thing the later can only be written when the earlier is done, so this is their order
    /// whatever the clocks of two instances say.
    /// </summary>
    public long Entry { get; }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>What happened.</summary>
    public EventType Type { get; private init; }

    /// <summary>The thing that it happened to.</summary>
    public Guid SubjectId { get; private init; }

    /// <inheritdoc cref="EventSubject.Path"/>
    public string Path { get; private init; } = "";

    /// <summary>The region whose followers it reaches; <see cref="Everybody"/> where it reaches all.</summary>
    public string Reaches { get; private init; } = Everybody;

    /// <inheritdoc cref="EventSubject.AgreementId"/>
    public Guid? AgreementId { get; private init; }

    /// <inheritdoc cref="EventSubject.Version"/>
    public int? SubjectVersion { get; private init; }

    /// <summary>The operation that did it.</summary>
    public string Operation { get; private init; } = "";

    /// <summary>Name of who did it; null where nobody knows.</summary>
    public string? By { get; private init; }

    /// <summary>Its place in the feed, from 1 on and without gaps; null until it is placed.</summary>
    public long? Position { get; private set; }

    /// <summary>The kind of thing that it happened to.</summary>
    public EventSubjectKind Kind => EventTypes.SubjectOf(Type);

    /// <inheritdoc cref="EventSubject.RegionCode"/>
    public string? RegionCode => Reaches == Everybody ? null : Reaches;

    /// <summary>Puts it behind everything placed so far.</summary>
    public void Place(FeedHead head)
    {
        if (Position is not null)
        {
            throw new InvalidOperationException("It has its place in the feed already.");
        }

        Position = head.Last + 1;
        head.MoveTo(FeedPlace.Of(Position.Value, Id));
    }
}
