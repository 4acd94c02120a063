using Agreements.Domain.Regions;

namespace Agreements.Domain.Meetings;

/// <summary>What a meeting is held for.</summary>
public enum MeetingKind
{
    /// <summary>Rapat koordinasi.</summary>
    Coordination,

    /// <summary>Forum Komunikasi JKN.</summary>
    CommunicationForum,

    /// <summary>Rapat evaluasi: of a term, and whether to renew it.</summary>
    Evaluation,

    /// <summary>Penandatanganan.</summary>
    Signing,
}

/// <summary>What is on a meeting's agenda.</summary>
public enum AgendaTopic
{
    /// <summary>Regulasi.</summary>
    Regulation,

    /// <summary>Anggaran.</summary>
    Budget,

    /// <summary>Strategi cakupan.</summary>
    CoverageStrategy,

    /// <summary>Keaktifan peserta.</summary>
    MemberActivity,

    /// <summary>Rekrutmen peserta.</summary>
    Recruitment,

    /// <summary>Mutu layanan.</summary>
    ServiceQuality,

    /// <summary>Data peserta.</summary>
    ParticipantData,

    /// <summary>Perpanjangan kerja sama.</summary>
    Renewal,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Who attended.</summary>
/// <param name="Institution">The institution, by its name or the office of its head.</param>
/// <param name="Person">Name and title of the office-holder who was there.</param>
public sealed record Attendee(string Institution, string? Person = null);

/// <summary>Tindak lanjut: what a meeting agreed on, with someone responsible.</summary>
/// <param name="Id">Version-7 id, which it keeps when it is changed.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Responsible">Who is to do it.</param>
/// <param name="DueOn">By when.</param>
/// <param name="DoneOn">The day on which it was done.</param>
public sealed record FollowUp(Guid Id, string Action, string? Responsible, DateOnly? DueOn, DateOnly? DoneOn);

/// <summary>Everything about a meeting that people write, as one value.</summary>
public sealed record MeetingContent
{
    /// <summary>What it was held for.</summary>
    public required MeetingKind Kind { get; init; }

    /// <summary>The local government that held it.</summary>
    public required string RegionCode { get; init; }

    /// <summary>The day on which it was, or will be, held.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>What it was called.</summary>
    public string? Title { get; init; }

    /// <summary>Where.</summary>
    public string? Place { get; init; }

    /// <summary>Name and title of who chaired it.</summary>
    public string? Chair { get; init; }

    /// <summary>Who attended.</summary>
    public IReadOnlyList<Attendee> Attendees { get; init; } = [];

    /// <summary>What was on its agenda.</summary>
    public IReadOnlyList<AgendaTopic> Agenda { get; init; } = [];

    /// <summary>What it decided.</summary>
    public IReadOnlyList<string> Decisions { get; init; } = [];

    /// <summary>What it agreed on.</summary>
    public IReadOnlyList<FollowUp> FollowUps { get; init; } = [];

    /// <summary>The agreements that it was about.</summary>
    public IReadOnlyList<Guid> AgreementIds { get; init; } = [];

    /// <summary>The renewals that it was about.</summary>
    public IReadOnlyList<Guid> RenewalIds { get; init; } = [];
}

/// <summary>Rapat: a meeting that is the evidence behind a renewal, with what it decided and what is to follow from it.</summary>
public sealed class Meeting
{
    /// <summary>Longest title, place or chair, in characters.</summary>
    public const int TextMaxLength = 500;

    /// <summary>Longest name of an institution, a person or who is responsible, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Longest decision or action, in characters.</summary>
    public const int SentenceMaxLength = 2000;

    /// <summary>Most items of any of its lists.</summary>
    public const int ListMaxItems = 100;

    /// <summary>Longest name of a published source, in characters.</summary>
    public const int SourceMaxLength = 500;

    private readonly List<MeetingAgreement> _agreements = [];
    private readonly List<MeetingRenewal> _renewals = [];

    private Meeting()
    {
    }

    /// <summary>Records a meeting.</summary>
    /// <param name="id">Version-7 id.</param>
    /// <param name="content">What is known of it.</param>
    /// <param name="region">The local government that held it.</param>
    /// <param name="today">The date in its zone.</param>
    /// <param name="source">Where it was published; null where somebody records it.</param>
    /// <param name="at">When it is recorded.</param>
    public Meeting(Guid id, MeetingContent content, Region region, DateOnly today, string? source, DateTimeOffset at)
    {
        (Id, Source, CreatedAt) = (id, source, at);
        Revise(content, region, today, at);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; }

    /// <inheritdoc cref="MeetingContent.Kind"/>
    public MeetingKind Kind { get; private set; }

    /// <inheritdoc cref="MeetingContent.RegionCode"/>
    public string RegionCode { get; private set; } = "";

    /// <summary>Zone of that region, in which its dates are judged.</summary>
    public string TimeZone { get; private set; } = "";

