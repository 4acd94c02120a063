using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The named filters of the audit.</summary>
public static class AuditQueries
{
    /// <summary>The entries that a caller may see: those of its regions. What lies in no region, such as keys and offices, is for those who reach everywhere.</summary>
    public static IQueryable<AuditEntry> AuditWithin(this AgreementsDbContext db, Reach reach)
    {
        if (reach.RegionCodes is not { } codes)
        {
            return db.AuditEntries;
        }

        return db.AuditEntries.Where(entry => entry.RegionCode != null && codes.Contains(entry.RegionCode));
    }

    /// <summary>From the oldest, from after a place on.</summary>
    public static IQueryable<AuditEntry> OldestFirst(this IQueryable<AuditEntry> entries, DateTimeOffset? at, Guid? id) =>
        (at is null || id is null ? entries : entries.Where(entry => entry.At >= at && (entry.At > at || entry.Id > id))).OrderBy(entry => entry.At).ThenBy(entry => entry.Id);

    /// <summary>From the newest, from after a place on.</summary>
    public static IQueryable<AuditEntry> NewestFirst(this IQueryable<AuditEntry> entries, DateTimeOffset? at, Guid? id) =>
        (at is null || id is null ? entries : entries.Where(entry => entry.At <= at && (entry.At < at || entry.Id < id))).OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id);

    /// <summary>How many entries wait to be sealed, and since when the oldest has.</summary>
    public static async Task<(int Waiting, DateTimeOffset? Since)> MeasureUnsealedAsync(this AgreementsDbContext db, CancellationToken cancellationToken)
    {
        var waiting = await db.AuditEntries.Unsealed().CountAsync(cancellationToken);
        var since = waiting == 0 ? null : await db.AuditEntries.Unsealed().OrderBy(entry => entry.Id).Select(entry => (DateTimeOffset?)entry.At).FirstOrDefaultAsync(cancellationToken);
        return (waiting, since);
    }

    internal static IQueryable<AuditEntry> Unsealed(this IQueryable<AuditEntry> entries) => entries.Where(entry => entry.Sequence == null);

    // Places begin with 1: whatever stands before was never sealed, and no walk from the first place on would come upon it.
    internal static IQueryable<AuditEntry> BeforeTheFirst(this IQueryable<AuditEntry> entries) => entries.Where(entry => entry.Sequence <= 0).OrderBy(entry => entry.Sequence);

    internal static IQueryable<AuditEntry> SealedAfter(this IQueryable<AuditEntry> entries, long sequence) =>
        entries.Where(entry => entry.Sequence > sequence).OrderBy(entry => entry.Sequence);
}
