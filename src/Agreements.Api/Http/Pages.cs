using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using FluentValidation;
using Microsoft.AspNetCore.WebUtilities;

namespace Agreements.Api.Http;

/// <summary>One page of a list.</summary>
public record Page<T>
{
    /// <summary>Most items that a page can have.</summary>
    public const int MaxLimit = 200;

    /// <summary>The rows, in the order of the list.</summary>
    [JsonPropertyOrder(-2)]
    [MaxLength(MaxLimit)]
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>Opaque cursor to pass as <c>after</c> for the next page; null on the last one.</summary>
    [JsonPropertyOrder(-1)]
    [RegularExpression(PageRules.CursorPattern)]
    [MaxLength(HttpLimits.MaxRequestLineBytes)]
    public required string? Next { get; init; }
}

/// <summary>The part of a query that every list shares.</summary>
public interface IPaged
{
    /// <summary>How many items to return at most; 50 when left out.</summary>
    Param<int>? Limit { get; }

    /// <summary>The cursor that the page before gave as <c>next</c>.</summary>
    string? After { get; }
}

/// <summary>Limits that every list shares.</summary>
internal static class PageRules
{
    public const int DefaultLimit = 50;

    /// <summary>What every cursor looks like: Base64Url.</summary>
    public const string CursorPattern = "^[A-Za-z0-9_-]+$";

    public static int LimitOrDefault(this IPaged query) => query.Limit?.Value ?? DefaultLimit;

    public static void AddPaging<T>(this AbstractValidator<T> validator)
        where T : IPaged =>
        validator.RuleFor(query => query.Limit!.Value.Value).Parameter("limit", 1, Page<T>.MaxLimit).When(query => query.Limit is not null);
}

/// <summary>
/// Cursors of the list being walked. A cursor holds the place after which the next page begins and is sealed with the list, its filters and its order, so
/// that one that was altered or belongs elsewhere is refused.
/// </summary>
internal sealed class PageWalk(IHttpContextAccessor accessor)
{
    private const int SealLength = 12;
    private static readonly string[] NotPartOfTheWalk = ["after", "limit", "count", "wait"];

    /// <summary>The place after which the page begins; default for the first page.</summary>
    public TPlace? Start<TPlace>(string? cursor, Func<TPlace, bool>? isPlace = null)
        where TPlace : class
    {
        if (cursor is null)
        {
            return null;
        }

        try
        {
            var bytes = Base64Url.DecodeFromChars(cursor);
            var payload = bytes.AsSpan(0, Math.Max(0, bytes.Length - SealLength));

            // White space and padding would decode to the same.
            return Base64Url.EncodeToString(bytes) == cursor && CryptographicOperations.FixedTimeEquals(Seal(payload), bytes.AsSpan(payload.Length))
                && JsonSerializer.Deserialize<TPlace>(payload) is { } place && isPlace?.Invoke(place) != false
                ? place
                : throw new FormatException();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new BadInputException([InputError.InParameter("after", "cursor.invalid")]);
        }
    }

    /// <summary>Cuts the surplus row off and says where the next page begins.</summary>
    public (IReadOnlyList<TRow> Rows, string? Next) Turn<TRow, TPlace>(List<TRow> rows, int limit, Func<TRow, TPlace> place)
    {
        if (rows.Count <= limit)
        {
            return (rows, null);
        }

        rows.RemoveRange(limit, rows.Count - limit);
        return (rows, GoOnAfter(place(rows[^1])));
    }

    /// <summary>The cursor of a place, to which the answer links as the next page.</summary>
    public string GoOnAfter<TPlace>(TPlace place)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(place);
        var cursor = Base64Url.EncodeToString([.. payload, .. Seal(payload)]);
        var context = accessor.HttpContext!;
        var query = context.Request.Query.Where(pair => pair.Key != "after").Append(new("after", cursor));
        context.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(context.Request.Path, query)}>; rel=\"next\"";
        return cursor;
    }

    private ReadOnlySpan<byte> Seal(ReadOnlySpan<byte> payload)
    {
        var request = accessor.HttpContext!.Request;
        var walk = new StringBuilder(request.Path.Value?.ToUpperInvariant());
        foreach (var (name, value) in request.Query.Where(pair => !NotPartOfTheWalk.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            walk.Append('\n').Append(name).Append('=').Append(value);
        }

        return SHA256.HashData([.. Encoding.UTF8.GetBytes(walk.ToString()), 0, .. payload]).AsSpan(0, SealLength);
    }
}
