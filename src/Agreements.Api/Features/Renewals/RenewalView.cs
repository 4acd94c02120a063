using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain.Access;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Renewals;

namespace Agreements.Api.Features.Renewals;

/// <summary>Perpanjangan: the work of bringing a successor to signature before an agreement ends, with its back-plan.</summary>
public sealed record RenewalView : Resource
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>The agreement that is to be continued.</summary>
    public required Guid AgreementId { get; init; }

    /// <summary>Kemendagri code of the local government that is party to it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Name of that region.</summary>
    public required string RegionName { get; init; }

    /// <summary>IANA zone in which its dates are judged.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Who looks after it.</summary>
    public required string? Owner { get; init; }

    /// <summary>Whether it is under way.</summary>
    public required RenewalState State { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public required RenewalOutcome? Outcome { get; init; }

    /// <summary>Why, where somebody closed it.</summary>
    [MaxLength(Agreement.ReasonMaxLength)]
    public required string? Reason { get; init; }

    /// <summary>The date in its zone on which it was opened.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>Last day in force of the agreement, by which a successor has to be ready.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>First day that must be covered by a successor.</summary>
    public required DateOnly CoverFrom { get; init; }

    /// <summary>Days from the day it is judged by to the last day of the agreement: 0 on that day, negative after it.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>The day on which the first letter about it went out: the notice that the renewal clause asks for.</summary>
    public required DateOnly? NoticeSentOn { get; init; }

    /// <summary>The draft that is to continue the agreement.</summary>
    public required Guid? SuccessorId { get; init; }

    /// <summary>The back-plan: each stage is through on the last work day before the next one begins, the last one before the first day to be covered.</summary>
    public required StagesView Stages { get; init; }

    /// <summary>Whether every stage can still be through in time, as seen on the day it is judged by; null once it is closed.</summary>
    public required bool? Feasible { get; init; }

    /// <summary>The first planned date that can no longer be met; null while all can.</summary>
    public required MissedDateView? FirstMissed { get; init; }

    /// <summary>The day it is judged by: the one asked for, or today in its zone.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>When it was opened, in UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Who opened it.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string OpenedBy { get; init; }

    /// <summary>When it was closed, in UTC.</summary>
    public required DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who closed it.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string? ClosedBy { get; init; }

    /// <summary>When it was last changed, in UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    internal override Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) =>
        reach.Covers(RegionCode) ? Task.CompletedTask : throw HttpFailureException.NotFound("renewal");

    internal static RenewalView Of(Renewal renewal, DateOnly day, WorkCalendar calendar)
    {
        var missed = renewal.FirstMissed(day, calendar);
        return new RenewalView
        {
            Tag = TagOf(renewal, day, calendar).ToString(),
            Id = renewal.Id,
            Version = renewal.Version,
            AgreementId = renewal.AgreementId,
            RegionCode = renewal.RegionCode,
            RegionName = RegionCatalogue.Shipped.Get(renewal.RegionCode).Name,
            TimeZone = renewal.TimeZone,
            Owner = renewal.Owner,
            State = renewal.State,
            Outcome = renewal.Closing?.Outcome,
            Reason = renewal.Closing?.Reason,
            OpenedOn = renewal.OpenedOn,
            DueOn = renewal.DueOn,
            CoverFrom = renewal.CoverFrom,
            DaysLeft = renewal.DueOn.DayNumber - day.DayNumber,
            NoticeSentOn = renewal.NoticeSentOn,
            SuccessorId = renewal.SuccessorId,
            Stages = StagesView.Of(renewal.Stages),
            Feasible = renewal.IsOpen ? missed is null : null,
            FirstMissed = missed is null ? null : new MissedDateView { Stage = missed.Stage, Date = missed.Date, On = missed.On, Days = missed.Days },
            AsOf = day,
            OpenedAt = renewal.OpenedAt,
            OpenedBy = renewal.OpenedBy,
            ClosedAt = renewal.Closing?.At,
            ClosedBy = renewal.Closing?.By,
            UpdatedAt = renewal.UpdatedAt,
        };
    }

    internal static EntityTag TagOf(Renewal renewal, DateOnly day, WorkCalendar calendar) =>
        new(renewal.Version, Shown: 0, EntityTag.FingerprintOf($"{day:O} {renewal.FirstMissed(day, calendar)}"));
}

/// <summary>The stages of a renewal, in their order.</summary>
public sealed record StagesView
{
    /// <summary>Evaluasi of the old term.</summary>
    public required StageView Evaluation { get; init; }

    /// <summary>Penganggaran: the money for the new term.</summary>
    public required StageView Budget { get; init; }

    /// <summary>Telaah hukum: drafting and review.</summary>
    public required StageView LegalReview { get; init; }

    /// <summary>Penandatanganan by both parties.</summary>
    public required StageView Signing { get; init; }

    /// <summary>Data peserta: the list of people is with BPJS Kesehatan.</summary>
    public required StageView ParticipantData { get; init; }

    internal static StagesView Of(IReadOnlyList<StagePlan> stages)
    {
        return new StagesView
        {
            Evaluation = In(RenewalStage.Evaluation),
            Budget = In(RenewalStage.Budget),
            LegalReview = In(RenewalStage.LegalReview),
            Signing = In(RenewalStage.Signing),
            ParticipantData = In(RenewalStage.ParticipantData),
        };

        StageView In(RenewalStage stage) => StageView.Of(stages.Single(each => each.Stage == stage));
    }
}

/// <summary>A stage of a renewal, as planned and as it went.</summary>
public sealed record StageView
{
    /// <summary>How many work days it takes.</summary>
    [Range(1, BackPlan.MostWorkDays)]
    public required int WorkDays { get; init; }

    /// <summary>The day by which it has to begin.</summary>
    public required DateOnly StartOn { get; init; }

    /// <summary>The day by which it has to be through.</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>An earlier day that somebody set for it to be through; null where it follows from what comes after.</summary>
    public required DateOnly? WantedOn { get; init; }

    /// <summary>The day on which it was through; null while it is not.</summary>
    public required DateOnly? DoneOn { get; init; }

    internal static StageView Of(StagePlan plan) => new() { WorkDays = plan.WorkDays, StartOn = plan.StartOn, DueOn = plan.DueOn, WantedOn = plan.WantedOn, DoneOn = plan.DoneOn };
}

/// <summary>The first planned date that can no longer be met.</summary>
public sealed record MissedDateView
{
    /// <summary>Of which stage.</summary>
    public required RenewalStage Stage { get; init; }

    /// <summary>Which of its dates.</summary>
    public required PlannedDate Date { get; init; }

    /// <summary>The date.</summary>
    public required DateOnly On { get; init; }

    /// <summary>By how many calendar days it is missed.</summary>
    [Range(1, int.MaxValue)]
    public required int Days { get; init; }
}
