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
    // Whatever is drafted asks for these, so each question is translated once.
    private static readonly Func<AgreementsDbContext, Guid, AgreementKind, string, string?, CancellationToken, Task<NumberHolder?>> OfLocalNumber = EF.CompileAsyncQuery(
        (AgreementsDbContext db, Guid id, AgreementKind kind, string region, string? identity, CancellationToken cancellationToken) => db.Agreements
            .Where(other => other.Id != id && other.Kind == kind && other.RegionCode == region && EF.Property<string?>(other, DerivedColumns.LocalNumberIdentity) == identity)
            .Select(other => new NumberHolder(other.Id, other.RegionCode)).FirstOrDefault());

    private static readonly Func<AgreementsDbContext, Guid, AgreementKind, string?, CancellationToken, Task<NumberHolder?>> OfBpjsNumber = EF.CompileAsyncQuery(
        (AgreementsDbContext db, Guid id, AgreementKind kind, string? identity, CancellationToken cancellationToken) => db.Agreements
            .Where(other => other.Id != id && other.Kind == kind && EF.Property<string?>(other, DerivedColumns.BpjsNumberIdentity) == identity)
            .Select(other => new NumberHolder(other.Id, other.RegionCode)).FirstOrDefault());

    /// <summary>The other record that carries the local government's number for this kind of document.</summary>
    public static Task<NumberHolder?> HolderOfLocalNumberAsync(this AgreementsDbContext db, Agreement agreement, CancellationToken cancellationToken) =>
        OfLocalNumber(db, agreement.Id, agreement.Kind, agreement.RegionCode, DocumentNumber.Identity(agreement.LocalNumber), cancellationToken);

    /// <summary>The agreement of which another amendment carries the local government's number.</summary>
    public static Task<NumberHolder?> HolderOfLocalNumberAsync(this AgreementsDbContext db, Amendment amendment, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(amendment.LocalNumber);
        return FirstAsync(
            db.Amendments.Where(other => other.RegionCode == amendment.RegionCode && EF.Property<string?>(other, DerivedColumns.LocalNumberIdentity) == identity),
            cancellationToken);
    }

    /// <summary>The other record that carries the number of BPJS Kesehatan for this kind of document.</summary>
    public static Task<NumberHolder?> HolderOfBpjsNumberAsync(this AgreementsDbContext db, Agreement agreement, CancellationToken cancellationToken) =>
        OfBpjsNumber(db, agreement.Id, agreement.Kind, DocumentNumber.Identity(agreement.BpjsNumber), cancellationToken);

    /// <summary>The agreement of which another amendment carries the number of BPJS Kesehatan.</summary>
    public static Task<NumberHolder?> HolderOfBpjsNumberAsync(this AgreementsDbContext db, Amendment amendment, CancellationToken cancellationToken)
    {
        var identity = DocumentNumber.Identity(amendment.BpjsNumber);
        return FirstAsync(db.Amendments.Where(other => EF.Property<string?>(other, DerivedColumns.BpjsNumberIdentity) == identity), cancellationToken);
    }

    private static Task<NumberHolder?> FirstAsync(IQueryable<Amendment> holders, CancellationToken cancellationToken) =>
        holders.Select(other => new NumberHolder(other.AgreementId, other.RegionCode)).FirstOrDefaultAsync(cancellationToken);
}
