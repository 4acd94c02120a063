using System.Text;
using Agreements.Api.Http;
using Agreements.Domain.Calendars;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Features.Calendars;

/// <summary>A calendar as an answer: 304 for whoever has it already, else written as it is read.</summary>
internal sealed class CalendarAnswer(WrittenCalendar calendar) : IResult
{
    public const string MediaType = "text/calendar";

    // A few events at a time; programs read faster than one by one.
    private const int BufferSize = 16 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (request, response) = (httpContext.Request, httpContext.Response);
        AcceptableAnswers.Require(request, MediaType);
        response.Headers.ETag = calendar.Tag;
        if (IsKnown(request))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        // What fails before the first event is answered like any failure.
        await using var walk = calendar.Entries.GetAsyncEnumerator(httpContext.RequestAborted);
        var isThere = await walk.MoveNextAsync();
        response.ContentType = $"{MediaType}; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"calendar.ics\"";
        await using var text = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferSize, leaveOpen: true);
        await WriteAsync(CalendarFile.Begin(calendar.Head));
        var isEmpty = !isThere;
        for (; isThere; isThere = await walk.MoveNextAsync())
        {
            await WriteAsync(CalendarFile.Of(walk.Current));
        }

        await WriteAsync(CalendarFile.End(isEmpty));

        Task WriteAsync(string lines) => text.WriteAsync(lines.AsMemory(), httpContext.RequestAborted);
    }

    private bool IsKnown(HttpRequest request) =>
        EntityTagHeaderValue.TryParseStrictList(request.Headers.IfNoneMatch, out var tags)
        && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || $"W/{tag.Tag}" == calendar.Tag);
}
