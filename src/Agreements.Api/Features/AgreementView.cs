using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;

namespace Agreements.Api.Features;

/// <summary>A cooperation agreement between a local government and BPJS Kesehatan.</summary>
public sealed record AgreementView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>What the instrument calls itself.</summary>
    public required AgreementKind Kind { get; init; }

    /// <summary>Title as printed.</summary>
    public required string? Title { get; init; }

    /// <summary>Perihal: what it is about.</summary>
    public required string? Subject { get; init; }

    /// <summary>Whom it covers.</summary>
    public required Segment Segment { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>IANA zone in which its dates are judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Perangkat daerah (OPD) in charge.</summary>
    public required string? Agency { get; init; }

    /// <summary>The BPJS office that is party to it.</summary>
    public required Guid? BpjsOfficeId { get; init; }

    /// <summary>Name of that office.</summary>
    [MaxLength(BpjsOffice.NameMaxLength)]
    public required string? BpjsOfficeName { get; init; }

    /// <summary>The local government's number, as printed.</summary>
    public required string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan, as printed.</summary>
    public required string? BpjsNumber { get; init; }

    /// <summary>Ruang lingkup.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>Dasar hukum.</summary>
    public required IReadOnlyList<string> LegalBasis { get; init; }

    /// <summary>First day in force.</summary>
    public required DateOnly? EffectiveFrom { get; init; }

    /// <summary>Last day in force, as amended: it runs through the end of that local day.</summary>
    public required DateOnly? EffectiveUntil { get; init; }

    /// <summary>That it runs without an end, by agreement; an unknown end is <c>null</c> with <c>false</c> here.</summary>
    public required bool OpenEnded { get; init; }

    /// <summary>Jangka waktu, as printed.</summary>
    public required string? TermText { get; init; }

    /// <summary>The day coverage really begins, where it is another than follows from hand-over and activation.</summary>
    public required DateOnly? CoverageFrom { get; init; }

    /// <summary>How soon BPJS Kesehatan activates its people; null where that is unknown.</summary>
    public required ActivationMode? ActivationMode { get; init; }

    /// <summary>The day on which the list of participants was handed over; null where it went with the signatures, or has not gone yet.</summary>
    public required DateOnly? ParticipantsHandedOverOn { get; init; }

    /// <summary>
    /// The first day on which people are really covered, by what is known: <c>coverageFrom</c>; else, once both parties have signed, the day on which they are
    /// activated; else the first day of the term. Null where that is unknown, or the term is over by then.
    /// </summary>
    public required DateOnly? CoverageBegins { get; init; }

    /// <summary>Months of notice before the end that the renewal clause asks for.</summary>
    public required int? RenewalNoticeMonths { get; init; }

    /// <summary>The day by which that notice is due, counted back from the end and clamped to the month's last day.</summary>
    public required DateOnly? RenewalNoticeDue { get; init; }

    /// <summary>Approval by the regional council (DPRD).</summary>
    public required DprdApproval DprdApproval { get; init; }

    /// <summary>The signatures given so far, one for each party at most.</summary>
    [MaxLength(2)]
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>The later party's date of signing; null before both have signed.</summary>
    public required DateOnly? SignedOn { get; init; }

    /// <summary>Where it stands on its way to signature.</summary>
    public required LifecycleState Lifecycle { get; init; }

    /// <summary>That and why it was terminated.</summary>
    public required Termination? Termination { get; init; }

    /// <summary>
    /// How it stands on the day it is judged by, derived and never stored. In force it is <c>inNotice</c> from <c>renewalNoticeDue</c>, else <c>expiring</c>
    /// within the horizon, else <c>active</c>.
    /// </summary>
    public required Standing Standing { get; init; }

    /// <summary>What makes it stand so, beyond the name: a missed start, or an end that is unknown or that there is none.</summary>
    public required IReadOnlyList<StandingReason> StandingReasons { get; init; }

    /// <summary>Days from the day it is judged by to the last day of its term, as amended: 0 on that day, negative after it, null without an end. A termination does not move it.</summary>
    public required int? DaysLeft { get; init; }

    /// <summary>The day it is judged by: the one asked for, or today in its zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The agreement that this one continues; null where it lies beyond the caller's reach.</summary>
    public required Guid? PredecessorId { get; init; }

    /// <summary>The agreement that continues this one: of several a signed one, else the latest drafted.</summary>
    public required Guid? SuccessorId { get; init; }

    /// <summary>The renewal that is under way; null where none is.</summary>
    public required Guid? RenewalId { get; init; }

    /// <summary>The number of participants by its terms as amended, where it is known.</summary>
    public required int? ParticipantQuota { get; init; }

    /// <summary>That somebody has to look at what is recorded, for example because a date or number was not published.</summary>
    public required bool NeedsReview { get; init; }

    /// <summary>Who looks after it.</summary>
    public required string? Owner { get; init; }

    /// <summary>Remarks.</summary>
    public required string? Notes { get; init; }

    /// <summary>Where a record that was taken in had been published.</summary>
    [MaxLength(Agreement.SourceMaxLength)]
    public required string? Source { get; init; }

    /// <summary>What the caller can do now, each with the codes of what is in the way.</summary>
    public required IReadOnlyList<AllowedAction> AllowedActions { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        reach.Covers(RegionCode) ? Task.CompletedTask : throw HttpFailureException.NotFound("agreement");

    /// <summary>The agreement as a resource of its own, with its ETag.</summary>
    internal static AgreementView Of(AgreementRow row, Viewer viewer, DateOnly day, int horizonDays = StandingFacts.DefaultHorizonDays)
    {
        var view = Listed(row, viewer, day, horizonDays);
        view.Tag = TagOf(row, view.AllowedActions, view.Standing, day).ToString();
        return view;
    }

    /// <summary>The agreement as one of many, without an ETag.</summary>
    internal static AgreementView Listed(AgreementRow row, Viewer viewer, DateOnly day, int horizonDays)
    {
        var agreement = row.Agreement;
        var facts = agreement.FactsFor(row.IsContinued);
        return new AgreementView
        {
            Id = agreement.Id,
            Version = agreement.Version,
            Kind = agreement.Kind,
            Title = agreement.Title,
            Subject = agreement.Subject,
            Segment = agreement.Segment,
            RegionCode = agreement.RegionCode,
            RegionName = RegionCatalogue.Shipped.Get(agreement.RegionCode).Name,
            TimeZone = agreement.TimeZone,
            Agency = agreement.Agency,
            BpjsOfficeId = agreement.BpjsOfficeId,
            BpjsOfficeName = row.OfficeName,
            LocalNumber = agreement.LocalNumber,
            BpjsNumber = agreement.BpjsNumber,
            Scope = agreement.Scope,
            LegalBasis = agreement.LegalBasis,
            EffectiveFrom = agreement.EffectiveFrom,
            EffectiveUntil = agreement.EffectiveUntil,
            OpenEnded = agreement.OpenEnded,
            TermText = agreement.TermText,
            CoverageFrom = agreement.CoverageFrom,
            ActivationMode = agreement.ActivationMode,
            ParticipantsHandedOverOn = agreement.ParticipantsHandedOverOn,
            CoverageBegins = agreement.CoversFrom,
            RenewalNoticeMonths = agreement.RenewalNoticeMonths,
            RenewalNoticeDue = agreement.RenewalNoticeDue,
            DprdApproval = agreement.DprdApproval,
            Signatures = agreement.Signatures,
            SignedOn = agreement.SignedOn,
            Lifecycle = agreement.Lifecycle,
            Termination = agreement.Termination,
            Standing = facts.On(day, horizonDays),
            StandingReasons = facts.ReasonsOn(day),
            DaysLeft = agreement.EffectiveUntil is { } end ? end.DayNumber - day.DayNumber : null,
            AsOf = day,
            PredecessorId = row.PredecessorId,
            SuccessorId = row.SuccessorId,
            RenewalId = agreement.RenewalId,
            ParticipantQuota = agreement.ParticipantQuota,
            NeedsReview = agreement.NeedsReview,
            Owner = agreement.Owner,
            Notes = agreement.Notes,
            Source = agreement.Source,
            AllowedActions = ActionsFor(row, viewer),
            CreatedAt = agreement.CreatedAt,
            UpdatedAt = agreement.UpdatedAt,
        };
    }

    internal static EntityTag TagOf(AgreementRow row, Viewer viewer, DateOnly day, int horizonDays = StandingFacts.DefaultHorizonDays) =>
        TagOf(row, ActionsFor(row, viewer), row.Agreement.FactsFor(row.IsContinued).On(day, horizonDays), day);

    /// <summary>The fingerprint of what the representation shows besides its record.</summary>
    internal static uint ViewOf(DateOnly day, Standing standing, string? predecessorId, string? successorId, IReadOnlyList<AllowedAction> actions)
    {
        var unmet = actions.Select(allowed => $"{allowed.Action}:{string.Join(',', allowed.Unmet)}");
        return EntityTag.FingerprintOf($"{day:O} {standing} {predecessorId} {successorId} {string.Join(' ', unmet)}");
    }

    /// <summary>Whether it takes the right to approve, and not the one to write.</summary>
    internal static bool NeedsApproval(AgreementAction action) => action is AgreementAction.Approve or AgreementAction.Return;

    private static EntityTag TagOf(AgreementRow row, IReadOnlyList<AllowedAction> actions, Standing standing, DateOnly day) => new(
        row.Agreement.Version,
        EntityTag.FingerprintOf(row.OfficeName),
        ViewOf(day, standing, row.PredecessorId?.ToString(), row.SuccessorId?.ToString(), actions));

    // What the operations ask for, each by its own declaration: a test compares the two.
    private static IReadOnlyList<AllowedAction> ActionsFor(AgreementRow row, Viewer viewer) =>
        [.. row.Agreement.AllowedActionsFor(viewer.Grant.Author, viewer.ScanRequired, row.IsContinued).Where(allowed => viewer.Grant.Scopes.Contains(
            NeedsApproval(allowed.Action) ? Domain.Access.Scope.AgreementsApprove : Domain.Access.Scope.AgreementsWrite))];
}

/// <summary>One page of agreements, with the day that their dates were judged by.</summary>
public sealed record AgreementPage : Page<AgreementView>
{
    /// <summary>Where counting stops.</summary>
    public const int MostCounted = 1001;

    /// <summary>The day asked for; null for today.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Today's date in each zone, by which the agreements were judged; null when a day was asked for.</summary>
    public required IReadOnlyDictionary<string, DateOnly>? Today { get; init; }

    /// <summary>How many agreements match, when asked for with <c>count=true</c>: exact up to 1000, 1001 stands for more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [Range(0, MostCounted)]
    public int? Total { get; init; }

    /// <summary>What the answer assumed because the caller did not say.</summary>
    public required AppliedDefaults AppliedDefaults { get; init; }
}
