using System.Net;
using System.Net.Sockets;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Operations;

public sealed class TelemetryTests : IDisposable
{
    private const string Person = "Nama-Seorang-Pegawai";

    private static readonly (string, string)[] Soon =
        [("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "200")];

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task A_collector_gets_a_span_for_each_request_with_its_store_commands_and_the_metrics_and_learns_nobodys_name()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        using var service = await ServiceProcess.StartAsync(_store, [("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), .. Soon]);
        using var client = await service.ClientAsync();

        var draft = (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", owner = Person })).Is(HttpStatusCode.Created);
        (await client.Get($"/v1/agreements/{draft.Id}")).Is(HttpStatusCode.OK);
        Assert.Single((await client.Get($"/v1/agreements?owner={Person}")).Is(HttpStatusCode.OK).Items);
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        var missing = (await client.Get($"/v1/agreements/{Guid.Empty}")).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
        await Eventually.IsTrueAsync(() => Task.FromResult(collector.Units.ContainsKey("agreements.problem.answers")), () => string.Join(", ", collector.Units.Keys));
        Assert.Equal(0, await service.StopAsync());

        var spans = collector.Spans.ToList();
        var drafted = spans.Single(span => span.Name == "POST /v1/agreements/");
        Assert.Equal("", drafted.ParentId);
        Assert.Equal(("/v1/agreements/", "POST", "201"), (drafted.Attributes["http.route"], drafted.Attributes["http.request.method"], drafted.Attributes["http.response.status_code"]));
        Assert.StartsWith("key:", drafted.Attributes["enduser.pseudo.id"], StringComparison.Ordinal);
        var commands = spans.Where(span => span.TraceId == drafted.TraceId && span.ParentId == drafted.SpanId).ToList();
        Assert.All(commands, span => Assert.Equal(TestStore.IsPostgres ? "postgresql" : "sqlite", span.Attributes["db.system.name"]));
        Assert.Contains(commands, span => span.Name == "BEGIN");

        // What goes out together is named after its first statement.
        Assert.True(commands.Exists(span => span.Name == "INSERT agreements"), string.Join(", ", commands.Select(span => span.Name)));
        Assert.Contains(commands, span => span.Name == "COMMIT");
        Assert.Contains(spans, span => span.Name == "GET /v1/agreements/{agreementId:guid}" && span.TraceId == missing.Body.Said("traceId"));
        Assert.DoesNotContain(spans, span => span.Name.Contains("health", StringComparison.Ordinal));
        Assert.All(spans, span => Assert.True(span.ParentId.Length > 0 || span.Attributes.ContainsKey("http.route"), $"{span.Name} is part of no request"));
        Assert.All(spans.SelectMany(span => span.Attributes.Values.Append(span.Name)), text =>
        {
            Assert.DoesNotContain(Person, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Keys.Administrator, text, StringComparison.Ordinal);
        });

        Assert.Equal("s", collector.Units["http.server.request.duration"]);
        Assert.Equal("s", collector.Units["db.client.operation.duration"]);
        Assert.Contains("agreements.backlog.items", collector.Units.Keys);
    }

    [Fact]
    public async Task A_collector_that_never_answers_holds_up_neither_requests_nor_the_end()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var service = await ServiceProcess.StartAsync(_store, [("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://{silent.LocalEndpoint}"), .. Soon]);
        using var client = await service.ClientAsync();
        for (var i = 0; i < 20; i++)
        {
            (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" })).Is(HttpStatusCode.Created);
        }

        var asked = TimeProvider.System.GetTimestamp();

        Assert.Equal(0, await service.StopAsync());
        Assert.True(TimeProvider.System.GetElapsedTime(asked) < TimeSpan.FromSeconds(10), $"it took {TimeProvider.System.GetElapsedTime(asked)}");
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "collector")]
    [InlineData("Metrics__Url", "9464")]
    [InlineData("Metrics__Url", "https://127.0.0.1:9464")]
    [InlineData("Shutdown__DrainSeconds", "60")]
    [InlineData("Shutdown__DrainSeconds", "soon")]
    public async Task A_setting_that_cannot_be_used_is_refused_by_its_name(string setting, string value)
    {
        using var service = ServiceProcess.Launch(("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString), (setting, value));

        var (exitCode, errors) = await service.RefuseAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith(setting, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scrape_address_that_is_taken_is_refused_by_its_setting()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        using var service = ServiceProcess.Launch(
            ("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString), ("Metrics__Url", $"http://{taken.LocalEndpoint}"));

        var (exitCode, errors) = await service.RefuseAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("Metrics__Url", Assert.Single(errors), StringComparison.Ordinal);
    }
}
