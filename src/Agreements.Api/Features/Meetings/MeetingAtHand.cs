using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Meetings;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Meetings;

/// <summary>How a meeting that the caller names is found, and what it says about other records is checked.</summary>
internal sealed class MeetingAtHand(AgreementsDbContext db, Preconditions preconditions, Caller caller)
{
    private IQueryable<Meeting> Within => db.MeetingsWithin(caller.Reach).Include(meeting => meeting.Agreements).Include(meeting => meeting.Renewals).AsSplitQuery();

    /// <summary>A meeting to be changed, as the caller has seen it.</summary>
    public async Task<Meeting> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var meeting = await Within.SingleOrDefaultAsync(each => each.Id == id, cancellationToken) ?? throw HttpFailureException.NotFound("meeting");
        preconditions.RequireMatch(MeetingView.TagOf(meeting));
        return meeting;
    }

    /// <summary>A meeting to be shown.</summary>
    public async Task<Meeting> ReadAsync(Guid id, CancellationToken cancellationToken) =>
        await Within.AsNoTracking().SingleOrDefaultAsync(each => each.Id == id, cancellationToken) ?? throw HttpFailureException.NotFound("meeting");

    /// <summary>Checks what a meeting says about other records: it lies within reach, and what it names is there and concerns its region.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="written">The follow-ups that the caller names.</param>
    /// <param name="known">The follow-ups that it has already.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public async Task CheckAsync(MeetingContent content, IEnumerable<Guid?> written, IReadOnlyCollection<Guid> known, CancellationToken cancellationToken)
    {
        if (!caller.Reach.Covers(content.RegionCode))
        {
            throw new HttpFailureException(StatusCodes.Status403Forbidden, "region.out-of-reach", content.RegionCode);
        }

        var faults = content.FollowUps.Select((followUp, index) => (followUp.Id, index))
            .Where(each => (written.Contains(each.Id) && !known.Contains(each.Id)) || content.FollowUps.Take(each.index).Any(earlier => earlier.Id == each.Id))
            .Select(each => new InputFault($"followUps/{each.index}/id", "follow-up.unknown")).ToList();
        var agreements = await db.AgreementsFor(content.RegionCode).Where(agreement => content.AgreementIds.Contains(agreement.Id)).Select(agreement => agreement.Id).ToListAsync(cancellationToken);
        faults.AddRange(Missing("agreementIds", "agreement.unknown", content.AgreementIds, agreements));
        var renewals = await db.RenewalsFor(content.RegionCode).Where(renewal => content.RenewalIds.Contains(renewal.Id)).Select(renewal => renewal.Id).ToListAsync(cancellationToken);
        faults.AddRange(Missing("renewalIds", "renewal.unknown", content.RenewalIds, renewals));
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }
    }

    private static IEnumerable<InputFault> Missing(string member, string code, IReadOnlyList<Guid> named, List<Guid> there) =>
        named.Select((id, index) => (id, index)).Where(each => !there.Contains(each.id)).Select(each => new InputFault($"{member}/{each.index}", code));
}
