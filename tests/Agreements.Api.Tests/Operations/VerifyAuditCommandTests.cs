using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Operations;

public sealed class VerifyAuditCommandTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_audit_is_verified_at_the_machine_while_the_service_runs_and_after_it_was_tampered_with()
    {
        using var service = await ServiceProcess.StartAsync(_store);
        using var client = await service.ClientAsync();
        await client.OfficeAsync();
        await client.OfficeAsync();
        var seal = (await client.VerifyOnceSealedAsync()).Said("seal")!;

        Assert.Equal(seal, Assert.Single((await RunAsync()).Is(0).Output));
        (await RunAsync("--noted", seal)).Is(0);
        (await RunAsync("--noted", "besok")).Is(2);

        await _store.ExecuteAsync("UPDATE audit_entries SET by = 'orang lain' WHERE sequence = 2");
        var broken = (await RunAsync()).Is(1);
        Assert.Empty(broken.Output);
        Assert.Contains(broken.Errors, line => line.StartsWith("Entry 2 (", StringComparison.Ordinal));
    }

    private Task<CommandResult> RunAsync(params string[] options) =>
        ServiceProcess.RunAsync(["verify-audit", .. options], ("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString));
}
