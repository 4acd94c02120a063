using Agreements.Domain.Audit;
using Agreements.Domain.Events;

namespace Agreements.Domain.Tests.Events;

public sealed class FeedTests
{
    private static readonly Act Drafting = new("draftAgreement", new Author("staf"), Credential: null, new DateTimeOffset(2026, 11, 21, 2, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Each_type_has_a_name_of_its_own_that_begins_with_what_it_is_about()
    {
        var types = Enum.GetValues<EventType>();

        Assert.Equal(types.Length, types.Select(EventTypes.NameOf).Distinct(StringComparer.Ordinal).Count());
        Assert.All(types, type => Assert.Matches("^[a-z][A-Za-z]+\\.[a-z][A-Za-z]+$", EventTypes.NameOf(type)));
        Assert.Equal(("workPlan.partiallySigned", EventSubjectKind.WorkPlan), (EventTypes.NameOf(EventType.WorkPlanPartiallySigned), EventTypes.SubjectOf(EventType.WorkPlanPartiallySigned)));
        Assert.Equal(("activationMode.created", EventSubjectKind.ActivationMode), (EventTypes.NameOf(EventType.ActivationModeCreated), EventTypes.SubjectOf(EventType.ActivationModeCreated)));
        Assert.Equal(EventType.AgreementMovedAway, EventTypes.Of(EventSubjectKind.Agreement, "MovedAway"));
    }

    [Fact]
    public void Events_stand_one_behind_the_other_and_each_gets_its_place_once()
    {
        var head = new FeedHead();
        var (first, second) = (Happened(), Happened());

        first.Place(head);
        second.Place(head);

        Assert.Equal((1L, 2L), (first.Position!.Value, second.Position!.Value));
        Assert.Equal(FeedPlace.Of(2, second.Id), head.End);
        Assert.NotEqual(FeedPlace.Of(2, first.Id), head.End);
        Assert.Equal(FeedPlace.Beginning, head.Start);
        Assert.Throws<InvalidOperationException>(() => first.Place(head));
    }

    [Fact]
    public void What_lies_in_no_region_reaches_everybody()
    {
        Assert.Null(Happened(region: null).RegionCode);
        Assert.Equal(FeedEvent.Everybody, Happened(region: null).Reaches);
        Assert.Equal(("76", "76"), (Happened().RegionCode, Happened().Reaches));
    }

    [Fact]
    public void An_event_of_one_kind_of_thing_happens_to_no_other() =>
        Assert.Throws<ArgumentException>(() => new FeedEvent(EventType.MeetingCreated, new EventSubject(EventSubjectKind.Agreement, Guid.CreateVersion7(), "agreements/1", "76"), Drafting));

    private static FeedEvent Happened(string? region = "76") => new(EventType.AgreementCreated, new EventSubject(EventSubjectKind.Agreement, Guid.CreateVersion7(), "agreements/1", region), Drafting);
}
