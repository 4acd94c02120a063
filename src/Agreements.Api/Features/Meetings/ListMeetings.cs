using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Meetings;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Meetings;

/// <summary>Lists meetings by the day on which they were held, the latest first.</summary>
public sealed record ListMeetings : IRequest<Page<MeetingView>>, IPaged
{
    /// <summary>What they were held for; comma-separated.</summary>
    public Params<MeetingKind>? Kind { get; init; }

    /// <summary>Kemendagri codes, comma-separated: held by exactly these regions.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Kemendagri code of a province; includes its regencies and cities.</summary>
    public string? ProvinceCode { get; init; }

    /// <summary>Held on or after this day.</summary>
    public Param<DateOnly>? HeldFrom { get; init; }

    /// <summary>Held on or before this day.</summary>
    public Param<DateOnly>? HeldTo { get; init; }

    /// <summary>About this agreement.</summary>
    public Param<Guid>? AgreementId { get; init; }

    /// <summary>About this renewal.</summary>
    public Param<Guid>? RenewalId { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListMeetingsValidator : AbstractValidator<ListMeetings>
{
    public ListMeetingsValidator()
    {
        this.AddPaging();
        this.AddRegions(query => query.RegionCode, query => query.ProvinceCode);
    }
}

internal sealed class ListMeetingsHandler(AgreementsDbContext db, PageWalk walk, Caller caller) : IRequestHandler<ListMeetings, Page<MeetingView>>
{
    public async Task<Page<MeetingView>> Handle(ListMeetings request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var rows = await Filtered(request).WalkByDay(walk.Start<DayPlace>(request.After)).Take(limit + 1)
            .Include(meeting => meeting.Agreements).Include(meeting => meeting.Renewals).AsSplitQuery().ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, meeting => new DayPlace(meeting.HeldOn, meeting.Id));
        return new Page<MeetingView> { Items = [.. page.Select(MeetingView.Of)], Next = next };
    }

    private IQueryable<Meeting> Filtered(ListMeetings request)
    {
        var meetings = db.MeetingsWithin(caller.Reach).AsNoTracking();
        if (request.Kind is { Values: var kinds })
        {
            meetings = meetings.Where(meeting => kinds.Contains(meeting.Kind));
        }

        if (request.RegionCode?.Split(',') is { } codes)
        {
            meetings = meetings.Where(meeting => codes.Contains(meeting.RegionCode));
        }

        if (request.ProvinceCode is { } province)
        {
            meetings = meetings.InProvince(province);
        }

        if (request.HeldFrom is { Value: var from })
        {
            meetings = meetings.Where(meeting => meeting.HeldOn >= from);
        }

        if (request.HeldTo is { Value: var to })
        {
            meetings = meetings.Where(meeting => meeting.HeldOn <= to);
        }

        if (request.AgreementId is { Value: var agreementId })
        {
            meetings = meetings.Where(meeting => meeting.Agreements.Any(link => link.AgreementId == agreementId));
        }

        if (request.RenewalId is { Value: var renewalId })
        {
            meetings = meetings.Where(meeting => meeting.Renewals.Any(link => link.RenewalId == renewalId));
        }

        return meetings;
    }
}
