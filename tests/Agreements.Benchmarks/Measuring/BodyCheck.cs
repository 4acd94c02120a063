using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;

namespace Agreements.Benchmarks.Measuring;

/// <summary>Compares what service and floor answer to the same requests, byte for byte: a ratio means nothing where they do different things.</summary>
internal static partial class BodyCheck
{
    private const int MostCompared = 60;
    private const int Shown = 60;

    /// <summary>Where the answers of a path differ; null where they do not.</summary>
    public static async Task<string?> DifferenceAsync(Server service, Server floor, HotPath path, Samples samples, CancellationToken cancellationToken)
    {
        using var ofService = Workshop.ClientOf(service);
        using var ofFloor = Workshop.ClientOf(floor);
        return path.Kind == LoadKind.Create
            ? await DifferenceOfDraftsAsync(ofService, ofFloor, samples, cancellationToken)
            : await DifferenceOfReadsAsync(ofService, ofFloor, path.Requests(samples), cancellationToken);
    }

    private static async Task<string?> DifferenceOfReadsAsync(HttpClient service, HttpClient floor, IReadOnlyList<string> requests, CancellationToken cancellationToken)
    {
        var step = Math.Max(1, requests.Count / MostCompared);
        foreach (var request in requests.Where((_, i) => i % step == 0))
        {
            var uri = new Uri(request, UriKind.Relative);
            using var answer = await service.GetAsync(uri, cancellationToken);
            using var other = await floor.GetAsync(uri, cancellationToken);
            var (body, otherBody) = (await answer.Content.ReadAsByteArrayAsync(cancellationToken), await other.Content.ReadAsByteArrayAsync(cancellationToken));
            if (answer.StatusCode != other.StatusCode || !body.AsSpan().SequenceEqual(otherBody))
            {
                return $"GET {request}: {Where(Encoding.UTF8.GetString(body), Encoding.UTF8.GetString(otherBody))} ({(int)answer.StatusCode} and {(int)other.StatusCode})";
            }
        }

        return null;
    }

    // Each has its own id and was recorded at its own instant.
    private static async Task<string?> DifferenceOfDraftsAsync(HttpClient service, HttpClient floor, Samples samples, CancellationToken cancellationToken)
    {
        for (var i = 0; i < 5; i++)
        {
            var party = samples.Parties[i * samples.Parties.Count / 5].Split(' ');
            var draft = new
            {
                kind = "cooperationAgreement",
                localNumber = string.Create(CultureInfo.InvariantCulture, $"sama-{i}"),
                title = "Perjanjian Kerja Sama",
                subject = i == 0 ? null : "Kepesertaan PBPU dan BP",
                regionCode = party[0],
                bpjsOfficeId = party[1],
                owner = "Bagian Kesejahteraan Rakyat",
                effectiveFrom = string.Create(CultureInfo.InvariantCulture, $"202{5 + i}-01-01"),
                effectiveUntil = "2031-03-31",
                renewalNoticeMonths = 3 + i,
            };
            using var answer = await service.PostAsJsonAsync("/v1/agreements", draft, cancellationToken);
            using var other = await floor.PostAsJsonAsync("/v1/agreements", draft, cancellationToken);
            var (body, otherBody) = (Own().Replace(await answer.Content.ReadAsStringAsync(cancellationToken), "\"\""), Own().Replace(await other.Content.ReadAsStringAsync(cancellationToken), "\"\""));
            if (answer.StatusCode != other.StatusCode || body != otherBody)
            {
                return $"POST /v1/agreements: {Where(body, otherBody)} ({(int)answer.StatusCode} and {(int)other.StatusCode})";
            }
        }

        return null;
    }

    private static string Where(string one, string other)
    {
        var same = one.AsSpan().CommonPrefixLength(other);
        var from = Math.Max(0, same - (Shown / 2));
        return string.Create(CultureInfo.InvariantCulture, $"from character {same} on, '{Cut(one, from)}' is '{Cut(other, from)}' of the floor");
    }

    private static string Cut(string text, int from) => text.Substring(from, Math.Min(Shown, text.Length - from));

    [GeneratedRegex("(?<=\"(id|createdAt|updatedAt)\":)\"[^\"]*\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Own();
}
