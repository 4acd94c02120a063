using Agreements.Domain.Continuity;
using Agreements.Domain.Coverage;
using Agreements.Domain.Regions;

namespace Agreements.Domain.Instruments;

/// <content>What people write, field by field, with the limits that validators, columns and the API document share.</content>
public sealed partial class Agreement
{
    /// <summary>The earliest date that any of its fields takes: there was no republic before.</summary>
    public static readonly DateOnly EarliestDate = new(1945, 8, 17);

    /// <summary>The latest date that any of its fields takes.</summary>
    public static readonly DateOnly LatestDate = new(2199, 12, 31);

    /// <summary>Longest title, in characters.</summary>
    public const int TitleMaxLength = 500;

    /// <summary>Longest subject, in characters.</summary>
    public const int SubjectMaxLength = 1000;

    /// <summary>Longest name of an agency or owner, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Most items of a list.</summary>
    public const int ListMaxItems = 50;

    /// <summary>Longest item of a list, in characters.</summary>
    public const int ListItemMaxLength = 1000;

    /// <summary>Longest printed term, in characters.</summary>
    public const int TermTextMaxLength = 300;

    /// <summary>Most months of notice.</summary>
    public const int RenewalNoticeMonthsMax = 24;

    /// <summary>Longest remark, in characters.</summary>
    public const int NotesMaxLength = 4000;

    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonMaxLength = 2000;

    /// <summary>Longest name of a published source, in characters.</summary>
    public const int SourceMaxLength = 500;

    /// <inheritdoc cref="AgreementContent.Kind"/>
    public AgreementKind Kind { get; private set; }

    /// <inheritdoc cref="AgreementContent.Title"/>
    public string? Title { get; private set; }

    /// <inheritdoc cref="AgreementContent.Subject"/>
    public string? Subject { get; private set; }

    /// <inheritdoc cref="AgreementContent.Segment"/>
    public Segment Segment { get; private set; }

    /// <inheritdoc cref="AgreementContent.RegionCode"/>
    public string RegionCode { get; private set; } = "";

    /// <inheritdoc cref="AgreementContent.Agency"/>
    public string? Agency { get; private set; }

    /// <inheritdoc cref="AgreementContent.BpjsOfficeId"/>
    public Guid? BpjsOfficeId { get; private set; }

    /// <inheritdoc cref="AgreementContent.LocalNumber"/>
    public string? LocalNumber { get; private set; }

    /// <inheritdoc cref="AgreementContent.BpjsNumber"/>
    public string? BpjsNumber { get; private set; }

    /// <inheritdoc cref="AgreementContent.Scope"/>
    public IReadOnlyList<string> Scope { get; private set; } = [];

    /// <inheritdoc cref="AgreementContent.LegalBasis"/>
    public IReadOnlyList<string> LegalBasis { get; private set; } = [];

    /// <inheritdoc cref="AgreementContent.EffectiveFrom"/>
    public DateOnly? EffectiveFrom { get; private set; }

    /// <inheritdoc cref="AgreementContent.EffectiveUntil"/>
    public DateOnly? EffectiveUntil { get; private set; }

    /// <inheritdoc cref="AgreementContent.OpenEnded"/>
    public bool OpenEnded { get; private set; }

    /// <inheritdoc cref="AgreementContent.TermText"/>
    public string? TermText { get; private set; }

    /// <inheritdoc cref="AgreementContent.CoverageFrom"/>
    public DateOnly? CoverageFrom { get; private set; }

    /// <inheritdoc cref="AgreementContent.ActivationMode"/>
    public ActivationMode? ActivationMode { get; private set; }

    /// <inheritdoc cref="AgreementContent.ParticipantsHandedOverOn"/>
    public DateOnly? ParticipantsHandedOverOn { get; private set; }

    /// <summary>The days that its term covers; where its first day is unknown, from the day on which coverage began.</summary>
    public CoverSpan SignedCover => new(Id, EffectiveFrom ?? (CoverageFrom > InForceUntil ? null : CoverageFrom), InForceUntil);

    /// <summary>The days on which it really covers anybody: those of its term from the day on which coverage begins.</summary>
    public CoverSpan RealCover => new(Id, FirstCovered, InForceUntil);

