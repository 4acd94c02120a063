using Agreements.ReminderJob.Letters;

namespace Agreements.ReminderJob.Tests.Letters;

public sealed class LetterTests
{
    private static readonly int[] Urgencies = [-1, 0, 7, 60];
    private static readonly string[] Stages = ["evaluation", "legalReview", "signing", "participantData", "unheardOf"];

    private const string Link = "https://perjanjian.example/agreements/{agreementId}";

    [Fact]
    public void An_Indonesian_letter_says_what_ends_when_who_is_party_to_it_and_what_to_do()
    {
        var letter = Notices.Written(Notices.Of(Matter.Expiry, 40), Link, Notices.Indonesian);

        Assert.Equal("[40 hari lagi] Perjanjian berakhir 31 Desember 2026 – Penyelenggaraan JKN, Kota Kendari", letter.Subject);
        Assert.Equal(
            """
            Yth. Bapak/Ibu,

            Perjanjian ini berakhir pada Kamis, 31 Desember 2026, 40 hari lagi, dan perjanjian lanjutannya belum tercatat. Tanpa perjanjian lanjutan, peserta yang dijamin melaluinya kehilangan jaminan kesehatan sejak hari berikutnya.

            Tenggat: Kamis, 31 Desember 2026 (WITA)
            Penanggung jawab: Bagian Kesra
            Perjanjian: Nota Kesepakatan tentang Penyelenggaraan JKN di Kota Kendari
            Perihal: Penyelenggaraan JKN
            Jenis: Nota Kesepakatan (NK)
            Pihak Kesatu (pemerintah daerah): Kota Kendari
            Pihak Kedua (BPJS Kesehatan): Kantor Cabang Kendari
            Nomor pemerintah daerah: 440/12/NK/2025
            Jangka waktu: 1 Januari 2026 s.d. 31 Desember 2026

            Yang perlu dilakukan:
            - Buka perpanjangannya di register jika belum; tahap-tahapnya dihitung mundur dari hari terakhir.
            - Pastikan iuran untuk jangka waktu berikutnya sudah dianggarkan.
            - Jadwalkan rapat evaluasi dan perpanjangan dengan BPJS Kesehatan.

            Buka di register: https://perjanjian.example/agreements/019a8f00-0000-7000-8000-000000000003

            Pesan otomatis dari register perjanjian kerja sama dengan BPJS Kesehatan. Jika sudah ditangani, catatlah di register; konfirmasi tenggat di sana menghentikan pengingat sampai hari yang disebutkan.
            [019a8f00-0000-7000-8000-000000000001]

            """.ReplaceLineEndings("\n"),
            letter.Text);
    }

    [Fact]
    public void An_English_letter_says_the_same_in_English()
    {
        var letter = Notices.Written(Notices.Of(Matter.RenewalNotice, 1), linkTemplate: null, Notices.English);

        Assert.Equal("[tomorrow] Notice of renewal due 31 December 2026 – Penyelenggaraan JKN, Kota Kendari", letter.Subject);
        Assert.Equal(
            """
            Dear Sir or Madam,

            Notice that this agreement is to be renewed must reach the other party by tomorrow, Thursday, 31 December 2026.

            Deadline: Thursday, 31 December 2026 (WITA)
            Responsible: Bagian Kesra
            Agreement: Nota Kesepakatan tentang Penyelenggaraan JKN di Kota Kendari
            Subject: Penyelenggaraan JKN
            Kind: Memorandum of agreement (NK)
            First party (local government): Kota Kendari
            Second party (BPJS Kesehatan): Kantor Cabang Kendari
            Number of the local government: 440/12/NK/2025
            Term: 1 January 2026 to 31 December 2026

            What to do:
            - Send the letter that gives notice of the renewal to the other party.
            - Open the renewal in the register if nobody has, and put the letter into its log.

            Sent automatically by the register of cooperation agreements with BPJS Kesehatan. If this is settled, record it there; an acknowledgement of the deadline stops the reminders until the day that it names.
            [019a8f00-0000-7000-8000-000000000001]

            """.ReplaceLineEndings("\n"),
            letter.Text);
    }

