using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Agreements.Api.Http.Exports;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Imports;

/// <summary>Registers on their way in.</summary>
internal static class ImportSteps
{
    /// <summary>The headers that most tests get by with.</summary>
    public const string Headers = "Jenis dokumen;Kode wilayah;Nomor pemerintah daerah;Mulai berlaku;Berlaku sampai dengan;Tahap;Perlu diperiksa";

    private static readonly string[] Counted = ["rowsRead", "rowsCreated", "rowsNeedReview", "rowsDuplicate", "rowsFailed"];

    /// <summary>A row below <see cref="Headers"/> with nothing wrong in it.</summary>
    public static string Row(string number, string region = "76", string from = "2026-01-01", string until = "2026-12-31", string state = "Ditandatangani", string review = "Tidak") =>
        $"Nota Kesepakatan;{region};{number};{from};{until};{state};{review}";

    /// <summary>A text of these lines in UTF-8.</summary>
    public static byte[] Csv(params IReadOnlyList<string> lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines));

    /// <summary>A workbook with these columns, as this service writes one.</summary>
    public static async Task<byte[]> XlsxAsync(IReadOnlyList<TableColumn> columns, params object?[][] rows)
    {
        using var body = new MemoryStream();
        await new XlsxWorkbook<object?[]>(new Table(columns), "Register", "").WriteAsync(rows.ToAsyncEnumerable(), body, CancellationToken.None);
        return body.ToArray();
    }

    /// <summary>Sends a file; whether it is taken is for the test to say.</summary>
    public static Task<Answered> SendAsync(this HttpClient client, byte[] file, string fileName = "register.csv", params (string Name, string Value)[] fields) =>
        client.PostFormAsync("/v1/imports", Forms.Of([.. fields.Select(field => Part.Field(field.Name, field.Value)), Part.FileNamed(file, fileName)]));

    /// <summary>Has a file taken in and waits until every row is settled.</summary>
    public static async Task<Answered> TakeInAsync(this HttpClient client, byte[] file, params (string Name, string Value)[] fields)
    {
        var import = await client.OverAsync((await client.SendAsync(file, fields: fields)).Is(HttpStatusCode.Accepted));
        Assert.True(import.Body.Said("state") == "completed", import.Text);
        return import;
    }

    /// <summary>Has a file refused once it is read, and says why.</summary>
    public static async Task<string> FaultOfAsync(this HttpClient client, byte[] file, params (string Name, string Value)[] fields)
    {
        var import = await client.OverAsync((await client.SendAsync(file, fields: fields)).Is(HttpStatusCode.Accepted));
        Assert.Equal("failed", import.Body.Said("state"));
        Assert.NotNull(import.Body.Said("finishedAt"));
        Assert.NotEmpty(import.Body.Said("faultDetail")!);
        return import.Body.Said("faultCode")!;
    }

    /// <summary>Waits until an import is over: as long as it gets on, it is waited for.</summary>
    public static async Task<Answered> OverAsync(this HttpClient client, Answered import)
    {
        var now = import;
        while (now.Body.Said("finishedAt") is null)
        {
            now = await client.GetsOnAsync(now);
        }

        return now;
    }

    /// <summary>Waits until an import has come further than it had.</summary>
    public static async Task<Answered> GetsOnAsync(this HttpClient client, Answered import)
    {
        var now = import;
        await Eventually.IsTrueAsync(
            async () =>
            {
                now = (await client.Get($"/v1/imports/{import.Id}")).Is(HttpStatusCode.OK);
                return now.Body.Number("version") > import.Body.Number("version");
            },
            () => $"it came to a halt: {now.Text}");
        return now;
    }

    /// <summary>How many rows of an import were read, created, created and need review, there already, failed.</summary>
    public static string Counts(this Answered import) => string.Join(' ', Counted.Select(count => import.Body.Number(count)));

    /// <summary>What was found in a file, each as <c>row column member code</c>, with an exclamation mark where it keeps the row out.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(this HttpClient client, Answered import, string query = "limit=200") =>
        [.. (await client.WalkAsync($"/v1/imports/{import.Id}/findings?{query}")).Select(Told)];

    /// <summary>A finding in short.</summary>
    public static string Told(this JsonObject finding) =>
        $"{finding.Number("row")} {finding.Said("column") ?? "-"} {finding.Said("member") ?? "-"} {finding.Said("code")}{(finding.Said("severity") == "error" ? "!" : "")}";

    /// <summary>The agreement of a number.</summary>
    public static async Task<Answered> NumberedAsync(this HttpClient client, string number)
    {
        var found = (await client.Get($"/v1/agreements?number={Uri.EscapeDataString(number)}")).Is(HttpStatusCode.OK);
        return (await client.Get($"/v1/agreements/{Assert.Single(found.Ids())}")).Is(HttpStatusCode.OK);
    }

    /// <summary>How many agreements a caller sees.</summary>
    public static async Task<int> CountAsync(this HttpClient client, string query = "") => (await client.Get($"/v1/agreements?count=true&limit=1{query}")).Is(HttpStatusCode.OK).Body.Number("total");

    private sealed class Table(IReadOnlyList<TableColumn> columns) : ITable<object?[]>
    {
        public IReadOnlyList<TableColumn> Columns => columns;

        public IEnumerable<object?> CellsOf(object?[] row) => row;
    }
}
