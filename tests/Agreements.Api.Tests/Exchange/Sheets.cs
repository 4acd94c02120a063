using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Agreements.Api.Http.Exports;
using CsvHelper;
using CsvHelper.Configuration;
using ExcelDataReader;

namespace Agreements.Api.Tests.Exchange;

/// <summary>A file as it was sent.</summary>
public sealed record Download(HttpResponseMessage Answer, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>The agreements of NDJSON.</summary>
    public IReadOnlyList<JsonObject> Lines => [.. Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];

    /// <summary>A part of a workbook.</summary>
    public string Part(string name)
    {
        using var zip = new ZipArchive(new MemoryStream(Bytes));
        using var part = new StreamReader(zip.GetEntry(name)!.Open());
        return part.ReadToEnd();
    }
}

/// <summary>A sheet, read by a program that knows nothing of the one that wrote it.</summary>
/// <param name="Headers">Its first row.</param>
/// <param name="Rows">All others.</param>
public sealed record Sheet(IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>What each row has below a header.</summary>
    public IReadOnlyList<object?> Below(string header)
    {
        var column = Headers.ToList().IndexOf(header);
        Assert.True(column >= 0, $"there is no {header} in {string.Join(", ", Headers)}");
        return [.. Rows.Select(row => row[column])];
    }
}

/// <summary>Asks for exports and reads them.</summary>
internal static class Sheets
{
    static Sheets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static async Task<Download> ExportAsync(this HttpClient client, string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/agreements/export?{query}");
        headers.ToList().ForEach(header => request.Headers.Add(header.Name, header.Value));
        var answer = await client.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(bytes));
        return new Download(answer, bytes);
    }

    /// <summary>Reads CSV as any reader of RFC 4180 does, and takes the guards off.</summary>
    public static Sheet Csv(this Download download, string separator = ",")
    {
        using var text = new StreamReader(new MemoryStream(download.Bytes), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        using var csv = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator, Mode = CsvMode.RFC4180 });
        Assert.True(csv.Read() && csv.ReadHeader());
        var rows = new List<IReadOnlyList<object?>>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.HeaderRecord!.Length).Select(i => csv.GetField(i) is { Length: > 0 } field ? FormulaGuard.Unguarded(field) : null)]);
        }

        return new Sheet(csv.HeaderRecord!, rows);
    }

    /// <summary>Reads the sheet of a workbook.</summary>
    public static Sheet Xlsx(this Download download, int sheet = 0) => Workbook(download.Bytes)[sheet].Sheet;

    /// <summary>Reads every sheet of a workbook.</summary>
    public static IReadOnlyList<(string Name, Sheet Sheet)> Workbook(byte[] bytes)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
        var sheets = new List<(string, Sheet)>();
        do
        {
            var rows = new List<IReadOnlyList<object?>>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }

            sheets.Add((reader.Name, new Sheet([.. rows[0].Select(header => (string)header!)], rows[1..])));
        }
        while (reader.NextResult());
        return sheets;
    }
}
