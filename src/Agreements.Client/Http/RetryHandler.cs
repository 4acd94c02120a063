using System.Net;
using System.Security.Cryptography;

namespace Agreements.Client;

/// <summary>
/// Repeats what may be repeated. A GET, and a POST with an <c>Idempotency-Key</c>, when the connection broke, when nobody answered in time and on 429, 502,
/// 503 and 504, or 409 <c>idempotency.in-progress</c>: the key is the same each time, so that what was done but not answered is answered and not done again.
/// Everything else only when it cannot have been done: the connection never came about, 429, or 503 <c>store.busy</c>. A PATCH, PUT or DELETE whose answer was
/// lost is not sent again: if it was done, the repeat would be told 412 or 404, which reads like somebody else's change. Whoever called reads the record again,
/// and knows.
/// </summary>
/// <param name="options">How patiently; the defaults when left out.</param>
/// <param name="time">The clock that waits go by; the system's when left out.</param>
public sealed class RetryHandler(RetryOptions? options = null, TimeProvider? time = null) : DelegatingHandler
{
    /// <summary>Says of a request that it changes nothing, whatever its method.</summary>
    internal static readonly HttpRequestOptionsKey<bool> MayBeRepeated = new("Agreements.MayBeRepeated");

    private readonly RetryOptions _options = options ?? new RetryOptions();
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var repeatable = IsRepeatable(request);
        if (repeatable && request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
        }

        var started = _time.GetTimestamp();
        var attempt = 0;
        while (true)
        {
            attempt++;
            var (response, failure) = await AttemptAsync(request, cancellationToken).ConfigureAwait(false);
            var wait = WaitBefore(attempt + 1, response);
            if (attempt >= _options.MaxAttempts || _time.GetElapsedTime(started) + wait > _options.TotalTime
                || !(failure is null ? await PassesAsync(response!, repeatable, cancellationToken).ConfigureAwait(false) : Passes(failure, repeatable)))
            {
                return response ?? throw failure!;
            }

            response?.Dispose();
            await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsRepeatable(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Head
        || (request.Method == HttpMethod.Post && request.Headers.Contains(Call.IdempotencyKeyHeader))
        || (request.Options.TryGetValue(MayBeRepeated, out var changesNothing) && changesNothing);

    // An answer, or why there was none.
    private async Task<(HttpResponseMessage? Response, HttpRequestException? Failure)> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (request.Content is not MultipartContent)
        {
            patience.CancelAfter(_options.AttemptTime);
        }

        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, patience.Token).ConfigureAwait(false);
            if (IsJson(response))
            {
                // An answer that breaks off is none; it has to be noticed here, where something can be done about it.
                await response.Content.LoadIntoBufferAsync(patience.Token).ConfigureAwait(false);
            }

            return (response, null);
        }
        catch (HttpRequestException e)
        {
            response?.Dispose();
            return (null, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            return (null, new HttpRequestException($"Nobody answered within {_options.AttemptTime.TotalSeconds:0.###} seconds.", new TimeoutException(e.Message, e)));
        }
    }

    private static bool Passes(HttpRequestException failure, bool repeatable) =>
        failure.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError
        || (repeatable && failure.HttpRequestError is not HttpRequestError.SecureConnectionError);

    private static async Task<bool> PassesAsync(HttpResponseMessage response, bool repeatable, CancellationToken cancellationToken) => response.StatusCode switch
    {
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout when repeatable => true,
        HttpStatusCode.ServiceUnavailable => await IsAsync(response, "store.busy", cancellationToken).ConfigureAwait(false),
        HttpStatusCode.Conflict when repeatable => await IsAsync(response, "idempotency.in-progress", cancellationToken).ConfigureAwait(false),
        _ => false,
    };

    private static async Task<bool> IsAsync(HttpResponseMessage response, string code, CancellationToken cancellationToken) =>
        (await ProblemException.ReadAsync(response, cancellationToken).ConfigureAwait(false))?.Code == code;

    private static bool IsJson(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType is "application/json" or "application/problem+json";

    private TimeSpan WaitBefore(int attempt, HttpResponseMessage? response)
    {
        var longest = Math.Min(_options.FirstWait.TotalMilliseconds * Math.Pow(2, attempt - 2), _options.LongestWait.TotalMilliseconds);
        var own = TimeSpan.FromMilliseconds(longest / 2 * (1 + (RandomNumberGenerator.GetInt32(1001) / 1000d)));
        var asked = response?.Headers.RetryAfter is { } header ? ProblemException.WaitOf(header, response.Headers.Date) : null;

        // Everybody who was turned away is told the same: what comes on top spreads them.
        return asked is { } wait ? wait + (own / 2) : own;
    }
}
