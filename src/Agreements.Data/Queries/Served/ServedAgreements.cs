using System.Linq.Expressions;
using Agreements.Data.Engines;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Agreements.Data.Queries.Served;

/// <summary>
/// The busiest reads: which agreements is asked by the same named queries as everywhere else, but EF translates each question once, and its rows are handed over
/// as they are read, without records in between.
/// </summary>
public static class ServedAgreements
{
    private static readonly QueryTemplates Templates = new(AsColumns);
    private static readonly int ColumnCount = Enum.GetValues<AgreementColumn>().Length;

    /// <summary>
    /// Reads agreements, in the order of <see cref="AgreementColumn"/>. A predecessor or successor beyond the caller's reach is not named, though whether there is a
    /// successor still counts.
    /// </summary>
    /// <param name="db">The store.</param>
    /// <param name="engine">How it is read.</param>
    /// <param name="asked">What is asked, with all that the query is composed of but for the reach: two that are equal have the same answer.</param>
    /// <param name="compose">Which agreements that are, and in what order.</param>
    /// <param name="reach">What the caller reaches.</param>
    /// <param name="read">Takes what it needs of each row while that is being read.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static Task ReadAgreementsAsync(
        this AgreementsDbContext db, IStoreEngine engine, object asked, Func<IQueryable<Agreement>> compose, Reach reach, Action<StoredRow> read, CancellationToken cancellationToken) =>
        RunAsync(Templates.CommandFor(db, asked, compose, reach), db, engine, read, cancellationToken);

    /// <summary>Reads one agreement, if it lies within the caller's reach, in the same way.</summary>
    public static Task ReadAgreementAsync(
        this AgreementsDbContext db, IStoreEngine engine, Guid id, Reach reach, Action<StoredRow> read, CancellationToken cancellationToken)
    {
        var command = Templates.CommandForNamed(db, "by id", () => db.Agreements.WithId(id).Within(reach), reach, reach.RegionCodes is { } codes ? [id, codes] : [id]);
        return RunAsync(command, db, engine, read, cancellationToken);
    }

    /// <summary>Has EF translate a question before anybody asks it; no connection is opened.</summary>
    public static void Translate(AgreementsDbContext db, IQueryable<Agreement> agreements, Reach reach) => _ = Templates.Recognise(db, agreements, reach);

    private static async Task RunAsync(IRelationalCommand command, AgreementsDbContext db, IStoreEngine engine, Action<StoredRow> read, CancellationToken cancellationToken)
    {
        var asked = new RelationalCommandParameterObject(
            db.GetService<IRelationalConnection>(), parameterValues: null, readerColumns: null, db, db.GetService<IRelationalCommandDiagnosticsLogger>(), CommandSource.LinqQuery);
        using var borrowed = engine.BorrowReader(db);
        await using var reader = await command.ExecuteReaderAsync(asked, cancellationToken);
        if (reader.DbDataReader.FieldCount != ColumnCount)
        {
            // EF reads once what is the same twice: every column after it would be taken for another.
            throw new InvalidOperationException($"{reader.DbDataReader.FieldCount} columns are read instead of {ColumnCount}.");
        }

        var row = engine.RowOf(reader.DbDataReader);
        while (await row.ReadAsync(cancellationToken))
        {
            read(row);
        }
    }

    private static IQueryable<object?[]> AsColumns(IQueryable<Agreement> agreements, AgreementsDbContext db, Reach reach) =>
        agreements.AsNoTracking().Select(Columns(db, reach)
            .WithElement((int)AgreementColumn.PredecessorId, PredecessorWithin(db, reach))
            .WithElement((int)AgreementColumn.IsContinued, StandingQueries.IsContinued(db)));

    private static Expression<Func<Agreement, Guid?>> PredecessorWithin(AgreementsDbContext db, Reach reach)
    {
        var within = db.AgreementsWithin(reach);
        return reach.RegionCodes is null
            ? agreement => agreement.PredecessorId
            : agreement => within.Where(predecessor => predecessor.Id == agreement.PredecessorId).Select(predecessor => (Guid?)predecessor.Id).FirstOrDefault();
    }

    // In the order of AgreementColumn; what is null here is put in its place above.
    private static Expression<Func<Agreement, object?[]>> Columns(AgreementsDbContext db, Reach reach)
    {
        var within = db.AgreementsWithin(reach);
        return agreement => new object?[]
        {
            agreement.Id,
            agreement.Version,
            agreement.Kind,
            agreement.Title,
            agreement.Subject,
            agreement.Segment,
            agreement.RegionCode,
            agreement.TimeZone,
            agreement.Agency,
            agreement.BpjsOfficeId,
            db.BpjsOffices.Where(office => office.Id == agreement.BpjsOfficeId).Select(office => office.Name).FirstOrDefault(),
            agreement.LocalNumber,
            agreement.BpjsNumber,
            agreement.Scope,
            agreement.LegalBasis,
            agreement.EffectiveFrom,
            agreement.EffectiveUntil,
            agreement.OpenEnded,
            agreement.TermText,
            agreement.CoverageFrom,
            agreement.ActivationMode,
            agreement.ParticipantsHandedOverOn,
            EF.Property<DateOnly>(agreement, DerivedColumns.CoverageBegins),
            agreement.RenewalNoticeMonths,
            EF.Property<DateOnly>(agreement, DerivedColumns.NoticeOrder),
            agreement.DprdApproval.Required,
            agreement.DprdApproval.Number,
            agreement.DprdApproval.ApprovedOn,
            EF.Property<List<Signature>>(agreement, "_signatures"),
            agreement.SignedOn,
            agreement.Lifecycle,
            agreement.Termination!.Ground,
            agreement.Termination.EffectiveOn,
            agreement.Termination.Reason,
            null,
            within
                .Where(successor => successor.PredecessorId == agreement.Id && successor.Lifecycle != LifecycleState.Cancelled)
                .OrderByDescending(successor => EF.Property<bool>(successor, DerivedColumns.Signed)).ThenByDescending(successor => successor.Id)
                .Select(successor => (Guid?)successor.Id).FirstOrDefault(),
            null,
            agreement.RenewalId,
            agreement.ParticipantQuota,
            agreement.NeedsReview,
            agreement.Owner,
            agreement.Notes,
            agreement.Source,
            agreement.CreatedAt,
            agreement.UpdatedAt,
            agreement.SubmittedBy,
            agreement.SubmittedByHolder,
            agreement.HasDocuments,
            agreement.HasSignedScan,
            agreement.HasWorkPlans,
        };
    }
}
