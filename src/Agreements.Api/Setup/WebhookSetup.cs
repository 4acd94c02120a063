using System.Net;
using Agreements.Api.Features.Webhooks.Delivery;
using Agreements.Data.Queries;
using Agreements.Data.Store;
using Agreements.Domain.Webhooks;

namespace Agreements.Api.Setup;

/// <summary>Where webhooks may go, and how they are delivered, from the section <c>Webhooks</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Webhooks";

    /// <summary>Whether the address of a receiver may begin with <c>http</c>.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Whether receivers may have addresses of this machine and of private networks.</summary>
    public bool AllowPrivateTargets { get; init; }

    /// <summary>Networks with receivers besides the public ones, with commas between them: <c>10.20.0.0/16, fd12::/32</c>.</summary>
    public string AllowedNetworks { get; init; } = "";

    /// <summary>How long an attempt may take, in seconds; 1 to 60, 15 unless set.</summary>
    public int TimeoutSeconds { get; init; } = 15;

    /// <summary>After so many failed attempts a delivery is given up; 1 to 10, 10 unless set.</summary>
    public int MaxAttempts { get; init; } = WebhookBackOff.Default.MaxAttempts;

    /// <summary>How many attempts an instance makes at once; 1 to 500, 32 unless set.</summary>
    public int Parallel { get; init; } = 32;

    /// <summary>How many of them to one webhook; 1 to 32, 4 unless set. One that fails gets one.</summary>
    public int ParallelPerWebhook { get; init; } = 4;

    /// <summary>For how many days deliveries that are settled, or wait at a webhook that is disabled, stay in the log; 1 to 3650, 30 unless set.</summary>
    public int KeepDeliveriesDays { get; init; } = 30;

    /// <summary>A key of 32 bytes in base64 that the secrets of webhooks are sealed with; one that lies in the store unless set.</summary>
    public string? SealingKey { get; init; }

    /// <summary>How long an attempt may take.</summary>
    internal TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);
}

/// <summary>Registers what delivers to webhooks.</summary>
internal static class WebhookSetup
{
    private const int LongestTimeout = 60;
    private const int MostParallel = 500;
    private const int MostPerWebhook = 32;
    private const int LongestKept = 3650;

    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        var options = Read(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(new WebhookTargets(options.AllowHttp, options.AllowPrivateTargets, NetworksOf(options)));
        services.AddSingleton(new WebhookBackOff(options.MaxAttempts));
        services.AddSingleton(new ChosenSealingKey(KeyOf(options)));
        services.AddSingleton<NameLookup>((name, cancellationToken) => Dns.GetHostAddressesAsync(name, cancellationToken));
        services.AddSingleton<GuardedConnections>();
        services.AddSingleton<WebhookBodies>();
        services.AddSingleton<WebhookSender>();
        services.AddHostedService<DeliverWebhooks>();

        // A receiver that is dead is no reason to serve nothing.
        services.AddBacklog(new Backlog("webhooks", Tolerance: null, async (db, _, cancellationToken) =>
        {
            var (waiting, since) = await db.MeasureUndeliveredAsync(cancellationToken);
            return new BacklogSize(waiting, since);
        }));
    }

    private static WebhookOptions Read(ConfigurationManager configuration)
    {
        var defaults = new WebhookOptions();
        return new WebhookOptions
        {
            AllowHttp = Flag(nameof(WebhookOptions.AllowHttp)),
            AllowPrivateTargets = Flag(nameof(WebhookOptions.AllowPrivateTargets)),
            AllowedNetworks = configuration[$"{WebhookOptions.Section}:{nameof(WebhookOptions.AllowedNetworks)}"] ?? "",
            TimeoutSeconds = Number(nameof(WebhookOptions.TimeoutSeconds), LongestTimeout, defaults.TimeoutSeconds),
            MaxAttempts = Number(nameof(WebhookOptions.MaxAttempts), WebhookBackOff.MostAttempts, defaults.MaxAttempts),
            Parallel = Number(nameof(WebhookOptions.Parallel), MostParallel, defaults.Parallel),
            ParallelPerWebhook = Number(nameof(WebhookOptions.ParallelPerWebhook), MostPerWebhook, defaults.ParallelPerWebhook),
            KeepDeliveriesDays = Number(nameof(WebhookOptions.KeepDeliveriesDays), LongestKept, defaults.KeepDeliveriesDays),
            SealingKey = configuration[$"{WebhookOptions.Section}:{nameof(WebhookOptions.SealingKey)}"],
        };

        int Number(string name, int most, int otherwise) => configuration.WholeNumber($"{WebhookOptions.Section}:{name}", 1, most, otherwise);

        bool Flag(string name) => configuration[$"{WebhookOptions.Section}:{name}"] switch
        {
            null or "" => false,
            var given when bool.TryParse(given, out var flag) => flag,
            var given => throw new UnusableSettingException($"{WebhookOptions.Section}__{name} is {given}; it must be true or false."),
        };
    }

    private static List<IPNetwork> NetworksOf(WebhookOptions options) =>
        [.. options.AllowedNetworks.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(given => IPNetwork.TryParse(given, out var network)
            ? network
            : throw new UnusableSettingException($"{WebhookOptions.Section}__{nameof(WebhookOptions.AllowedNetworks)} names {given}; it must be networks such as 10.20.0.0/16, with commas between them."))];

    // Its value is never shown: it opens every secret.
    private static SealingKey? KeyOf(WebhookOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.SealingKey))
        {
            return null;
        }

        var bytes = new byte[SealingKey.Bytes + 1];
        return Convert.TryFromBase64String(options.SealingKey, bytes, out var length) && length == SealingKey.Bytes
            ? new SealingKey(bytes[..length])
            : throw new UnusableSettingException($"{WebhookOptions.Section}__{nameof(WebhookOptions.SealingKey)} must be {SealingKey.Bytes} random bytes in base64, as 'openssl rand -base64 {SealingKey.Bytes}' makes them.");
    }
}
