using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>How records travel: members in camelCase, what is not set left out, what is not known passed over, nothing null that may not be.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip,
    RespectNullableAnnotations = true,
    Converters = [
        typeof(OptionalConverter<string>), typeof(OptionalConverter<string[]>), typeof(OptionalConverter<Guid?>), typeof(OptionalConverter<DateOnly?>),
        typeof(OptionalConverter<int?>), typeof(OptionalConverter<bool?>), typeof(OptionalConverter<AgreementKind?>), typeof(OptionalConverter<Segment?>),
        typeof(OptionalConverter<ActivationMode?>), typeof(OptionalConverter<DprdApprovalPatch>)])]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(Agreement))]
[JsonSerializable(typeof(AgreementPage))]
[JsonSerializable(typeof(AgreementTerms))]
[JsonSerializable(typeof(Page<AgreementChange>))]
[JsonSerializable(typeof(DraftAgreement))]
[JsonSerializable(typeof(EditAgreement))]
[JsonSerializable(typeof(DprdApprovalPatch))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(Guid?))]
[JsonSerializable(typeof(DateOnly?))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(bool?))]
[JsonSerializable(typeof(AgreementKind?))]
[JsonSerializable(typeof(Segment?))]
[JsonSerializable(typeof(ActivationMode?))]
[JsonSerializable(typeof(ReturnAgreement))]
[JsonSerializable(typeof(CancelAgreement))]
[JsonSerializable(typeof(SignAgreement))]
[JsonSerializable(typeof(AmendAgreement))]
[JsonSerializable(typeof(TerminateAgreement))]
[JsonSerializable(typeof(Deadline))]
[JsonSerializable(typeof(DeadlinePage))]
[JsonSerializable(typeof(AcknowledgeDeadline))]
[JsonSerializable(typeof(Renewal))]
[JsonSerializable(typeof(RenewalPage))]
[JsonSerializable(typeof(Page<RenewalEntry>))]
[JsonSerializable(typeof(OpenRenewal))]
[JsonSerializable(typeof(LogRenewalEntry))]
[JsonSerializable(typeof(CloseRenewal))]
[JsonSerializable(typeof(Region))]
[JsonSerializable(typeof(Page<Region>))]
[JsonSerializable(typeof(RegionContacts))]
[JsonSerializable(typeof(ReplaceRegionContacts))]
[JsonSerializable(typeof(Reminder))]
[JsonSerializable(typeof(Page<ListedReminder>))]
[JsonSerializable(typeof(ClaimReminders))]
[JsonSerializable(typeof(ReminderClaim))]
[JsonSerializable(typeof(ReportDelivery))]
[JsonSerializable(typeof(PreviewReminders))]
[JsonSerializable(typeof(Page<ReminderPreview>))]
[JsonSerializable(typeof(ReminderRules))]
[JsonSerializable(typeof(ReplaceReminderRules))]
[JsonSerializable(typeof(ReminderHealth))]
[JsonSerializable(typeof(EventPage))]
internal sealed partial class AgreementsJson : JsonSerializerContext;
