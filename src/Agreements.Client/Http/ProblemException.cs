using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Agreements.Client;

/// <summary>The service answered with a failure. Where no answer could be had at all, that is an <see cref="HttpRequestException"/> instead.</summary>
public sealed class ProblemException : Exception
{
    private ProblemException(HttpStatusCode status, Problem? problem, TimeSpan? retryAfter)
        : base(problem is null ? $"The service answered {(int)status}, and not as itself." : $"{problem.Code} ({(int)status}): {problem.Detail}")
    {
        (Status, Problem, RetryAfter) = (status, problem, retryAfter);
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The stable code, such as <c>agreement.locked-in-review</c>; null where something between here and the service answered.</summary>
    public string? Code => Problem?.Code;

    /// <summary>Every faulty member or parameter; empty when the request was well-formed.</summary>
    public IReadOnlyList<ProblemError> Errors => Problem?.Errors ?? [];

    /// <summary>The trace id of the request; quote it when you ask for help.</summary>
    public string? TraceId => Problem?.TraceId;

    /// <summary>Facts about the problem, by name, such as <c>current</c> where a transition is not allowed.</summary>
    public IReadOnlyDictionary<string, JsonElement> Facts => Problem?.Facts ?? [];

    /// <summary>After how long a repeat may succeed; null where the service did not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>All that the service said; null where something between here and the service answered.</summary>
    public Problem? Problem { get; }

    internal static async Task<ProblemException> OfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var retryAfter = response.Headers.RetryAfter is { } header ? WaitOf(header, response.Headers.Date) : null;
        return new ProblemException(response.StatusCode, await ReadAsync(response, cancellationToken).ConfigureAwait(false), retryAfter);
    }

    /// <summary>How long to wait; an instant counts from when it was answered, by the clock of who answered.</summary>
    internal static TimeSpan? WaitOf(RetryConditionHeaderValue header, DateTimeOffset? answeredAt) =>
        header.Delta ?? (header.Date is { } at && answeredAt is { } now ? TimeSpan.FromTicks(Math.Max(0, (at - now).Ticks)) : null);

    internal static async Task<Problem?> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return null;
        }

        try
        {
            var text = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(text, AgreementsJson.Default.Problem);
        }
        catch (JsonException)
        {
            // Somebody else's problem document.
            return null;
        }
    }
}
