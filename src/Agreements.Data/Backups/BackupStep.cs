namespace Agreements.Data.Backups;

/// <summary>What a backup or a restore is busy with.</summary>
public enum BackupStage
{
    /// <summary>Copying the store.</summary>
    CopyingStore,

    /// <summary>Reading the copy through, to see that it is sound.</summary>
    CheckingStore,

    /// <summary>Copying documents.</summary>
    CopyingDocuments,

    /// <summary>Comparing files with their hashes.</summary>
    CheckingFiles,

    /// <summary>Putting the store in its place.</summary>
    PuttingBack,
}

/// <summary>How far it is.</summary>
/// <param name="Stage">What it is busy with.</param>
/// <param name="Done">Of <paramref name="Total"/>, from 0 on.</param>
/// <param name="Total">How much there is to do, in pages, bytes or files; 0 where nobody can say.</param>
public readonly record struct BackupStep(BackupStage Stage, long Done, long Total);

/// <summary>Why there is no backup, or no restore.</summary>
public enum BackupFault
{
    /// <summary>There is something where the backup should go.</summary>
    TargetExists,

    /// <summary>What is there is no backup, and is not replaced by one.</summary>
    TargetIsNoBackup,

    /// <summary>Documents are amiss, and what would be replaced may hold them.</summary>
    DocumentsAmiss,

    /// <summary>The folder is no backup.</summary>
    NotABackup,

    /// <summary>A file of the backup is missing or is not what was written.</summary>
    Damaged,

    /// <summary>The disk does not give what was copied, or gives something else.</summary>
    NotReadable,

    /// <summary>It comes from another kind of store.</summary>
    OtherStore,

    /// <summary>It was made by a newer release.</summary>
    NewerRelease,

    /// <summary>A service is running on the store.</summary>
    StoreInUse,

    /// <summary>There is a store already.</summary>
    StoreExists,

    /// <summary>The database already has tables.</summary>
    DatabaseNotEmpty,

    /// <summary>A program that is needed is not installed.</summary>
    ProgramMissing,

    /// <summary>A program that is needed failed, and said why.</summary>
    ProgramFailed,
}

/// <summary>A backup or a restore that was refused or failed. Nothing was changed, and nothing half-made is left.</summary>
/// <param name="fault">Why.</param>
/// <param name="particulars">What the explanation mentions, in its order.</param>
public sealed class BackupException(BackupFault fault, params string[] particulars) : Exception($"{fault}: {string.Join("; ", particulars)}")
{
    /// <summary>Why.</summary>
    public BackupFault Fault { get; } = fault;

    /// <summary>What the explanation mentions, in its order.</summary>
    public IReadOnlyList<string> Particulars { get; } = particulars;
}
