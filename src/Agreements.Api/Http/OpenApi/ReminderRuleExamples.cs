using Agreements.Api.Features.Reminders;
using Agreements.Data.Reference;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The examples of what says when reminders go out: ladders with an early word on the budget of an activity, and the reminder of Sulawesi Barat's end thirty days before.</summary>
internal static class ReminderRuleExamples
{
    private static readonly DateTimeOffset At = new(2025, 11, 27, 2, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly From = new(2025, 12, 1);
    private static readonly int[] EarlyWord = [30, 14, 7, 1, 0];

    public static Dictionary<Type, object> Bodies() => new()
    {
        [typeof(ReplaceReminderRules)] = new ReplaceReminderRules { Rules = [.. Enum.GetValues<DeadlineKind>().Select(kind => new ReminderRuleFields { Kind = kind, Offsets = OffsetsOf(kind) })] },
        [typeof(PreviewReminders)] = new PreviewReminders { From = From, To = new DateOnly(2025, 12, 31) },
    };

    public static Dictionary<string, object> Answers(Agreement agreement)
    {
        var rules = new ReminderRulesView
        {
            Tag = new EntityTag(2).ToString(),
            Version = 2,
            Rules = [.. Enum.GetValues<DeadlineKind>().Select(kind => new ReminderRuleView { Kind = kind, Offsets = OffsetsOf(kind) })],
            UpdatedAt = At,
            UpdatedBy = "administrator",
        };
        var dueOn = new DateOnly(2025, 12, 31);
        var offset = dueOn.DayNumber - From.DayNumber;
        var preview = new ReminderPreviewView
        {
            Id = ReminderId.Of(RenewalExamples.DeadlineId, dueOn, offset, ReminderChannel.Email),
            DeadlineId = RenewalExamples.DeadlineId,
            Kind = DeadlineKind.Expiry,
            GoesOutOn = From,
            FireOn = From,
            Offset = offset,
            DueOn = dueOn,
            Channel = ReminderChannel.Email,
            About = agreement.Subject,
            Stage = null,
            Year = null,
            Owner = agreement.Owner,
            AgreementId = agreement.Id,
            RegionCode = agreement.RegionCode,
            RegionName = RegionCatalogue.Shipped.Get(agreement.RegionCode).Name,
            TimeZone = agreement.TimeZone,
        };
        var health = new ReminderHealthView
        {
            LastClaimAt = At,
            LastClaimBy = "pengingat-1",
            LastDeliveryAt = At.AddSeconds(2),
            Backlog = 1,
            OldestDueOn = new DateOnly(2025, 11, 28),
            WaitingSince = IndonesianTime.BeginningOf(new DateOnly(2025, 11, 28), agreement.TimeZone),
            WithoutRecipients = 0,
            Failed = 0,
        };
        return new(StringComparer.Ordinal)
        {
            ["getReminderRules"] = rules,
            ["replaceReminderRules"] = rules,
            ["previewReminders"] = new Page<ReminderPreviewView> { Items = [preview], Next = null },
            ["getReminderHealth"] = health,
        };
    }

    private static IReadOnlyList<int> OffsetsOf(DeadlineKind kind) => kind == DeadlineKind.Activity ? EarlyWord : ReminderLadder.Default(kind).Offsets;
}
