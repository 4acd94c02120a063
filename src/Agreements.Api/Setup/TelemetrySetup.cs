using System.Diagnostics.Metrics;
using System.Reflection;
using Agreements.Api.Security;
using Agreements.Data.Telemetry;
using Agreements.Domain.Access;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Agreements.Api.Setup;

/// <summary>Where metrics can be scraped, from the section <c>Metrics</c>.</summary>
public sealed class MetricsOptions
{
    /// <summary>An address of its own, such as <c>http://127.0.0.1:9464</c>, at which <c>/metrics</c> is open to whoever reaches it; none when left out.</summary>
    public string? Url { get; init; }
}

/// <summary>
/// Traces and metrics, where somebody wants them: sent to a collector that the standard variables of OpenTelemetry name, or scraped by Prometheus. Nothing of it
/// is built otherwise.
/// </summary>
internal static class TelemetrySetup
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
    private const string MetricsEndpoint = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";

    private static readonly string[] Meters =
        [Measures.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime", "Npgsql"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var sendsTraces = NamesAny(configuration, Endpoint, TracesEndpoint);
        var sendsMetrics = NamesAny(configuration, Endpoint, MetricsEndpoint);
        var scraped = ScrapedAt(configuration);
        if (sendsTraces || sendsMetrics || scraped is not null)
        {
            Build(builder.Services, sendsTraces, sendsMetrics, scraped);
        }
    }

    private static void Build(IServiceCollection services, bool sendsTraces, bool sendsMetrics, string? scraped)
    {
        services.AddHostedService<Collecting>();
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(
            "agreements", serviceVersion: typeof(TelemetrySetup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]));
        if (sendsTraces)
        {
            telemetry.WithTracing(traces => traces.AddSource(Measures.Name).AddAspNetCoreInstrumentation(options =>
            {
                // Probes and scrapes would drown the rest.
                options.Filter = context => !(context.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/metrics", StringComparison.Ordinal));
                options.EnrichWithHttpRequest = (span, request) => span.SetTag("url.path", PathsToTell.Of(request));
                options.EnrichWithHttpResponse = (span, response) => span.SetTag("enduser.pseudo.id", response.HttpContext.Features.Get<Grant>()?.CallerId);
            }).AddOtlpExporter());
        }

        if (sendsMetrics || scraped is not null)
        {
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                services.ConfigureOpenTelemetryMeterProvider((provider, ours) => ours.AddView(OnlyOf(provider.GetRequiredService<IMeterFactory>())));
                _ = sendsMetrics ? metrics.AddOtlpExporter() : metrics;
                _ = scraped is not null ? metrics.AddPrometheusExporter() : metrics;
            });
        }

        if (scraped is not null)
        {
            services.AddHostedService(provider => new ScrapeAddress(scraped, provider.GetRequiredService<MeterProvider>(), provider.GetRequiredService<ILogger<ScrapeAddress>>()));
        }
    }

    /// <summary>
    /// What this service measures and what the whole process does, but nothing of another web application in it, as the one that serves <c>/metrics</c> is: its meters
    /// have the names of ours, so that their series would stand twice.
    /// </summary>
    private static Func<Instrument, MetricStreamConfiguration?> OnlyOf(IMeterFactory factory) =>
        instrument => instrument.Meter.Scope is IMeterFactory other && other != factory ? MetricStreamConfiguration.Drop : null;

    private static bool NamesAny(ConfigurationManager configuration, params ReadOnlySpan<string> variables)
    {
        var any = false;
        foreach (var variable in variables)
        {
            any |= Names(configuration, variable);
        }

        return any;
    }

    private static bool Names(ConfigurationManager configuration, string variable) => configuration[variable] switch
    {
        null or "" => false,
        var given => Uri.TryCreate(given, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? true
            : throw new UnusableSettingException($"{variable} is {given}; it must be an http or https address."),
    };

    private static string? ScrapedAt(ConfigurationManager configuration)
    {
        var url = configuration.GetSection("Metrics").Get<MetricsOptions>()?.Url;
        if (string.IsNullOrWhiteSpace(url))
        {
            return null;
        }

        try
        {
            return BindingAddress.Parse(url).Scheme == Uri.UriSchemeHttp ? url : throw new FormatException();
        }
        catch (FormatException)
        {
            throw new UnusableSettingException($"Metrics__Url is {url}; it must be an http address to listen on, such as http://127.0.0.1:9464.");
        }
    }
}

/// <summary>Observes the store as long as the service runs, and sends what is left at the end, for no longer than a moment: a collector that hangs holds up no stop.</summary>
internal sealed class Collecting(IServiceProvider services, Backlogs backlogs) : IHostedLifecycleService, IDisposable
{
    private const int LastWordsMilliseconds = 1000;

    private IDisposable? _observing;
    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        (_traces, _metrics) = (services.GetService<TracerProvider>(), services.GetService<MeterProvider>());
        _observing = StoreObserver.Begin();
        backlogs.Publish();
        return Task.CompletedTask;
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => _traces?.Shutdown(LastWordsMilliseconds), CancellationToken.None),
        Task.Run(() => _metrics?.Shutdown(LastWordsMilliseconds), CancellationToken.None));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _observing?.Dispose();
}

/// <summary>
/// Serves <c>/metrics</c> at an address of its own, past everything that the API asks of its callers: who may scrape is decided by who can reach it, and a scraper
/// needs no key that opens the register.
/// </summary>
internal sealed partial class ScrapeAddress(string url, MeterProvider meters, ILogger<ScrapeAddress> logger) : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>The address, once it is known.</summary>
    public string? Address { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(url).ConfigureKestrel(options => options.AddServerHeader = false);
        _app = builder.Build();
        _app.UseOpenTelemetryPrometheusScrapingEndpoint(meters, predicate: null, path: "/metrics", configureBranchedPipeline: null, optionsName: null);
        try
        {
            await _app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new UnusableSettingException($"{e.Message} Stop what listens there, or name another address in Metrics__Url.");
        }

        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        LogAddress(logger, Address);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Metrics are at {Address}/metrics")]
    private static partial void LogAddress(ILogger logger, string address);
}
