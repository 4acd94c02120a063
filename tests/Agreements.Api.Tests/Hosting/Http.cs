using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Agreements.Api.Tests.Hosting;

/// <summary>An answer, read whole.</summary>
public sealed record Answered(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, string Text)
{
    public JsonObject Body => JsonNode.Parse(Text)!.AsObject();

    public string? ETag => Headers.ETag?.ToString();

    public string? Code => Body["code"]?.GetValue<string>();

    public IReadOnlyList<JsonObject> Items => [.. Body["items"]!.AsArray().Select(item => item!.AsObject())];

    public string Id => Body["id"]!.GetValue<string>();

    /// <summary>The codes of what was wrong, by pointer or parameter.</summary>
    public IReadOnlyDictionary<string, string> Errors => Body["errors"]?.AsArray()
        .ToDictionary(error => (error!["pointer"] ?? error["parameter"])!.GetValue<string>(), error => error!["code"]!.GetValue<string>(), StringComparer.Ordinal)
        ?? [];

    /// <summary>What a problem says apart from where and when it was met.</summary>
    public string Refusal
    {
        get
        {
            var problem = Body;
            problem.Remove("instance");
            problem.Remove("traceId");
            return $"{(int)Status} {problem.ToJsonString()}";
        }
    }

    /// <summary>Fails unless this is the status, showing what was answered instead.</summary>
    public Answered Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"expected {(int)status}, got {(int)Status}: {Text}");
        return this;
    }

    /// <summary>Fails unless this is a problem document with the status and code.</summary>
    public Answered IsProblem(HttpStatusCode status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
        Assert.Equal(code, Code);
        Assert.Equal((int)status, Body["status"]!.GetValue<int>());
        Assert.Matches("^[0-9a-f]{32}$", Body["traceId"]!.GetValue<string>());
        return this;
    }
}

/// <summary>Requests as tests write them.</summary>
public static class Http
{
    public static Task<Answered> Get(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Get, path, content: null, headers);

    public static Task<Answered> Post(this HttpClient client, string path, object? body, params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Post, path, body is null ? null : Json(body), headers);

    public static Task<Answered> Patch(this HttpClient client, string path, object body, params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Patch, path, Json(body, "application/merge-patch+json"), headers);

    public static Task<Answered> Delete(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Delete, path, content: null, headers);

    public static async Task<Answered> Send(this HttpClient client, HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        using var response = await client.SendAsync(request);
        return new Answered(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A body; a string is sent as it is, anything else as JSON.</summary>
    public static HttpContent Json(object body, string mediaType = "application/json") =>
        new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, mediaType);
}
