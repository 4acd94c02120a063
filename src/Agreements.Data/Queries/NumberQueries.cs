using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>The agreement that carries a number already.</summary>
/// <param name="AgreementId">The agreement.</param>
/// <param name="RegionCode">Where it lies: whoever does not reach it must not learn which it is.</param>
public sealed record NumberHolder(Guid AgreementId, string RegionCode);

/// <summary>Who carries a number already, within anybody's reach or not. Of two that write one at the same time, the store's index stops the later.</summary>
public static class NumberQueries
{
    /// <summary>The other record that carries the local government's number for this kind of document.</summary>
    public static Task<NumberHolder?> HolderOfLocalNumberAsync(this AgreementsDbContext db, Agreement agreement, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(agreement.LocalNumber);
        return FirstAsync(
            db.Agreements.Where(other => other.Id != agreement.Id && other.Kind == agreement.Kind && other.RegionCode == agreement.RegionCode
                && EF.Property<string?>(other, DerivedColumns.LocalNumberIdentity) == identity),
            cancellationToken);
    }

    /// <summary>The agreement of which another amendment carries the local government's number.</summary>
    public static Task<NumberHolder?> HolderOfLocalNumberAsync(this AgreementsDbContext db, Amendment amendment, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(amendment.LocalNumber);
        return FirstAsync(
            db.Amendments.Where(other => other.RegionCode == amendment.RegionCode && EF.Property<string?>(other, DerivedColumns.LocalNumberIdentity) == identity),
            cancellationToken);
    }

    /// <summary>The other record that carries the number of BPJS Kesehatan for this kind of document.</summary>
    public static Task<NumberHolder?> HolderOfBpjsNumberAsync(this AgreementsDbContext db, Agreement agreement, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(agreement.BpjsNumber);
        return FirstAsync(
            db.Agreements.Where(other => other.Id != agreement.Id && other.Kind == agreement.Kind
                && EF.Property<string?>(other, DerivedColumns.BpjsNumberIdentity) == identity),
            cancellationToken);
    }

    /// <summary>The agreement of which another amendment carries the number of BPJS Kesehatan.</summary>
    public static Task<NumberHolder?> HolderOfBpjsNumberAsync(this AgreementsDbContext db, Amendment amendment, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(amendment.BpjsNumber);
        return FirstAsync(db.Amendments.Where(other => EF.Property<string?>(other, DerivedColumns.BpjsNumberIdentity) == identity), cancellationToken);
    }

    private static Task<NumberHolder?> FirstAsync(IQueryable<Agreement> holders, CancellationToken cancellationToken) =>
        holders.Select(other => new NumberHolder(other.Id, other.RegionCode)).FirstOrDefaultAsync(cancellationToken);

    private static Task<NumberHolder?> FirstAsync(IQueryable<Amendment> holders, CancellationToken cancellationToken) =>
        holders.Select(other => new NumberHolder(other.AgreementId, other.RegionCode)).FirstOrDefaultAsync(cancellationToken);
}
