using System.Text;
using Agreements.Domain.Calendars;
using FsCheck;
using FsCheck.Fluent;

namespace Agreements.Domain.Tests.Calendars;

public sealed class ContentLineTests
{
    [Theory]
    [InlineData("satu; dua, tiga \\ empat", "satu\\; dua\\, tiga \\\\ empat")]
    [InlineData("baris satu\r\nbaris dua\rbaris tiga\nbaris empat", "baris satu\\nbaris dua\\nbaris tiga\\nbaris empat")]
    [InlineData("satu\u2028dua\u2029tiga\u0085empat", "satu\\ndua\\ntiga\\nempat")]
    [InlineData("\u0000dengan\u0007kendali\u001b\u007f\u009f", "dengankendali")]
    [InlineData("satu\tdua", "satu\tdua")]
    [InlineData("\\n bukan baris baru: \"kutip\"", "\\\\n bukan baris baru: \"kutip\"")]
    public void What_has_a_meaning_in_a_calendar_is_escaped(string text, string escaped) => Assert.Equal(escaped, ContentLine.Text(text));

    [Fact]
    public void A_line_of_75_octets_is_whole_and_one_of_76_is_folded()
    {
        var most = new string('x', ContentLine.MostOctets - "SUMMARY:".Length);

        Assert.Equal($"SUMMARY:{most}\r\n", ContentLine.Of("SUMMARY", most));
        Assert.Equal($"SUMMARY:{most}\r\n y\r\n", ContentLine.Of("SUMMARY", $"{most}y"));
    }

    // One octet more each time: wherever the fold falls, the emoji of four octets is on one side of it.
    [Fact]
    public void A_fold_never_cuts_a_character()
    {
        for (var before = 60; before <= 75; before++)
        {
            var line = ContentLine.Of("SUMMARY", $"{new string('x', before)}🏥ñ𝒥 rest");

            Assert.Contains("🏥", line, StringComparison.Ordinal);
            AssertFolded($"SUMMARY:{new string('x', before)}🏥ñ𝒥 rest", line);
        }
    }

    [Fact]
    public void Whatever_a_text_holds_its_line_ends_where_it_should_and_reads_back() => Prop.ForAll<string>(text =>
    {
        var said = $"{text}{new string('é', 40)}🏥{new string('x', 80)}";

        AssertFolded($"SUMMARY:{ContentLine.Text(said)}", ContentLine.Of("SUMMARY", ContentLine.Text(said)));
        Assert.Equal(Plain(said), Read(ContentLine.Text(said)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_break_in_a_value_that_is_no_text_begins_no_line()
    {
        Assert.Equal("URL:https://a.example/ATTENDEE:mailto:x\r\n", ContentLine.Of("URL", "https://a.example/\r\nATTENDEE:mailto:x"));
    }

    private static void AssertFolded(string line, string folded)
    {
        Assert.EndsWith("\r\n", folded, StringComparison.Ordinal);
        Assert.Equal(string.Concat(line.EnumerateRunes()), folded[..^2].Replace("\r\n ", "", StringComparison.Ordinal));
        Assert.All(folded[..^2].Split("\r\n"), piece => Assert.InRange(Encoding.UTF8.GetByteCount(piece), 1, ContentLine.MostOctets));
    }

    // What is no text, as a half of a surrogate pair, is replaced.
    private static string Plain(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").EnumerateRunes().Where(rune => rune.Value is '\n' or '\t' || !Rune.IsControl(rune)));

    private static string Read(string escaped)
    {
        var read = new StringBuilder();
        var isEscaped = false;
        foreach (var c in escaped)
        {
            if (!isEscaped && c == '\\')
            {
                isEscaped = true;
                continue;
            }

            read.Append(isEscaped && c == 'n' ? '\n' : c);
            isEscaped = false;
        }

        return read.ToString();
    }
}