    /// <inheritdoc cref="MeetingContent.HeldOn"/>
    public DateOnly HeldOn { get; private set; }

    /// <inheritdoc cref="MeetingContent.Title"/>
    public string? Title { get; private set; }

    /// <inheritdoc cref="MeetingContent.Place"/>
    public string? Place { get; private set; }

    /// <inheritdoc cref="MeetingContent.Chair"/>
    public string? Chair { get; private set; }

    /// <inheritdoc cref="MeetingContent.Attendees"/>
    public IReadOnlyList<Attendee> Attendees { get; private set; } = [];

    /// <inheritdoc cref="MeetingContent.Agenda"/>
    public IReadOnlyList<AgendaTopic> Agenda { get; private set; } = [];

    /// <inheritdoc cref="MeetingContent.Decisions"/>
    public IReadOnlyList<string> Decisions { get; private set; } = [];

    /// <inheritdoc cref="MeetingContent.FollowUps"/>
    public IReadOnlyList<FollowUp> FollowUps { get; private set; } = [];

    /// <summary>Its links to agreements.</summary>
    public IReadOnlyList<MeetingAgreement> Agreements => _agreements;

    /// <summary>Its links to renewals.</summary>
    public IReadOnlyList<MeetingRenewal> Renewals => _renewals;

    /// <inheritdoc cref="MeetingContent.AgreementIds"/>
    public IReadOnlyList<Guid> AgreementIds => [.. _agreements.Select(link => link.AgreementId).Order()];

    /// <inheritdoc cref="MeetingContent.RenewalIds"/>
    public IReadOnlyList<Guid> RenewalIds => [.. _renewals.Select(link => link.RenewalId).Order()];

    /// <summary>Where a meeting that was taken in had been published.</summary>
    public string? Source { get; private init; }

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>What people have written, as one value.</summary>
    public MeetingContent Content => new()
    {
        Kind = Kind,
        RegionCode = RegionCode,
        HeldOn = HeldOn,
        Title = Title,
        Place = Place,
        Chair = Chair,
        Attendees = Attendees,
        Agenda = Agenda,
        Decisions = Decisions,
        FollowUps = FollowUps,
        AgreementIds = AgreementIds,
        RenewalIds = RenewalIds,
    };

    /// <summary>Replaces what people write; nothing happens when nothing differs.</summary>
    public void Revise(MeetingContent content, Region region, DateOnly today, DateTimeOffset at)
    {
        var faults = content.FollowUps.Select((followUp, index) => (followUp, index))
            .Where(each => each.followUp.DoneOn > today).Select(each => new InputFault($"followUps/{each.index}/doneOn", "date.not-yet", today)).ToList();
        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        if (Version > 0 && IsSameAs(content))
        {
            return;
        }

        (Kind, RegionCode, TimeZone, HeldOn) = (content.Kind, region.Code, region.TimeZone, content.HeldOn);
        (Title, Place, Chair) = (content.Title, content.Place, content.Chair);
        (Attendees, Agenda, Decisions, FollowUps) = (content.Attendees, content.Agenda, content.Decisions, content.FollowUps);
        Relink(content, at);
    }

    /// <summary>Forgets a draft that somebody deletes.</summary>
    public void Forget(Guid agreementId, DateTimeOffset at) => Relink(Content with { AgreementIds = [.. AgreementIds.Where(id => id != agreementId)] }, at);

    private void Relink(MeetingContent content, DateTimeOffset at)
    {
        _agreements.RemoveAll(link => !content.AgreementIds.Contains(link.AgreementId));
        _agreements.AddRange(content.AgreementIds.Distinct().Except(AgreementIds).Select(id => new MeetingAgreement(Id, id)));
        _renewals.RemoveAll(link => !content.RenewalIds.Contains(link.RenewalId));
        _renewals.AddRange(content.RenewalIds.Distinct().Except(RenewalIds).Select(id => new MeetingRenewal(Id, id)));
        Version++;
        UpdatedAt = at;
    }

    private bool IsSameAs(MeetingContent content) =>
        (Kind, RegionCode, HeldOn, Title, Place, Chair) == (content.Kind, content.RegionCode, content.HeldOn, content.Title, content.Place, content.Chair)
        && Attendees.SequenceEqual(content.Attendees) && Agenda.SequenceEqual(content.Agenda) && Decisions.SequenceEqual(content.Decisions) && FollowUps.SequenceEqual(content.FollowUps)
        && AgreementIds.SequenceEqual(content.AgreementIds.Distinct().Order()) && RenewalIds.SequenceEqual(content.RenewalIds.Distinct().Order());
}

/// <summary>That a meeting was about an agreement.</summary>
public sealed record MeetingAgreement(Guid MeetingId, Guid AgreementId);

/// <summary>That a meeting was about a renewal.</summary>
public sealed record MeetingRenewal(Guid MeetingId, Guid RenewalId);
