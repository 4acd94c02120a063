using Agreements.ReminderJob.Letters;
using Agreements.ReminderJob.Mail;

namespace Agreements.ReminderJob.Tests.Letters;

/// <summary>What letters tell in these tests.</summary>
internal static class Notices
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);
    public static readonly MailBox From = new("Register Perjanjian", "register@kendari.example");
    public static readonly Addressee Indonesian = new(new MailBox("Bagian Kesra", "kesra@kendari.example"), IsEnglish: false);
    public static readonly Addressee English = new(new MailBox("Liaison office", "liaison@kendari.example"), IsEnglish: true);

    public static readonly Guid Id = Guid.Parse("019a8f00-0000-7000-8000-000000000001");
    public static readonly Guid DeadlineId = Guid.Parse("019a8f00-0000-7000-8000-000000000002");
    public static readonly Guid AgreementId = Guid.Parse("019a8f00-0000-7000-8000-000000000003");

    public static Notice Of(Matter matter, int daysLeft) => new()
    {
        Id = Id,
        DeadlineId = DeadlineId,
        CalendarUid = $"expiry-{AgreementId}",
        CalendarSequence = 3,
        Matter = matter,
        DueOn = new DateOnly(2026, 12, 31),
        DaysLeft = daysLeft,
        TimeZone = "Asia/Makassar",
        RegionName = "Kota Kendari",
        Stage = matter == Matter.RenewalStage ? "budget" : null,
        Year = matter == Matter.WorkPlan ? 2027 : null,
        About = matter is Matter.FollowUp or Matter.Activity ? "Naskah perpanjangan" : "Penyelenggaraan JKN",
        Owner = "Bagian Kesra",
        Agreement = new AgreementFacts
        {
            Id = AgreementId,
            Title = "Nota Kesepakatan tentang Penyelenggaraan JKN di Kota Kendari",
            Subject = "Penyelenggaraan JKN",
            Kind = "memorandumOfAgreement",
            LocalNumber = "440/12/NK/2025",
            BpjsOfficeName = "Kantor Cabang Kendari",
            EffectiveFrom = new DateOnly(2026, 1, 1),
            EffectiveUntil = new DateOnly(2026, 12, 31),
        },
    };

    public static Letter Written(Notice notice, string? linkTemplate, params Addressee[] addressees) => new LetterWriter(From, linkTemplate, new StoppedClock()).Write(notice, addressees);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
