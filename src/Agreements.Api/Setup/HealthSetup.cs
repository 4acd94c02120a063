using System.Data.Common;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Agreements.Api.Setup;

/// <summary>Whether the process runs, and whether it can serve.</summary>
internal static class HealthSetup
{
    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks().AddCheck<StoreAnswers>("store");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = WriteAsync }).WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = WriteAsync }).WithMetadata(new HttpMethodMetadata([HttpMethods.Get])).AllowAnonymous();
    }

    // An unhealthy answer is a failure like any other, and is put into words where all of them are.
    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        report.Status == HealthStatus.Unhealthy ? Task.CompletedTask : context.Response.WriteAsJsonAsync(new { status = "healthy" }, context.RequestAborted);

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
                return HealthCheckResult.Unhealthy("The store does not answer, or takes no changes.", e);
            }
        }
    }
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
