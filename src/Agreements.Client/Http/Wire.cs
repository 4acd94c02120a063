using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Agreements.Client;

/// <summary>Sends calls and reads what is answered.</summary>
internal sealed class Wire(HttpClient http)
{
    private const string ReplayedHeader = "Idempotency-Replayed";

    // What has no last slash would lose its last part to the path that is asked for.
    private readonly Uri _address = http.BaseAddress switch
    {
        null => throw new ArgumentException("The HttpClient needs a BaseAddress: the address of the service, without /v1.", nameof(http)),
        { AbsolutePath: [.., '/'] } address => address,
        var address => new Uri($"{address.GetLeftPart(UriPartial.Path)}/"),
    };

    /// <summary>Sends whatever there is; a failure is thrown.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpCompletionOption completion, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { IsAbsoluteUri: false } relative)
        {
            request.RequestUri = new Uri(_address, relative.OriginalString.TrimStart('/'));
        }

        var response = await http.SendAsync(request, completion, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.NotModified)
        {
            return response;
        }

        using (response)
        {
            throw await ProblemException.OfAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Call call, CancellationToken cancellationToken)
    {
        using var request = call.ToRequest(_address);
        return await SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
    }

    public async Task<T> AnswerAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, type, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Versioned<T>> VersionedAsync<T>(Call call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(call, cancellationToken).ConfigureAwait(false);
        return await ReadVersionedAsync(response, type, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The record, or null where it is as it was when it had this tag.</summary>
    public async Task<Versioned<T>?> IfChangedAsync<T>(Call call, ETag since, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await SendAsync(call.IfNoneMatch(since), cancellationToken).ConfigureAwait(false);
        return response.StatusCode == HttpStatusCode.NotModified ? null : await ReadVersionedAsync(response, type, cancellationToken).ConfigureAwait(false);
    }

    public async Task DoneAsync(Call call, CancellationToken cancellationToken) =>
        (await SendAsync(call, cancellationToken).ConfigureAwait(false)).Dispose();

    /// <summary>Every row of every page, each page asked for when its first row is.</summary>
    public static async IAsyncEnumerable<T> AllAsync<TPage, T>(
        Func<string?, CancellationToken, Task<TPage>> page, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where TPage : IPage<T>
    {
        string? after = null;
        do
        {
            var current = await page(after, cancellationToken).ConfigureAwait(false);
            foreach (var item in current.Items)
            {
                yield return item;
            }

            after = current.Next;
        }
        while (after is not null);
    }

    private static async Task<Versioned<T>> ReadVersionedAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var value = await ReadAsync(response, type, cancellationToken).ConfigureAwait(false);
        var etag = response.Headers.ETag?.ToString() ?? throw new JsonException($"The answer to {response.RequestMessage?.RequestUri} has no ETag.");
        return new Versioned<T>(value, new ETag(etag)) { IsReplayed = response.Headers.Contains(ReplayedHeader) };
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false)
                ?? throw new JsonException($"The answer to {response.RequestMessage?.RequestUri} is null.");
        }
    }
}
