using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Agreements.Benchmarks.Floor;

/// <summary>The cursors of the service, so that either continues what the other began: a place, sealed with the list, its filters and its order.</summary>
internal static class PageCursor
{
    private const int SealLength = 12;

    /// <summary>The list that a request walks: its path and what narrows and sorts it.</summary>
    public static string WalkOf(HttpRequest request)
    {
        var walk = new StringBuilder(request.Path.Value!.ToUpperInvariant());
        foreach (var (name, value) in request.Query.Where(pair => pair.Key is not ("after" or "limit" or "count" or "wait")).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            walk.Append('\n').Append(name).Append('=').Append(value);
        }

        return walk.ToString();
    }

    /// <summary>The cursor that goes on after a row.</summary>
    /// <param name="walk">The list.</param>
    /// <param name="key">The row's sort key, as the service writes it.</param>
    /// <param name="id">The row's id.</param>
    public static string Write(string walk, string key, string id)
    {
        // The service's JSON escapes the plus sign of instants.
        var payload = Encoding.UTF8.GetBytes($$"""{"Key":"{{key.Replace("+", "\\u002B", StringComparison.Ordinal)}}","Id":"{{id}}"}""");
        return Base64Url.EncodeToString([.. payload, .. Seal(walk, payload)]);
    }

    /// <summary>The place that a cursor names; null where it is not one of this list.</summary>
    public static (string Key, string Id)? Read(string walk, string cursor)
    {
        var bytes = Base64Url.DecodeFromChars(cursor);
        if (bytes.Length <= SealLength || !Seal(walk, bytes.AsSpan(0, bytes.Length - SealLength)).SequenceEqual(bytes.AsSpan(bytes.Length - SealLength)))
        {
            return null;
        }

        using var place = JsonDocument.Parse(bytes.AsMemory(0, bytes.Length - SealLength));
        return (place.RootElement.GetProperty("Key").GetString()!, place.RootElement.GetProperty("Id").GetString()!);
    }

    /// <summary>An instant as the store keeps it, written as cursors have it.</summary>
    public static string KeyOfInstant(string stored) => $"{stored.AsSpan(0, stored.Length - 1)}0000+00:00";

    /// <summary>An instant as cursors have it, written as the store keeps it.</summary>
    public static string InstantOfKey(string key) => $"{key.AsSpan(0, 23)}Z";

    private static ReadOnlySpan<byte> Seal(string walk, ReadOnlySpan<byte> payload) => SHA256.HashData([.. Encoding.UTF8.GetBytes(walk), 0, .. payload]).AsSpan(0, SealLength);
}
