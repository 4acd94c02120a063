using Agreements.Api.Features;
using Agreements.Api.Features.Events;
using Agreements.Domain;
using Agreements.Domain.Audit;
using Agreements.Domain.Events;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The example of the feed: that the agreement of Sulawesi Barat was amended.</summary>
internal static class EventExamples
{
    private static readonly Guid EventId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e41");
    private static readonly DateTimeOffset At = new(2025, 11, 27, 2, 30, 0, TimeSpan.Zero);

    public static Dictionary<string, object> Answers(Agreement agreement)
    {
        var subject = new EventSubject(EventSubjectKind.Agreement, agreement.Id, $"agreements/{agreement.Id}", agreement.RegionCode, agreement.Id, agreement.Version);
        var happened = new FeedEvent(EventType.AgreementAmended, subject, new Act("amendAgreement", new Author("Biro Pemkesra"), Credential: null, At));
        return new(StringComparer.Ordinal)
        {
            ["listEvents"] = new EventPage
            {
                Items = [FeedEventView.Of(happened) with { Id = EventId }],
                Next = "eyJQb3NpdGlvbiI6MTI4LCJNYXJrIjoiNWU4ODQ4OThkYTI4MDQ3MSIsIlJlYWNoIjoiKiJ9ZxRkKc3v0uWkQ1pB",
            },
        };
    }
}
