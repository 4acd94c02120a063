using System.Text;
using System.Text.RegularExpressions;
using Agreements.ReminderJob.Letters;
using Agreements.ReminderJob.Mail;
using Agreements.ReminderJob.Tests.Letters;

namespace Agreements.ReminderJob.Tests.Mail;

public sealed partial class OutgoingMailTests
{
    private static readonly MailBox Kesra = new("Bagian Kesra, \"Kendari\"", "kesra@kendari.example");
    private static readonly MailBox Dinas = new("Dinas Kesehatan – Seksi Pelayanan Kesehatan dan Jaminan Kesehatan", "dinkes@kendari.example");

    [Fact]
    public void Every_line_is_ASCII_and_short_whatever_the_letter_says()
    {
        var lines = Mail("Perjanjian berakhir – Penyelenggaraan JKN bagi penduduk yang didaftarkan oleh pemerintah daerah, Kota Kendari").Written().Split("\r\n");

        Assert.All(lines, line => Assert.InRange(line.Length, 0, 76));
        Assert.All(lines, line => Assert.DoesNotContain(line, c => c is < ' ' or > '~'));
    }

    [Theory]
    [InlineData("Perjanjian berakhir")]
    [InlineData("[7 hari lagi] Perjanjian berakhir 31 Desember 2026 – Penyelenggaraan JKN bagi peserta PBPU, Kota Kendari")]
    [InlineData("plain words that go on and on until the line is longer than seventy-eight characters and has to be folded somewhere")]
    [InlineData("=?utf-8?B?dGlwdQ==?=")]
    [InlineData("two  blanks")]
    [InlineData("𝒥𝒦𝒩 𝒥𝒦𝒩 𝒥𝒦𝒩 𝒥𝒦𝒩 𝒥𝒦𝒩 𝒥𝒦𝒩 𝒥𝒦𝒩 𝒥𝒦𝒩")]
    public void A_subject_reads_back_as_it_was(string subject)
    {
        var header = HeaderText.Unstructured("Subject", subject);

        Assert.All(header.Split("\r\n"), line => Assert.InRange(line.Length, 1, 76));
        Assert.Equal($"Subject: {subject}", Read(header));
    }

    [Theory]
    [InlineData("judul\r\nBcc: semua@example.go.id")]
    [InlineData("judul\nX: y")]
    [InlineData("judul\u0000")]
    public void A_line_break_never_reaches_a_header(string text)
    {
        Assert.Throws<ArgumentException>(() => HeaderText.Unstructured("Subject", text));
        Assert.Throws<ArgumentException>(() => HeaderText.Addresses("To", [new MailBox(text, "kesra@kendari.example")]));
    }

    [Fact]
    public void Names_stand_before_their_addresses()
    {
        var header = Read(HeaderText.Addresses("To", [Kesra, Dinas, new MailBox("", "umum@kendari.example")]));

        Assert.Equal(
            "To: \"Bagian Kesra, \\\"Kendari\\\"\" <kesra@kendari.example>, Dinas Kesehatan – Seksi Pelayanan Kesehatan dan Jaminan Kesehatan <dinkes@kendari.example>, umum@kendari.example", header);
    }

    [Fact]
    public void The_message_id_follows_from_what_it_is_told_alone() =>
        Assert.Contains("\r\nMessage-ID: <019a8f00-0000-7000-8000-000000000001@kendari.example>\r\n", Mail("x").Written(), StringComparison.Ordinal);

    [Theory]
    [InlineData("kesra@kendari.example", true)]
    [InlineData("biro.pemkesra+jkn@sulbar-prov.example", true)]
    [InlineData("kesra@localhost", true)]
    [InlineData("kesra", false)]
    [InlineData("kesra@", false)]
    [InlineData("kesra@kendari.example\r\nRCPT TO:<x@y>", false)]
    [InlineData("kesra@kendari.example> SIZE=1", false)]
    [InlineData("\"a b\"@kendari.example", false)]
    [InlineData("keśra@kendari.example", false)]
    [InlineData("kesra@-kendari.example", false)]
    [InlineData("kesra@kendari..example", false)]
    [InlineData(".kesra@kendari.example", false)]
    public void Only_plain_addresses_are_written_to(string text, bool isAddress) => Assert.Equal(isAddress, MailBox.IsAddress(text));

    [Fact]
    public void What_a_server_says_is_told_without_addresses_and_numbers_of_people()
    {
        var reply = new SmtpReply(550, ["5.1.1 <orang.lain@example.go.id>: not known,", "see 7602011508900001 or postmaster@example.go.id"]);

        Assert.Equal("550 5.1.1 …: not known, see … or …", reply.Detail);
    }

    private static OutgoingMail Mail(string subject) => new()
    {
        From = Notices.From,
        To = [Kesra, Dinas],
        MessageId = $"{Notices.Id}@{Notices.From.Domain}",
        At = Notices.Now,
        Letter = Notices.Written(Notices.Of(Matter.Expiry, 40), linkTemplate: null, Notices.Indonesian) with { Subject = subject },
    };

    // As RFC 5322 unfolds and RFC 2047 decodes.
    private static string Read(string header)
    {
        var unfolded = header.Replace("\r\n", "", StringComparison.Ordinal);
        var joined = BetweenWords().Replace(unfolded, "?==?");
        return EncodedWord().Replace(joined, word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups["text"].Value)));
    }

    [GeneratedRegex(@"\?= +=\?", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BetweenWords();

    [GeneratedRegex(@"=\?utf-8\?B\?(?<text>[A-Za-z0-9+/=]*)\?=", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EncodedWord();
}
