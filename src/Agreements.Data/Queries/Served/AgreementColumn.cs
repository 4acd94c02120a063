namespace Agreements.Data.Queries.Served;

/// <summary>What is read of an agreement to show it, in this order.</summary>
public enum AgreementColumn
{
    /// <summary>Its id.</summary>
    Id,

    /// <summary>Its version.</summary>
    Version,

    /// <summary>What it calls itself.</summary>
    Kind,

    /// <summary>Its title.</summary>
    Title,

    /// <summary>What it is about.</summary>
    Subject,

    /// <summary>Whom it covers.</summary>
    Segment,

    /// <summary>The region that is party to it.</summary>
    RegionCode,

    /// <summary>The zone in which its dates are judged.</summary>
    TimeZone,

    /// <summary>The agency in charge.</summary>
    Agency,

    /// <summary>The office that is party to it.</summary>
    BpjsOfficeId,

    /// <summary>The name of that office.</summary>
    BpjsOfficeName,

    /// <summary>The local government's number.</summary>
    LocalNumber,

    /// <summary>The number of BPJS Kesehatan.</summary>
    BpjsNumber,

    /// <summary>Its scope.</summary>
    Scope,

    /// <summary>Its legal basis.</summary>
    LegalBasis,

    /// <summary>Its first day.</summary>
    EffectiveFrom,

    /// <summary>Its last day.</summary>
    EffectiveUntil,

    /// <summary>That it runs without an end.</summary>
    OpenEnded,

    /// <summary>The term as printed.</summary>
    TermText,

    /// <summary>The day on which coverage was found to begin.</summary>
    CoverageFrom,

    /// <summary>How soon people are activated.</summary>
    ActivationMode,

    /// <summary>The day on which the list of participants was handed over.</summary>
    ParticipantsHandedOverOn,

    /// <summary>The first day on which it covers anybody; <see cref="DerivedColumns.NoEnd"/> where there is none.</summary>
    CoverageBegins,

    /// <summary>The months of notice.</summary>
    RenewalNoticeMonths,

    /// <summary>The day by which notice is due; <see cref="DerivedColumns.NoEnd"/> where there is none.</summary>
    NoticeOrder,

    /// <summary>Whether the council has to approve it.</summary>
    DprdRequired,

    /// <summary>The number of the council's decision.</summary>
    DprdNumber,

    /// <summary>The day of the council's decision.</summary>
    DprdApprovedOn,

    /// <summary>The signatures.</summary>
    Signatures,

    /// <summary>The day on which both parties had signed.</summary>
    SignedOn,

    /// <summary>Where it stands on its way to signature.</summary>
    Lifecycle,

    /// <summary>On which ground it was terminated.</summary>
    TerminationGround,

    /// <summary>From which day on.</summary>
    TerminationEffectiveOn,

    /// <summary>And why.</summary>
    TerminationReason,

    /// <summary>The agreement that it continues, within the caller's reach.</summary>
    PredecessorId,

    /// <summary>The agreement that continues it, within the caller's reach.</summary>
    SuccessorId,

    /// <summary>Whether a signed successor goes on without a day between.</summary>
    IsContinued,

    /// <summary>The renewal under way.</summary>
    RenewalId,

    /// <summary>The number of participants.</summary>
    ParticipantQuota,

    /// <summary>Whether somebody has to look at it.</summary>
    NeedsReview,

    /// <summary>Who looks after it.</summary>
    Owner,

    /// <summary>Remarks.</summary>
    Notes,

    /// <summary>Where it had been published.</summary>
    Source,

    /// <summary>When it was recorded.</summary>
    CreatedAt,

    /// <summary>When it was last changed.</summary>
    UpdatedAt,

    /// <summary>Who submitted it.</summary>
    SubmittedBy,

    /// <summary>Who holds the credential that it was submitted with.</summary>
    SubmittedByHolder,

    /// <summary>Whether documents were put with it.</summary>
    HasDocuments,

    /// <summary>Whether the scan of the signed document is among them.</summary>
    HasSignedScan,

    /// <summary>Whether work plans carry it out.</summary>
    HasWorkPlans,
}
