using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Agreements.Benchmarks.Measuring;

/// <summary>
/// What a harness for several kinds of servers needs to measure the service on a store from here: a profile of its paths, a file of ids and one of cursors, where that
/// harness looks for them.
/// </summary>
internal static class BenchProfile
{
    private static readonly JsonSerializerOptions OneLine = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>By which offset the harness is told to take the cursors.</summary>
    public const int Offset = 1;

    private const string IdsFile = "ids-agreements.txt";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the files into the folder of the harness, and says the profile.</summary>
    /// <param name="store">The store.</param>
    /// <param name="folder">The folder that the harness keeps its data in.</param>
    /// <param name="size">The name that the harness has for the size of the register.</param>
    public static string Write(string store, string folder, string size)
    {
        var samples = Samples.Of(store);
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        Directory.CreateDirectory(Path.Combine(folder, "work"));
        File.WriteAllLines(Path.Combine(folder, "data", IdsFile), samples.Ids);
        File.WriteAllLines(Path.Combine(folder, "work", string.Create(CultureInfo.InvariantCulture, $"deep.{size}.{Offset}")), samples.DeepCursors.Select(cursor => $"{Offset} 1 {cursor} - -"));

        // That harness knows no codes of regions as the service has them: one region stands for all.
        var party = samples.Parties[samples.Parties.Count / 2].Split(' ');
        var body = new
        {
            kind = "cooperationAgreement",
            localNumber = "{number}",
            title = "Perjanjian kerja sama kepesertaan PBPU dan BP",
            subject = "Kepesertaan PBPU dan BP",
            segment = "pbpuBp",
            regionCode = party[0],
            bpjsOfficeId = party[1],
            owner = "bench",
            effectiveFrom = "2026-01-02",
            effectiveUntil = "2029-01-01",
        };
        return JsonSerializer.Serialize(
            new
            {
                name = "agreements",
                ids = IdsFile,
                paths = new
                {
                    byid = "/v1/agreements/{id}",
                    expiring = "/v1/agreements/expiring?withinDays=90&limit=50",
                    filter = $"/v1/agreements?regionCode={party[0]}&standing=active&limit=50",
                    deepk = "/v1/agreements?sort=updatedAt&limit=50&after={cursor}",
                    create = "/v1/agreements",
                },
                headers = $"X-Api-Key: {Server.Key}",
                body = JsonSerializer.Serialize(body, OneLine),
            },
            Options);
    }
}
