using Agreements.Domain.Imports;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>An agreement that stands in the way of a row, or that a row continues.</summary>
/// <param name="Id">The agreement.</param>
/// <param name="RegionCode">Where it lies.</param>
/// <param name="Kind">What it calls itself.</param>
/// <param name="LocalIdentity">What the local government's number is compared by; null where it has none, or gave it back.</param>
/// <param name="BpjsIdentity">What the number of BPJS Kesehatan is compared by; null where it has none, or gave it back.</param>
public sealed record KnownAgreement(Guid Id, string RegionCode, AgreementKind Kind, string? LocalIdentity, string? BpjsIdentity);

/// <summary>An office, as a row names it.</summary>
/// <param name="Id">The office.</param>
/// <param name="Kind">Its tier.</param>
/// <param name="Name">Its name.</param>
public sealed record KnownOffice(Guid Id, BpjsOfficeKind Kind, string Name);

/// <summary>The named queries of imports and of what their rows are compared with.</summary>
public static class ImportQueries
{
    /// <summary>By id, which is by age, the latest first, from after one on.</summary>
    public static IQueryable<RegisterImport> WalkLatestFirst(this IQueryable<RegisterImport> imports, Guid? after) =>
        (after is { } id ? imports.Where(import => import.Id < id) : imports).OrderByDescending(import => import.Id);

    /// <summary>How far each of these has come.</summary>
    public static Task<Dictionary<Guid, ImportProgress>> ProgressOfImportsAsync(this AgreementsDbContext db, IReadOnlyCollection<Guid> importIds, CancellationToken cancellationToken) =>
        db.ImportProgress.AsNoTracking().Where(progress => importIds.Contains(progress.ImportId)).ToDictionaryAsync(progress => progress.ImportId, cancellationToken);

    /// <summary>The imports that are not over, the oldest first.</summary>
    public static IQueryable<ImportProgress> Open(this IQueryable<ImportProgress> imports) => imports.Where(progress => progress.FinishedAt == null).OrderBy(progress => progress.ImportId);

    /// <summary>How many imports of one credential are not over.</summary>
    public static Task<int> CountOpenOfAsync(this AgreementsDbContext db, string? credential, CancellationToken cancellationToken) =>
        db.ImportProgress.Open().CountAsync(progress => db.Imports.Any(import => import.Id == progress.ImportId && import.Credential == credential), cancellationToken);

    /// <summary>What was found in a file, by row, from after a place on.</summary>
    public static IQueryable<ImportFinding> FindingsOf(this AgreementsDbContext db, Guid importId, ImportSeverity? severity, int? afterRow, int afterOrdinal)
    {
        var findings = db.ImportFindings.Where(finding => finding.ImportId == importId);
        if (severity is { } given)
        {
            findings = findings.Where(finding => finding.Severity == given);
        }

        if (afterRow is { } row)
        {
            findings = findings.Where(finding => finding.Row >= row && (finding.Row > row || finding.Ordinal > afterOrdinal));
        }

        return findings.OrderBy(finding => finding.Row).ThenBy(finding => finding.Ordinal);
    }

    /// <summary>The agreements that an import brought and that somebody still has to look at.</summary>
    public static IQueryable<Agreement> BroughtBy(this IQueryable<Agreement> agreements, Guid importId) =>
        agreements.Where(agreement => agreement.ImportId == importId && agreement.NeedsReview == EF.Parameter(true));

    /// <summary>Which of these ids agreements have, within anybody's reach or not.</summary>
    public static Task<List<KnownAgreement>> WithTheseIdsAsync(this AgreementsDbContext db, IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? Task.FromResult(new List<KnownAgreement>()) : Known(db.Agreements.Where(agreement => ids.Contains(agreement.Id))).ToListAsync(cancellationToken);

    /// <summary>The agreements of which either number is looked up by one of these keys, within anybody's reach or not; a cancelled one carries none.</summary>
    public static async Task<IReadOnlyList<KnownAgreement>> CarryingAsync(this AgreementsDbContext db, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        // One question for each index.
        var byLocal = await Known(db.Agreements.Where(agreement => keys.Contains(EF.Property<string?>(agreement, DerivedColumns.LocalNumberKey)!))).ToListAsync(cancellationToken);
        var byBpjs = await Known(db.Agreements.Where(agreement => keys.Contains(EF.Property<string?>(agreement, DerivedColumns.BpjsNumberKey)!))).ToListAsync(cancellationToken);
        return [.. byLocal.UnionBy(byBpjs, agreement => agreement.Id)];
    }

    /// <summary>The offices of these ids or names.</summary>
    public static Task<List<KnownOffice>> OfficesCalledAsync(this AgreementsDbContext db, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
        db.BpjsOffices.Where(office => ids.Contains(office.Id) || names.Contains(office.Name)).Select(office => new KnownOffice(office.Id, office.Kind, office.Name)).ToListAsync(cancellationToken);

    private static IQueryable<KnownAgreement> Known(IQueryable<Agreement> agreements) => agreements.Select(agreement => new KnownAgreement(
        agreement.Id,
        agreement.RegionCode,
        agreement.Kind,
        EF.Property<string?>(agreement, DerivedColumns.LocalNumberIdentity),
        EF.Property<string?>(agreement, DerivedColumns.BpjsNumberIdentity)));
}