    [Theory]
    [InlineData(nameof(Matter.Expiry), -3, "[lewat 3 hari] Perjanjian telah berakhir 31 Desember 2026", "Perjanjian ini telah berakhir pada Kamis, 31 Desember 2026, 3 hari yang lalu,")]
    [InlineData(nameof(Matter.Expiry), 0, "[hari ini] Perjanjian berakhir 31 Desember 2026", "Perjanjian ini berakhir hari ini, Kamis, 31 Desember 2026, pukul 24.00 WITA,")]
    [InlineData(nameof(Matter.Expiry), 1, "[besok] Perjanjian berakhir 31 Desember 2026", "Perjanjian ini berakhir besok, Kamis, 31 Desember 2026,")]
    [InlineData(nameof(Matter.Expiry), 1095, "[1.095 hari lagi] Perjanjian berakhir 31 Desember 2026", "1.095 hari lagi,")]
    [InlineData(nameof(Matter.RenewalNotice), 7, "[7 hari lagi] Batas pemberitahuan perpanjangan 31 Desember 2026", "harus sampai ke pihak lain paling lambat Kamis, 31 Desember 2026, 7 hari lagi.")]
    [InlineData(nameof(Matter.RenewalStage), 0, "[hari ini] Batas tahap penganggaran 31 Desember 2026", "Tahap penganggaran dalam perpanjangan ini harus selesai hari ini, Kamis, 31 Desember 2026, sebelum pukul 24.00 WITA.")]
    [InlineData(nameof(Matter.FollowUp), 1, "[besok] Batas tindak lanjut rapat 31 Desember 2026", "Tindak lanjut rapat ini harus selesai paling lambat besok, Kamis, 31 Desember 2026.")]
    [InlineData(nameof(Matter.WorkPlan), -1, "[lewat 1 hari] Batas rencana kerja 2027 31 Desember 2026", "Rencana kerja 2027 yang ditandatangani kedua pihak belum tercatat. Tenggatnya Kamis, 31 Desember 2026, 1 hari yang lalu.")]
    [InlineData(nameof(Matter.Activity), 14, "[14 hari lagi] Batas kegiatan rencana kerja 31 Desember 2026", "Kegiatan rencana kerja ini harus selesai paling lambat Kamis, 31 Desember 2026, 14 hari lagi.")]
    [InlineData(nameof(Matter.Other), 2, "[2 hari lagi] Tenggat 31 Desember 2026", "Hal ini harus selesai paling lambat Kamis, 31 Desember 2026, 2 hari lagi.")]
    public void Every_kind_and_urgency_has_its_Indonesian_words(string matter, int daysLeft, string subject, string lead) => Says(Enum.Parse<Matter>(matter), daysLeft, subject, lead, Notices.Indonesian);

    [Theory]
    [InlineData(nameof(Matter.Expiry), -1, "[1 day overdue] Agreement ended 31 December 2026", "This agreement ended on Thursday, 31 December 2026, 1 day ago,")]
    [InlineData(nameof(Matter.Expiry), 0, "[today] Agreement ends 31 December 2026", "This agreement ends today, Thursday, 31 December 2026, at midnight WITA,")]
    [InlineData(nameof(Matter.Expiry), 14, "[in 14 days] Agreement ends 31 December 2026", "This agreement ends on Thursday, 31 December 2026, in 14 days,")]
    [InlineData(nameof(Matter.RenewalNotice), -2, "[2 days overdue] Notice of renewal due 31 December 2026", "No notice of renewal is on record. It was due on Thursday, 31 December 2026, 2 days ago.")]
    [InlineData(nameof(Matter.RenewalStage), 3, "[in 3 days] Renewal stage budget due 31 December 2026", "The stage budget of this renewal must be done by Thursday, 31 December 2026, in 3 days.")]
    [InlineData(nameof(Matter.FollowUp), 0, "[today] Meeting follow-up due 31 December 2026", "This follow-up of a meeting must be done today, Thursday, 31 December 2026, before midnight WITA.")]
    [InlineData(nameof(Matter.WorkPlan), 1, "[tomorrow] Work plan 2027 due 31 December 2026", "The work plan 2027 must be signed by both parties by tomorrow, Thursday, 31 December 2026.")]
    [InlineData(nameof(Matter.Activity), -5, "[5 days overdue] Work plan activity due 31 December 2026", "This activity of the work plan is not on record as done. It was due on Thursday, 31 December 2026, 5 days ago.")]
    [InlineData(nameof(Matter.Other), 90, "[in 90 days] Deadline 31 December 2026", "This must be done by Thursday, 31 December 2026, in 90 days.")]
    public void Every_kind_and_urgency_has_its_English_words(string matter, int daysLeft, string subject, string lead) => Says(Enum.Parse<Matter>(matter), daysLeft, subject, lead, Notices.English);

