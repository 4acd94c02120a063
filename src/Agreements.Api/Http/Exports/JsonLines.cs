using System.Text.Json;

namespace Agreements.Api.Http.Exports;

/// <summary>NDJSON: what each row is to integrators, one a line.</summary>
/// <param name="line">What a row is on its line.</param>
/// <param name="json">How JSON is written.</param>
internal sealed class JsonLines<T, TLine>(Func<T, TLine> line, JsonSerializerOptions json) : IExportForm<T>
{
    public string MediaType => Export.Ndjson;

    public string ContentType => $"{Export.Ndjson}; charset=utf-8";

    public string Extension => "ndjson";

    public async Task WriteAsync(IAsyncEnumerable<T> rows, Stream body, CancellationToken cancellationToken)
    {
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await JsonSerializer.SerializeAsync(body, line(row), json, cancellationToken);
            await body.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }
}
