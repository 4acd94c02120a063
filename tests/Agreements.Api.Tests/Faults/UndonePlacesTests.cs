using System.Data.Common;
using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Events;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Faults;

/// <summary>
/// On SQLite a change seals its own entries of the audit and gives its own events their places, in its own transaction. One that is undone when that is done leaves neither, and the next goes on where the
/// last that was kept has ended.
/// </summary>
public sealed class UndonePlacesTests : IDisposable
{
    private const string Faulty = "gagal";

    // Whether what is being undone was written down, sealed and placed when it came to the fault.
    private const string IsPlaced =
        "(SELECT count(*) FROM audit_entries, audit_head WHERE audit_entries.sequence = audit_head.sequence AND audit_head.sequence = (SELECT count(*) FROM audit_entries))"
        + " + (SELECT count(*) FROM feed_events, feed_head WHERE position = last AND last = (SELECT count(*) FROM feed_events)) = 2";

    private const string Fails = "CREATE TABLE never (filled INTEGER NOT NULL)";
    private const string Fail = "BEGIN INSERT INTO never VALUES (NULL); END";
    private const string IsFaulty = $"(SELECT owner FROM agreements WHERE id = new.agreement_id) = '{Faulty}' AND {IsPlaced}";

    private const string FailToSave = $"{Fails}; CREATE TRIGGER fault AFTER INSERT ON agreement_history WHEN {IsFaulty} {Fail}";
    private const string FailToOpenDeadline = $"{Fails}; CREATE TRIGGER fault AFTER INSERT ON deadlines WHEN {IsPlaced} {Fail}";

    // What refers to nothing is found out by the commit alone.
    private const string FailToCommit = $"""
        CREATE TABLE referring (id TEXT REFERENCES agreements (id) DEFERRABLE INITIALLY DEFERRED);
        CREATE TRIGGER fault AFTER INSERT ON agreement_history WHEN {IsFaulty} BEGIN INSERT INTO referring VALUES ('tiada'); END
        """;

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [SqliteFact]
    public async Task A_change_that_fails_after_it_has_been_sealed_and_placed_leaves_neither_and_the_next_takes_its_places()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("penyusun");
        (await DraftAsync(client, "sebelumnya")).Is(HttpStatusCode.Created);
        await _store.ExecuteAsync(FailToSave);
        var before = await Places.OfAsync(client, _store);

        (await DraftAsync(client, Faulty)).IsProblem(HttpStatusCode.InternalServerError, "server.error");

