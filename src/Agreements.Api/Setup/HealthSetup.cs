using System.Data.Common;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Agreements.Api.Setup;

/// <summary>How the service ends, from the section <c>Shutdown</c>.</summary>
public sealed class ShutdownOptions
{
    /// <summary>Longest drain, in seconds.</summary>
    internal const int DrainMax = 5;

    /// <summary>For how many seconds it goes on serving, no longer ready, before it takes nothing new: 0 to 5.</summary>
    public int DrainSeconds { get; init; } = 1;
}

/// <summary>Whether the process runs, and whether it can serve.</summary>
internal static class HealthSetup
{
    // Entries are sealed within seconds; one that waits for so long waits for somebody who can see why.
    private static readonly TimeSpan LongestUnsealed = TimeSpan.FromMinutes(5);

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck<StoreAnswers>("store").AddCheck<SchemaFits>("migrations");
        builder.Services.AddBacklog(new Backlog("audit", LongestUnsealed, async (db, _, cancellationToken) =>
        {
            var (waiting, since) = await db.MeasureUnsealedAsync(cancellationToken);
            return new BacklogSize(waiting, since);
        }));

        // A register without a reminder job serves all the same.
        builder.Services.AddBacklog(new Backlog("reminders", Tolerance: null, async (db, at, cancellationToken) =>
        {
            var due = await db.MeasureRemindersAsync(Reach.Everywhere, at, cancellationToken);
            return new BacklogSize(due.Waiting, due.Since);
        }));
        builder.Services.AddSingleton<Backlogs>();
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddSingleton(ReadShutdown(builder.Configuration));
        builder.Services.AddHostedService<Draining>();
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", (RequestDelegate)(context => context.Response.WriteAsJsonAsync(new { status = "healthy" }, context.RequestAborted))).IsProbe();
        app.MapGet("/health/ready", (RequestDelegate)(context => context.RequestServices.GetRequiredService<Readiness>().AnswerAsync(context))).IsProbe();
    }

    // Open, never refused for asking often, and no part of what is measured of requests.
    private static void IsProbe(this IEndpointConventionBuilder probe) => probe.AllowAnonymous().DisableRateLimiting().DisableHttpMetrics();

    private static ShutdownOptions ReadShutdown(ConfigurationManager configuration)
    {
        try
        {
            var options = configuration.GetSection("Shutdown").Get<ShutdownOptions>() ?? new ShutdownOptions();
            return options.DrainSeconds is >= 0 and <= ShutdownOptions.DrainMax ? options : throw new InvalidOperationException();
        }
        catch (InvalidOperationException)
        {
            throw new UnusableSettingException($"Shutdown__DrainSeconds is {configuration["Shutdown:DrainSeconds"]}; it must be 0 to {ShutdownOptions.DrainMax}.");
        }
    }

    // A busy store is a healthy one. To write at each probe would wear the disk and wait for other writers: only a store that refused a change is tried.
    private sealed class StoreAnswers(AgreementsDbContext db, UnitOfWork unitOfWork, Writability writability) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await db.AnswersAsync(cancellationToken);
                if (writability.Refused)
                {
                    await unitOfWork.TryAsync(cancellationToken);
                }

                return HealthCheckResult.Healthy();
            }
            catch (Exception e) when (e is DbException or DbUpdateException or StoreBusyException or InvalidOperationException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("store.unavailable", e);
            }
        }
    }

    // Another instance may have been upgraded, or a store put back, while this one runs.
    private sealed class SchemaFits(AgreementsDbContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Migrations.CompareAsync(db, cancellationToken) switch
                {
                    { Newer: not null } => HealthCheckResult.Unhealthy("schema.ahead"),
                    { AreApplied: false } => HealthCheckResult.Unhealthy("schema.behind"),
                    _ => HealthCheckResult.Healthy(),
                };
            }
            catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException)
            {
                return HealthCheckResult.Unhealthy("store.unavailable", e);
            }
        }
    }
}

/// <summary>
/// Whether the service can serve. However many ask, the store is asked once a second at most. A check that fails describes itself by a problem's code; the first
/// one's is the answer's, and <c>checks</c> names them all.
/// </summary>
internal sealed class Readiness(HealthCheckService checks, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private Task<HealthReport>? _report;
    private long _begun;

    public async Task AnswerAsync(HttpContext context)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw NotReady("service.stopping", ["stopping"]);
        }

        var failed = (await ReportAsync().WaitAsync(context.RequestAborted)).Entries.Where(entry => entry.Value.Status == HealthStatus.Unhealthy).ToList();
        if (failed.Count > 0)
        {
            var code = failed[0].Value.Description is { } given && ProblemTexts.Codes.Contains(given, StringComparer.Ordinal) ? given : "store.unavailable";
            throw NotReady(code, [.. failed.Select(entry => entry.Key)]);
        }

        await context.Response.WriteAsJsonAsync(new { status = "healthy" }, context.RequestAborted);
    }

    private static HttpFailureException NotReady(string code, IReadOnlyList<string> checks) => new(StatusCodes.Status503ServiceUnavailable, code) { Facts = [("checks", checks)] };

    // One that is under way answers all who ask meanwhile.
    private Task<HealthReport> ReportAsync()
    {
        lock (_turn)
        {
            if (_report is null || (_report.IsCompleted && clock.GetElapsedTime(_begun) >= Remembered))
            {
                _begun = clock.GetTimestamp();
                _report = Task.Run(() => checks.CheckHealthAsync());
            }

            return _report;
        }
    }
}

/// <summary>Lets whoever balances load find out that this instance is stopping before it takes nothing new.</summary>
internal sealed class Draining(ShutdownOptions options, TimeProvider clock) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (options.DrainSeconds > 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(options.DrainSeconds), clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>
/// <c>dotnet Agreements.Api.dll health</c>: asks a running service whether it is ready, for containers whose image has no HTTP client of its own.
/// </summary>
internal static class HealthCommand
{
    public const string Name = "health";

    public static async Task<int> RunAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(3) };
        try
        {
            using var answer = await http.GetAsync(new Uri(Listening.FromHere(Environment.GetEnvironmentVariable("ASPNETCORE_URLS")), "/health/ready"));
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or UnusableSettingException)
        {
            return 1;
        }
    }
}
