using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Audit;

/// <summary>Whoever tampers with the audit past the service is found out, at the first entry that is not what was sealed.</summary>
public sealed class VerifyAuditTests : IAsyncLifetime, IDisposable
{
    private readonly ServiceHost _host = new();
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = _host.ClientOf("staf");
        for (var i = 0; i < 6; i++)
        {
            await _client.OfficeAsync();
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task An_untouched_chain_is_whole()
    {
        var verification = await _client.VerifyOnceSealedAsync();

        Assert.True(verification.Flag("intact"));
        Assert.Null(verification["firstFault"]);
        Assert.Equal(await CountAsync(), verification.Number("verified"));
        Assert.StartsWith($"{verification.Number("verified")}.", verification.Said("seal"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET by = 'orang lain' WHERE sequence = 4")]
    [InlineData("UPDATE audit_entries SET changes = '[]' WHERE sequence = 4")]
    [InlineData("UPDATE audit_entries SET outcome = 'refused' WHERE sequence = 4")]
    [InlineData("UPDATE audit_entries SET credential = 'key:lain' WHERE sequence = 4")]
    [InlineData("UPDATE audit_entries SET hash = (SELECT hash FROM audit_entries WHERE sequence = 3) WHERE sequence = 4")]
    public async Task An_edit_is_found_in_its_place(string tampering) => Assert.Equal((4, "altered"), await FaultAfterAsync(tampering));

    [Fact]
    public async Task A_deletion_is_found_in_its_place() => Assert.Equal((3, "missing"), await FaultAfterAsync("DELETE FROM audit_entries WHERE sequence = 3"));

    [Fact]
    public async Task An_exchange_of_two_entries_is_found_at_the_first() => Assert.Equal((2, "altered"), await FaultAfterAsync(
        "UPDATE audit_entries SET sequence = -1 WHERE sequence = 2",
        "UPDATE audit_entries SET sequence = 2 WHERE sequence = 5",
        "UPDATE audit_entries SET sequence = 5 WHERE sequence = -1"));

    [Fact]
    public async Task A_tail_that_was_cut_off_is_found() => Assert.Equal((5, "missing"), await FaultAfterAsync("DELETE FROM audit_entries WHERE sequence >= 5"));

    [Theory]
    [InlineData(0)]
    [InlineData(-7)]
    public async Task An_entry_that_was_inserted_before_the_first_is_found(int sequence)
    {
        Assert.True((await _client.VerifyOnceSealedAsync()).Flag("intact"));
        await _host.Store.ExecuteAsync($"""
            INSERT INTO audit_entries (id, at, "by", credential, action, outcome, code, subject_kind, subject_id, agreement_id, region_code, changes, trace_id, sequence, hash)
            SELECT {(TestStore.IsPostgres ? $"'{Guid.Empty}'::uuid" : $"'{Guid.Empty}'")}, at, 'orang lain', credential, action, outcome, code, subject_kind, subject_id, agreement_id, region_code, changes, trace_id, {sequence}, hash
            FROM audit_entries WHERE sequence = 3
            """);

        var verification = (await _client.Get("/v1/audit/verification")).Is(HttpStatusCode.OK).Body;

        Assert.False(verification.Flag("intact"));
        var fault = verification["firstFault"]!;
        Assert.Equal((sequence, "inserted", $"{Guid.Empty}"), (fault.Number("sequence"), fault.Said("kind"), fault.Said("entryId")));
    }

    [Fact]
    public async Task An_entry_that_was_taken_out_of_the_chain_to_be_sealed_anew_is_missed()
    {
        await _client.VerifyOnceSealedAsync();
        await _host.Store.ExecuteAsync("UPDATE audit_entries SET sequence = NULL, hash = NULL, by = 'orang lain' WHERE sequence = 2");

        var fault = (await _client.Get("/v1/audit/verification")).Is(HttpStatusCode.OK).Body["firstFault"]!;

        Assert.Equal((2, "missing"), (fault.Number("sequence"), fault.Said("kind")));
    }

    [Fact]
    public async Task A_chain_that_was_cut_together_with_its_end_is_found_out_by_a_seal_that_was_noted()
    {
        var noted = (await _client.VerifyOnceSealedAsync()).Said("seal")!;
        await _host.Store.ExecuteAsync("DELETE FROM audit_entries WHERE sequence >= 5");
        await _host.Store.ExecuteAsync("UPDATE audit_head SET sequence = 4, hash = (SELECT hash FROM audit_entries WHERE sequence = 4)");
        Assert.True((await _client.Get("/v1/audit/verification")).Is(HttpStatusCode.OK).Body.Flag("intact"));

        var fault = (await _client.Get($"/v1/audit/verification?noted={noted}")).Is(HttpStatusCode.OK).Body["firstFault"]!;

        Assert.Equal((5, "missing"), (fault.Number("sequence"), fault.Said("kind")));
    }

    [Fact]
    public async Task A_chain_leads_through_every_seal_that_was_noted_of_it_and_through_no_other()
    {
        var noted = (await _client.VerifyOnceSealedAsync()).Said("seal")!;
        await _client.OfficeAsync();

        var (through, past) = (await _client.VerifyOnceSealedAsync($"?noted={noted}"), await _client.VerifyOnceSealedAsync($"?noted=2.{noted.Split('.')[1]}"));

        Assert.True(through.Flag("intact"));
        Assert.Equal((2, "altered"), (past["firstFault"]!.Number("sequence"), past["firstFault"]!.Said("kind")));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("x.y")]
    [InlineData("2.abc")]
    public async Task A_seal_that_is_none_is_refused(string noted) =>
        Assert.Equal("parameter.malformed", (await _client.Get($"/v1/audit/verification?noted={noted}")).IsProblem(HttpStatusCode.BadRequest, "parameter.malformed").Errors["noted"]);

    [Fact]
    public async Task Every_entry_is_sealed_once_and_in_one_line()
    {
        await _client.VerifyOnceSealedAsync();

        var entries = await _client.WalkAsync("/v1/audit?limit=5");

        Assert.Equal(Enumerable.Range(1, entries.Count), entries.Select(entry => entry.Number("sequence")).Order());
    }

    [Fact]
    public async Task What_one_process_left_unsealed_the_next_one_seals()
    {
        await _client.VerifyOnceSealedAsync();
        await _host.Store.ExecuteAsync("UPDATE audit_entries SET sequence = NULL, hash = NULL");
        await _host.Store.ExecuteAsync("DELETE FROM audit_head");
        await using var next = new ServiceHost().On(_host.Store);
        using var client = next.ClientOf("staf");

        var verification = await client.VerifyOnceSealedAsync();

        Assert.True(verification.Flag("intact"));
        Assert.Equal(await CountAsync(), verification.Number("verified"));
    }

    [Fact]
    public async Task A_caller_of_one_region_may_verify_all_of_it()
    {
        using var bound = _host.ClientOf("petugas", [Scope.Admin], "76");

        Assert.True((await bound.VerifyOnceSealedAsync()).Flag("intact"));
    }

    private async Task<(int Sequence, string? Kind)> FaultAfterAsync(params string[] tampering)
    {
        Assert.True((await _client.VerifyOnceSealedAsync()).Flag("intact"));
        foreach (var statement in tampering)
        {
            await _host.Store.ExecuteAsync(statement);
        }

        var verification = (await _client.Get("/v1/audit/verification")).Is(HttpStatusCode.OK).Body;
        Assert.False(verification.Flag("intact"));
        var fault = verification["firstFault"]!;
        Assert.Equal(fault.Number("sequence") - 1, verification.Number("verified"));
        return (fault.Number("sequence"), fault.Said("kind"));
    }

    private async Task<int> CountAsync()
    {
        await using var connection = await _host.Store.OpenAsync();
        return int.Parse((await connection.RowsAsync("SELECT count(*) FROM audit_entries")).Single(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
