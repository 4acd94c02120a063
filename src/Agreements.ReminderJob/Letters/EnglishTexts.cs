using System.Globalization;

namespace Agreements.ReminderJob.Letters;

/// <summary>Letters in English.</summary>
internal sealed class EnglishTexts : LetterTexts
{
    public override string Tag => "en";

    public override string Greeting => "Dear Sir or Madam,";

    public override string StepsHeading => "What to do:";

    public override string LinkLabel => "Open in the register";

    public override string Footer =>
        "Sent automatically by the register of cooperation agreements with BPJS Kesehatan. If this is settled, record it there; "
        + "an acknowledgement of the deadline stops the reminders until the day that it names.";

    public override FactLabels Labels { get; } = new()
    {
        DueOn = "Deadline",
        Stage = "Stage",
        Year = "Year",
        About = "About",
        Owner = "Responsible",
        Title = "Agreement",
        Subject = "Subject",
        Kind = "Kind",
        LocalGovernment = "First party (local government)",
        Bpjs = "Second party (BPJS Kesehatan)",
        LocalNumber = "Number of the local government",
        BpjsNumber = "Number of BPJS Kesehatan",
        Term = "Term",
        Quota = "Participant quota",
    };

    protected override IReadOnlyList<string> Months { get; } =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    protected override IReadOnlyList<string> Weekdays { get; } = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    protected override NumberFormatInfo Numbers => NumberFormatInfo.InvariantInfo;

    public override string When(int daysLeft) => daysLeft switch
    {
        < 0 => $"{Days(-daysLeft)} overdue",
        0 => "today",
        1 => "tomorrow",
        _ => $"in {Days(daysLeft)}",
    };

    public override string What(Notice notice) => notice.Matter switch
    {
        Matter.Expiry when notice.Urgency == Urgency.Overdue => $"Agreement ended {Date(notice.DueOn)}",
        Matter.Expiry => $"Agreement ends {Date(notice.DueOn)}",
        Matter.RenewalNotice => $"Notice of renewal due {Date(notice.DueOn)}",
        Matter.RenewalStage => $"Renewal stage {Stage(notice.Stage)} due {Date(notice.DueOn)}",
        Matter.FollowUp => $"Meeting follow-up due {Date(notice.DueOn)}",
        Matter.WorkPlan => $"Work plan {Year(notice)}due {Date(notice.DueOn)}",
        Matter.Activity => $"Work plan activity due {Date(notice.DueOn)}",
        _ => $"Deadline {Date(notice.DueOn)}",
    };

    public override string Lead(Notice notice) => notice.Matter switch
    {
        Matter.Expiry => Expiry(notice),
        Matter.RenewalNotice => By(notice, "Notice that this agreement is to be renewed must reach the other party", "No notice of renewal is on record"),
        Matter.RenewalStage => By(notice, $"The stage {Stage(notice.Stage)} of this renewal must be done", $"The stage {Stage(notice.Stage)} of this renewal is not on record as done"),
        Matter.FollowUp => By(notice, "This follow-up of a meeting must be done", "This follow-up of a meeting is not on record as done"),
        Matter.WorkPlan => By(notice, $"The work plan {Year(notice)}must be signed by both parties", $"No work plan {Year(notice)}signed by both parties is on record"),
        Matter.Activity => By(notice, "This activity of the work plan must be done", "This activity of the work plan is not on record as done"),
        _ => By(notice, "This must be done", "This is not on record as done"),
    };

    public override IReadOnlyList<string> Steps(Notice notice) => notice.Matter switch
    {
        Matter.Expiry => ExpirySteps(notice),
        Matter.RenewalNotice =>
        [
            "Send the letter that gives notice of the renewal to the other party.",
            "Open the renewal in the register if nobody has, and put the letter into its log.",
        ],
        Matter.RenewalStage => StageSteps(notice),
        Matter.FollowUp =>
        [
            "Do what the meeting agreed on, and mark it as done in the register.",
            "If its date has changed, correct the record of the meeting.",
        ],
        Matter.WorkPlan =>
        [
            "Prepare the work plan of that year: quota, budget and activities.",
            "Submit it for review, have both parties sign it, and record the dates.",
        ],
        Matter.Activity =>
        [
            "Finish the activity and report its realisation in the register.",
            "If its time has changed since the work plan was signed, write an addendum.",
        ],
        _ => ["Look the deadline up in the register."],
    };

