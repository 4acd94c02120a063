using System.Globalization;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Http;

/// <summary>The forms that rows are exported in.</summary>
public enum ExportFormat
{
    /// <summary>One JSON object a line (NDJSON).</summary>
    Ndjson,

    /// <summary>Comma-separated values (RFC 4180) with a header; what a spreadsheet could take for a formula begins with an apostrophe.</summary>
    Csv,
}

/// <summary>An answer of as many rows as there are, written as they are read: nothing is held in memory but the row at hand.</summary>
/// <param name="rows">The rows.</param>
/// <param name="format">The form.</param>
/// <param name="fileName">The name to save it under, without its extension.</param>
internal sealed class Export<T>(IAsyncEnumerable<T> rows, ExportFormat format, string fileName) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (mediaType, extension) = format == ExportFormat.Csv ? (Export.Csv, "csv") : (Export.Ndjson, "ndjson");
        AcceptableAnswers.Require(httpContext.Request, mediaType);

        // What fails before the first row is answered like any failure.
        await using var walk = rows.GetAsyncEnumerator(httpContext.RequestAborted);
        var isThere = await walk.MoveNextAsync();
        httpContext.Response.ContentType = $"{mediaType}; charset=utf-8";
        httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}.{extension}\"";
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        await (format == ExportFormat.Csv ? WriteCsvAsync(walk, isThere, httpContext, json) : WriteLinesAsync(walk, isThere, httpContext, json));
    }

    private static async Task WriteLinesAsync(IAsyncEnumerator<T> walk, bool isThere, HttpContext context, JsonSerializerOptions json)
    {
        for (; isThere; isThere = await walk.MoveNextAsync())
        {
            await JsonSerializer.SerializeAsync(context.Response.Body, walk.Current, json, context.RequestAborted);
            await context.Response.Body.WriteAsync("\n"u8.ToArray(), context.RequestAborted);
        }
    }

    private static async Task WriteCsvAsync(IAsyncEnumerator<T> walk, bool isThere, HttpContext context, JsonSerializerOptions json)
    {
        await using var text = new StreamWriter(context.Response.Body, leaveOpen: true);
        await using var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape, NewLine = "\r\n" });
        foreach (var name in typeof(T).GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)))
        {
            csv.WriteField(name);
        }

        await csv.NextRecordAsync();
        for (; isThere; isThere = await walk.MoveNextAsync())
        {
            // Values read as they do in JSON; a list is its JSON.
            foreach (var member in JsonSerializer.SerializeToElement(walk.Current, json).EnumerateObject())
            {
                csv.WriteField(member.Value.ValueKind is JsonValueKind.Null ? "" : member.Value.ToString());
            }

            await csv.NextRecordAsync();
        }
    }
}

/// <summary>The media types of exports.</summary>
internal static class Export
{
    public const string Ndjson = "application/x-ndjson";
    public const string Csv = "text/csv";
}
