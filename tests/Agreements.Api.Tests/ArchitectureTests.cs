using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests;

public sealed class ArchitectureTests
{
    private static readonly string Features = Repository.PathOf("src", "Agreements.Api", "Features");

    private static readonly IReadOnlyList<string> Names = [.. Directory.GetDirectories(Features).Select(folder => Path.GetFileName(folder)!)];

    public static TheoryData<string> Rooms => new(Names);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_feature_knows_no_other_feature(string room)
    {
        var foreign = Directory.GetFiles(Path.Combine(Features, room), "*.cs").SelectMany(File.ReadLines)
            .Where(line => Names.Any(other => other != room && line.Contains($"Features.{other}", StringComparison.Ordinal)));

        Assert.Empty(foreign);
    }
}