    public override string Stage(string? stage) => stage switch
    {
        "evaluation" => "evaluation",
        "budget" => "budget",
        "legalReview" => "legal review",
        "signing" => "signing",
        "participantData" => "participant data",
        _ => stage ?? "renewal",
    };

    public override string? Kind(string? kind) => kind switch
    {
        "memorandumOfAgreement" => "Memorandum of agreement (NK)",
        "jointAgreement" => "Joint agreement (KB)",
        "memorandumOfUnderstanding" => "Memorandum of understanding (MoU)",
        "cooperationAgreement" => "Cooperation agreement (PKS)",
        _ => kind,
    };

    protected override string Term(string? from, string? until) => $"{from ?? "unknown"} to {until ?? "unknown"}";

    protected override string People(string count) => $"{count} people";

    private string Expiry(Notice notice) => notice.Urgency switch
    {
        Urgency.Overdue => $"This agreement ended on {Day(notice.DueOn)}, {Days(-notice.DaysLeft)} ago, and no agreement that follows it is on record. "
            + "The people covered through it may lose their health cover.",
        Urgency.Today => $"This agreement ends today, {Day(notice.DueOn)}, at midnight {Zone(notice.TimeZone)}, and no agreement that follows it is on record.",
        Urgency.Tomorrow => $"This agreement ends tomorrow, {Day(notice.DueOn)}, and no agreement that follows it is on record.",
        _ => $"This agreement ends on {Day(notice.DueOn)}, in {Days(notice.DaysLeft)}, and no agreement that follows it is on record. "
            + "Without one, the people covered through it lose their health cover from the next day on.",
    };

    private static IReadOnlyList<string> ExpirySteps(Notice notice) => notice.Urgency switch
    {
        Urgency.Overdue =>
        [
            "Talk to BPJS Kesehatan and agree from which day people are covered again.",
            "Sign the agreement that follows, and record the signatures of both parties in the register.",
            "Hand the list of participants over to BPJS Kesehatan.",
        ],
        Urgency.Today or Urgency.Tomorrow =>
        [
            "Have both parties sign the agreement that follows, and record it in the register.",
            "Hand the list of participants over to BPJS Kesehatan.",
            "If that cannot be done in time, talk to BPJS Kesehatan now, so that nobody's cover breaks off.",
        ],
        Urgency.Near =>
        [
            "Finish the text of the agreement that follows, and fix a day before the deadline for its signing.",
            "Prepare the list of participants for BPJS Kesehatan.",
        ],
        _ =>
        [
            "Open the renewal in the register if nobody has; its stages are counted back from the last day.",
            "Make sure that the contributions of the next term are in the budget.",
            "Arrange the evaluation and renewal meeting with BPJS Kesehatan.",
        ],
    };

    private static IReadOnlyList<string> StageSteps(Notice notice)
    {
        const string Log = "Put it into the log of the renewal, with the stage that it completes.";
        return notice.Stage switch
        {
            "evaluation" => ["Hold the evaluation meeting with BPJS Kesehatan and the agencies concerned.", Log],
            "budget" => ["Make sure that the contributions of the next term are in the regional budget (APBD).", Log],
            "legalReview" => ["Finish the text of the agreement that follows, and have the legal bureau review it.", Log],
            "signing" => ["Have both parties sign the agreement that follows, and record it in the register."],
            "participantData" => ["Hand the list of participants over to BPJS Kesehatan.", Log],
            _ => ["Bring this stage to its end.", Log],
        };
    }

    private string By(Notice notice, string must, string missing) => notice.Urgency switch
    {
        Urgency.Overdue => $"{missing}. It was due on {Day(notice.DueOn)}, {Days(-notice.DaysLeft)} ago.",
        Urgency.Today => $"{must} today, {Day(notice.DueOn)}, before midnight {Zone(notice.TimeZone)}.",
        Urgency.Tomorrow => $"{must} by tomorrow, {Day(notice.DueOn)}.",
        _ => $"{must} by {Day(notice.DueOn)}, in {Days(notice.DaysLeft)}.",
    };

    private string Days(int days) => days == 1 ? "1 day" : $"{Count(days)} days";

    private static string Year(Notice notice) => notice.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{year:0000} ") : "";
}
