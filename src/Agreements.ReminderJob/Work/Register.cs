using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Agreements.Client;
using Agreements.ReminderJob.Letters;
using Agreements.ReminderJob.Mail;
using Agreements.ReminderJob.Settings;

namespace Agreements.ReminderJob.Work;

/// <summary>The service, as far as the job needs it, in the job's own words.</summary>
internal sealed class Register(AgreementsClient client)
{
    /// <summary>The longest detail of a delivery.</summary>
    public const int DetailMaxLength = 2000;

    /// <summary>Whether the service did not answer, or answered what it never should.</summary>
    public static bool IsFailure(Exception e) => e is ProblemException or HttpRequestException or JsonException;

    /// <summary>Takes in hand what is due.</summary>
    public async Task<Errands> ClaimAsync(JobSettings settings, CancellationToken cancellationToken)
    {
        var claim = new ClaimReminders { Worker = settings.Worker, Limit = settings.Limit, LeaseSeconds = (int)settings.Lease.TotalSeconds };
        var claimed = await client.Reminders.ClaimAsync(claim, cancellationToken: cancellationToken);
        return new Errands(claimed.Claim, [.. claimed.Items.Select(ErrandOf)]);
    }

    /// <summary>Says what became of a reminder, and does not give up because somebody asks the job to stop.</summary>
    /// <returns>What the service objects, where the reminder has gone its way without this report; null where it is recorded.</returns>
    public async Task<string?> ReportAsync(Errand errand, Guid claim, bool isDelivered, string? detail)
    {
        var report = new ReportDelivery
        {
            Claim = claim,
            Outcome = isDelivered ? DeliveryOutcome.Delivered : DeliveryOutcome.Failed,
            Channel = ReminderChannel.Of(errand.Channel),
            Detail = detail,
        };
        try
        {
            await client.Reminders.ReportAsync(errand.Notice.Id, report);
            return null;
        }
        catch (ProblemException e) when (e.Status == HttpStatusCode.Conflict && e.Code is "reminder.already-delivered" or "reminder.claim-lost")
        {
            // Somebody else has it, or had: there is nothing left to say about this attempt.
            return e.Message;
        }
    }

    /// <summary>What is due, a line each: its id, the day it fired, and what it says.</summary>
    public async IAsyncEnumerable<string> DueAsync(bool inEnglish, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        LetterTexts texts = inEnglish ? new EnglishTexts() : new IndonesianTexts();
        await foreach (var reminder in client.Reminders.ListAsync(new ReminderFilter { State = ReminderStanding.Due }, cancellationToken))
        {
            yield return $"{reminder.Id} {reminder.FireOn:yyyy-MM-dd} {LetterWriter.HeadlineOf(NoticeOf(reminder), texts)}";
        }
    }

    private static Errand ErrandOf(ClaimedReminder reminder)
    {
        var addressees = new List<Addressee>();
        var unusable = new List<string>();
        foreach (var recipient in reminder.Recipients)
        {
            if (MailBox.IsAddress(recipient.Email))
            {
                addressees.Add(new Addressee(new MailBox(OneLine.Of(recipient.Name), recipient.Email), recipient.Language == ContactLanguage.En));
            }
            else
            {
                unusable.Add(OneLine.Of(recipient.Email));
            }
        }

        return new Errand(NoticeOf(reminder), addressees, unusable, reminder.Attempt, reminder.Channel.Value);
    }

    private static Notice NoticeOf(ClaimedReminder reminder) => new()
    {
        Id = reminder.Id,
        DeadlineId = reminder.DeadlineId,
        CalendarUid = reminder.CalendarUid,
        CalendarSequence = reminder.CalendarSequence,
        Matter = MatterOf(reminder.Kind),
        DueOn = reminder.DueOn,
        DaysLeft = reminder.DaysLeft,
        TimeZone = reminder.TimeZone,
        RegionName = reminder.RegionName,
        Stage = reminder.Stage?.Value,
        Year = reminder.Year,
        About = reminder.About,
        Owner = reminder.Owner,
        Agreement = reminder.Agreement is { } agreement ? FactsOf(agreement) : null,
    };

    // How many days are left is for the service to say, once it is claimed.
    private static Notice NoticeOf(ListedReminder reminder) => new()
    {
        Id = reminder.Id,
        DeadlineId = reminder.DeadlineId,
        Matter = MatterOf(reminder.Kind),
        DueOn = reminder.DueOn,
        DaysLeft = reminder.Offset,
        TimeZone = reminder.TimeZone,
        RegionName = reminder.RegionName,
        About = reminder.About,
        Owner = reminder.Owner,
    };

    private static AgreementFacts FactsOf(RemindedAgreement agreement) => new()
    {
        Id = agreement.Id,
        Title = agreement.Title,
        Subject = agreement.Subject,
        Kind = agreement.Kind.Value,
        LocalNumber = agreement.LocalNumber,
        BpjsNumber = agreement.BpjsNumber,
        BpjsOfficeName = agreement.BpjsOfficeName,
        EffectiveFrom = agreement.EffectiveFrom,
        EffectiveUntil = agreement.EffectiveUntil,
        ParticipantQuota = agreement.ParticipantQuota,
    };

    private static Matter MatterOf(DeadlineKind kind) => kind.Value switch
    {
        "expiry" => Matter.Expiry,
        "renewalNotice" => Matter.RenewalNotice,
        "renewalStage" => Matter.RenewalStage,
        "followUp" => Matter.FollowUp,
        "workPlan" => Matter.WorkPlan,
        "activity" => Matter.Activity,
        _ => Matter.Other,
    };
}
