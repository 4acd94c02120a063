using System.Net;
using System.Text;
using Agreements.ReminderJob.Mail;

namespace Agreements.ReminderJob.Letters;

/// <summary>
/// Writes what a reminder says. Whoever is to be told gets the same message, in Indonesian, in English or, where both are read, in both: two messages could be
/// half sent, and then one of them would have to be repeated.
/// </summary>
internal sealed class LetterWriter(MailBox from, string? linkTemplate, TimeProvider time)
{
    private const int SubjectMaxLength = 200;
    private const string Style = "font-family:sans-serif;font-size:15px;line-height:1.5;color:#1a1a1a";

    private static readonly LetterTexts Indonesian = new IndonesianTexts();
    private static readonly LetterTexts English = new EnglishTexts();

    /// <summary>The languages that these people read.</summary>
    public static IReadOnlyList<LetterTexts> TextsFor(IReadOnlyCollection<Addressee> addressees)
    {
        var texts = new List<LetterTexts>();
        if (addressees.Count == 0 || addressees.Any(each => !each.IsEnglish))
        {
            texts.Add(Indonesian);
        }

        if (addressees.Any(each => each.IsEnglish))
        {
            texts.Add(English);
        }

        return texts;
    }

    /// <summary>Such as <c>[7 hari lagi] Perjanjian berakhir 31 Desember 2026 – Penyelenggaraan JKN, Kota Kendari</c>.</summary>
    public static string SubjectOf(Notice notice, IReadOnlyList<LetterTexts> languages)
    {
        var when = string.Join(" / ", languages.Select(texts => texts.When(notice.DaysLeft)));
        var what = string.Join(" / ", languages.Select(texts => texts.What(notice)));
        return OneLine.Shortened(OneLine.Of($"[{when}] {what} – {Tail(notice)}"), SubjectMaxLength);
    }

    /// <summary>The same without how far away it is, as a calendar shows it.</summary>
    public static string HeadlineOf(Notice notice, LetterTexts texts) => OneLine.Of($"{texts.What(notice)} – {Tail(notice)}");

    public Letter Write(Notice notice, IReadOnlyCollection<Addressee> addressees)
    {
        var languages = TextsFor(addressees);
        var link = AgreementLink.Of(linkTemplate, notice);
        var subject = SubjectOf(notice, languages);
        var calendar = CalendarFile.Of(
            notice,
            HeadlineOf(notice, languages[0]),
            string.Join("\n\n", languages.Select(texts => $"{texts.Lead(notice)}\n{string.Join('\n', texts.Steps(notice))}")),
            link,
            from.Address,
            time.GetUtcNow());
        return new Letter([.. languages.Select(texts => texts.Tag)], subject, Text(notice, languages, link), Html(notice, languages, subject, link), calendar);
    }

    private static string Tail(Notice notice) => notice.Agreement is { } agreement && (agreement.Subject ?? agreement.Title) is { } subject && notice.Matter is not (Matter.FollowUp or Matter.Activity)
        ? $"{subject}, {notice.RegionName}"
        : string.Join(", ", new[] { notice.About, notice.RegionName }.OfType<string>());

    private static string Text(Notice notice, IReadOnlyList<LetterTexts> languages, string? link)
    {
        var text = new StringBuilder();
        foreach (var texts in languages)
        {
            if (text.Length > 0)
            {
                text.Append("\n----------------------------------------\n\n");
            }

            text.Append(texts.Greeting).Append("\n\n").Append(texts.Lead(notice)).Append("\n\n");
            foreach (var (label, value) in texts.Facts(notice))
            {
                text.Append(label).Append(": ").Append(value).Append('\n');
            }

            text.Append('\n').Append(texts.StepsHeading).Append('\n');
            foreach (var step in texts.Steps(notice))
            {
                text.Append("- ").Append(step).Append('\n');
            }

            if (link is not null)
            {
                text.Append('\n').Append(texts.LinkLabel).Append(": ").Append(link).Append('\n');
            }

            text.Append('\n').Append(texts.Footer).Append("\n[").Append(notice.Id).Append("]\n");
        }

        return text.ToString();
    }

    private static string Html(Notice notice, IReadOnlyList<LetterTexts> languages, string subject, string? link)
    {
        var html = new StringBuilder();
        html.Append($"<!DOCTYPE html>\n<html lang=\"{languages[0].Tag}\">\n<head><meta charset=\"utf-8\"><title>{Encoded(subject)}</title></head>\n<body style=\"{Style}\">\n");
        foreach (var texts in languages)
        {
            html.Append($"<div lang=\"{texts.Tag}\">\n<p>{Encoded(texts.Greeting)}</p>\n<p><strong>{Encoded(texts.Lead(notice))}</strong></p>\n<table>\n");
            foreach (var (label, value) in texts.Facts(notice))
            {
                html.Append($"<tr><th scope=\"row\" style=\"text-align:left;vertical-align:top;padding-right:16px\">{Encoded(label)}</th><td>{Encoded(value)}</td></tr>\n");
            }

            html.Append($"</table>\n<p>{Encoded(texts.StepsHeading)}</p>\n<ul>\n");
            foreach (var step in texts.Steps(notice))
            {
                html.Append($"<li>{Encoded(step)}</li>\n");
            }

            html.Append("</ul>\n");
            if (link is not null)
            {
                html.Append($"<p><a href=\"{Encoded(link)}\">{Encoded(texts.LinkLabel)}</a></p>\n");
            }

            html.Append($"<p style=\"font-size:13px;color:#595959\">{Encoded(texts.Footer)}<br>[{notice.Id}]</p>\n</div>\n");
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
