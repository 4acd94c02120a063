using Agreements.Api.Http.Problems;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Agreements.Api.Setup;

/// <summary>Bounds on one request that an operator may want to move, from the section <c>Limits</c>.</summary>
public sealed class LimitOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Limits";

    /// <summary>How long a request may take from its headers to the end of its answer, in seconds; 30 unless set.</summary>
    public int RequestSeconds { get; init; } = 30;
}

/// <summary>How long a request may take.</summary>
internal static class LimitSetup
{
    /// <summary>The policy of requests whose length follows from how much comes or goes: their rate is bounded instead.</summary>
    public const string ByRate = "by-rate";

    /// <summary>The policy of requests that may wait for something to happen.</summary>
    public const string ByWait = "by-wait";

    /// <summary>The longest that they may ask to wait, in seconds.</summary>
    public const int LongestWait = 60;

    private const int LongestRequest = 60 * 60;

    public static void AddTimeLimit(this WebApplicationBuilder builder)
    {
        var options = new LimitOptions
        {
            RequestSeconds = builder.Configuration.WholeNumber($"{LimitOptions.Section}:{nameof(LimitOptions.RequestSeconds)}", 1, LongestRequest, new LimitOptions().RequestSeconds),
        };
        builder.Services.AddRequestTimeouts(timeouts =>
        {
            timeouts.DefaultPolicy = Within(options.RequestSeconds);
            timeouts.AddPolicy(ByRate, Within(LongestRequest));
            timeouts.AddPolicy(ByWait, Within(options.RequestSeconds + LongestWait));
        });
    }

    private static RequestTimeoutPolicy Within(int seconds) => new()
    {
        Timeout = TimeSpan.FromSeconds(seconds),
        WriteTimeoutResponse = _ => throw new HttpFailureException(StatusCodes.Status503ServiceUnavailable, "request.timed-out", seconds),
    };
}
