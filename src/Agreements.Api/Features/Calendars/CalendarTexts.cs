using System.Globalization;
using Agreements.Api.Setup;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Calendars;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Renewals;

namespace Agreements.Api.Features.Calendars;

/// <summary>
/// What a calendar says of a deadline, in its language. Nothing of it depends on the day it is read on: an event that has not changed is the same to the byte. Who
/// acknowledged a deadline, and with what words, stays in the register: calendars are kept by others.
/// </summary>
internal sealed class CalendarTexts(CalendarFeed feed, CalendarOptions options)
{
    private bool IsEnglish => feed.Language == CalendarLanguage.En;

    public CalendarEntry EntryOf(Deadline deadline, CalendarAgreement? agreement)
    {
        var region = RegionCatalogue.Shipped.Get(deadline.RegionCode).Name;
        var link = agreement is null || options.PublicUrl is null ? null : options.Absolute($"/v1/agreements/{agreement.Id}");
        var changedAt = agreement?.UpdatedAt > deadline.UpdatedAt ? agreement.UpdatedAt : deadline.UpdatedAt;
        return new CalendarEntry(
            CalendarUid.Of(deadline), deadline.Sequence, changedAt, deadline.DueOn, SummaryOf(deadline, agreement, region), DescriptionOf(deadline, agreement, region, link), CategoryOf(deadline.Kind))
        {
            Link = link,
            IsTentative = deadline.RemindersHeld,
            AlarmDaysBefore = deadline.RemindersHeld ? [] : [.. feed.AlarmDaysBefore.Where(days => !IsSilenced(deadline, days))],
        };
    }

    // As its reminders are: somebody is at it until then.
    private static bool IsSilenced(Deadline deadline, int daysBefore) => deadline.Acknowledgement?.Until.DayNumber >= deadline.DueOn.DayNumber - daysBefore;

    private string SummaryOf(Deadline deadline, CalendarAgreement? agreement, string region)
    {
        var isAboutMore = deadline.Kind is DeadlineKind.FollowUp or DeadlineKind.Activity;
        var about = isAboutMore ? deadline.About : agreement?.Title ?? deadline.About;
        var number = isAboutMore ? null : agreement?.LocalNumber ?? agreement?.BpjsNumber;
        return $"{WhatOf(deadline)} – {region}{(about is null ? "" : $": {about}")}{(number is null ? "" : $" ({number})")}";
    }

    private string DescriptionOf(Deadline deadline, CalendarAgreement? agreement, string region, string? link)
    {
        (string Label, string? Value)[] facts =
        [
            (Say("Uraian", "About"), deadline.About),
            (Say("Perjanjian", "Agreement"), agreement?.Title),
            (Say("Nomor pemerintah daerah", "Number of the local government"), agreement?.LocalNumber),
            (Say("Nomor BPJS Kesehatan", "Number of BPJS Kesehatan"), agreement?.BpjsNumber),
            (Say("Pihak Kesatu (pemerintah daerah)", "First party (local government)"), region),
            (Say("Pihak Kedua (BPJS Kesehatan)", "Second party (BPJS Kesehatan)"), agreement?.OfficeName),
            (Say("Penanggung jawab", "Responsible"), deadline.Owner),
            (Say("Sedang ditangani sampai", "In hand until"), deadline.Acknowledgement?.Until.ToString("O", CultureInfo.InvariantCulture)),
            (Say("Belum dikonfirmasi", "To be confirmed"), deadline.RemindersHeld ? Say("catatan masih perlu ditelaah", "the record has still to be reviewed") : null),
            (Say("Selengkapnya", "More"), link),
        ];
        return string.Join('\n', facts.Where(fact => fact.Value is not null).Select(fact => $"{fact.Label}: {fact.Value}"));
    }

    private string WhatOf(Deadline deadline) => deadline.Kind switch
    {
        DeadlineKind.Expiry => Say("Perjanjian berakhir", "Agreement ends"),
        DeadlineKind.RenewalNotice => Say("Batas pemberitahuan perpanjangan", "Notice of renewal due"),
        DeadlineKind.RenewalStage => Say($"Batas tahap {StageOf(deadline.Stage)}", $"Renewal stage due: {StageOf(deadline.Stage)}"),
        DeadlineKind.FollowUp => Say("Batas tindak lanjut rapat", "Meeting follow-up due"),
        DeadlineKind.WorkPlan => string.Create(CultureInfo.InvariantCulture, $"{Say("Batas rencana kerja", "Work plan due:")} {deadline.Year:0000}"),
        DeadlineKind.Activity => Say("Batas kegiatan rencana kerja", "Work plan activity due"),
        _ => throw new ArgumentOutOfRangeException(nameof(deadline)),
    };

    private string CategoryOf(DeadlineKind kind) => kind switch
    {
        DeadlineKind.Expiry => Say("Akhir perjanjian", "End of agreement"),
        DeadlineKind.RenewalNotice => Say("Pemberitahuan perpanjangan", "Notice of renewal"),
        DeadlineKind.RenewalStage => Say("Tahap perpanjangan", "Renewal stage"),
        DeadlineKind.FollowUp => Say("Tindak lanjut", "Follow-up"),
        DeadlineKind.WorkPlan => Say("Rencana kerja", "Work plan"),
        DeadlineKind.Activity => Say("Kegiatan", "Activity"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private string StageOf(RenewalStage? stage) => stage switch
    {
        RenewalStage.Evaluation => Say("evaluasi", "evaluation"),
        RenewalStage.Budget => Say("penganggaran", "budget"),
        RenewalStage.LegalReview => Say("telaah hukum", "legal review"),
        RenewalStage.Signing => Say("penandatanganan", "signing"),
        RenewalStage.ParticipantData => Say("data peserta", "participant data"),
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };

    private string Say(string indonesian, string english) => IsEnglish ? english : indonesian;
}
