using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Operations;

public sealed class CommandLineTests : IDisposable
{
    private static readonly string[] ExitCodes = ["  0 ", "  1 ", "  2 ", "  3 ", "  130 "];

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Theory]
    [InlineData("--help")]
    [InlineData("backup", "--help")]
    [InlineData("restore", "--help")]
    [InlineData("create-key", "--help")]
    [InlineData("verify-audit", "--help")]
    public async Task Every_command_explains_itself_and_how_it_ends_in_the_language_of_the_terminal(params string[] arguments)
    {
        var english = (await ServiceProcess.RunAsync(arguments)).Is(0);
        var indonesian = (await ServiceProcess.RunAsync(arguments, ("LC_ALL", "id_ID.UTF-8"))).Is(0);
        var unsaid = (await ServiceProcess.RunAsync(arguments, ("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", ""))).Is(0);

        Assert.Contains("Usage:", english.Output);
        Assert.Contains("Exit codes:", english.Output);
        Assert.Contains("Pemakaian:", indonesian.Output);
        Assert.Contains("Kode keluar:", indonesian.Output);
        Assert.Equal(indonesian.Output, unsaid.Output);
        Assert.All(ExitCodes, code => Assert.Contains(english.Output, line => line.StartsWith(code, StringComparison.Ordinal)));
        Assert.Empty(english.Errors);
    }

    [Theory]
    [InlineData("bakcup")]
    [InlineData("backup")]
    [InlineData("restore")]
    [InlineData("backup", "a", "b")]
    [InlineData("backup", "a", "--forse")]
    [InlineData("create-key", "--name", "x")]
    public async Task A_command_that_cannot_be_understood_does_nothing_and_points_to_the_explanation(params string[] arguments)
    {
        var refused = (await ServiceProcess.RunAsync(arguments, ("Database__ConnectionString", _store.ConnectionString))).Is(2);

        Assert.Empty(refused.Output);
        Assert.EndsWith("--help", refused.Errors[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(_store.File));
    }

    [Fact]
    public async Task A_setting_in_place_of_a_command_starts_the_service()
    {
        using var service = ServiceProcess.Start(["--SampleRegister:Load=true"], ("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString));
        using var client = await service.ClientAsync();
        await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/health/ready"));

        Assert.Equal(15, (await client.WalkAsync("/v1/agreements")).Count);
    }

    [LinuxFact]
    public async Task A_start_loads_neither_the_command_line_nor_telemetry_that_nobody_asked_for()
    {
        using var service = await ServiceProcess.StartAsync(_store);
        using var client = await service.ClientAsync();
        (await client.Get("/v1/agreements")).Is(HttpStatusCode.OK);

        var loaded = await File.ReadAllTextAsync($"/proc/{service.Id}/maps");

        Assert.Contains("Agreements.Data.dll", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("System.CommandLine", loaded, StringComparison.Ordinal);
        Assert.DoesNotContain("OpenTelemetry", loaded, StringComparison.Ordinal);
    }
}

/// <summary>A test that reads what a process has loaded.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "needs Linux, which shows what a process has loaded";
}
