namespace Agreements.Api.Tests.Hosting;

/// <summary>The local zone of this process, as TZ sets it, until it is disposed of.</summary>
public sealed class HostZone : IDisposable
{
    private const string Variable = "TZ";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);

    public HostZone(string id) => Set(id);

    public void Dispose() => Set(_before);

    private static void Set(string? id)
    {
        Environment.SetEnvironmentVariable(Variable, id);
        TimeZoneInfo.ClearCachedData();
    }
}

/// <summary>Tests that change the local zone of the process, which all others share: they run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class HostZoneTests
{
    public const string Name = "host zone";
}
