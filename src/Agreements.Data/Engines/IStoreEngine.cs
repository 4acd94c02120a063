using System.Data.Common;
using Agreements.Data.Backups;
using Agreements.Data.Queries.Served;
using Agreements.Data.Search;
using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Engines;

/// <summary>Why the store refused, in words that both engines share.</summary>
public enum StoreFault
{
    /// <summary>Another writer holds what is needed; it may work in a moment.</summary>
    Busy,

    /// <summary>The store cannot be reached, read or written.</summary>
    Unavailable,

    /// <summary>The disk is full.</summary>
    Full,

    /// <summary>A unique value is taken.</summary>
    Duplicate,

    /// <summary>Something else refers to it, or what it refers to is gone.</summary>
    Referenced,
}

/// <summary>What SQLite and PostgreSQL do differently. Everything else is one model and one set of queries.</summary>
public interface IStoreEngine
{
    /// <summary>The transaction that changes share where the store takes one at a time; null where each has its own.</summary>
    /// <param name="make">Makes a context of its own for it.</param>
    ISharedWriter? Share(Func<AgreementsDbContext> make);

    /// <summary>Whether the store takes one change at a time, so that each sees all that were committed before it.</summary>
    bool TakesTurns { get; }

    /// <summary>How many contexts are kept to be used again.</summary>
    int KeptContexts { get; }

    /// <summary>Points a context at the store.</summary>
    void Configure(DbContextOptionsBuilder options);

    /// <summary>Checks the store and brings its schema up to date, one process at a time. A check that takes long goes on afterwards: <see cref="CheckedAsync"/>.</summary>
    /// <exception cref="StoreUnusableException">The store cannot be served from.</exception>
    Task PrepareAsync(AgreementsDbContext db, CancellationToken cancellationToken);

    /// <summary>Waits for what is left of the check of the store, where that goes on while it is served.</summary>
    /// <exception cref="StoreUnusableException">The store cannot be served from any longer.</exception>
    Task CheckedAsync(CancellationToken cancellationToken);

    /// <summary>Says of an exception of the store, in one line, what to do so that it can be served from. Where that depends on whether the store is damaged it is checked first.</summary>
    Task<StoreUnusableException> UnusableAsync(Exception exception, CancellationToken cancellationToken);

    /// <summary>Checks that the store is there and has the schema of this release, and changes nothing.</summary>
    /// <exception cref="StoreUnusableException">It is not, or has not.</exception>
    Task RequireReadyAsync(AgreementsDbContext db, CancellationToken cancellationToken);

    /// <summary>What a backup calls the file with the store in it.</summary>
    string BackupName { get; }

    /// <summary>Writes everything that was committed before it began into a file, sound by itself, while others go on writing.</summary>
    Task<StoreContent> CopyAsync(string file, IProgress<BackupStep> progress, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a file that <see cref="CopyAsync"/> wrote where the store is, wholly or not at all. What is there stays, or is moved aside where it may be replaced;
    /// nothing is deleted. What must be there before the store is done in between, once it is clear that nothing is in the way.
    /// </summary>
    /// <returns>Where the former store is now; null where there was none.</returns>
    Task<string?> PutBackAsync(string file, StoreContent content, bool replace, Func<Task> first, IProgress<BackupStep> progress, CancellationToken cancellationToken);

    /// <summary>Whether the engine counts by itself what its planner goes by.</summary>
    bool GathersStatistics { get; }

    /// <summary>Counts what the planner goes by, in the transaction that is open, where the engine does not by itself.</summary>
    /// <returns>Whether that came to something new.</returns>
    Task<bool> GatherStatisticsAsync(AgreementsDbContext db, CancellationToken cancellationToken);

    /// <summary>Lets connections that were opened before know of them.</summary>
    void UseStatistics(AgreementsDbContext db);

    /// <summary>Whether the engine brings what changes leave in the search index together by itself.</summary>
    bool MergesSearch { get; }

    /// <summary>Merges a little of what changes have left in the search index, in the transaction that is open, where the engine does not by itself.</summary>
    /// <returns>Whether there may be more.</returns>
    Task<bool> MergeSearchAsync(AgreementsDbContext db, CancellationToken cancellationToken);

    /// <summary>
    /// Names what a reader sees now: as long as it is the same nothing that can be read has changed, whoever writes to the store. It is worth something in this
    /// process alone.
    /// </summary>
    Task<string> StateAsync(CancellationToken cancellationToken);

    /// <summary>Holds an agreement until the end of the transaction, so that two changes to it follow one another.</summary>
    Task HoldAgreementAsync(AgreementsDbContext db, Guid id, CancellationToken cancellationToken);

    /// <summary>Holds an office until the end of the transaction: alone to change it, beside others to rely on it staying as it is.</summary>
    Task HoldOfficeAsync(AgreementsDbContext db, Guid id, bool toChange, CancellationToken cancellationToken);

    /// <summary>Holds a deadline until the end of the transaction, so that what is said about it and about its reminders follows one another.</summary>
    Task HoldDeadlineAsync(AgreementsDbContext db, Guid id, CancellationToken cancellationToken);

    /// <summary>Holds a name until the end of the transaction.</summary>
    Task HoldNameAsync(AgreementsDbContext db, string name, CancellationToken cancellationToken);

    /// <summary>Holds a name until the end of the transaction beside others who do the same: whoever wants it alone waits for all of them.</summary>
    Task ShareNameAsync(AgreementsDbContext db, string name, CancellationToken cancellationToken);

    /// <summary>
    /// The rows of a query, held until the end of the transaction, but for those that another transaction holds: two that ask for the same at once each get what the
    /// other has not, and neither waits.
    /// </summary>
    IQueryable<T> HoldingThoseFree<T>(IQueryable<T> rows);

    /// <summary>The search texts that contain every one of the terms, taken literally.</summary>
    IQueryable<AgreementText> Matching(AgreementsDbContext db, IReadOnlyList<string> terms);

    /// <summary>Has a context read through a connection that few share, until what is returned is disposed of; null where contexts do not keep one each.</summary>
    IDisposable? BorrowReader(AgreementsDbContext db);

    /// <summary>The rows of a reader, as they are served.</summary>
    StoredRow RowOf(DbDataReader reader);

    /// <summary>What lies behind an exception of the store; null where it is not one.</summary>
    StoreFault? Diagnose(Exception exception);

    /// <summary>The columns or the name of the unique constraint behind a <see cref="StoreFault.Duplicate"/>.</summary>
    string ConstraintOf(Exception exception);
}
