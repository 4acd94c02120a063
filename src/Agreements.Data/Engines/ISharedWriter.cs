namespace Agreements.Data.Engines;

/// <summary>The one transaction of a store that takes one change at a time, for several to share. Whoever calls it has the turn to write.</summary>
public interface ISharedWriter : IDisposable
{
    /// <summary>Whether the transaction is still there: there are faults upon which a store undoes all of it by itself.</summary>
    bool IsOpen { get; }

    /// <summary>Opens the transaction, and waits no longer than so for another process that writes.</summary>
    void Begin(TimeSpan patience);

    /// <summary>Has a context work in the transaction until what it returns is disposed of; unless that is told to keep it, what was done is undone.</summary>
    ISharedPlace Join(AgreementsDbContext db);

    /// <summary>Commits what all have done.</summary>
    void Commit();

    /// <summary>Lets go of a transaction that cannot be committed, whatever state it is in.</summary>
    void Abandon();
}

/// <summary>The part that one change has in a shared transaction.</summary>
public interface ISharedPlace : IDisposable
{
    /// <summary>Keeps what was done, so that only the whole transaction can undo it.</summary>
    void Keep();
}
