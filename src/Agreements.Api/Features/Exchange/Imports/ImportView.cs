using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Documents;
using Agreements.Domain.Imports;

namespace Agreements.Api.Features.Exchange.Imports;

/// <summary>An import: what was asked for, and how far it has come.</summary>
public sealed record ImportView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every step, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>How far it is.</summary>
    public required ImportState State { get; init; }

    /// <summary>What becomes of the other rows when one cannot be taken in.</summary>
    public required ImportMode Mode { get; init; }

    /// <summary>That the file is only looked at, and nothing taken in.</summary>
    public required bool DryRun { get; init; }

    /// <summary>The name the file came with.</summary>
    [MaxLength(Domain.Documents.FileName.MaxLength)]
    public required string FileName { get; init; }

    /// <summary>The length of the file, in bytes.</summary>
    public required long FileSize { get; init; }

    /// <summary>SHA-256 of the file, in lower-case hexadecimal digits.</summary>
    [RegularExpression("^[0-9a-f]{64}$")]
    [MaxLength(DocumentVersion.HashLength)]
    public required string FileSha256 { get; init; }

    /// <summary>How many rows the file has below its header, blank ones left out; null until they are counted.</summary>
    [Range(0, RegisterImport.MostRows)]
    public required int? RowsTotal { get; init; }

    /// <summary>How many of them are settled.</summary>
    [Range(0, RegisterImport.MostRows)]
    public required int RowsRead { get; init; }

    /// <summary>How many were taken in; in a dry run, how many could be. None where all or nothing was asked for and a row cannot be.</summary>
    [Range(0, RegisterImport.MostRows)]
    public required int RowsCreated { get; init; }

    /// <summary>How many of those somebody has to look at before anybody is reminded of them.</summary>
    [Range(0, RegisterImport.MostRows)]
    public required int RowsNeedReview { get; init; }

    /// <summary>How many were in the register already, and so were passed over.</summary>
    [Range(0, RegisterImport.MostRows)]
    public required int RowsDuplicate { get; init; }

    /// <summary>How many cannot be taken in.</summary>
    [Range(0, RegisterImport.MostRows)]
    public required int RowsFailed { get; init; }

    /// <summary>How many findings there are, 100,000 at most, from 50,000 on of errors alone; see <c>listImportFindings</c>.</summary>
    [Range(0, ImportFinding.Most)]
    public required int FindingCount { get; init; }

    /// <summary>Why the file was not read to its end, as a stable code; null where it was, or still may be.</summary>
    [RegularExpression("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$")]
    [MaxLength(AuditEntry.CodeMaxLength)]
    public required string? FaultCode { get; init; }

    /// <summary>The same, in words of the language asked for.</summary>
    [MaxLength(ImportFindingView.DetailMaxLength)]
    public required string? FaultDetail { get; init; }

    /// <summary>When it was asked for, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who asked for it.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string CreatedBy { get; init; }

    /// <summary>When its rows began to be read, in UTC.</summary>
    public required DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it came to its end, in UTC; null until then.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    /// <summary>When any of this last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal override async Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Imports.FindAsync([Id], cancellationToken) is not { } import || !reach.Includes(import.Reach))
        {
            throw HttpFailureException.NotFound("import");
        }
    }

    internal static ImportView Of(RegisterImport import, ImportProgress progress, Language language = Language.Indonesian) => new()
    {
        Tag = new EntityTag(progress.Version, EntityTag.FingerprintOf(progress.Fault is null ? null : language.ToString())).ToString(),
        Id = import.Id,
        Version = progress.Version,
        State = progress.State,
        Mode = import.Mode,
        DryRun = import.DryRun,
        FileName = import.FileName,
        FileSize = import.FileSize,
        FileSha256 = import.FileSha256,
        RowsTotal = progress.RowsTotal,
        RowsRead = progress.RowsRead,
        RowsCreated = progress.RowsCreated,
        RowsNeedReview = progress.RowsNeedReview,
        RowsDuplicate = progress.RowsDuplicate,
        RowsFailed = progress.RowsFailed,
        FindingCount = progress.Findings,
        FaultCode = progress.Fault,
        FaultDetail = progress.Fault is { } fault ? ProblemTexts.Detail(fault, language, progress.FaultArguments) : null,
        CreatedAt = import.CreatedAt,
        CreatedBy = import.CreatedBy,
        StartedAt = progress.StartedAt,
        FinishedAt = progress.FinishedAt,
        UpdatedAt = progress.UpdatedAt,
    };
}

/// <summary>Something that whoever had a file imported should know.</summary>
public sealed record ImportFindingView
{
    /// <summary>Longest words of a finding, in characters.</summary>
    internal const int DetailMaxLength = 2000;

    /// <summary>The number of the row, as a spreadsheet shows it, from 1; that of the header for what is about a column.</summary>
    [Range(1, int.MaxValue)]
    public required int Row { get; init; }

    /// <summary>The letters of the column; null where it is about the row as a whole, or about a column that the file lacks.</summary>
    [RegularExpression("^[A-Z]{1,3}$")]
    [MaxLength(ImportFinding.ColumnMaxLength)]
    public required string? Column { get; init; }

    /// <summary>The header above it, as it stands in the file.</summary>
    [MaxLength(RegisterImport.HeaderMaxLength)]
    public required string? Header { get; init; }

    /// <summary>The name of the register's column.</summary>
    [MaxLength(RegisterImport.HeaderMaxLength)]
    public required string? Member { get; init; }

    /// <summary>What it means for the row.</summary>
    public required ImportSeverity Severity { get; init; }

    /// <summary>Stable, in the form <c>noun.what-is-wrong</c>.</summary>
    [RegularExpression("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$")]
    [MaxLength(AuditEntry.CodeMaxLength)]
    public required string Code { get; init; }

    /// <summary>What it says, in the language asked for.</summary>
    [MaxLength(ImportFindingView.DetailMaxLength)]
    public required string Detail { get; init; }

    /// <summary>What stands in the cell, or its beginning; null where it holds what this register does not keep.</summary>
    [MaxLength(ImportFinding.ValueMaxLength)]
    public required string? Value { get; init; }

    /// <summary>The agreement that is there already; null where it is about something else.</summary>
    public required Guid? AgreementId { get; init; }

    internal static ImportFindingView Of(ImportFinding finding, Language language) => new()
    {
        Row = finding.Row,
        Column = finding.Column,
        Header = finding.Header,
        Member = finding.Member,
        Severity = finding.Severity,
        Code = finding.Code,
        Detail = ProblemTexts.Detail(finding.Code, language, finding.Arguments),
        Value = finding.Value,
        AgreementId = finding.AgreementId,
    };
}
