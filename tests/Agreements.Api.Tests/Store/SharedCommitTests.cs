using System.Diagnostics;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

/// <summary>Changes that wait for one another on SQLite are committed together.</summary>
public sealed class SharedCommitTests : IAsyncLifetime
{
    private readonly ServiceHost _host = new ServiceHost().With(services => services.AddSingleton<TimeProvider>(new ClockWithoutHaste())).WithoutMerging();
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = _host.ClientOf("penyusun");

        // What is slow the first time must not cost the others their patience.
        (await _client.Post("/v1/agreements", Story.Draft(), ("Idempotency-Key", "awal"))).Is(HttpStatusCode.Created);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [SqliteFact]
    public async Task Many_share_one_commit_and_each_has_its_own_answer()
    {
        using var commits = Commits.Of(_host.Store.File);

        var answers = await AtOnceAsync(Enumerable.Range(0, 20).Select(number => Draft($"400/{number}")));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        Assert.Equal(20, answers.Select(answer => answer.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(commits.Count, 1, 3);
        foreach (var answer in answers)
        {
            await _client.StillAsync(answer);
        }
    }

    [SqliteFact]
    public async Task One_that_fails_leaves_no_trace_while_its_neighbours_are_there()
    {
        var answers = await AtOnceAsync(Enumerable.Range(0, 12).Select(number => Draft($"400/{number % 4}", owner: $"Bagian {number % 4}")));

        Assert.Equal(4, answers.Count(answer => answer.Status == HttpStatusCode.Created));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.IsProblem(HttpStatusCode.Conflict, "number.taken"));
        for (var owner = 0; owner < 4; owner++)
        {
            Assert.Single((await _client.Get($"/v1/agreements?owner=Bagian%20{owner}")).Items);
        }

        await using var store = await _host.Store.OpenAsync();
        foreach (var rows in new[] { "agreements", "agreement_history", "agreement_search", "idempotency_records", "feed_events WHERE path LIKE 'agreements/%'" })
        {
            // The four, and the one before them.
            Assert.Equal(["5"], await store.RowsAsync($"SELECT COUNT(*) FROM {rows}"));
        }
    }

    [SqliteFact]
    public async Task A_repeat_beside_its_first_is_answered_the_same_once_both_are_committed()
    {
        var draft = Draft("400/1");

        var answers = await AtOnceAsync(Enumerable.Repeat(draft, 6));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        Assert.Single(answers.Select(answer => answer.Id).Distinct(StringComparer.Ordinal));
        Assert.Equal(5, answers.Count(answer => answer.Headers.Contains("Idempotency-Replayed")));
    }

    private static (object Body, string Key) Draft(string number, string owner = "Biro Pemkesra") => (Story.Draft(owner: owner).With(("localNumber", number)), Guid.CreateVersion7().ToString());

    // While another process holds the store they all come to wait; then they are let in.
    private async Task<IReadOnlyList<Answered>> AtOnceAsync(IEnumerable<(object Body, string Key)> drafts)
    {
        var gate = _host.Services.GetRequiredService<WriteGate>();
        var requests = new List<Task<Answered>>();
        await using (var other = await _host.Store.OpenAsync())
        {
            await other.ExecuteAsync("BEGIN IMMEDIATE");
            requests.AddRange(drafts.Select(draft => _client.Post("/v1/agreements", draft.Body, ("Idempotency-Key", draft.Key))));
            await Eventually.IsTrueAsync(() => Task.FromResult(gate.Waiting >= requests.Count - 1), () => $"only {gate.Waiting} came to wait");
        }

        return await Task.WhenAll(requests);
    }

    /// <summary>By which a group does not grow old, however slow the machine.</summary>
    private sealed class ClockWithoutHaste : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TestClock.Start;

        public override long GetTimestamp() => 1;
    }

    /// <summary>Counts the commits to one store.</summary>
    private sealed class Commits : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string _file;
        private readonly List<IDisposable> _subscriptions = [];
        private int _count;

        private Commits(string file) => _file = file;

        public int Count => Volatile.Read(ref _count);

        public static Commits Of(string file)
        {
            var commits = new Commits(file);
            commits._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(commits));
            return commits;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
            {
                _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.TransactionCommitted.Name));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is TransactionEndEventData { Context: { } db } && db.Database.GetDbConnection().DataSource == _file)
            {
                Interlocked.Increment(ref _count);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());
    }
}
