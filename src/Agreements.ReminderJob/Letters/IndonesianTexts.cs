using System.Globalization;

namespace Agreements.ReminderJob.Letters;

/// <summary>Letters in Indonesian.</summary>
internal sealed class IndonesianTexts : LetterTexts
{
    public override string Tag => "id";

    public override string Greeting => "Yth. Bapak/Ibu,";

    public override string StepsHeading => "Yang perlu dilakukan:";

    public override string LinkLabel => "Buka di register";

    public override string Footer =>
        "Pesan otomatis dari register perjanjian kerja sama dengan BPJS Kesehatan. Jika sudah ditangani, catatlah di register; "
        + "konfirmasi tenggat di sana menghentikan pengingat sampai hari yang disebutkan.";

    public override FactLabels Labels { get; } = new()
    {
        DueOn = "Tenggat",
        Stage = "Tahap",
        Year = "Tahun",
        About = "Uraian",
        Owner = "Penanggung jawab",
        Title = "Perjanjian",
        Subject = "Perihal",
        Kind = "Jenis",
        LocalGovernment = "Pihak Kesatu (pemerintah daerah)",
        Bpjs = "Pihak Kedua (BPJS Kesehatan)",
        LocalNumber = "Nomor pemerintah daerah",
        BpjsNumber = "Nomor BPJS Kesehatan",
        Term = "Jangka waktu",
        Quota = "Kuota peserta",
    };