    /// <summary>The first day on which it really covers anybody; null where that is unknown, or its term is over by then.</summary>
    public DateOnly? CoversFrom => RealCover is { From: not null } cover ? cover.FirstCovered : null;

    // What somebody has found out goes before what follows; neither begins before the term does.
    private DateOnly? FirstCovered => (EffectiveFrom, CoverageFrom) switch
    {
        (null, _) => CoverageFrom,
        ({ } from, { } found) => found > from ? found : from,
        ({ } from, null) => Activation.FirstCovered(ActivationMode, SignedOn, ParticipantsHandedOverOn, from),
    };

    /// <inheritdoc cref="AgreementContent.RenewalNoticeMonths"/>
    public int? RenewalNoticeMonths { get; private set; }

    /// <inheritdoc cref="AgreementContent.DprdApproval"/>
    public DprdApproval DprdApproval { get; private set; } = DprdApproval.NotRequired;

    /// <inheritdoc cref="AgreementContent.PredecessorId"/>
    public Guid? PredecessorId { get; private set; }

    /// <inheritdoc cref="AgreementContent.NeedsReview"/>
    public bool NeedsReview { get; private set; }

    /// <inheritdoc cref="AgreementContent.Owner"/>
    public string? Owner { get; private set; }

    /// <inheritdoc cref="AgreementContent.Notes"/>
    public string? Notes { get; private set; }

    /// <summary>What people have written, as one value.</summary>
    public AgreementContent Content => new()
    {
        Kind = Kind,
        Title = Title,
        Subject = Subject,
        Segment = Segment,
        RegionCode = RegionCode,
        Agency = Agency,
        BpjsOfficeId = BpjsOfficeId,
        LocalNumber = LocalNumber,
        BpjsNumber = BpjsNumber,
        Scope = Scope,
        LegalBasis = LegalBasis,
        EffectiveFrom = EffectiveFrom,
        EffectiveUntil = EffectiveUntil,
        OpenEnded = OpenEnded,
        TermText = TermText,
        CoverageFrom = CoverageFrom,
        ActivationMode = ActivationMode,
        ParticipantsHandedOverOn = ParticipantsHandedOverOn,
        RenewalNoticeMonths = RenewalNoticeMonths,
        DprdApproval = DprdApproval,
        PredecessorId = PredecessorId,
        NeedsReview = NeedsReview,
        Owner = Owner,
        Notes = Notes,
    };

    private void Write(AgreementContent content, Region region, DateTimeOffset at)
    {
        var faults = content.Faults().ToList();
        if (!region.IsAutonomous)
        {
            faults.Add(new InputFault("regionCode", "region.not-autonomous", region.Name));
        }

        if (content.PredecessorId == Id)
        {
            faults.Add(new InputFault("predecessorId", "agreement.own-predecessor"));
        }

        var today = IndonesianTime.DateIn(region.TimeZone, at);
        if (content.ParticipantsHandedOverOn > today)
        {
            faults.Add(new InputFault("participantsHandedOverOn", "date.not-yet", today));
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        TimeZone = region.TimeZone;
        Kind = content.Kind;
        Title = content.Title;
        Subject = content.Subject;
        Segment = content.Segment;
        RegionCode = content.RegionCode;
        Agency = content.Agency;
        BpjsOfficeId = content.BpjsOfficeId;
        LocalNumber = content.LocalNumber;
        BpjsNumber = content.BpjsNumber;
        Scope = content.Scope;
        LegalBasis = content.LegalBasis;
        EffectiveFrom = content.EffectiveFrom;
        EffectiveUntil = content.EffectiveUntil;
        OpenEnded = content.OpenEnded;
        TermText = content.TermText;
        CoverageFrom = content.CoverageFrom;
        ActivationMode = content.ActivationMode;
        ParticipantsHandedOverOn = content.ParticipantsHandedOverOn;
        RenewalNoticeMonths = content.RenewalNoticeMonths;
        DprdApproval = content.DprdApproval;
        PredecessorId = content.PredecessorId;
        NeedsReview = content.NeedsReview;
        Owner = content.Owner;
        Notes = content.Notes;
    }
}