    [Fact]
    public void What_to_do_differs_by_kind_stage_and_urgency_and_is_never_empty()
    {
        foreach (var texts in new LetterTexts[] { new IndonesianTexts(), new EnglishTexts() })
        {
            var expiry = Urgencies.Select(daysLeft => string.Concat(texts.Steps(Notices.Of(Matter.Expiry, daysLeft))));
            var matters = Enum.GetValues<Matter>().Where(matter => matter != Matter.Expiry).Select(matter => string.Concat(texts.Steps(Notices.Of(matter, 7))));
            var stages = Stages
                .Select(stage => string.Concat(texts.Steps(Notices.Of(Matter.RenewalStage, 7) with { Stage = stage })));
            List<string> all = [.. expiry, .. matters, .. stages];

            Assert.DoesNotContain("", all);
            Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
        }
    }

    [Fact]
    public void Where_both_languages_are_read_one_letter_speaks_both_Indonesian_first()
    {
        var letter = Notices.Written(Notices.Of(Matter.Expiry, 7), Link, Notices.English, Notices.Indonesian);

        Assert.Equal(["id", "en"], letter.Languages);
        Assert.Equal("[7 hari lagi / in 7 days] Perjanjian berakhir 31 Desember 2026 / Agreement ends 31 December 2026 – Penyelenggaraan JKN, Kota Kendari", letter.Subject);
        Assert.InRange(letter.Text.IndexOf("Yth. Bapak/Ibu", StringComparison.Ordinal), 0, letter.Text.IndexOf("Dear Sir or Madam", StringComparison.Ordinal));
        Assert.Contains("<div lang=\"id\">", letter.Html, StringComparison.Ordinal);
        Assert.Contains("<div lang=\"en\">", letter.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void HTML_is_escaped_and_fetches_nothing()
    {
        var notice = Notices.Of(Matter.Expiry, 7);
        notice = notice with { Owner = "<script>alert('x')</script> & \"Kesra\"", Agreement = notice.Agreement! with { Title = "<img src=x onerror=y>" } };

        var html = Notices.Written(notice, Link + "?a=\"><b>", Notices.Indonesian).Html;

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;Kesra&quot;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", html.Replace("&lt;img src=x", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_people_wrote_stays_on_its_line()
    {
        var notice = Notices.Of(Matter.Expiry, 7);
        notice = notice with { Agreement = notice.Agreement! with { Subject = "Judul\r\nBcc: semua@example\u2028baris\u0000\u202Ekiri", Title = null } };

        var letter = Notices.Written(notice, linkTemplate: null, Notices.Indonesian);

        Assert.Equal("[7 hari lagi] Perjanjian berakhir 31 Desember 2026 – Judul Bcc: semua@example baris kiri, Kota Kendari", letter.Subject);
        Assert.Contains("\nPerihal: Judul Bcc: semua@example baris kiri\n", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deadline_without_an_agreement_is_told_by_what_it_is_about()
    {
        var letter = Notices.Written(Notices.Of(Matter.FollowUp, 3) with { Agreement = null }, Link, Notices.Indonesian);

        Assert.Equal("[3 hari lagi] Batas tindak lanjut rapat 31 Desember 2026 – Naskah perpanjangan, Kota Kendari", letter.Subject);
        Assert.DoesNotContain("https://", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_is_cut_where_it_would_never_end()
    {
        var notice = Notices.Of(Matter.Expiry, 7);
        notice = notice with { Agreement = notice.Agreement! with { Subject = string.Concat(Enumerable.Repeat("𝒥𝒦𝒩", 200)) } };

        var subject = Notices.Written(notice, linkTemplate: null, Notices.Indonesian).Subject;

        Assert.InRange(subject.Length, 190, 200);
        Assert.EndsWith("…", subject, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(subject)));
    }

    private static void Says(Matter matter, int daysLeft, string subject, string lead, Addressee addressee)
    {
        var letter = Notices.Written(Notices.Of(matter, daysLeft), linkTemplate: null, addressee);

        Assert.StartsWith($"{subject} – ", letter.Subject, StringComparison.Ordinal);
        Assert.Contains(lead, letter.Text, StringComparison.Ordinal);
        Assert.Contains(lead, letter.Html, StringComparison.Ordinal);
    }
}
