namespace Agreements.Domain.Imports;

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>Its rows are being read.</summary>
    Running,

    /// <summary>Every row has been looked at; what could be taken in was, unless all or nothing was asked for and something could not be.</summary>
    Completed,

    /// <summary>The file could not be read, or nobody answers for the import any more; what had been taken in by then stays.</summary>
    Failed,
}

/// <summary>What came of a stretch of rows.</summary>
/// <param name="Read">How many were looked at.</param>
/// <param name="Created">How many were taken in, or could have been.</param>
/// <param name="NeedReview">How many of those somebody has to look at.</param>
/// <param name="Duplicates">How many were there already.</param>
/// <param name="Failed">How many could not be taken in.</param>
/// <param name="Findings">How many findings tell of them.</param>
public sealed record ImportTally(int Read, int Created, int NeedReview, int Duplicates, int Failed, int Findings);

/// <summary>How far an import has come, and whose hands it is in. Whoever takes it goes on after the last row that is settled.</summary>
public sealed class ImportProgress
{
    /// <summary>How often it is taken in hand before it is given up.</summary>
    public const int MostAttempts = 10;

    /// <summary>Longest code of what keeps a file out, in characters.</summary>
    public const int FaultMaxLength = 60;

    private ImportProgress()
    {
    }

    /// <summary>Nothing has been done yet.</summary>
    public ImportProgress(RegisterImport import) => (ImportId, UpdatedAt) = (import.Id, import.CreatedAt);

    /// <summary>The import.</summary>
    public Guid ImportId { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>How far it is.</summary>
    public ImportState State { get; private set; }

    /// <summary>How many rows the file has, blank ones left out; null until that is known.</summary>
    public int? RowsTotal { get; private set; }

    /// <summary>How many have been looked at.</summary>
    public int RowsRead { get; private set; }

    /// <summary>How many were taken in; in a dry run, how many could be.</summary>
    public int RowsCreated { get; private set; }

    /// <summary>How many of those somebody has to look at.</summary>
    public int RowsNeedReview { get; private set; }

    /// <summary>How many were in the register already.</summary>
    public int RowsDuplicate { get; private set; }

    /// <summary>How many could not be taken in.</summary>
    public int RowsFailed { get; private set; }

    /// <summary>How many findings there are.</summary>
    public int Findings { get; private set; }

    /// <summary>How often the file has been gone through: a row waits for the one that it continues.</summary>
    public int Pass { get; private set; }

    /// <summary>The number of the last row that is settled in this pass.</summary>
    public int LastRow { get; private set; }

    /// <summary>How often it was taken in hand since a row was last settled: a file that ends whoever reads it is not read for ever.</summary>
    public int Attempts { get; private set; }

    /// <summary>Why it failed.</summary>
    public string? Fault { get; private set; }

    /// <summary>What the explanation mentions.</summary>
    public IReadOnlyList<string> FaultArguments { get; private set; } = [];

    /// <summary>By which whoever has it in hand is known.</summary>
    public Guid? Claim { get; private set; }

    /// <summary>Until when nobody else takes it.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>When its rows began to be read.</summary>
    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>When it came to its end.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>When anything of this last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Whether it has come to its end.</summary>
    public bool IsOver => State is ImportState.Completed or ImportState.Failed;

    /// <summary>Takes it in hand, unless it is over or somebody else has it.</summary>
    /// <returns>Whether it was taken.</returns>
    public bool Take(Guid claim, DateTimeOffset at, DateTimeOffset until)
    {
        if (IsOver || (Claim is not null && LeaseUntil > at))
        {
            return false;
        }

        (State, Claim, StartedAt, Attempts) = (ImportState.Running, claim, StartedAt ?? at, Attempts + 1);
        Hold(at, until);
        return true;
    }

    /// <summary>Whether it is still in these hands.</summary>
    public bool IsHeldBy(Guid claim) => State == ImportState.Running && Claim == claim;

    /// <summary>Notes how many rows there are.</summary>
    public void Count(int rows, DateTimeOffset at, DateTimeOffset until)
    {
        RowsTotal = rows;
        Hold(at, until);
    }

    /// <summary>Notes what came of a stretch of rows, and up to which one.</summary>
    public void Advance(int pass, int lastRow, ImportTally tally, DateTimeOffset at, DateTimeOffset until)
    {
        (Pass, LastRow, Attempts) = (pass, lastRow, 0);
        RowsRead += tally.Read;
        RowsCreated += tally.Created;
        RowsNeedReview += tally.NeedReview;
        RowsDuplicate += tally.Duplicates;
        RowsFailed += tally.Failed;
        Findings += tally.Findings;
        Hold(at, until);
    }

    /// <summary>Keeps it in hand a while longer.</summary>
    public void Hold(DateTimeOffset at, DateTimeOffset until)
    {
        LeaseUntil = until;
        Touch(at);
    }

    /// <summary>Every row is settled.</summary>
    public void Complete(DateTimeOffset at) => End(ImportState.Completed, at);

    /// <summary>It goes no further.</summary>
    public void Fail(string fault, IReadOnlyList<string> arguments, DateTimeOffset at)
    {
        (Fault, FaultArguments) = (fault, arguments);
        End(ImportState.Failed, at);
    }

    /// <summary>Lets go of it, for whoever comes next.</summary>
    /// <param name="at">When.</param>
    /// <param name="blameless">Whether that was for something other than the file: an outage or a shutdown does not count against it.</param>
    public void LetGo(DateTimeOffset at, bool blameless = false)
    {
        (Claim, LeaseUntil) = (null, null);
        if (blameless)
        {
            Attempts = Math.Max(0, Attempts - 1);
        }

        Touch(at);
    }

    private void End(ImportState state, DateTimeOffset at)
    {
        (State, FinishedAt) = (state, at);
        LetGo(at);
    }

    private void Touch(DateTimeOffset at) => (Version, UpdatedAt) = (Version + 1, at);
}
