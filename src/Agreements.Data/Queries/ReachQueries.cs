using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Coverage;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Documents;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Agreements.Domain.Renewals;
using Agreements.Domain.WorkPlans;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The only way from outside the store to the agreements and what belongs to them: within what the caller reaches.</summary>
public static class ReachQueries
{
    /// <summary>The agreements within a reach.</summary>
    public static IQueryable<Agreement> AgreementsWithin(this AgreementsDbContext db, Reach reach) => db.Agreements.Within(reach);

    /// <summary>The histories of agreements within a reach.</summary>
    public static IQueryable<AgreementChange> HistoryWithin(this AgreementsDbContext db, Reach reach) =>
        reach.RegionCodes is null
            ? db.AgreementHistory
            : db.AgreementHistory.Where(change => db.Agreements.Within(reach).Any(agreement => agreement.Id == change.AgreementId));

    /// <summary>The documents of agreements within a reach.</summary>
    public static IQueryable<Document> DocumentsWithin(this AgreementsDbContext db, Reach reach) =>
        reach.RegionCodes is null
            ? db.Documents
            : db.Documents.Where(document => db.Agreements.Within(reach).Any(agreement => agreement.Id == document.AgreementId));

    /// <summary>The renewals within a reach.</summary>
    public static IQueryable<Renewal> RenewalsWithin(this AgreementsDbContext db, Reach reach) => db.Renewals.Within(reach);

    /// <summary>The deadlines within a reach.</summary>
    public static IQueryable<Deadline> DeadlinesWithin(this AgreementsDbContext db, Reach reach) => db.Deadlines.Within(reach);

    /// <summary>The reminders within a reach that somebody claimed, or that were left out for more urgent ones.</summary>
    public static IQueryable<Reminder> RemindersWithin(this AgreementsDbContext db, Reach reach) => db.Reminders.Within(reach);

    /// <summary>The meetings within a reach. Whoever reaches a meeting reaches every agreement that it names: see <see cref="MeetingQueries.AgreementsFor"/>.</summary>
    public static IQueryable<Meeting> MeetingsWithin(this AgreementsDbContext db, Reach reach) => db.Meetings.Within(reach);

    /// <summary>The work plans within a reach.</summary>
    public static IQueryable<WorkPlan> WorkPlansWithin(this AgreementsDbContext db, Reach reach) => db.WorkPlans.Within(reach);

    /// <summary>The activities of work plans within a reach.</summary>
    public static IQueryable<Activity> ActivitiesWithin(this AgreementsDbContext db, Reach reach) => db.Activities.Within(reach);

    /// <summary>The snapshots of coverage within a reach.</summary>
    public static IQueryable<CoverageSnapshot> CoverageSnapshotsWithin(this AgreementsDbContext db, Reach reach) => db.CoverageSnapshots.Within(reach);

    /// <summary>How soon people of the regions within a reach are activated.</summary>
    public static IQueryable<RegionActivation> ActivationsWithin(this AgreementsDbContext db, Reach reach) => db.RegionActivations.Within(reach);

    /// <summary>Who is told of the deadlines of the regions within a reach.</summary>
    public static IQueryable<RegionContacts> ContactsWithin(this AgreementsDbContext db, Reach reach) => db.RegionContacts.Within(reach);

    /// <summary>Those of a province and of its regencies and cities.</summary>
    public static IQueryable<TRow> InProvince<TRow>(this IQueryable<TRow> rows, string provinceCode)
    {
        // "76", then "76.01" to "76.99": a dot sorts before a slash, so both are seeks on the region's index.
        var (first, beyond) = ($"{provinceCode}.", $"{provinceCode}/");
        return rows.Where(Predicates.About<TRow, string>(
            nameof(Agreement.RegionCode), code => code == provinceCode || (string.Compare(code, first) > 0 && string.Compare(code, beyond) < 0)));
    }

    /// <summary>The regions that a key or a token is bound to by these codes: a province brings its regencies and cities.</summary>
    public static Reach ReachOf(IEnumerable<string> regionCodes) => Reach.Of(regionCodes.SelectMany(RegionCatalogue.Shipped.Covering));

    /// <summary>The regions that a key is bound to, as they are now.</summary>
    public static async Task<Reach> ReachOfAsync(this AgreementsDbContext db, KeyBinding binding, CancellationToken cancellationToken) => binding switch
    {
        { AllRegions: true } => Reach.Everywhere,
        { BpjsOfficeId: { } office } => await db.ReachOfOfficeAsync(office, cancellationToken),
        _ => ReachOf(binding.RegionCodes),
    };

    /// <summary>The regions that an office serves, and with them those of the offices that report to it.</summary>
    public static async Task<Reach> ReachOfOfficeAsync(this AgreementsDbContext db, Guid officeId, CancellationToken cancellationToken)
    {
        var served = await db.BpjsOffices
            .Where(office => office.Id == officeId || office.ParentId == officeId || db.BpjsOffices.Any(middle => middle.Id == office.ParentId && middle.ParentId == officeId))
            .SelectMany(office => office.Catchment.Select(catchment => catchment.RegionCode))
            .ToListAsync(cancellationToken);
        return ReachOf(served);
    }

    /// <summary>Whether any agreement names the office, within reach or not.</summary>
    public static Task<bool> IsNamedAsync(this AgreementsDbContext db, Guid officeId, CancellationToken cancellationToken) =>
        db.Agreements.AnyAsync(agreement => agreement.BpjsOfficeId == officeId, cancellationToken);

    /// <summary>Whether there is such an agreement, for the audit to keep that somebody named it who does not reach it.</summary>
    public static Task<bool> ExistsBeyondAsync(this AgreementsDbContext db, Guid agreementId, CancellationToken cancellationToken) =>
        db.Agreements.AnyAsync(agreement => agreement.Id == agreementId, cancellationToken);

    /// <summary>Whether the store answers at all.</summary>
    public static Task AnswersAsync(this AgreementsDbContext db, CancellationToken cancellationToken) => db.Agreements.AnyAsync(cancellationToken);

    /// <summary>Those of these that lie within a reach.</summary>
    internal static IQueryable<TRow> Within<TRow>(this IQueryable<TRow> rows, Reach reach) =>
        reach.RegionCodes is { } codes ? rows.Where(Predicates.About<TRow, string>(nameof(Agreement.RegionCode), code => codes.Contains(code))) : rows;
}
