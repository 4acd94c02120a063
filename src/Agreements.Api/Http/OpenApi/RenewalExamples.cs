using System.Text.Json.Nodes;
using Agreements.Api.Features;
using Agreements.Api.Features.Deadlines;
using Agreements.Api.Features.Meetings;
using Agreements.Api.Features.Reference;
using Agreements.Api.Features.Renewals;
using Agreements.Data.Reference;
using Agreements.Data.SampleRegister;
using Agreements.Domain;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Renewals;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The examples of renewals, meetings, deadlines and holidays: Sulawesi Barat's renewal of 2025, opened on the day of its budget meeting, seen on that of its evaluation.</summary>
internal static class RenewalExamples
{
    public static readonly Guid RenewalId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e10");
    public static readonly Guid MeetingId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e11");
    public static readonly Guid DeadlineId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e12");
    private static readonly Guid FollowUpId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e13");
    private static readonly Guid EntryId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e14");

    private const string Staff = "Biro Pemkesra";
    private static readonly DateOnly OpenedOn = new(2025, 9, 29);
    private static readonly DateOnly Day = new(2025, 11, 27);
    private static readonly DateTimeOffset OpenedAt = new(2025, 9, 29, 2, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset At = new(2025, 11, 27, 2, 30, 0, TimeSpan.Zero);
    private static readonly WorkCalendar Calendar = new(HolidayCatalogue.Shipped.Select(holiday => holiday.On));

    public static Dictionary<Type, object> Bodies(Guid agreementId) => new()
    {
        [typeof(OpenRenewal)] = new OpenRenewal { Owner = Staff, WorkDays = new StageWorkDays { Budget = 20 } },
        [typeof(EditRenewal)] = new JsonObject { ["stages"] = new JsonObject { ["evaluation"] = new JsonObject { ["doneOn"] = "2025-11-27" } } },
        [typeof(LogRenewalEntry)] = new LogRenewalEntry
        {
            Kind = RenewalEntryKind.Evaluation,
            OccurredOn = Day,
            Summary = "Rapat evaluasi: kerja sama dilanjutkan, naskah perpanjangan disiapkan.",
            MeetingId = MeetingId,
            CompletesStage = RenewalStage.Evaluation,
        },
        [typeof(CloseRenewal)] = new CloseRenewal { Outcome = RenewalOutcome.NotRenewed, Reason = "Para pihak sepakat tidak melanjutkan." },
        [typeof(RecordMeeting)] = new RecordMeeting
        {
            Kind = MeetingKind.Evaluation,
            RegionCode = "76",
            HeldOn = Day,
            Title = "Rapat koordinasi evaluasi dan perpanjangan kerja sama",
            Place = "Kantor Biro Pemkesra, Mamuju",
            Attendees = [new AttendeeFields { Institution = "Dinas Kesehatan" }],
            Agenda = [AgendaTopic.Budget],
            FollowUps = [new FollowUpFields { Action = "Naskah perpanjangan", Responsible = Staff, DueOn = new DateOnly(2025, 12, 12) }],
            AgreementIds = [agreementId],
        },
        [typeof(EditMeeting)] = new JsonObject
        {
            ["followUps"] = new JsonArray(new JsonObject { ["id"] = FollowUpId.ToString(), ["action"] = "Naskah perpanjangan", ["responsible"] = Staff, ["doneOn"] = "2025-12-10" }),
        },
        [typeof(AcknowledgeDeadline)] = new AcknowledgeDeadline { Note = "Naskah di biro hukum.", SnoozeUntil = new DateOnly(2025, 12, 15) },
        [typeof(AddHoliday)] = new AddHoliday { On = new DateOnly(2027, 12, 24), Name = "Cuti bersama Natal", Kind = HolidayKind.JointLeave, Source = "SKB 3 Menteri" },
    };

    public static Dictionary<string, object> Answers(SampleRegisterFile sample, Agreement agreement)
    {
        // The example shows it while the renewal is under way; what the other examples show of the agreement stays as it is.
        var renewed = Agreement.TakeIn(agreement.Id, sample.Agreements.Single(each => each.Key == "sulbar-2025").ToPublished(agreement.BpjsOfficeId, predecessorId: null), RegionCatalogue.Shipped.Get("76"), new Authorship("sample-register", OpenedAt));
        var renewal = renewed.OpenRenewal(RenewalId, Staff, StageDurations.Default, Calendar, isContinued: false, OpenedOn, new Authorship(Staff, OpenedAt));
        var content = new RenewalEntryContent(RenewalEntryKind.Evaluation, Day, "Rapat evaluasi: kerja sama dilanjutkan, naskah perpanjangan disiapkan.", MeetingId, RenewalStage.Evaluation);
        var entry = renewal.Log(EntryId, content, renewed, Day, new Authorship(Staff, At));
        var renewalView = RenewalView.Of(renewal, Day, Calendar);

        var held = sample.Meetings.Single(each => each.Key == "sulbar-evaluasi-2025-11-27");
        var said = held.ToContent(_ => agreement.Id, At);
        var meeting = new Meeting(MeetingId, said with { FollowUps = [.. said.FollowUps.Select(each => each with { Id = FollowUpId })] }, RegionCatalogue.Shipped.Get("76"), Day, held.Source, At);

        var due = DeadlineSchedule.Of(renewed, [renewal], isContinued: false, PlansOfAgreement.None).Single(each => each.Kind == DeadlineKind.Expiry);
        var deadline = DeadlineView.Of(DeadlineSchedule.Reconcile([], [due], OpenedAt)[0], Day, Calendar) with { Id = DeadlineId };
        var holiday = HolidayView.Of(HolidayCatalogue.Shipped.Single(each => each.On == new DateOnly(2025, 12, 25)));
        return new(StringComparer.Ordinal)
        {
            ["openRenewal"] = renewalView,
            ["getRenewal"] = renewalView,
            ["editRenewal"] = renewalView,
            ["logRenewalEntry"] = renewalView,
            ["closeRenewal"] = renewalView,
            ["listRenewals"] = new RenewalPage { Items = [renewalView], Next = null, AsOf = Day, Today = null },
            ["listRenewalEntries"] = new Page<RenewalEntryView> { Items = [RenewalEntryView.Of(entry, MeetingId)], Next = null },
            ["recordMeeting"] = MeetingView.Of(meeting),
            ["getMeeting"] = MeetingView.Of(meeting),
            ["editMeeting"] = MeetingView.Of(meeting),
            ["listMeetings"] = new Page<MeetingView> { Items = [MeetingView.Of(meeting)], Next = null },
            ["getDeadline"] = deadline,
            ["acknowledgeDeadline"] = deadline,
            ["listDeadlines"] = new DeadlinePage
            {
                Items = [deadline],
                Next = null,
                AsOf = Day,
                Today = null,
                AppliedDefaults = new AppliedDefaults { State = [DeadlineState.Open, DeadlineState.Acknowledged] },
            },
            ["getHoliday"] = holiday,
            ["addHoliday"] = holiday,
            ["listHolidays"] = new Page<HolidayView> { Items = [holiday], Next = null },
        };
    }
}
