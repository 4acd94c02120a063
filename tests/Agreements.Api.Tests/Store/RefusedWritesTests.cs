using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Store;

/// <summary>A store that can be read, but for a while not be written.</summary>
public sealed class RefusedWritesTests : IDisposable
{
    private readonly Lazy<TestStore> _store = new(() => new TestStore());

    public void Dispose()
    {
        if (_store.IsValueCreated)
        {
            _store.Value.Dispose();
        }
    }

    [SqliteFactWith(Need.SmallDisk)]
    public async Task On_a_full_disk_changes_are_refused_and_reads_served_until_there_is_room_again()
    {
        using var disk = new SmallDisk();

        await RefusedWrites.WithstandsAsync(() => ServiceProcess.Launch(("Database__ConnectionString", disk.ConnectionString)), Break, Mend, HttpStatusCode.InsufficientStorage, "store.full");

        Task Break(ServiceProcess service)
        {
            disk.Fill();
            return Task.CompletedTask;
        }

        Task Mend(ServiceProcess service)
        {
            disk.Free();
            return Task.CompletedTask;
        }
    }

    [SqliteFactWith(Need.FileSizeLimit)]
    public async Task While_the_file_cannot_be_written_changes_are_refused_and_reads_served()
    {
        await RefusedWrites.WithstandsAsync(
            () => ServiceProcess.LaunchThrough(Machine.HeedlessOfLimits, ("Database__ConnectionString", _store.Value.ConnectionString)),
            service => Task.Run(() => Machine.LimitFileSize(service, 4096)),
            service => Task.Run(() => Machine.LimitFileSize(service, null)),
            HttpStatusCode.ServiceUnavailable,
            "store.unavailable");
    }

    [PostgresFact]
    public async Task When_the_server_has_no_room_changes_are_refused_and_reads_served_until_it_has()
    {
        await RefusedWrites.WithstandsAsync(
            Launch,
            _ => _store.Value.ExecuteAsync("""
                CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
                CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON agreements EXECUTE FUNCTION no_room();
                CREATE TRIGGER no_room BEFORE INSERT ON idempotency_records EXECUTE FUNCTION no_room();
                CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON audit_entries EXECUTE FUNCTION no_room();
                CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON audit_head EXECUTE FUNCTION no_room();
                """),
            _ => _store.Value.ExecuteAsync("DROP FUNCTION no_room CASCADE"),
            HttpStatusCode.InsufficientStorage,
            "store.full");
    }

    [PostgresFact]
    public async Task When_the_server_may_only_be_read_changes_are_refused_and_reads_served()
    {
        await RefusedWrites.WithstandsAsync(Launch, _ => ReadOnlyAsync("on"), _ => ReadOnlyAsync("off"), HttpStatusCode.ServiceUnavailable, "store.unavailable");

        // Connections know it from their beginning, so those that are open have to go.
        async Task ReadOnlyAsync(string whether)
        {
            await using var connection = await _store.Value.OpenAsync();
            await connection.ExecuteAsync("SET default_transaction_read_only = off");
            await connection.ExecuteAsync($"ALTER DATABASE {connection.Database} SET default_transaction_read_only = {whether}");
            await connection.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }
    }

    private ServiceProcess Launch() => ServiceProcess.Launch(("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.Value.ConnectionString));
}
