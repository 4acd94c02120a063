using Agreements.Api.Features.Reminders;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The examples of reminders: that the agreement of Sulawesi Barat ends in thirty days.</summary>
internal static class ReminderExamples
{
    private const string Worker = "reminder-job@dinkes";
    private static readonly Guid Claim = new("019ad2ab-c640-7a02-8c11-5d2c9a1e7f60");
    private static readonly Guid AttemptId = new("019ad2ab-c640-7a02-8c11-5d2c9a1e7f61");
    private static readonly DateTimeOffset OpenedAt = new(2025, 3, 24, 2, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ClaimedAt = new(2025, 12, 1, 0, 5, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2025, 12, 1);
    private static readonly Recipient Office = new("Biro Pemkesra", "pemkesra@sulbar.example", ContactLanguage.Id);

    public static Guid ReminderId => Domain.Reminders.ReminderId.Of(RenewalExamples.DeadlineId, new DateOnly(2025, 12, 31), 30, ReminderChannel.Email);

    public static Dictionary<Type, object> Bodies() => new()
    {
        [typeof(ClaimReminders)] = new ClaimReminders { Worker = Worker, Limit = 50, LeaseSeconds = 300 },
        [typeof(ReportDelivery)] = new ReportDelivery { Claim = Claim, Outcome = DeliveryOutcome.Delivered, Channel = ReminderChannel.Email, Detail = "250 2.0.0 OK" },
    };

    public static Dictionary<string, object> Answers(Agreement agreement, string? officeName)
    {
        var due = DeadlineSchedule.Of(agreement, [], isContinued: false, PlansOfAgreement.None).Single(each => each.Kind == DeadlineKind.Expiry);
        var deadline = DeadlineSchedule.Reconcile([], [due], OpenedAt)[0];
        var ladder = ReminderLadder.Default(DeadlineKind.Expiry);
        deadline.Arm(ladder);
        var reminder = new Reminder(deadline, 30, ClaimedAt);
        var lease = new Lease(Claim, Worker, ClaimedAt, ClaimedAt.AddSeconds(ClaimReminders.DefaultLeaseSeconds));
        var attempt = reminder.Take(AttemptId, lease, deadline);
        var row = new RemindedDeadline { Reminder = reminder, Deadline = deadline };
        var claimed = ClaimedReminderView.Of(row, Day, InBrief(agreement, officeName), [Office]) with { Id = ReminderId, DeadlineId = RenewalExamples.DeadlineId };

        reminder.Report(attempt, new DeliveryReport(Claim, DeliveryOutcome.Delivered, ReminderChannel.Email, "250 2.0.0 OK"), deadline, ladder, BackOff.Default, ClaimedAt.AddSeconds(2));
        var view = ReminderView.Of(row, ReminderStanding.Delivered, [attempt]) with { Id = ReminderId, DeadlineId = RenewalExamples.DeadlineId };
        return new(StringComparer.Ordinal)
        {
            ["claimReminders"] = new ReminderClaimView { Claim = Claim, LeaseUntil = lease.Until, Items = [claimed] },
            ["reportDelivery"] = view,
            ["getReminder"] = view,
            ["listReminders"] = new Page<ListedReminderView> { Items = [ListedReminderView.Of(row, ReminderStanding.Delivered) with { Id = ReminderId, DeadlineId = RenewalExamples.DeadlineId }], Next = null },
        };
    }

    private static RemindedAgreementView InBrief(Agreement agreement, string? officeName) => new()
    {
        Id = agreement.Id,
        Kind = agreement.Kind,
        Title = agreement.Title,
        Subject = agreement.Subject,
        Owner = agreement.Owner,
        EffectiveFrom = agreement.EffectiveFrom,
        EffectiveUntil = agreement.EffectiveUntil,
        LocalNumber = agreement.LocalNumber,
        BpjsNumber = agreement.BpjsNumber,
        BpjsOfficeName = officeName,
        ParticipantQuota = agreement.ParticipantQuota,
    };
}
