using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Events;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Reminders;

namespace Agreements.Api.Tests.Store;

public sealed class CrashTests : IDisposable
{
    private const int Writers = 4;
    private const int AcknowledgedBeforeTheKill = 40;

    // tests/kill-storm.sh kills it twenty times, and then nothing else takes its time: there it has to be back as soon as it is promised.
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("AGREEMENTS_TEST_KILLS") ?? "4", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("AGREEMENTS_TEST_BACK_SECONDS") ?? "60", CultureInfo.InvariantCulture));

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Whatever_was_acknowledged_before_a_kill_is_there_after_it_and_nothing_is_half_there()
    {
        var acknowledged = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        var delivered = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var remembered = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < Rounds; round++)
        {
            IReadOnlyList<string> inFlight;
            using (var service = await ServiceProcess.StartAsync(_store))
            {
                inFlight = await StormAsync(service, acknowledged, delivered);
            }

            var died = TimeProvider.System.GetTimestamp();
            using var restarted = await ServiceProcess.StartAsync(_store);
            using var client = await restarted.ClientAsync();
            (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
            Assert.True(TimeProvider.System.GetElapsedTime(died) < Promised, $"it took {TimeProvider.System.GetElapsedTime(died)} to be back");
            foreach (var (id, version) in acknowledged)
            {
                var agreement = (await client.Get($"/v1/agreements/{id}")).Is(HttpStatusCode.OK);
                Assert.True(Version(agreement) >= version, $"{id} fell back from {version} to {Version(agreement)}");

                // Its key is remembered with it.
                if (remembered.Add(id))
                {
                    var again = await DraftAsync(client, agreement.Body.Said("owner")!);
                    Assert.Equal(id, again.Id);
                    Assert.True(again.Headers.Contains("Idempotency-Replayed"));
                }
            }

            await NothingIsHalfThereAsync(client);
            await EveryReminderIsSomewhereOnceAsync(client, delivered.Keys);
            foreach (var owner in inFlight)
            {
                await DraftAsync(client, owner);
                await DraftAsync(client, owner);
                Assert.Single((await client.Get($"/v1/agreements?owner={owner}")).Items);
            }

            await restarted.KillAsync();
        }

        Assert.True(acknowledged.Count >= Rounds * AcknowledgedBeforeTheKill / 2);
    }

    // Drafts and edits until enough is acknowledged, then the kill; returns whose drafts were under way.
    private static async Task<IReadOnlyList<string>> StormAsync(ServiceProcess service, ConcurrentDictionary<string, int> acknowledged, ConcurrentDictionary<string, bool> delivered)
    {
        using var client = await service.ClientAsync();
        var inFlight = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var count = 0;
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Acknowledge(Answered answer)
        {
            acknowledged[answer.Id] = Version(answer);
            if (Interlocked.Increment(ref count) == AcknowledgedBeforeTheKill)
            {
                enough.SetResult();
            }
        }

        async Task WriteAsync()
        {
            try
            {
                while (true)
                {
                    var owner = Guid.CreateVersion7().ToString();
                    inFlight[owner] = true;
                    var draft = await DraftAsync(client, owner);
                    inFlight.TryRemove(owner, out _);
                    (await UnlessBusyAsync(() => client.Post(
                        "/v1/meetings",
                        new { kind = "evaluation", regionCode = "76.02", heldOn = "2025-11-20", title = owner, followUps = new[] { new { action = "Naskah", responsible = owner, dueOn = "2026-01-30" } } },
                        ("Idempotency-Key", $"rapat {owner}")))).Is(HttpStatusCode.Created);
                    await DispatchAsync(client, owner, delivered);
                    Acknowledge(draft);
                    Acknowledge((await UnlessBusyAsync(() => client.Patch($"/v1/agreements/{draft.Id}", new { notes = "disunting" }, ("If-Match", draft.ETag!)))).Is(HttpStatusCode.OK));
                }
            }
            catch (HttpRequestException)
            {
                // The service is gone, as it should be.
            }
        }

        var writers = Enumerable.Range(0, Writers).Select(_ => WriteAsync()).ToList();
        await Task.WhenAny(enough.Task, Task.WhenAll(writers));
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(1));
        await service.KillAsync();
        await Task.WhenAll(writers);
        return [.. inFlight.Keys];
    }

    // A worker of a reminder job. What it was given twice it had not said to be delivered.
    private static async Task DispatchAsync(HttpClient client, string worker, ConcurrentDictionary<string, bool> delivered)
    {
        var claim = (await UnlessBusyAsync(() => client.Post("/v1/reminders/claims", new { worker, limit = 2, leaseSeconds = 3600 }, ("Idempotency-Key", $"pengingat {worker}")))).Is(HttpStatusCode.OK);
        foreach (var id in claim.Ids())
        {
            Assert.DoesNotContain(id, delivered.Keys);
            (await UnlessBusyAsync(() => client.ReportAsync(id, claim.Claim()))).Is(HttpStatusCode.OK);
            delivered[id] = true;
        }
    }

    // What was said to be delivered is; what was not is in the hands of whoever died with it, or due.
    private static async Task EveryReminderIsSomewhereOnceAsync(HttpClient client, ICollection<string> delivered)
    {
        Assert.NotEmpty(delivered);
        Assert.Empty(delivered.Except((await client.WalkAsync("/v1/reminders?state=delivered&limit=200")).Select(reminder => reminder.Said("id")!), StringComparer.Ordinal));
        var deadlines = new List<string>();
        foreach (var state in new[] { "due", "claimed", "delivered" })
        {
            deadlines.AddRange((await client.WalkAsync($"/v1/reminders?state={state}&limit=200")).Select(reminder => reminder.Said("deadlineId")!));
        }

        Assert.Equal((await client.WalkAsync("/v1/deadlines?kind=followUp&limit=200")).Select(deadline => deadline.Said("id")!).Order(StringComparer.Ordinal), deadlines.Order(StringComparer.Ordinal));
    }

    private static async Task NothingIsHalfThereAsync(HttpClient client)
    {
        for (string? path = "/v1/agreements?limit=200"; path is not null;)
        {
            var page = (await client.Get(path)).Is(HttpStatusCode.OK);
            foreach (var agreement in page.Items)
            {
                var history = (await client.Get($"/v1/agreements/{agreement["id"]}/history")).Is(HttpStatusCode.OK).Items;
                Assert.Equal(Enumerable.Range(1, agreement["version"]!.GetValue<int>()), history.Select(change => change["version"]!.GetValue<int>()));
                Assert.Equal(agreement["notes"] is not null, history.Count == 2);
            }

            path = page.Body["next"]?.GetValue<string>() is { } next ? $"/v1/agreements?limit=200&after={next}" : null;
        }

        // What is there was written down, what was written down is there, and the chain goes on over the kill.
        var changes = (await client.WalkAsync("/v1/audit?limit=200&outcome=done")).Where(entry => entry.Said("agreementId") is not null).ToList();
        var versions = (await client.WalkAsync("/v1/agreements?limit=200")).Sum(agreement => agreement.Number("version"));
        Assert.Equal(versions, changes.Count);
        Assert.True((await client.VerifyOnceSealedAsync()).Flag("intact"));

        // Each change has its event, and no event is of a change that did not come about.
        var (events, _) = await client.FollowAsync(after: null);
        Assert.Equal(versions, events.Count(each => each.Said("type")!.StartsWith("agreement.", StringComparison.Ordinal)));
        Assert.Equal(
            (await client.WalkAsync("/v1/meetings?limit=200")).Select(meeting => meeting.Said("id")!).Order(StringComparer.Ordinal),
            events.Where(each => each.Said("type") == "meeting.created").Select(each => each.SubjectId()).Order(StringComparer.Ordinal));

        // No meeting without the deadline of what it asked for, no deadline without its meeting.
        var meetings = await client.WalkAsync("/v1/meetings?limit=200");
        var asked = await client.WalkAsync("/v1/deadlines?kind=followUp&limit=200");
        Assert.NotEmpty(meetings);
        Assert.Equal(meetings.Select(meeting => meeting.Said("title")).Order(StringComparer.Ordinal), asked.Select(deadline => deadline.Said("owner")).Order(StringComparer.Ordinal));

        var all = (await client.Get("/v1/agreements?count=true&limit=1")).Body["total"]!.GetValue<int>();
        var found = (await client.Get("/v1/agreements?count=true&limit=1&q=mamuju+badai")).Body["total"]!.GetValue<int>();
        Assert.Equal(all, found);
    }

    private static async Task<Answered> DraftAsync(HttpClient client, string owner) => (await UnlessBusyAsync(() => client.Post(
        "/v1/agreements", new { kind = "jointAgreement", regionCode = "76.02", subject = "Badai", owner }, ("Idempotency-Key", owner)))).Is(HttpStatusCode.Created);

    // On a slow machine the first writers of a storm may be told to come back, and do.
    private static async Task<Answered> UnlessBusyAsync(Func<Task<Answered>> write)
    {
        while (true)
        {
            var answer = await write();
            if (answer.Status != HttpStatusCode.ServiceUnavailable)
            {
                return answer;
            }

            Assert.NotNull(answer.Headers.RetryAfter);
        }
    }

    private static int Version(Answered agreement) => agreement.Body["version"]!.GetValue<int>();
}
