using System.Text.Json.Nodes;
using Agreements.Api.Features;
using Agreements.Api.Features.WorkPlans;
using Agreements.Api.Security;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Data.SampleRegister;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Agreements.Domain.WorkPlans;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The document's examples of work plans: that of Sulawesi Barat for 2025, of which the budget was published.</summary>
internal static class WorkPlanExamples
{
    public static readonly Guid WorkPlanId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e41");
    public static readonly Guid ActivityId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e42");
    private static readonly Guid AddendumId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e43");
    private static readonly Guid ReportId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e44");
    private static readonly DateOnly Day = new(2025, 11, 27);
    private static readonly Authorship Staff = new("Biro Pemkesra", new DateTimeOffset(2025, 11, 27, 2, 30, 0, TimeSpan.Zero));

    private static readonly ActivityContent Registration = new()
    {
        Name = "Pendaftaran peserta PBPU dan BP Pemda",
        Objective = "Penduduk yang belum terlindungi terdaftar",
        Indicator = "Jumlah peserta terdaftar",
        TargetValue = 33000,
        TargetUnit = "orang",
        StartsOn = new DateOnly(2025, 4, 1),
        EndsOn = new DateOnly(2025, 12, 31),
        ResponsibleParty = ResponsibleParty.LocalGovernment,
        ResponsibleUnit = "Dinas Sosial",
        FundingSource = "APBD",
        BudgetAmount = 15_000_000_000,
    };

    private static IReadOnlyList<SignatureFields> BothSign =>
    [
        new() { Party = Party.LocalGovernment, Name = "…", Title = "Gubernur Sulawesi Barat", SignedOn = new DateOnly(2025, 9, 1) },
        new() { Party = Party.Bpjs, Name = "…", Title = "Kepala Cabang Mamuju", SignedOn = new DateOnly(2025, 9, 1) },
    ];

    public static Dictionary<Type, object> Bodies() => new()
    {
        [typeof(DraftWorkPlan)] = new DraftWorkPlan { Year = 2025, ParticipantQuota = 33000, BudgetAmount = 15_000_000_000, BudgetAccountCode = "5.1.02.02.02.0003" },
        [typeof(EditWorkPlan)] = new JsonObject { ["participantsRegistered"] = 32500 },
        [typeof(ReturnWorkPlan)] = new ReturnWorkPlan { Reason = "Kuota belum sesuai anggaran." },
        [typeof(CloseWorkPlan)] = new CloseWorkPlan { Reason = "Tahun anggaran berakhir." },
        [typeof(SignWorkPlan)] = new SignWorkPlan { Party = Party.Bpjs, Name = "…", Title = "Kepala Cabang Mamuju", SignedOn = new DateOnly(2025, 3, 24) },
        [typeof(AmendWorkPlan)] = new AmendWorkPlan { SignedOn = new DateOnly(2025, 9, 1), EffectiveOn = new DateOnly(2025, 10, 1), Summary = "Penambahan kuota peserta.", ParticipantQuota = 35000, Signatures = BothSign },
        [typeof(AddActivity)] = new AddActivity
        {
            Name = Registration.Name,
            Objective = Registration.Objective,
            Indicator = Registration.Indicator,
            TargetValue = Registration.TargetValue,
            TargetUnit = Registration.TargetUnit,
            StartsOn = Registration.StartsOn,
            EndsOn = Registration.EndsOn,
            ResponsibleParty = Registration.ResponsibleParty,
            ResponsibleUnit = Registration.ResponsibleUnit,
            FundingSource = Registration.FundingSource,
            BudgetAmount = Registration.BudgetAmount,
        },
        [typeof(EditActivity)] = new JsonObject { ["responsibleUnit"] = "Dinas Kesehatan" },
        [typeof(ReportProgress)] = new ReportProgress { ReportedOn = new DateOnly(2025, 11, 20), RealisedValue = 1500, SpentAmount = 56_700_000, Note = "Verifikasi bulan November." },
        [typeof(AddContributionRate)] = new AddContributionRate
        {
            ValidFrom = new DateOnly(2021, 1, 1),
            PerPersonMonth = 42000,
            ParticipantShare = 35000,
            CentralShare = 4200,
            LocalShare = 2800,
            LegalBasis = "Perpres 64/2020",
        },
    };

