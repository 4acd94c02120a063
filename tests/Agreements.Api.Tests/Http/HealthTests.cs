using System.Net;
using Agreements.Api.Setup;
using Agreements.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Agreements.Api.Tests.Http;

public sealed class HealthTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.CreateClient();
    private readonly HttpClient _known = host.ClientOf("pembaca");

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_service_that_runs_and_has_its_store_is_healthy(string path)
    {
        var answer = (await _client.Get(path)).Is(HttpStatusCode.OK);

        Assert.Equal("application/json", answer.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("""{"status":"healthy"}""", answer.Text);
    }

    [Theory]
    [InlineData("DELETE", "/health/ready")]
    [InlineData("POST", "/health/ready")]
    [InlineData("DELETE", "/health/live")]
    public async Task Health_can_only_be_asked_for(string method, string path)
    {
        var answer = await _known.Send(new HttpMethod(method), path, content: null);

        answer.IsProblem(HttpStatusCode.MethodNotAllowed, "method.not-allowed");
        Assert.Contains("GET", answer.ContentHeaders.Allow);
        Assert.DoesNotContain(method, answer.ContentHeaders.Allow);
    }

    [Fact]
    public async Task A_service_whose_store_is_gone_lives_but_is_not_ready()
    {
        await using var broken = new ServiceHost();
        var client = broken.CreateClient();
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        await broken.Store.ExecuteAsync("ALTER TABLE agreements RENAME TO agreements_gone");

        var ready = await Eventually.ComesToAsync(HttpStatusCode.ServiceUnavailable, () => client.Get("/health/ready"));

        ready.IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");
        Assert.True(ready.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal("""["store"]""", ready.Body["checks"]!.ToJsonString());
        (await client.Get("/health/live")).Is(HttpStatusCode.OK);

        await broken.Store.ExecuteAsync("ALTER TABLE agreements_gone RENAME TO agreements");
        await Eventually.ComesToAsync(HttpStatusCode.OK, () => client.Get("/health/ready"));
    }

    [Theory]
    [InlineData("INSERT INTO \"__EFMigrationsHistory\" VALUES ('99991231235959_Later', '99.0.0')", "schema.ahead")]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" LIKE '%Initial'", "schema.behind")]
    public async Task A_service_whose_store_has_the_schema_of_another_release_is_not_ready_and_says_so(string sql, string code)
    {
        await using var other = new ServiceHost();
        var client = other.CreateClient();
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        await other.Store.ExecuteAsync(sql);

        var ready = await Eventually.ComesToAsync(HttpStatusCode.ServiceUnavailable, () => client.Get("/health/ready"));

        ready.IsProblem(HttpStatusCode.ServiceUnavailable, code);
        Assert.Equal("""["migrations"]""", ready.Body["checks"]!.ToJsonString());
    }

    [Fact]
    public async Task However_many_ask_at_once_one_check_answers_them_all()
    {
        var slow = new SlowCheck();
        await using var probed = new ServiceHost().With(services => services.AddHealthChecks().AddCheck("slow", slow));
        var client = probed.CreateClient();

        var begun = TimeProvider.System.GetTimestamp();
        var probes = Enumerable.Range(0, 50).Select(_ => client.Get("/health/ready")).ToList();
        await slow.Asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        (await client.Get("/health/live")).Is(HttpStatusCode.OK);
        slow.Answer.SetResult();

        Assert.All(await Task.WhenAll(probes), probe => probe.Is(HttpStatusCode.OK));

        // Once, and once more a second later at the earliest: on a machine that is busy some of them may come as late as that.
        var most = 1 + (int)TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        Assert.True(slow.Times <= most, $"it was asked {slow.Times} times, and not {most} at most");
    }

    [Theory]
    [InlineData(59, HttpStatusCode.OK)]
    [InlineData(61, HttpStatusCode.ServiceUnavailable)]
    public async Task A_backlog_that_is_overdue_for_too_long_makes_the_service_unready_and_names_itself(int minutes, HttpStatusCode status)
    {
        var oldest = TestClock.Start - TimeSpan.FromMinutes(minutes);
        await using var late = new ServiceHost().With(services => services.AddBacklog(new Backlog("letters", TimeSpan.FromHours(1), (_, _, _) => Task.FromResult(new BacklogSize(3, oldest)))));
        var client = late.CreateClient();

        var ready = (await client.Get("/health/ready")).Is(status);

        if (status != HttpStatusCode.OK)
        {
            ready.IsProblem(status, "backlog.overdue");
            Assert.Equal("""["letters"]""", ready.Body["checks"]!.ToJsonString());
        }
    }

    private sealed class SlowCheck : IHealthCheck
    {
        private int _times;

        public int Times => _times;

        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            Interlocked.Increment(ref _times);
            Asked.TrySetResult();
            await Answer.Task;
            return HealthCheckResult.Healthy();
        }
    }
}
