using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Api.Setup;
using Agreements.Domain.Access;

namespace Agreements.Api.Http;

/// <summary>How many requests somebody may send. What was spent comes back evenly over the window, so that nobody has to wait for its end.</summary>
/// <param name="Requests">How many at once, and on average within a window.</param>
/// <param name="WindowSeconds">The window, in seconds.</param>
public sealed record RateLimit(int Requests, int WindowSeconds);

/// <summary>
/// A budget of requests for each of many spenders, told in the header fields of draft-ietf-httpapi-ratelimit-headers. Whoever has spent nothing for a while
/// is forgotten. Each instance counts for itself.
/// </summary>
internal sealed class RequestBudget : IDisposable
{
    public const string PolicyHeader = "RateLimit-Policy";
    public const string Header = "RateLimit";

    private readonly string _name;
    private readonly RateLimit _limit;
    private readonly PartitionedRateLimiter<string> _spenders;

    public RequestBudget(string name, RateLimit limit)
    {
        (_name, _limit) = (name, limit);

        // As many tokens as come back in about a second, and the time that they really take.
        var tokens = Math.Max(1, limit.Requests / limit.WindowSeconds);
        var period = TimeSpan.FromSeconds((double)tokens * limit.WindowSeconds / limit.Requests);
        _spenders = PartitionedRateLimiter.Create<string, string>(
            spender => RateLimitPartition.GetTokenBucketLimiter(spender, _ => new TokenBucketRateLimiterOptions { TokenLimit = limit.Requests, TokensPerPeriod = tokens, ReplenishmentPeriod = period }),
            StringComparer.Ordinal);
    }

    /// <summary>Takes one request from the budget and has the answer say what is left; throws when nothing is.</summary>
    public void Spend(string spender, HttpContext context)
    {
        using var lease = _spenders.AttemptAcquire(spender);
        var left = _spenders.GetStatistics(spender)?.CurrentAvailablePermits ?? 0;
        context.Response.OnStarting(() =>
        {
            // The last budget spent from is the one that counts, and the last to ask for this is asked first.
            context.Response.Headers.TryAdd(PolicyHeader, string.Create(CultureInfo.InvariantCulture, $"\"{_name}\";q={_limit.Requests};w={_limit.WindowSeconds}"));
            context.Response.Headers.TryAdd(Header, string.Create(CultureInfo.InvariantCulture, $"\"{_name}\";r={left};t={SecondsUntilFull(left)}"));
            return Task.CompletedTask;
        });
        if (!lease.IsAcquired)
        {
            throw TooMany(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.Zero);
        }
    }

    /// <summary>The refusal of a request that comes too soon.</summary>
    public static HttpFailureException TooMany(TimeSpan wait) =>
        new(StatusCodes.Status429TooManyRequests, "requests.too-many") { RetryAfter = Math.Max(Failure.ShortestRetry, (int)Math.Ceiling(wait.TotalSeconds)) };

    public void Dispose() => _spenders.Dispose();

    private long SecondsUntilFull(long left) => (((_limit.Requests - left) * _limit.WindowSeconds) + _limit.Requests - 1) / _limit.Requests;
}

/// <summary>
/// The budget of an address for requests by nobody known: failed attempts to be known, and what is open to all but costs something. It is spent before the
/// store is asked about a key that nobody has used of late, so that to guess keys costs the service nothing.
/// </summary>
internal sealed class Strangers(RateLimit limit) : IDisposable
{
    private readonly RequestBudget _budget = new("address", limit);

    /// <summary>Takes this request from the budget of the address it comes from, once.</summary>
    public void Charge(HttpContext context)
    {
        if (context.Items.TryAdd(this, null))
        {
            _budget.Spend(AddressOf(context.Connection.RemoteIpAddress), context);
        }
    }

    public void Dispose() => _budget.Dispose();

    // Whoever has one IPv6 address has 2^64 of them.
    internal static string AddressOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => $"{Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))}/64",
        _ => address.ToString(),
    };
}

/// <summary>What is open to all, but counts against the budget of the address that asks for it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CountsByAddressAttribute : Attribute;

/// <summary>The budget of each known caller, and its place among those that are served: no more than so many of its requests run at once, the next ones wait.</summary>
internal sealed class CallerLimits(RateLimitOptions options) : IDisposable
{
    private readonly RequestBudget _budget = new("caller", options.PerCaller);

    private readonly PartitionedRateLimiter<string> _running = PartitionedRateLimiter.Create<string, string>(
        caller => RateLimitPartition.GetConcurrencyLimiter(caller, _ => new ConcurrencyLimiterOptions { PermitLimit = options.AtOnce, QueueLimit = options.Waiting }),
        StringComparer.Ordinal);

    /// <summary>Takes one request from the caller's budget and waits for its turn; disposing what it returns ends the turn.</summary>
    public async Task<CallerTurn> EnterAsync(string caller, HttpContext context)
    {
        _budget.Spend(caller, context);
        var turn = new CallerTurn(_running, caller);
        await turn.TakeAsync(context.RequestAborted);
        return turn;
    }

    public void Dispose()
    {
        _budget.Dispose();
        _running.Dispose();
    }
}

/// <summary>The turn of a request among those of its caller. One that only waits for something leaves it meanwhile.</summary>
internal sealed class CallerTurn(PartitionedRateLimiter<string> running, string caller) : IDisposable
{
    private RateLimitLease? _place;

    /// <summary>Waits for the turn.</summary>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        _place = await running.AcquireAsync(caller, cancellationToken: cancellationToken);
        if (!_place.IsAcquired)
        {
            throw RequestBudget.TooMany(TimeSpan.Zero);
        }
    }

    /// <summary>Leaves it to others.</summary>
    public void Leave()
    {
        _place?.Dispose();
        _place = null;
    }

    public void Dispose() => Leave();
}

/// <summary>Keeps the flood of one caller from all others. A credential is one caller, whoever holds it; what comes without one counts by its address.</summary>
internal sealed class LimitCallers(RequestDelegate next, Strangers strangers, CallerLimits callers)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<Grant>() is { CallerId: var caller })
        {
            using var turn = await callers.EnterAsync(caller, context);
            context.Features.Set(turn);
            await next(context);
            return;
        }

        if (!context.IsOpenToAll() || context.GetEndpoint()?.Metadata.GetMetadata<CountsByAddressAttribute>() is not null)
        {
            strangers.Charge(context);
        }

        await next(context);
    }
}
