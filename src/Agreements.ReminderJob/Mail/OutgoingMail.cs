using System.Globalization;
using System.Text;
using Agreements.ReminderJob.Letters;

namespace Agreements.ReminderJob.Mail;

/// <summary>
/// A message as it travels (RFC 5322): text and HTML as alternatives, a calendar beside them, everything in ASCII on short lines, so that no server has a reason to
/// rewrite it.
/// </summary>
internal sealed record OutgoingMail
{
    private const int Base64Line = 76;

    public required MailBox From { get; init; }

    public required IReadOnlyList<MailBox> To { get; init; }

    /// <summary>Without its brackets. The same at every attempt, so that whoever has it already can tell.</summary>
    public required string MessageId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Letter Letter { get; init; }

    /// <summary>Its lines, with CRLF.</summary>
    public string Written()
    {
        var mail = new StringBuilder();
        Line(HeaderText.Addresses("From", [From]));
        Line(HeaderText.Addresses("To", To));
        Line(HeaderText.Unstructured("Subject", Letter.Subject));
        Line(string.Create(CultureInfo.InvariantCulture, $"Date: {At.UtcDateTime:ddd, dd MMM yyyy HH':'mm':'ss} +0000"));
        Line($"Message-ID: <{MessageId}>");
        Line($"Content-Language: {string.Join(", ", Letter.Languages)}");

        // Nobody's holiday notice answers it.
        Line("Auto-Submitted: auto-generated");
        Line("MIME-Version: 1.0");

        // No line of base64 begins like this, so the boundaries are in no part.
        Line("Content-Type: multipart/mixed; boundary=\"=_mixed\"");
        Line("");
        Line("--=_mixed");
        Line("Content-Type: multipart/alternative; boundary=\"=_alternative\"");
        Line("");
        Part("=_alternative", "text/plain; charset=utf-8", disposition: null, Letter.Text.ReplaceLineEndings("\r\n"));
        Part("=_alternative", "text/html; charset=utf-8", disposition: null, Letter.Html.ReplaceLineEndings("\r\n"));
        Line("--=_alternative--");
        if (Letter.Calendar is { } calendar)
        {
            Part("=_mixed", "text/calendar; charset=utf-8; method=PUBLISH", "attachment; filename=\"tenggat.ics\"", calendar);
        }

        Line("--=_mixed--");
        return mail.ToString();

        void Part(string boundary, string type, string? disposition, string content)
        {
            Line($"--{boundary}");
            Line($"Content-Type: {type}");
            Line("Content-Transfer-Encoding: base64");
            if (disposition is not null)
            {
                Line($"Content-Disposition: {disposition}");
            }

            Line("");
            var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(content));
            for (var at = 0; at < encoded.Length; at += Base64Line)
            {
                Line(encoded.Substring(at, Math.Min(Base64Line, encoded.Length - at)));
            }
        }

        void Line(string text) => mail.Append(text).Append("\r\n");
    }
}
