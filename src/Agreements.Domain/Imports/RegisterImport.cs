using Agreements.Domain.Access;

namespace Agreements.Domain.Imports;

/// <summary>What becomes of the rows of an import when one of them cannot be taken in.</summary>
public enum ImportMode
{
    /// <summary>The others are.</summary>
    PerRow,

    /// <summary>None is.</summary>
    AllOrNothing,
}

/// <summary>That a column of a file holds what another name stands for in the register.</summary>
/// <param name="Header">The header in the file.</param>
/// <param name="Column">The name of the register's column; null where the file's is to be passed over.</param>
public sealed record ColumnMapping(string Header, string? Column);

/// <summary>What an import is asked to do.</summary>
/// <param name="Mode">What becomes of the others when a row cannot be taken in.</param>
/// <param name="DryRun">That it only looks, and takes nothing in.</param>
/// <param name="Mapping">Columns that go by other names than the register's.</param>
public sealed record ImportOrder(ImportMode Mode, bool DryRun, IReadOnlyList<ColumnMapping> Mapping);

/// <summary>The file of an import; its bytes lie with those of the documents, under their hash.</summary>
/// <param name="Name">The name it came with.</param>
/// <param name="Size">Its length, in bytes.</param>
/// <param name="Sha256">SHA-256 of its content.</param>
public sealed record ImportFile(string Name, long Size, string Sha256);

/// <summary>
/// That somebody has a register taken in from a file. It goes no further than their credential did when it was asked for; a key that ends takes it along. It stays as it was
/// asked for: how far it has come is in its <see cref="ImportProgress"/>.
/// </summary>
public sealed class RegisterImport
{
    /// <summary>Most rows of a file.</summary>
    public const int MostRows = 50_000;

    /// <summary>Most rows of a file of which all or nothing is taken in: they are in one transaction, for which everybody else waits.</summary>
    public const int MostRowsAtOnce = 1_000;

    /// <summary>Most columns of a file.</summary>
    public const int MostColumns = 200;

    /// <summary>Longest content of a cell, in characters: that of Excel.</summary>
    public const int CellMaxLength = 32_767;

    /// <summary>Most columns that go by other names.</summary>
    public const int MostMappings = 200;

    /// <summary>Longest text that says which these are, in characters.</summary>
    public const int MappingMaxLength = 4000;

    /// <summary>Longest header, in characters.</summary>
    public const int HeaderMaxLength = 200;

    /// <summary>Most imports of one caller that wait or run at a time.</summary>
    public const int MostAtOnce = 5;

    private RegisterImport()
    {
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>What it is asked to do with a row that cannot be taken in.</summary>
    public ImportMode Mode { get; private init; }

    /// <summary>That it only looks.</summary>
    public bool DryRun { get; private init; }

    /// <summary>Columns that go by other names than the register's.</summary>
    public IReadOnlyList<ColumnMapping> Mapping { get; private init; } = [];

    /// <summary>The name the file came with.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>The length of the file, in bytes.</summary>
    public long FileSize { get; private init; }

    /// <summary>SHA-256 of the file.</summary>
    public string FileSha256 { get; private init; } = "";

    /// <summary>Whether it may write about the whole country.</summary>
    public bool AllRegions { get; private init; }

    /// <summary>The regions that it may write about; nothing where that is the whole country.</summary>
    public IReadOnlyList<string> RegionCodes { get; private init; } = [];

    /// <summary>Whether whoever asked for it may approve agreements.</summary>
    public bool MayApprove { get; private init; }

    /// <summary>Whether whoever asked for it administers the register.</summary>
    public bool MayAdminister { get; private init; }

    /// <summary>The key that it was asked for with; null for a token.</summary>
    public Guid? KeyId { get; private init; }

    /// <summary>How the credential is named in the audit.</summary>
    public string? Credential { get; private init; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Who asked for it.</summary>
    public string CreatedBy { get; private init; } = "";

    /// <summary>Who holds the credential that it was asked for with.</summary>
    public string? Holder { get; private init; }

    /// <summary>Where it may write.</summary>
    public Reach Reach => AllRegions ? Reach.Everywhere : Reach.Of(RegionCodes);

    /// <summary>Who takes the rows in.</summary>
    public Author Author => new(CreatedBy, Holder);

    /// <summary>Asks for one.</summary>
    /// <param name="id">Version-7 id.</param>
    /// <param name="order">What it is to do.</param>
    /// <param name="file">The file.</param>
    /// <param name="grant">What whoever asks may do, and where.</param>
    /// <param name="credential">How the audit names their credential.</param>
    /// <param name="authorship">Who asks, and when.</param>
    public static RegisterImport Ask(Guid id, ImportOrder order, ImportFile file, Grant grant, string? credential, Authorship authorship) => new()
    {
        Id = id,
        Mode = order.Mode,
        DryRun = order.DryRun,
        Mapping = order.Mapping,
        FileName = file.Name,
        FileSize = file.Size,
        FileSha256 = file.Sha256,
        AllRegions = grant.Reach.RegionCodes is null,
        RegionCodes = [.. (grant.Reach.RegionCodes ?? []).Order(StringComparer.Ordinal)],
        MayApprove = grant.Scopes.Contains(Scope.AgreementsApprove),
        MayAdminister = grant.Scopes.Contains(Scope.Admin),
        KeyId = grant.KeyId,
        Credential = credential,
        CreatedAt = authorship.At,
        CreatedBy = authorship.By,
        Holder = authorship.Author.Holder,
    };
}
