using System.Globalization;
using System.Security.Cryptography;
using Agreements.Data.Engines;
using Agreements.Domain.Access;
using Agreements.Domain.Regions;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http;

/// <summary>How much of the lists that are asked for again and again is remembered, from the section <c>Lists</c>.</summary>
public sealed class PolledListOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Lists";

    /// <summary>What is remembered when nobody says otherwise, in bytes.</summary>
    public const int DefaultRememberedBytes = 8 * 1024 * 1024;

    /// <summary>Most bytes of pages that an instance remembers; 0 to read each anew.</summary>
    public int RememberedBytes { get; init; } = DefaultRememberedBytes;
}

/// <summary>
/// Lists that dashboards and reminder jobs ask for again and again. Each page has an ETag, so that whoever has it is told with 304 that it still holds; and the
/// latest pages are remembered until anything in the store changes. A page is remembered for one caller, as granted, and for one day.
/// </summary>
internal sealed class PolledLists(IStoreEngine engine, PolledListOptions options, TimeProvider clock) : IDisposable
{
    // What an entry takes besides the page, the place that it is kept under and the regions of the grant.
    private const int Overhead = 1024;
    private const int BytesOfRegion = 64;

    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _pages = new(new MemoryCacheOptions { SizeLimit = options.RememberedBytes });

    /// <summary>Answers with the page that is remembered, or with what the operation makes.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        await call.HttpContext.RequestServices.GetRequiredService<PolledLists>().AnswerAsync(call, next);

    public void Dispose() => _pages.Dispose();

    private async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        if (options.RememberedBytes == 0 || context.Features.Get<Grant>() is not { } grant)
        {
            return await MakeAsync(call, next);
        }

        // Asked before the page is read: what changes meanwhile is then taken for a change after it.
        var state = await engine.StateAsync(context.RequestAborted);
        var place = PlaceOf(context.Request, grant);
        if (_pages.TryGetValue(place, out Entry? entry) && entry!.Page is { } remembered && entry.State == state && entry.Grant.IsSameAs(grant))
        {
            return remembered;
        }

        var made = await MakeAsync(call, next);
        if (made is PageResult page)
        {
            // The first time it is only noted that the page was asked for: most pages of a walk never are again.
            var kept = entry is null ? null : page.ToKeep();
            _pages.Set(place, new Entry(state, grant, kept), new MemoryCacheEntryOptions { Size = SizeOf(place, grant) + (kept?.Length ?? 0), AbsoluteExpirationRelativeToNow = Remembered });
        }

        return made;
    }

    private static async ValueTask<object?> MakeAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var result = await next(call);
        return result is IValueHttpResult { Value: WrittenBody page } ? new PageResult(page.Content, call.HttpContext.Response.Headers.Link, page) : result;
    }

    private static int SizeOf(string place, Grant grant) => Overhead + (sizeof(char) * place.Length) + (BytesOfRegion * (grant.Reach.RegionCodes?.Count ?? 0));

    // Which day it is where decides how agreements stand.
    private string PlaceOf(HttpRequest request, Grant grant)
    {
        var days = string.Join(' ', IndonesianTime.DatesAt(clock.GetUtcNow()).Values.Select(day => day.DayNumber.ToString(CultureInfo.InvariantCulture)));
        return $"{grant.CallerId}\n{days}\n{request.Path}{request.QueryString}";
    }

    private sealed record Entry(string State, Grant Grant, PageResult? Page);

    /// <summary>A page as it leaves.</summary>
    private sealed class PageResult(ReadOnlyMemory<byte> body, string? link, WrittenBody? room = null) : IResult
    {
        private const int TagBytes = 12;

        private readonly string _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body.Span).AsSpan(0, TagBytes))}\"";

        public int Length => body.Length;

        /// <summary>The same page in memory of its own.</summary>
        public PageResult ToKeep() => new(body.ToArray(), link);

        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using (room)
            {
                await AnswerAsync(httpContext);
            }
        }

        private async Task AnswerAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.ETag = _tag;
            response.Headers.Link = link;
            if (Answer.IsKnown(httpContext.Request, _tag))
            {
                response.Headers.Remove(HeaderNames.Link);
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = Answer.JsonType;
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
