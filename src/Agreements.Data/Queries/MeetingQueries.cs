using Agreements.Data.Reference;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Renewals;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The named queries of the meetings.</summary>
public static class MeetingQueries
{
    /// <summary>By the day on which they were held, the latest first, from after a place on.</summary>
    public static IQueryable<Meeting> WalkByDay(this IQueryable<Meeting> meetings, DayPlace? after)
    {
        if (after is { Day: var day, Id: var id })
        {
            meetings = meetings.Where(meeting => meeting.HeldOn <= day && (meeting.HeldOn < day || meeting.Id < id));
        }

        return meetings.OrderByDescending(meeting => meeting.HeldOn).ThenByDescending(meeting => meeting.Id);
    }

    /// <summary>The meetings about an agreement that the caller has in hand, with their links.</summary>
    public static IQueryable<Meeting> MeetingsAbout(this AgreementsDbContext db, Agreement agreement) => db.Meetings
        .Include(meeting => meeting.Agreements).Include(meeting => meeting.Renewals).AsSplitQuery()
        .Where(meeting => meeting.Agreements.Any(link => link.AgreementId == agreement.Id));

    /// <summary>The agreements that a meeting of a region can be about: the region's own and, of a province, those of its regencies and cities.</summary>
    public static IQueryable<Agreement> AgreementsFor(this AgreementsDbContext db, string regionCode)
    {
        var covered = RegionCatalogue.Shipped.Covering(regionCode).ToList();
        return db.Agreements.Where(agreement => covered.Contains(agreement.RegionCode));
    }

    /// <summary>The renewals that a meeting of a region can be about.</summary>
    public static IQueryable<Renewal> RenewalsFor(this AgreementsDbContext db, string regionCode)
    {
        var covered = RegionCatalogue.Shipped.Covering(regionCode).ToList();
        return db.Renewals.Where(renewal => covered.Contains(renewal.RegionCode));
    }
}
