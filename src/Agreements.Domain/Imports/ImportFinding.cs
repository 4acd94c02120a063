namespace Agreements.Domain.Imports;

/// <summary>What a finding means for its row.</summary>
public enum ImportSeverity
{
    /// <summary>The row was not taken in.</summary>
    Error,

    /// <summary>The row was taken in, but for what the finding tells of; or it was there already.</summary>
    Warning,
}

/// <summary>Something that whoever had a file imported should know, with the row and the column where it stands.</summary>
public sealed class ImportFinding
{
    /// <summary>Longest content of a cell that is repeated, in characters.</summary>
    public const int ValueMaxLength = 100;

    /// <summary>Longest letters of a column.</summary>
    public const int ColumnMaxLength = 3;

    /// <summary>Most findings that are kept of one import: a file of which every cell is wrong says nothing more after that.</summary>
    public const int Most = 100_000;

    /// <summary>From so many on only what keeps a row out is kept.</summary>
    public const int MostWithWarnings = Most / 2;

    private ImportFinding()
    {
    }

    /// <summary>Something found.</summary>
    public ImportFinding(Guid importId, int ordinal, int row, ImportSeverity severity, string code, IReadOnlyList<string> arguments)
    {
        (ImportId, Ordinal, Row, Severity, Code, Arguments) = (importId, ordinal, row, severity, code, arguments);
    }

    /// <summary>The import.</summary>
    public Guid ImportId { get; private init; }

    /// <summary>In which order it was found, from 1.</summary>
    public int Ordinal { get; private init; }

    /// <summary>The number of the row, as a spreadsheet shows it.</summary>
    public int Row { get; private init; }

    /// <summary>The letters of the column; null where it is about the row as a whole, or about a column that the file lacks.</summary>
    public string? Column { get; init; }

    /// <summary>The header above it, as it stands in the file.</summary>
    public string? Header { get; init; }

    /// <summary>The name of the register's column.</summary>
    public string? Member { get; init; }

    /// <summary>What it means for the row.</summary>
    public ImportSeverity Severity { get; private init; }

    /// <summary>Stable, in the form <c>noun.what-is-wrong</c>.</summary>
    public string Code { get; private init; } = "";

    /// <summary>What the explanation mentions, in its order.</summary>
    public IReadOnlyList<string> Arguments { get; private init; } = [];

    /// <summary>What stands in the cell, or its beginning.</summary>
    public string? Value { get; init; }

    /// <summary>The agreement that it is about, where it is there already.</summary>
    public Guid? AgreementId { get; init; }
}
