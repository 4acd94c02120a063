using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Agreements.Api.Tests.Hosting;

/// <summary>One part of a form, its headers as they go over the wire.</summary>
public sealed record Part(string Headers, byte[] Content)
{
    /// <summary>A field.</summary>
    public static Part Field(string name, string value) => new($"Content-Disposition: form-data; name=\"{name}\"", Encoding.UTF8.GetBytes(value));

    /// <summary>A file, as a browser sends it.</summary>
    public static Part File(byte[] content, string fileName = "naskah.pdf", string mediaType = "application/octet-stream", string name = "file") =>
        new($"Content-Disposition: form-data; name=\"{name}\"; filename=\"{fileName}\"\r\nContent-Type: {mediaType}", content);

    /// <summary>A file whose name is given in the extended form, which can say anything.</summary>
    public static Part FileNamed(byte[] content, string fileName) =>
        new($"Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''{Uri.EscapeDataString(fileName)}", content);
}

/// <summary>Uploads and downloads as tests write them.</summary>
public static class Forms
{
    private const string Boundary = "----batas7MA4YWxkTrZu0gW";

    /// <summary>A form of these parts.</summary>
    public static HttpContent Of(params Part[] parts) => Raw(Bytes(parts));

    /// <summary>A form byte by byte.</summary>
    public static HttpContent Raw(byte[] body, string contentType = $"multipart/form-data; boundary={Boundary}")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    /// <summary>The bytes of a form of these parts.</summary>
    public static byte[] Bytes(params Part[] parts)
    {
        using var body = new MemoryStream();
        foreach (var part in parts)
        {
            body.Write(Encoding.UTF8.GetBytes($"--{Boundary}\r\n{part.Headers}\r\n\r\n"));
            body.Write(part.Content);
            body.Write("\r\n"u8);
        }

        body.Write(Encoding.UTF8.GetBytes($"--{Boundary}--\r\n"));
        return body.ToArray();
    }

    /// <summary>Uploads a document; whether it is taken is for the test to say.</summary>
    public static Task<Answered> AddDocumentAsync(this HttpClient client, Answered agreement, byte[] file, string fileName = "naskah.pdf", string kind = "minutes", params (string Name, string Value)[] headers) =>
        client.PostFormAsync($"/v1/agreements/{agreement.Id}/documents", Of(Part.Field("kind", kind), Part.File(file, fileName)), headers);

    /// <summary>Appends a version to a document.</summary>
    public static Task<Answered> AddVersionAsync(this HttpClient client, Answered document, byte[] file, string fileName = "naskah.pdf", params (string Name, string Value)[] headers) =>
        client.PostFormAsync($"/v1/documents/{document.Id}/versions", Of(Part.File(file, fileName)), headers);

    public static Task<Answered> PostFormAsync(this HttpClient client, string path, HttpContent form, params (string Name, string Value)[] headers) =>
        client.Send(HttpMethod.Post, path, form, headers);

    /// <summary>The bytes of a content, with the answer's headers.</summary>
    public static async Task<(HttpStatusCode Status, byte[] Bytes, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)> DownloadAsync(
        this HttpClient client, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers);
    }

    /// <summary>SHA-256, as the service writes it.</summary>
    public static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Every file below the folder of the documents, those on their way in too.</summary>
    public static IReadOnlyList<string> Kept(this TestStore store) =>
        Directory.Exists(store.Documents) ? [.. Directory.EnumerateFiles(store.Documents, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)] : [];

    /// <summary>Puts a content into the folder, past the service.</summary>
    public static async Task PutAsync(this TestStore store, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(store.PathOf(content))!);
        await File.WriteAllBytesAsync(store.PathOf(content), content);
    }

    /// <summary>Where the folder keeps a content.</summary>
    public static string PathOf(this TestStore store, byte[] content) => Path.Combine(store.Documents, Hash(content)[..2], Hash(content));
}
