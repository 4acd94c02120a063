using Microsoft.Data.Sqlite;

namespace Agreements.Benchmarks.Floor;

/// <summary>What is read of an agreement, in this order.</summary>
internal enum Column
{
    Id,
    Version,
    Kind,
    Title,
    Subject,
    Segment,
    RegionCode,
    TimeZone,
    Agency,
    BpjsOfficeId,
    LocalNumber,
    BpjsNumber,
    Scope,
    LegalBasis,
    EffectiveFrom,
    EffectiveUntil,
    OpenEnded,
    TermText,
    CoverageFrom,
    ActivationMode,
    ParticipantsHandedOverOn,
    CoverageBegins,
    RenewalNoticeMonths,
    NoticeOrder,
    DprdRequired,
    DprdNumber,
    DprdApprovedOn,
    Signatures,
    SignedOn,
    Lifecycle,
    TerminationGround,
    TerminationEffectiveOn,
    TerminationReason,
    PredecessorId,
    RenewalId,
    ParticipantQuota,
    NeedsReview,
    Owner,
    Notes,
    Source,
    CreatedAt,
    UpdatedAt,
    SubmittedBy,
    SubmittedByHolder,
    HasDocuments,
    HasWorkPlans,
    EndsOrder,

    // What is not a column of the row itself.
    OfficeName,
    SuccessorId,
    IsContinued,
}

/// <summary>A row to be served.</summary>
internal interface IRow
{
    /// <summary>A text; null where there is none.</summary>
    string? Text(Column column);

    /// <summary>A number; null where there is none.</summary>
    int? Number(Column column);
}

/// <summary>A row of the store.</summary>
internal readonly struct StoredRow(SqliteDataReader row) : IRow
{
    public string? Text(Column column) => row.IsDBNull((int)column) ? null : row.GetString((int)column);

    public int? Number(Column column) => row.IsDBNull((int)column) ? null : row.GetInt32((int)column);
}
