using Agreements.Api.Http;

namespace Agreements.Api.Setup;

/// <summary>How much of the service one caller may take, from the section <c>RateLimits</c>. Each instance counts for itself.</summary>
public sealed class RateLimitOptions
{
    /// <summary>The section.</summary>
    public const string Section = "RateLimits";

    /// <summary>The requests of one known caller: 1000 in 10 seconds unless set, a hundred a second on average.</summary>
    public RateLimit PerCaller { get; init; } = new(Requests: 1000, WindowSeconds: 10);

    /// <summary>The requests by nobody known from one address, an IPv6 address counting as its /64: 1000 in 60 seconds unless set.</summary>
    public RateLimit PerAddress { get; init; } = new(Requests: 1000, WindowSeconds: 60);

    /// <summary>
    /// How many requests of one caller run at once; twice the processors unless set, but 4 at least. With four times as many, others wait behind them for a
    /// thread.
    /// </summary>
    public int AtOnce { get; init; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>How many more of them wait for their turn before the next are refused; 256 unless set.</summary>
    public int Waiting { get; init; } = 256;
}

/// <summary>Limits on how many requests come from one caller, and from one address.</summary>
internal static class RateLimitSetup
{
    private const int Most = 1_000_000;

    /// <summary>The longest window, in seconds.</summary>
    public const int LongestWindow = 24 * 60 * 60;

    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var defaults = new RateLimitOptions();
        var options = new RateLimitOptions
        {
            PerCaller = Read(builder.Configuration, nameof(RateLimitOptions.PerCaller), defaults.PerCaller),
            PerAddress = Read(builder.Configuration, nameof(RateLimitOptions.PerAddress), defaults.PerAddress),
            AtOnce = builder.Configuration.WholeNumber($"{RateLimitOptions.Section}:{nameof(RateLimitOptions.AtOnce)}", 1, Most, defaults.AtOnce),
            Waiting = builder.Configuration.WholeNumber($"{RateLimitOptions.Section}:{nameof(RateLimitOptions.Waiting)}", 0, Most, defaults.Waiting),
        };
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<CallerLimits>();
        builder.Services.AddSingleton(_ => new Strangers(options.PerAddress));
    }

    private static RateLimit Read(IConfiguration configuration, string name, RateLimit otherwise) => new(
        configuration.WholeNumber($"{RateLimitOptions.Section}:{name}:{nameof(RateLimit.Requests)}", 1, Most, otherwise.Requests),
        configuration.WholeNumber($"{RateLimitOptions.Section}:{name}:{nameof(RateLimit.WindowSeconds)}", 1, LongestWindow, otherwise.WindowSeconds));
}
