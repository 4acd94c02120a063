using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Agreements.Api.Setup;
using Agreements.Api.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Agreements.Api.Tests.Operations;

public sealed partial class ScrapeTests : IDisposable
{
    private const string Announcement = "Metrics are at ";

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task Prometheus_scrapes_what_an_operator_needs_at_an_address_of_its_own()
    {
        using var service = await ServiceProcess.StartAsync(_store, ("Metrics__Url", "http://127.0.0.1:0"));
        using var client = await service.ClientAsync();
        using var prometheus = new HttpClient { BaseAddress = new Uri((await service.SaysAsync(Announcement)).Split(Announcement)[1].Split('"')[0]) };
        var key = ("Idempotency-Key", "sekali");
        (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" }, key)).Is(HttpStatusCode.Created);
        (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" }, key)).Is(HttpStatusCode.Created);
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        (await client.Get("/metrics")).IsProblem(HttpStatusCode.NotFound, "route.not-found");
        Assert.Equal(HttpStatusCode.NotFound, (await prometheus.Get("/v1/agreements")).Status);

        var samples = Parse(await ScrapeAsync(prometheus));

        Assert.Equal(2, Value(samples, "http_server_request_duration_seconds_count", ("http_route", "/v1/agreements/"), ("http_request_method", "POST"), ("http_response_status_code", "201")));
        Assert.Equal(1, Value(samples, "agreements_idempotency_replays_total"));
        Assert.Equal(1, Value(samples, "agreements_problem_answers_total", ("code", "route.not-found"), ("http_response_status_code", "404")));
        Assert.Equal(1, Value(samples, "agreements_key_lookups_total", ("found", "true")));
        Assert.True(Value(samples, "db_client_operation_duration_seconds_count", ("db_operation_name", "COMMIT")) >= 1);
        Assert.Equal(!TestStore.IsPostgres, samples.Any(sample => sample.Name == "agreements_store_turn_duration_seconds_count" && sample.Number > 0));
        Assert.Contains(samples, sample => sample.Name.StartsWith("dotnet_gc_", StringComparison.Ordinal));
        Assert.DoesNotContain(samples, sample => sample.Labels.GetValueOrDefault("http_route") is { } route && (route.Contains("health", StringComparison.Ordinal) || route.Contains("metrics", StringComparison.Ordinal)));
        Assert.Contains("audit", samples.Where(sample => sample.Name.StartsWith("agreements_backlog", StringComparison.Ordinal)).Select(sample => sample.Labels["kind"]).Distinct(StringComparer.Ordinal));
        Assert.All(samples.SelectMany(sample => sample.Labels.Values), value => Assert.DoesNotContain(Keys.Administrator, value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Attempts_at_webhooks_are_counted_by_what_came_of_them()
    {
        using var service = await ServiceProcess.StartAsync(_store, ("Metrics__Url", "http://127.0.0.1:0"), ("Webhooks__AllowHttp", "true"), ("Webhooks__AllowPrivateTargets", "true"));
        using var client = await service.ClientAsync();
        using var prometheus = new HttpClient { BaseAddress = new Uri((await service.SaysAsync(Announcement)).Split(Announcement)[1].Split('"')[0]) };

        // Nobody listens there.
        var webhook = (await client.Post("/v1/webhooks", new { name = "Integrasi", url = "http://127.0.0.1:1/" })).Is(HttpStatusCode.Created);
        (await client.Post($"/v1/webhooks/{webhook.Id}/test", null)).Is(HttpStatusCode.Accepted);

        var samples = new List<Sample>();
        await Eventually.IsTrueAsync(
            async () =>
            {
                samples = Parse(await ScrapeAsync(prometheus));
                return samples.Exists(sample => sample is { Name: "agreements_webhook_attempts_total", Number: > 0 });
            },
            () => $"no attempt is counted: {string.Join(' ', samples.Select(sample => sample.Name).Distinct(StringComparer.Ordinal))}");

        Assert.NotEqual("delivered", Assert.Single(samples, sample => sample.Name == "agreements_webhook_attempts_total").Labels["outcome"]);
    }

    [Fact]
    public async Task A_backlog_has_its_gauges_as_soon_as_it_is_registered()
    {
        await using var host = new ServiceHost().With("Metrics:Url", "http://127.0.0.1:0").With(services => services.AddBacklog(
            new Backlog("letters", Tolerance: null, (_, _, _) => Task.FromResult(new BacklogSize(3, TestClock.Start - TimeSpan.FromMinutes(2))))));
        using var client = host.CreateClient();
        using var prometheus = new HttpClient { BaseAddress = new Uri($"{host.Services.GetServices<IHostedService>().OfType<ScrapeAddress>().Single().Address}/metrics") };

        await Eventually.IsTrueAsync(async () => Parse(await ScrapeAsync(prometheus)).Exists(sample => sample.Name == "agreements_backlog_items" && sample.Labels["kind"] == "letters"), () => "it has none");

        var samples = Parse(await ScrapeAsync(prometheus));
        Assert.Equal(3, Value(samples, "agreements_backlog_items", ("kind", "letters")));
        Assert.Equal(120, Value(samples, "agreements_backlog_oldest_age_seconds", ("kind", "letters")));
        Assert.Equal(["audit", "events", "imports", "letters", "reminders", "webhooks"], samples.Where(sample => sample.Name == "agreements_backlog_items").Select(sample => sample.Labels["kind"]).Order(StringComparer.Ordinal));
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_another_application_in_the_process_does_is_not_taken_for_the_services_own()
    {
        await using var host = new ServiceHost().With("Metrics:Url", "http://127.0.0.1:0");
        await using var other = new ServiceHost();
        using var client = host.ClientOf("Sari");
        using var guest = other.ClientOf("Sari");
        using var prometheus = new HttpClient { BaseAddress = new Uri($"{host.Services.GetServices<IHostedService>().OfType<ScrapeAddress>().Single().Address}/metrics") };
        (await client.Get("/v1/agreements")).Is(HttpStatusCode.OK);
        (await guest.Get("/v1/agreements")).Is(HttpStatusCode.OK);
        (await guest.Get("/v1/agreements")).Is(HttpStatusCode.OK);

        // A request is counted when its answer has left.
        var samples = new List<Sample>();
        await Eventually.IsTrueAsync(
            async () =>
            {
                samples = Parse(await ScrapeAsync(prometheus));
                return samples.Exists(sample => sample.Name == "http_server_request_duration_seconds_count");
            },
            () => "no request is counted");

        Assert.Equal(1, Value(samples, "http_server_request_duration_seconds_count", ("http_route", "/v1/agreements/")));

        // What serves /metrics is another application too, with connections of its own.
        var port = client.BaseAddress!.Port.ToString(CultureInfo.InvariantCulture);
        Assert.Equal([port], samples.Where(sample => sample.Name.StartsWith("kestrel_", StringComparison.Ordinal)).Select(sample => sample.Labels["server_port"]).Distinct(StringComparer.Ordinal));
    }

    private static async Task<string> ScrapeAsync(HttpClient prometheus)
    {
        using var answer = await prometheus.GetAsync(prometheus.BaseAddress);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        return await answer.Content.ReadAsStringAsync();
    }

    private static double Value(List<Sample> samples, string name, params (string Name, string Value)[] labels)
    {
        var found = samples.Where(sample => sample.Name == name && labels.All(label => sample.Labels.GetValueOrDefault(label.Name) == label.Value)).ToList();
        Assert.True(found.Count > 0, $"no {name} {string.Join(", ", labels)}");
        return found.Sum(sample => sample.Number);
    }

    /// <summary>Reads the whole text exposition format, and fails on any line that is none of it.</summary>
    private static List<Sample> Parse(string text)
    {
        var (samples, types) = (new List<Sample>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
            {
                var comment = Comment().Match(line);
                Assert.True(comment.Success || line == "# EOF", line);
                if (comment.Groups["type"].Success)
                {
                    Assert.True(types.TryAdd(comment.Groups["name"].Value, comment.Groups["type"].Value), $"{line} stands twice");
                }

                continue;
            }

            var sample = SampleLine().Match(line);
            Assert.True(sample.Success, line);
            var labels = Label().Matches(sample.Groups["labels"].Value).ToDictionary(label => label.Groups["name"].Value, label => label.Groups["value"].Value, StringComparer.Ordinal);
            var value = sample.Groups["value"].Value switch { "+Inf" => double.PositiveInfinity, "-Inf" => double.NegativeInfinity, var number => double.Parse(number, CultureInfo.InvariantCulture) };
            samples.Add(new Sample(sample.Groups["name"].Value, labels, value));
        }

        Assert.All(samples, sample => Assert.True(types.ContainsKey(sample.Name) || types.ContainsKey(Part().Replace(sample.Name, "")), $"{sample.Name} has no type"));
        Assert.Equal(samples.Count, samples.Select(sample => $"{sample.Name} {string.Join(',', sample.Labels)}").Distinct(StringComparer.Ordinal).Count());
        foreach (var buckets in samples.Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal)).GroupBy(sample => sample.Series))
        {
            Assert.Equal(buckets.Select(bucket => bucket.Number).Order(), buckets.Select(bucket => bucket.Number));
            Assert.Equal("+Inf", buckets.Last().Labels["le"]);
        }

        return samples;
    }

    private sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Number)
    {
        public string Series => $"{Name} {string.Join(',', Labels.Where(label => label.Key != "le"))}";
    }

    [GeneratedRegex("^# (TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram|summary|untyped)|(HELP|UNIT) [a-zA-Z_:][a-zA-Z0-9_:]* .+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*",?)*)\})? (?<value>[-+0-9.eEInfNa]+)( [0-9]+)?$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SampleLine();

    [GeneratedRegex("""(?<name>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\]|\\.)*)",?""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
