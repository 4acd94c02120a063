using System.Text.RegularExpressions;
using Agreements.Api.Tests.Document;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Faults;

/// <summary>What the README says is shown by a test is shown by one that is there.</summary>
public sealed partial class ReadmeFaultsTests
{
    [Fact]
    public void Every_test_and_script_in_the_table_of_faults_is_there()
    {
        var table = ReadmeTests.Readme.Split("### What happens when…")[1].Split("\n## ")[0];
        var tests = Directory.GetFiles(Repository.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);

        Assert.True(Named().Count(table) > 20, "it names hardly any");
        Assert.All(Named().Matches(table), test => Assert.Contains(test.Groups["name"].Value, tests));
        Assert.All(Scripts().Matches(table), script => Assert.True(File.Exists(Repository.PathOf(script.Groups["path"].Value)), script.Value));
    }

    [GeneratedRegex("`(?<name>[A-Za-z]+Tests)`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Named();

    [GeneratedRegex("`(?<path>tests/[^`]+)`", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Scripts();
}
