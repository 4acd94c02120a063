using Agreements.Data.Engines;
using Agreements.Data.SampleRegister;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Agreements.Api.Setup;

/// <summary>The published agreements that ship with the service, from the section <c>SampleRegister</c>.</summary>
public sealed class SampleRegisterOptions
{
    /// <summary>Whether they are taken into the store at the start; what is there already stays as it is.</summary>
    public bool Load { get; init; }
}

/// <summary>Registers the taking in of the sample register.</summary>
internal static class SampleRegisterSetup
{
    public static void AddSampleRegister(this WebApplicationBuilder builder)
    {
        var options = Read(builder.Configuration);
        builder.Services.AddSingleton(options).AddSingleton<TakeInSampleRegister>().AddHostedService(services => services.GetRequiredService<TakeInSampleRegister>());
        if (options.Load)
        {
            builder.Services.AddHealthChecks().AddCheck<SampleRegisterIsIn>("sampleRegister");
        }
    }

    private static SampleRegisterOptions Read(ConfigurationManager configuration)
    {
        try
        {
            return configuration.GetSection("SampleRegister").Get<SampleRegisterOptions>() ?? new SampleRegisterOptions();
        }
        catch (InvalidOperationException)
        {
            throw new UnusableSettingException($"SampleRegister__Load is {configuration["SampleRegister:Load"]}; it must be true or false.");
        }
    }

    private sealed class SampleRegisterIsIn(TakeInSampleRegister takeIn) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(takeIn.ExecuteTask is { IsCompletedSuccessfully: true } ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("service.starting"));
    }
}

/// <summary>
/// Takes in the sample register, where that is wanted, as soon as the service listens: whoever starts it waits for the first answer, and only who asks whether it is ready for the register. A service
/// that cannot take it in stops, and <c>ExecuteTask</c> says why.
/// </summary>
internal sealed class TakeInSampleRegister(IServiceScopeFactory scopes, IStoreEngine engine, IHostApplicationLifetime lifetime, TimeProvider clock, SampleRegisterOptions options) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Load)
        {
            return;
        }

        await lifetime.StartedAsync(stoppingToken);
        await new StartPatience(scopes, engine).RunAsync(scope => scope.GetRequiredService<SampleRegisterLoader>().LoadAsync(clock.GetUtcNow(), stoppingToken), stoppingToken);
    }
}
