using System.Text.RegularExpressions;
using Agreements.Api.Http.Problems;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed partial class ProblemTextsTests
{
    private static readonly object?[] Particulars = ["«0»", "«1»", "«2»", "«3»"];

    // Look like codes, but name files and the like.
    private static readonly string[] NoCodes = ["regions.csv", "holidays.csv", "uhc-policies.csv", "contribution-rates.csv", "sample-register.json", "manifest.json", "agreements.db", "agreements.dump", "appsettings.json", "url.path", "webhook.test", "styles.xml"];

    public static TheoryData<string> Codes => [.. ProblemTexts.Codes];

    [Fact]
    public void Every_code_that_the_source_raises_has_its_texts()
    {
        var raised = CodesInSource();

        Assert.True(raised.Count > 50, "the source was not found");
        Assert.Empty(raised.Except(ProblemTexts.Codes, StringComparer.Ordinal));
    }

    [Fact]
    public void No_text_is_kept_for_a_code_that_nothing_raises()
    {
        Assert.Empty(ProblemTexts.Codes.Except(CodesInSource(), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_is_explained_in_both_languages(string code)
    {
        Assert.Matches("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", code);
        var (title, judul) = (ProblemTexts.Title(code, Language.English), ProblemTexts.Title(code, Language.Indonesian));
        var (detail, uraian) = (ProblemTexts.Detail(code, Language.English, Particulars), ProblemTexts.Detail(code, Language.Indonesian, Particulars));

        Assert.All([title, judul, detail, uraian], text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.NotEqual(title, judul);
        Assert.NotEqual(detail, uraian);
        Assert.All([detail, uraian], text => Assert.EndsWith(".", text, StringComparison.Ordinal));
        foreach (var particular in Particulars)
        {
            Assert.Equal(detail.Contains((string)particular!, StringComparison.Ordinal), uraian.Contains((string)particular!, StringComparison.Ordinal));
        }
    }

    private static HashSet<string> CodesInSource()
    {
        var codes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories))
        {
            // What OpenTelemetry names looks like a code, and so does a type of event.
            if (Path.GetFileName(file) is "ProblemTexts.cs" or "ProblemTexts.Sheets.cs" or "EventCodes.cs" || file.Contains("/Telemetry/", StringComparison.Ordinal) || file.Contains("/Migrations/", StringComparison.Ordinal)
                || file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("/bin/", StringComparison.Ordinal) || file.Contains("/Agreements.Design/", StringComparison.Ordinal))
            {
                continue;
            }

            var source = File.ReadAllText(file);
            codes.UnionWith(Literal().Matches(source).Select(match => match.Groups["code"].Value));
            codes.UnionWith(NotFound().Matches(source).Select(match => $"{match.Groups["noun"].Value}.not-found"));
        }

        codes.ExceptWith(NoCodes);
        return codes;
    }

    [GeneratedRegex("\"(?<code>[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*)\"", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Literal();

    [GeneratedRegex("NotFound\\(\"(?<noun>[a-z]+(-[a-z]+)*)\"\\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotFound();
}
