using Agreements.Api.Http.Problems;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http.Exports;

/// <summary>The forms that rows are exported in.</summary>
public enum ExportFormat
{
    /// <summary>One JSON object a line (NDJSON).</summary>
    Ndjson,

    /// <summary>Comma-separated values (RFC 4180) with a header; what a spreadsheet could take for a formula begins with an apostrophe.</summary>
    Csv,
}

/// <summary>A form that rows leave in, written as they come.</summary>
internal interface IExportForm<in T>
{
    /// <summary>Without parameters.</summary>
    string MediaType { get; }

    /// <summary>With parameters.</summary>
    string ContentType { get; }

    /// <summary>Of a file, without the dot.</summary>
    string Extension { get; }

    /// <summary>Writes all of them. A row that fails leaves what was written cut off.</summary>
    Task WriteAsync(IAsyncEnumerable<T> rows, Stream body, CancellationToken cancellationToken);
}

/// <summary>
/// An answer of as many rows as there are, written as they are read, no faster than the caller takes them: nothing is held in memory but the rows at hand. What fails
/// before the first row is answered like any failure; what fails later ends the connection before its time, so that nobody takes a part for the whole.
/// </summary>
/// <param name="rows">The rows.</param>
/// <param name="form">The form.</param>
/// <param name="fileName">The name to save it under, without its extension.</param>
/// <param name="language">The language that it speaks; null where it speaks none.</param>
internal sealed class Export<T>(IAsyncEnumerable<T> rows, IExportForm<T> form, string fileName, Language? language = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        AcceptableAnswers.Require(httpContext.Request, form.MediaType);
        await using var walk = rows.GetAsyncEnumerator(httpContext.RequestAborted);
        var isThere = await walk.MoveNextAsync();
        var headers = httpContext.Response.Headers;
        headers.ContentType = form.ContentType;
        headers.ContentDisposition = $"attachment; filename=\"{fileName}.{form.Extension}\"";
        headers.CacheControl = "no-store";
        if (language is not null)
        {
            headers.ContentLanguage = language == Language.English ? "en" : "id";
            headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        }

        if (!HeadRequests.LeavesBodyOut(httpContext))
        {
            await form.WriteAsync(From(walk, isThere), httpContext.Response.Body, httpContext.RequestAborted);
        }
    }

    private static async IAsyncEnumerable<T> From(IAsyncEnumerator<T> walk, bool isThere)
    {
        for (; isThere; isThere = await walk.MoveNextAsync())
        {
            yield return walk.Current;
        }
    }
}

/// <summary>The media types of exports.</summary>
internal static class Export
{
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}
