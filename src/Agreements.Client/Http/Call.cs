using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Agreements.Client;

/// <summary>A call in the making: method, path, what narrows it, what guards it and what it carries.</summary>
internal sealed class Call(HttpMethod method, string path)
{
    public const string IdempotencyKeyHeader = "Idempotency-Key";

    private readonly StringBuilder _query = new();
    private readonly List<(string Name, string Value)> _headers = [];
    private (byte[] Json, JsonTypeInfo Type, string MediaType)? _body;
    private bool _changesNothing;

    public static Call Get(FormattableString path) => new(HttpMethod.Get, PathOf(path));

    /// <summary>A call that is known by its key: whatever becomes of the connection, it is done once.</summary>
    public static Call Post(FormattableString path, string? idempotencyKey) =>
        new Call(HttpMethod.Post, PathOf(path)).Header(IdempotencyKeyHeader, idempotencyKey ?? Guid.CreateVersion7().ToString());

    /// <summary>A question too long for a query.</summary>
    public static Call Ask(FormattableString path) => new(HttpMethod.Post, PathOf(path)) { _changesNothing = true };

    public static Call Put(FormattableString path) => new(HttpMethod.Put, PathOf(path));

    public static Call Patch(FormattableString path) => new(HttpMethod.Patch, PathOf(path));

    public static Call Delete(FormattableString path) => new(HttpMethod.Delete, PathOf(path));

    public Call IfMatch(ETag etag) => Header("If-Match", etag.ToString());

    public Call IfNoneMatch(ETag etag) => Header("If-None-Match", etag.ToString());

    public Call Query(string name, string? value)
    {
        if (value is not null)
        {
            _query.Append(_query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return this;
    }

    public Call Query(string name, bool? value) => Query(name, value switch { true => "true", false => "false", null => null });

    public Call Query(string name, int? value) => Query(name, value?.ToString(CultureInfo.InvariantCulture));

    public Call Query(string name, Guid? value) => Query(name, value?.ToString());

    public Call Query(string name, DateOnly? value) => Query(name, value?.ToString("O", CultureInfo.InvariantCulture));

    public Call Query(string name, DateTimeOffset? value) => Query(name, value?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    public Call Query<T>(string name, T? value)
        where T : struct, ICode<T> => Query(name, value?.Value);

    public Call Query(string name, IReadOnlyList<string>? values) => Query(name, values is null or [] ? null : string.Join(',', values));

    public Call Query(string name, IReadOnlyList<Guid>? values) => Query(name, values?.Select(value => value.ToString()).ToList());

    public Call Query<T>(string name, IReadOnlyList<T>? values)
        where T : struct, ICode<T> => Query(name, values?.Select(value => value.Value).ToList());

    /// <summary>What carries this body.</summary>
    public Call Json<T>(T body, JsonTypeInfo<T> type, string mediaType = "application/json")
    {
        _body = (JsonSerializer.SerializeToUtf8Bytes(body, type), type, mediaType);
        return this;
    }

    public HttpRequestMessage ToRequest(Uri address)
    {
        var request = new HttpRequestMessage(method, new Uri(address, path + _query))
        {
            Content = _body is { } body ? new JsonBody(body.Json, body.Type, body.MediaType) : null,
        };
        foreach (var (name, value) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (_changesNothing)
        {
            request.Options.Set(RetryHandler.MayBeRepeated, true);
        }

        return request;
    }

    private static string PathOf(FormattableString path) =>
        string.Format(CultureInfo.InvariantCulture, path.Format, [.. path.GetArguments().Select(part => Uri.EscapeDataString(Convert.ToString(part, CultureInfo.InvariantCulture)!))]);

    private Call Header(string name, string value)
    {
        _headers.Add((name, value));
        return this;
    }
}

/// <summary>A body, which remembers what it was made from.</summary>
internal sealed class JsonBody : ByteArrayContent
{
    public JsonBody(byte[] json, JsonTypeInfo type, string mediaType)
        : base(json)
    {
        Type = type;
        Headers.ContentType = new MediaTypeHeaderValue(mediaType);
    }

    public JsonTypeInfo Type { get; }
}