    public static Dictionary<string, object> Answers(SampleAgreement term, Agreement entity, Viewer viewer)
    {
        // A copy: what the other examples show of the agreement stays as it is.
        var agreement = Agreement.TakeIn(entity.Id, term.ToPublished(entity.BpjsOfficeId, predecessorId: null), RegionCatalogue.Shipped.Get(term.RegionCode), Staff);
        var published = term.WorkPlans.Single();
        var plan = WorkPlan.TakeIn(WorkPlanId, agreement, published.Year, published.ToPublished(agreement, term.Source), Staff);
        var view = WorkPlanView.Of(new WorkPlanRow(plan, agreement, new PlanTotals(WorkPlanId, 1, 0, 15_000_000_000, 56_700_000, 454), Late: 0), viewer, Day);
        var page = new WorkPlanPage { Items = [view], Next = null, AsOf = Day, Today = null };
        var change = WorkPlanChangeView.Of(plan.History[0]);

        var draft = WorkPlan.Draft(WorkPlanId, agreement, published.Year, plan.Content, Staff);
        var activity = new Activity(ActivityId, draft, agreement, Registration, Staff);
        var signed = WorkPlan.TakeIn(WorkPlanId, agreement, published.Year, published.ToPublished(agreement, term.Source), Staff);
        var report = activity.Report(ReportId, new ProgressContent(new DateOnly(2025, 11, 20), 1500, 56_700_000, "Verifikasi bulan November.", Completed: null, CorrectsId: null), signed, agreement, Day, Staff);
        var activityView = ActivityView.Of(activity, Day);
        var terms = new PlanTerms(new DateOnly(2025, 10, 1), PeriodUntil: null, 35000, QuotaGrowthPerMonth: null, ContributionPerPersonMonth: null, BudgetAmount: null);
        var addendum = signed.Amend(
            AddendumId, new WorkPlanAddendumContent { SignedOn = new DateOnly(2025, 9, 1), Summary = "Penambahan kuota peserta.", Terms = terms, Signatures = [.. BothSign.Select(each => each.ToSignature())] }, agreement, Day, Staff);
        var rate = ContributionRateView.Of(ContributionRateCatalogue.Shipped[0]);
        return new(StringComparer.Ordinal)
        {
            ["draftWorkPlan"] = view,
            ["getWorkPlan"] = view,
            ["editWorkPlan"] = view,
            ["submitWorkPlan"] = view,
            ["returnWorkPlan"] = view,
            ["approveWorkPlan"] = view,
            ["signWorkPlan"] = view,
            ["closeWorkPlan"] = view,
            ["amendWorkPlan"] = view,
            ["listWorkPlans"] = page,
            ["listAgreementWorkPlans"] = page,
            ["listMissingWorkPlans"] = new Page<MissingWorkPlanView> { Items = [MissingWorkPlanView.Of(agreement, 2025, underWay: null)], Next = null },
            ["listWorkPlanAddenda"] = new Page<WorkPlanAddendumView> { Items = [WorkPlanAddendumView.Of(addendum)], Next = null },
            ["listWorkPlanHistory"] = new Page<WorkPlanChangeView> { Items = [change], Next = null },
            ["getRealisation"] = new RealisationView
            {
                WorkPlanId = WorkPlanId,
                Year = plan.Year,
                AsOf = Day,
                Totals = view.Totals,
                ByUnit = [new UnitRealisation("orang", 33000, 1500, 4.54m)],
                SpentByQuarter = [0, 0, 0, 56_700_000],
                Activities = [ActivityRealisation.Of(activity, Day)],
            },
            ["addActivity"] = activityView,
            ["getActivity"] = activityView,
            ["editActivity"] = activityView,
            ["reportProgress"] = activityView,
            ["listActivities"] = new Page<ActivityView> { Items = [activityView], Next = null },
            ["listProgress"] = new Page<ProgressView> { Items = [ProgressView.Of(report)], Next = null },
            ["listContributionRates"] = new Page<ContributionRateView> { Items = [rate], Next = null },
            ["getContributionRate"] = rate,
            ["addContributionRate"] = rate,
        };
    }
}
