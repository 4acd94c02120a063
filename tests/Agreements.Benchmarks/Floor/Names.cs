using System.Text.Json;

namespace Agreements.Benchmarks.Floor;

/// <summary>The members of answers, escaped once.</summary>
internal static class Names
{
    public static readonly JsonEncodedText Id = Of("id");
    public static readonly JsonEncodedText Version = Of("version");
    public static readonly JsonEncodedText Kind = Of("kind");
    public static readonly JsonEncodedText Title = Of("title");
    public static readonly JsonEncodedText Subject = Of("subject");
    public static readonly JsonEncodedText Segment = Of("segment");
    public static readonly JsonEncodedText RegionCode = Of("regionCode");
    public static readonly JsonEncodedText RegionName = Of("regionName");
    public static readonly JsonEncodedText TimeZone = Of("timeZone");
    public static readonly JsonEncodedText Agency = Of("agency");
    public static readonly JsonEncodedText BpjsOfficeId = Of("bpjsOfficeId");
    public static readonly JsonEncodedText BpjsOfficeName = Of("bpjsOfficeName");
    public static readonly JsonEncodedText LocalNumber = Of("localNumber");
    public static readonly JsonEncodedText BpjsNumber = Of("bpjsNumber");
    public static readonly JsonEncodedText Scope = Of("scope");
    public static readonly JsonEncodedText LegalBasis = Of("legalBasis");
    public static readonly JsonEncodedText EffectiveFrom = Of("effectiveFrom");
    public static readonly JsonEncodedText EffectiveUntil = Of("effectiveUntil");
    public static readonly JsonEncodedText OpenEnded = Of("openEnded");
    public static readonly JsonEncodedText TermText = Of("termText");
    public static readonly JsonEncodedText CoverageFrom = Of("coverageFrom");
    public static readonly JsonEncodedText ActivationMode = Of("activationMode");
    public static readonly JsonEncodedText ParticipantsHandedOverOn = Of("participantsHandedOverOn");
    public static readonly JsonEncodedText CoverageBegins = Of("coverageBegins");
    public static readonly JsonEncodedText RenewalNoticeMonths = Of("renewalNoticeMonths");
    public static readonly JsonEncodedText RenewalNoticeDue = Of("renewalNoticeDue");
    public static readonly JsonEncodedText DprdApproval = Of("dprdApproval");
    public static readonly JsonEncodedText Required = Of("required");
    public static readonly JsonEncodedText Number = Of("number");
    public static readonly JsonEncodedText ApprovedOn = Of("approvedOn");
    public static readonly JsonEncodedText Signatures = Of("signatures");
    public static readonly JsonEncodedText SignedOn = Of("signedOn");
    public static readonly JsonEncodedText Lifecycle = Of("lifecycle");
    public static readonly JsonEncodedText Termination = Of("termination");
    public static readonly JsonEncodedText Ground = Of("ground");
    public static readonly JsonEncodedText EffectiveOn = Of("effectiveOn");
    public static readonly JsonEncodedText Reason = Of("reason");
    public static readonly JsonEncodedText Standing = Of("standing");
    public static readonly JsonEncodedText StandingReasons = Of("standingReasons");
    public static readonly JsonEncodedText DaysLeft = Of("daysLeft");
    public static readonly JsonEncodedText AsOf = Of("asOf");
    public static readonly JsonEncodedText PredecessorId = Of("predecessorId");
    public static readonly JsonEncodedText SuccessorId = Of("successorId");
    public static readonly JsonEncodedText RenewalId = Of("renewalId");
    public static readonly JsonEncodedText ParticipantQuota = Of("participantQuota");
    public static readonly JsonEncodedText NeedsReview = Of("needsReview");
    public static readonly JsonEncodedText Owner = Of("owner");
    public static readonly JsonEncodedText Notes = Of("notes");
    public static readonly JsonEncodedText Source = Of("source");
    public static readonly JsonEncodedText AllowedActions = Of("allowedActions");
    public static readonly JsonEncodedText Action = Of("action");
    public static readonly JsonEncodedText Unmet = Of("unmet");
    public static readonly JsonEncodedText CreatedAt = Of("createdAt");
    public static readonly JsonEncodedText UpdatedAt = Of("updatedAt");
    public static readonly JsonEncodedText Items = Of("items");
    public static readonly JsonEncodedText Next = Of("next");
    public static readonly JsonEncodedText Today = Of("today");
    public static readonly JsonEncodedText AppliedDefaults = Of("appliedDefaults");
    public static readonly JsonEncodedText WithinDays = Of("withinDays");
    public static readonly JsonEncodedText HorizonDays = Of("horizonDays");
    public static readonly JsonEncodedText IncludeRenewed = Of("includeRenewed");
    public static readonly JsonEncodedText IncludeEndUnknown = Of("includeEndUnknown");

    private static JsonEncodedText Of(string name) => JsonEncodedText.Encode(name);
}