        Assert.Equal(before, await Places.OfAsync(client, _store));
        await before.GoOnWithAsync(client, _store, (await DraftAsync(client, "sesudahnya")).Is(HttpStatusCode.Created));
    }

    [SqliteFact]
    public async Task A_signature_whose_deadlines_cannot_be_opened_leaves_neither_seal_nor_place_although_both_were_saved_before()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("penyusun");
        var signed = await client.PartiallySignedAsync();
        await _store.ExecuteAsync(FailToOpenDeadline);
        var before = await Places.OfAsync(client, _store);

        (await client.SignAsync(signed, "bpjs")).IsProblem(HttpStatusCode.InternalServerError, "server.error");

        Assert.Equal(before, await Places.OfAsync(client, _store));
        await _store.ExecuteAsync("DROP TRIGGER fault");
        await before.GoOnWithAsync(client, _store, (await client.SignAsync(signed, "bpjs")).Is(HttpStatusCode.Created));
    }

    [SqliteFact]
    public async Task One_that_is_undone_among_others_of_its_commit_leaves_no_gap_between_them()
    {
        await using var host = Unhurried();
        using var client = host.ClientOf("penyusun");
        (await DraftAsync(client, "sebelumnya")).Is(HttpStatusCode.Created);
        await _store.ExecuteAsync(FailToSave);
        var before = await Places.OfAsync(client, _store);

        var answers = await AtOnceAsync(host, client, [.. Enumerable.Range(0, 12).Select(number => number % 3 == 1 ? Faulty : $"Bagian {number}")]);

        Assert.Equal(4, answers.Count(answer => answer.Status == HttpStatusCode.InternalServerError));
        Assert.Equal(8, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        await before.GoOnWithAsync(client, _store, [.. answers.Where(answer => answer.Status == HttpStatusCode.Created)]);
    }

    [SqliteFact]
    public async Task A_commit_that_fails_takes_the_places_of_all_who_share_it_back()
    {
        await using var host = Unhurried();
        using var client = host.ClientOf("penyusun");
        (await DraftAsync(client, "sebelumnya")).Is(HttpStatusCode.Created);
        await _store.ExecuteAsync(FailToCommit);
        var before = await Places.OfAsync(client, _store);

        var answers = await AtOnceAsync(host, client, ["Bagian 1", Faulty, "Bagian 2", "Bagian 3"]);

        // What one of them breaks shows at the commit alone, which fails for all who share it. That each is refused is all that the audit keeps of them.
        Assert.All(answers, answer => answer.IsProblem(HttpStatusCode.Conflict, "record.referenced"));
        Assert.Equal(before.Cursor, await client.LatestAsync());
        await before.GoOnWithAsync(client, _store, [.. answers, (await DraftAsync(client, "sesudahnya")).Is(HttpStatusCode.Created)]);
    }

    [SqliteTheoryWith(Need.Compiler)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_disk_does_not_keep_has_no_place_nor_has_it_when_the_service_starts_anew(bool dies)
    {
        using var disk = new FailingSync();
        using var service = Launch();
        using var client = await service.ClientAsync();
        (await DraftAsync(client, "sebelumnya")).Is(HttpStatusCode.Created);
        var before = await Places.OfAsync(client, _store);
        disk.Break("agreements.db-wal");

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 6).Select(number => DraftAsync(client, $"Bagian {number}"))))
        {
            answer.Is(HttpStatusCode.ServiceUnavailable);
        }

        Assert.True(disk.Failures > 0);
        Assert.Equal(before, await Places.OfAsync(client, _store));
        if (dies)
        {
            await service.KillAsync();
            disk.Mend();
            using var again = Launch();
            using var later = await again.ClientAsync();
            Assert.Equal(before, await Places.OfAsync(later, _store));
            await before.GoOnWithAsync(later, _store, (await DraftAsync(later, "sesudahnya")).Is(HttpStatusCode.Created));
            return;
        }

        disk.Mend();
        await before.GoOnWithAsync(client, _store, await Eventually.ComesToAsync(HttpStatusCode.Created, () => DraftAsync(client, "sesudahnya")));

        ServiceProcess Launch() => ServiceProcess.Launch([("Database__ConnectionString", _store.ConnectionString), .. disk.Settings]);
    }

    // While another process holds the store they all come to wait; then they are let in.
    private async Task<IReadOnlyList<Answered>> AtOnceAsync(ServiceHost host, HttpClient client, IReadOnlyList<string> owners)
    {
        var gate = host.Services.GetRequiredService<WriteGate>();
        List<Task<Answered>> requests;
        await using (var other = await _store.OpenAsync())
        {
            await other.ExecuteAsync("BEGIN IMMEDIATE");
            requests = [.. owners.Select(owner => DraftAsync(client, owner))];
            await Eventually.IsTrueAsync(() => Task.FromResult(gate.Waiting >= requests.Count - 1), () => $"only {gate.Waiting} came to wait");
        }

        return await Task.WhenAll(requests);
    }

    private static Task<Answered> DraftAsync(HttpClient client, string owner) => client.DraftAsync(("owner", owner));

    private ServiceHost Unhurried() => new ServiceHost().On(_store).With(services => services.AddSingleton<TimeProvider>(new ClockWithoutHaste()));

    /// <summary>Where the chain of the audit and the feed end, as callers are told and as it is stored.</summary>
    private sealed record Places(string Seal, string Cursor, string Stored)
    {
        public static async Task<Places> OfAsync(HttpClient client, TestStore store)
        {
            // The entry of the first key is not sealed along with it.
            var verification = await client.VerifyOnceSealedAsync();
            Assert.True(verification.Flag("intact"), verification.ToJsonString());
            return new(verification.Said("seal")!, await client.LatestAsync(), await StoredAsync(store));
        }

        /// <summary>Fails unless these changes, and no others, come right after here: each with its entry, with its event if it came about, and without a gap.</summary>
        public async Task GoOnWithAsync(HttpClient client, TestStore store, params Answered[] changes)
        {
            var (events, _) = await client.FollowAsync(Cursor);
            Assert.Equal(
                changes.Where(change => change.Status == HttpStatusCode.Created).Select(change => change.Id).Order(StringComparer.Ordinal),
                events.Where(each => each.Said("type")!.StartsWith("agreement.", StringComparison.Ordinal)).Select(EventSteps.SubjectId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            var verification = (await client.Get("/v1/audit/verification")).Is(HttpStatusCode.OK).Body;
            Assert.True(verification.Flag("intact"), verification.ToJsonString());
            Assert.Equal(0, verification.Number("unsealed"));
            Assert.Equal(int.Parse(Seal.Split('.')[0], CultureInfo.InvariantCulture) + changes.Length, verification.Number("verified"));
            await using var connection = await store.OpenAsync();
            await HasNoGapAsync(connection, "audit_entries", "sequence", "SELECT sequence FROM audit_head");
            await HasNoGapAsync(connection, "feed_events", "position", "SELECT last FROM feed_head");
        }

        private static async Task HasNoGapAsync(DbConnection connection, string table, string place, string end)
        {
            var places = (await connection.RowsAsync($"SELECT {place} FROM {table} ORDER BY {place}")).ToList();
            Assert.Equal(Enumerable.Range(1, places.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)), places);
            Assert.Equal([places[^1]], await connection.RowsAsync(end));
        }

        private static async Task<string> StoredAsync(TestStore store)
        {
            await using var connection = await store.OpenAsync();
            return Assert.Single(await connection.RowsAsync(
                "SELECT (SELECT count(*) FROM audit_entries), (SELECT count(*) FROM feed_events), audit_head.sequence, audit_head.hash, feed_head.last, feed_head.last_mark FROM audit_head, feed_head"));
        }
    }

    /// <summary>By which a group does not grow old, however slow the machine.</summary>
    private sealed class ClockWithoutHaste : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TestClock.Start;

        public override long GetTimestamp() => 1;
    }
}