    protected override IReadOnlyList<string> Months { get; } =
        ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];

    protected override IReadOnlyList<string> Weekdays { get; } = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];

    protected override NumberFormatInfo Numbers { get; } = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    public override string When(int daysLeft) => daysLeft switch
    {
        < 0 => $"lewat {Count(-daysLeft)} hari",
        0 => "hari ini",
        1 => "besok",
        _ => $"{Count(daysLeft)} hari lagi",
    };

    public override string What(Notice notice) => notice.Matter switch
    {
        Matter.Expiry when notice.Urgency == Urgency.Overdue => $"Perjanjian telah berakhir {Date(notice.DueOn)}",
        Matter.Expiry => $"Perjanjian berakhir {Date(notice.DueOn)}",
        Matter.RenewalNotice => $"Batas pemberitahuan perpanjangan {Date(notice.DueOn)}",
        Matter.RenewalStage => $"Batas tahap {Stage(notice.Stage)} {Date(notice.DueOn)}",
        Matter.FollowUp => $"Batas tindak lanjut rapat {Date(notice.DueOn)}",
        Matter.WorkPlan => $"Batas rencana kerja {Year(notice)}{Date(notice.DueOn)}",
        Matter.Activity => $"Batas kegiatan rencana kerja {Date(notice.DueOn)}",
        _ => $"Tenggat {Date(notice.DueOn)}",
    };

    public override string Lead(Notice notice) => notice.Matter switch
    {
        Matter.Expiry => Expiry(notice),
        Matter.RenewalNotice => By(notice, "Pemberitahuan bahwa perjanjian ini akan diperpanjang harus sampai ke pihak lain", "Pemberitahuan perpanjangan belum tercatat"),
        Matter.RenewalStage => By(notice, $"Tahap {Stage(notice.Stage)} dalam perpanjangan ini harus selesai", $"Tahap {Stage(notice.Stage)} dalam perpanjangan ini belum tercatat selesai"),
        Matter.FollowUp => By(notice, "Tindak lanjut rapat ini harus selesai", "Tindak lanjut rapat ini belum tercatat selesai"),
        Matter.WorkPlan => By(notice, $"Rencana kerja {Year(notice)}harus sudah ditandatangani kedua pihak", $"Rencana kerja {Year(notice)}yang ditandatangani kedua pihak belum tercatat"),
        Matter.Activity => By(notice, "Kegiatan rencana kerja ini harus selesai", "Kegiatan rencana kerja ini belum tercatat selesai"),
        _ => By(notice, "Hal ini harus selesai", "Hal ini belum tercatat selesai"),
    };

    public override IReadOnlyList<string> Steps(Notice notice) => notice.Matter switch
    {
        Matter.Expiry => ExpirySteps(notice),
        Matter.RenewalNotice =>
        [
            "Kirim surat pemberitahuan perpanjangan kepada pihak lain.",
            "Buka perpanjangannya di register jika belum, dan catat surat itu dalam lognya.",
        ],
        Matter.RenewalStage => StageSteps(notice),
        Matter.FollowUp =>
        [
            "Selesaikan yang disepakati dalam rapat, lalu tandai selesai di register.",
            "Jika tenggatnya berubah, perbarui catatan rapat itu.",
        ],
        Matter.WorkPlan =>
        [
            "Susun rencana kerja tahun itu: kuota, anggaran, dan kegiatan.",
            "Ajukan untuk ditelaah, lalu mintakan tanda tangan kedua pihak dan catat tanggalnya.",
        ],
        Matter.Activity =>
        [
            "Selesaikan kegiatan dan laporkan realisasinya di register.",
            "Jika waktunya berubah setelah rencana kerja ditandatangani, buat adendumnya.",
        ],
        _ => ["Periksa tenggat ini di register."],
    };

    public override string Stage(string? stage) => stage switch
    {
        "evaluation" => "evaluasi",
        "budget" => "penganggaran",
        "legalReview" => "telaah hukum",
        "signing" => "penandatanganan",
        "participantData" => "data peserta",
        _ => stage ?? "perpanjangan",
    };

    public override string? Kind(string? kind) => kind switch
    {
        "memorandumOfAgreement" => "Nota Kesepakatan (NK)",
        "jointAgreement" => "Kesepakatan Bersama (KB)",
        "memorandumOfUnderstanding" => "Nota Kesepahaman (MoU)",
        "cooperationAgreement" => "Perjanjian Kerja Sama (PKS)",
        _ => kind,
    };

    protected override string Term(string? from, string? until) => $"{from ?? "tidak diketahui"} s.d. {until ?? "tidak diketahui"}";

    protected override string People(string count) => $"{count} orang";

    private string Expiry(Notice notice) => notice.Urgency switch
    {
        Urgency.Overdue => $"Perjanjian ini telah berakhir pada {Day(notice.DueOn)}, {Count(-notice.DaysLeft)} hari yang lalu, dan perjanjian lanjutannya belum tercatat. "
            + "Peserta yang dijamin melalui perjanjian ini dapat kehilangan jaminan kesehatannya.",
        Urgency.Today => $"Perjanjian ini berakhir hari ini, {Day(notice.DueOn)}, pukul 24.00 {Zone(notice.TimeZone)}, dan perjanjian lanjutannya belum tercatat.",
        Urgency.Tomorrow => $"Perjanjian ini berakhir besok, {Day(notice.DueOn)}, dan perjanjian lanjutannya belum tercatat.",
        _ => $"Perjanjian ini berakhir pada {Day(notice.DueOn)}, {Count(notice.DaysLeft)} hari lagi, dan perjanjian lanjutannya belum tercatat. "
            + "Tanpa perjanjian lanjutan, peserta yang dijamin melaluinya kehilangan jaminan kesehatan sejak hari berikutnya.",
    };

    private static IReadOnlyList<string> ExpirySteps(Notice notice) => notice.Urgency switch
    {
        Urgency.Overdue =>
        [
            "Hubungi BPJS Kesehatan dan sepakati sejak kapan peserta dijamin kembali.",
            "Tandatangani perjanjian lanjutan dan catat tanda tangan kedua pihak di register.",
            "Serahkan daftar peserta kepada BPJS Kesehatan.",
        ],
        Urgency.Today or Urgency.Tomorrow =>
        [
            "Mintakan tanda tangan kedua pihak pada perjanjian lanjutan, dan catat di register.",
            "Serahkan daftar peserta kepada BPJS Kesehatan.",
            "Jika tidak terkejar, hubungi BPJS Kesehatan sekarang agar jaminan peserta tidak terputus.",
        ],
        Urgency.Near =>
        [
            "Tuntaskan naskah perjanjian lanjutan dan pastikan hari penandatanganannya sebelum tenggat.",
            "Siapkan daftar peserta untuk BPJS Kesehatan.",
        ],
        _ =>
        [
            "Buka perpanjangannya di register jika belum; tahap-tahapnya dihitung mundur dari hari terakhir.",
            "Pastikan iuran untuk jangka waktu berikutnya sudah dianggarkan.",
            "Jadwalkan rapat evaluasi dan perpanjangan dengan BPJS Kesehatan.",
        ],
    };

    private static IReadOnlyList<string> StageSteps(Notice notice)
    {
        const string Log = "Catat dalam log perpanjangan, dengan tahap yang diselesaikannya.";
        return notice.Stage switch
        {
            "evaluation" => ["Adakan rapat evaluasi dengan BPJS Kesehatan dan dinas terkait.", Log],
            "budget" => ["Pastikan iuran untuk jangka waktu berikutnya masuk dalam APBD.", Log],
            "legalReview" => ["Selesaikan naskah perjanjian lanjutan dan mintakan telaah bagian hukum.", Log],
            "signing" => ["Mintakan tanda tangan kedua pihak pada perjanjian lanjutan, dan catat di register."],
            "participantData" => ["Serahkan daftar peserta kepada BPJS Kesehatan.", Log],
            _ => ["Selesaikan tahap ini.", Log],
        };
    }

    private string By(Notice notice, string must, string missing) => notice.Urgency switch
    {
        Urgency.Overdue => $"{missing}. Tenggatnya {Day(notice.DueOn)}, {Count(-notice.DaysLeft)} hari yang lalu.",
        Urgency.Today => $"{must} hari ini, {Day(notice.DueOn)}, sebelum pukul 24.00 {Zone(notice.TimeZone)}.",
        Urgency.Tomorrow => $"{must} paling lambat besok, {Day(notice.DueOn)}.",
        _ => $"{must} paling lambat {Day(notice.DueOn)}, {Count(notice.DaysLeft)} hari lagi.",
    };

    private static string Year(Notice notice) => notice.Year is { } year ? string.Create(CultureInfo.InvariantCulture, $"{year:0000} ") : "";
}
