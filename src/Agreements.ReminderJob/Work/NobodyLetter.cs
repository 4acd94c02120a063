using System.Net;
using Agreements.ReminderJob.Letters;

namespace Agreements.ReminderJob.Work;

/// <summary>Tells an operator what nobody else was told: one letter for all of a round, in the language of the terminal.</summary>
internal static class NobodyLetter
{
    private const int MostListed = 100;

    public static Letter Of(IReadOnlyList<Notice> notices, Words words)
    {
        LetterTexts texts = words.In("id", "en") == "en" ? new EnglishTexts() : new IndonesianTexts();
        var lead = words.In(
            $"{notices.Count} pengingat tidak terkirim karena tidak ada penerimanya. Isilah kontak daerahnya di register (/v1/regions/KODE/contacts); setelah itu pengingat dikirim dengan sendirinya.",
            $"{notices.Count} reminders were not sent, for nobody is there to tell. Enter the contacts of the region in the register (/v1/regions/CODE/contacts); after that they are sent by themselves.");
        var lines = notices.Take(MostListed).Select(notice => LetterWriter.SubjectOf(notice, [texts])).ToList();
        if (notices.Count > MostListed)
        {
            lines.Add(words.In($"… dan {notices.Count - MostListed} lagi", $"… and {notices.Count - MostListed} more"));
        }

        var subject = words.In($"{notices.Count} pengingat tanpa penerima", $"{notices.Count} reminders with nobody to tell");
        var text = $"{lead}\n\n{string.Concat(lines.Select(line => $"- {line}\n"))}";
        var html = $"<!DOCTYPE html>\n<html lang=\"{texts.Tag}\">\n<head><meta charset=\"utf-8\"><title>{WebUtility.HtmlEncode(subject)}</title></head>\n<body>\n"
            + $"<p>{WebUtility.HtmlEncode(lead)}</p>\n<ul>\n{string.Concat(lines.Select(line => $"<li>{WebUtility.HtmlEncode(line)}</li>\n"))}</ul>\n</body>\n</html>\n";
        return new Letter([texts.Tag], subject, text, html, Calendar: null);
    }
}
