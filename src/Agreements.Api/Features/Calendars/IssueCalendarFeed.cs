using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Api.Setup;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Calendars;
using Agreements.Domain.Deadlines;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Calendars;

/// <summary>
/// Makes a calendar of the deadlines that the caller reaches, for programs to subscribe to. Whoever has its address reads it, and nothing else: it is in the first answer
/// alone, so whoever loses it, a repeat with the same idempotency key included, revokes the feed and makes another. It never shows more than its maker reaches at the
/// time of reading. One that was made with an API key ends with the key; one that was made with an access token keeps the reach of that token and ends after 366 days at
/// the latest.
/// </summary>
public sealed record IssueCalendarFeed : IChange<CalendarFeedView>
{
    /// <summary>What it is called, in calendar programs too.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Kemendagri code of the one region that it shows. Without it and <c>provinceCode</c> it shows all that the caller reaches.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of the province that it shows with its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>The kinds of deadlines that it shows; all when left out.</summary>
    public IReadOnlyList<DeadlineKind>? Kinds { get; init; }

    /// <summary>The language that it is written in.</summary>
    [Required]
    public CalendarLanguage? Language { get; init; }

    /// <summary>How many days before a due date calendar programs are to speak up; never when left out. Not all of them do so in calendars that are subscribed to.</summary>
    public IReadOnlyList<int>? AlarmDaysBefore { get; init; }

    /// <summary>From when on it opens nothing. Left out, a feed ends with the key that made it, or 366 days after a token has.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

internal sealed class IssueCalendarFeedValidator : AbstractValidator<IssueCalendarFeed>
{
    public IssueCalendarFeedValidator()
    {
        RuleFor(body => body.Name).Required().Text(CalendarFeed.NameMaxLength).OnOneLine();
        RuleFor(body => body.RegionCode).Must(code => code is null || RegionCatalogue.Shipped.Find(code) is not null).WithErrorCode("region.unknown");
        RuleFor(body => body.ProvinceCode).Must(code => code is null || RegionRules.IsProvince(code)).WithErrorCode("region.unknown")
            .Must((body, code) => code is null || body.RegionCode is null).WithErrorCode("calendar-feed.region-unclear");
        RuleFor(body => body.Kinds).Items(Enum.GetValues<DeadlineKind>().Length).Must(kinds => kinds is not { Count: 0 }).WithErrorCode("list.empty");
        RuleFor(body => body.Language).Required();
        RuleFor(body => body.AlarmDaysBefore).Items(CalendarFeed.MostAlarms);
        RuleForEach(body => (body.AlarmDaysBefore ?? Array.Empty<int>()).Take(CalendarFeed.MostAlarms)).InclusiveBetween(0, CalendarFeed.MostAlarmDays)
            .WithErrorCode("value.out-of-range").WithState(_ => new object?[] { 0, CalendarFeed.MostAlarmDays }).OverridePropertyName("AlarmDaysBefore");
    }
}

internal sealed class IssueCalendarFeedHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller, CalendarOptions options)
    : IRequestHandler<IssueCalendarFeed, CalendarFeedView>
{
    public async Task<CalendarFeedView> Handle(IssueCalendarFeed request, CancellationToken cancellationToken)
    {
        RequireWithinReach(request);
        var authorship = caller.Sign();

        // One after the other, so that two at once do not both take the last place.
        await engine.HoldNameAsync(db, $"calendar-feeds\n{caller.Id}", cancellationToken);
        if (await db.CalendarFeedsMadeBy(caller.Id).CountLiveAsync(authorship.At, cancellationToken) >= CalendarFeed.MostLive)
        {
            throw new RuleViolationException("calendar-feed.too-many", ("most", CalendarFeed.MostLive));
        }

        var secret = Secret.OfCalendar();
        var feed = CalendarFeed.Issue(
            Guid.CreateVersion7(authorship.At),
            request.Name!,
            new CalendarContent(request.RegionCode, request.ProvinceCode, request.Kinds ?? [], request.Language!.Value, request.AlarmDaysBefore ?? []),
            secret.Hash,
            CalendarMaker.Of(caller.Grant, authorship.At),
            request.ExpiresAt?.ToMilliseconds(),
            authorship);
        db.Add(feed);
        return CalendarFeedView.Of(feed) with { Token = secret.Text, Url = options.Absolute($"/v1/calendar/{secret.Text}.ics") };
    }

    private void RequireWithinReach(IssueCalendarFeed request)
    {
        if ((request.ProvinceCode ?? request.RegionCode) is not { } asked)
        {
            return;
        }

        IEnumerable<string> shown = request.ProvinceCode is null ? [asked] : RegionCatalogue.Shipped.Covering(asked);
        if (!shown.All(caller.Reach.Covers))
        {
            throw new HttpFailureException(StatusCodes.Status403Forbidden, "region.out-of-reach", asked);
        }
    }
}
