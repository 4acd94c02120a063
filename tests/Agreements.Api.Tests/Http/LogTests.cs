using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agreements.Api.Setup;
using Agreements.Api.Tests.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Agreements.Api.Tests.Http;

public sealed class LogTests : IDisposable
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string WrongKey = "agr_dG9ydG9pc2Utd2hlbGstcGVyaXdpbmtsZS1saW1wZXQ";
    private const string Forged = "eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJraXdpIn0.c2lnbmF0dXJlLW9mLW5vYm9keQ";
    private const string InQuery = "rahasia-di-alamat";
    private const string Password = "sandi;yang=panjang";

    private readonly TestStore _store = new();

    [Fact]
    public async Task Each_event_is_one_line_of_JSON_and_each_request_names_its_trace_its_route_and_the_credential_but_no_person()
    {
        using var service = await ServiceProcess.StartAsync(_store);
        using var client = await service.ClientAsync();
        var me = $"key:{(await client.Get("/v1/api-keys")).Is(HttpStatusCode.OK).Items.Single().Said("id")}";
        var draft = (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", title = "Baris satu\nbaris dua \u2028 baris tiga" })).Is(HttpStatusCode.Created);
        (await client.Get($"/v1/agreements/{draft.Id}?asOf=2026-01-31", ("traceparent", $"00-{TraceId}-b7ad6b7169203331-01"))).Is(HttpStatusCode.OK);
        (await client.Get($"/v1/nothing-here/{InQuery}")).Is(HttpStatusCode.NotFound);
        (await client.Get("/health/live")).Is(HttpStatusCode.OK);
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
        var lines = await StopAsync(service);

        var requests = lines.Where(line => line["category"]!.GetValue<string>().EndsWith(".RequestLog", StringComparison.Ordinal)).ToList();
        Assert.All(requests, line =>
        {
            Assert.Matches("^[0-9a-f]{32}$", line.Said("traceId"));
            Assert.Matches("^[0-9a-f]{16}$", line.Said("spanId"));
            Assert.Matches(@"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", line.Said("at"));
            Assert.Equal(("information", me), (line.Said("level"), line["particulars"]!.Said("caller")));
            Assert.True(line["particulars"]!["elapsedMs"]!.GetValue<double>() >= 0);
        });
        Assert.Equal(
            ["GET /v1/api-keys/ 200", "POST /v1/agreements/ 201", "GET /v1/agreements/{agreementId:guid} 200", "GET - 404"],
            requests.Select(line => line["particulars"]!).Select(about => $"{about.Said("method")} {about.Said("route")} {about.Number("status")}"));
        Assert.Equal(TraceId, requests[2].Said("traceId"));
        var everything = string.Join('\n', lines.Select(line => line.ToJsonString()));
        Assert.All(["/health", draft.Id, InQuery, "Baris satu", "asOf"], text => Assert.DoesNotContain(text, everything, StringComparison.Ordinal));
    }

    // The most that can be asked for, so that nothing is kept back that an operator in search of a fault would turn on.
    [Theory]
    [InlineData("Information")]
    [InlineData("Trace")]
    public async Task No_secret_is_in_what_the_service_writes(string level)
    {
        using var service = await ServiceProcess.StartAsync(
            _store, ("Authentication__Authority", "http://127.0.0.1:1"), ("Authentication__Audience", "agreements"), ("Limits__RequestSeconds", "30"),
            ("Logging__LogLevel__Default", level), ("Logging__LogLevel__Microsoft.AspNetCore", level), ("Logging__LogLevel__Microsoft.EntityFrameworkCore", level));
        using var client = await service.ClientAsync();
        using var nobody = new HttpClient { BaseAddress = client.BaseAddress };
        var issued = (await client.Post("/v1/api-keys", """{"name":"uji","scopes":["agreements:read"],"allRegions":true}""", ("Idempotency-Key", "satu"))).Is(HttpStatusCode.Created).Body.Said("key")!;
        (await nobody.Get("/v1/agreements", (Keys.Header, issued))).Is(HttpStatusCode.OK);
        (await nobody.Get("/v1/agreements", (Keys.Header, WrongKey))).Is(HttpStatusCode.Unauthorized);
        (await nobody.Get("/v1/agreements", ("Authorization", $"Bearer {Forged}"))).Is(HttpStatusCode.ServiceUnavailable);
        (await nobody.Get("/v1/agreements", ("Authorization", $"Basic {Forged}"))).Is(HttpStatusCode.Unauthorized);
        (await nobody.Get($"/v1/agreements?key={InQuery}", (Keys.Header, issued))).Is(HttpStatusCode.BadRequest);
        await _store.ExecuteAsync("ALTER TABLE agreement_history RENAME TO agreement_history_gone");
        var failed = (await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", notes = "catatan-pribadi" }, ("traceparent", $"00-{TraceId}-b7ad6b7169203331-01")))
            .IsProblem(HttpStatusCode.InternalServerError, "server.error");
        var lines = await StopAsync(service);

        Assert.All(
            [Keys.Administrator, issued, WrongKey, Forged, Forged.Split('.')[1], InQuery, "catatan-pribadi"],
            secret => Assert.DoesNotContain(secret, service.Output, StringComparison.Ordinal));
        var error = lines.Single(line => line.Said("level") == "error" && line["category"]!.GetValue<string>().EndsWith(".ProblemMiddleware", StringComparison.Ordinal));
        Assert.Equal((TraceId, TraceId), (failed.Body.Said("traceId"), error.Said("traceId")));
        Assert.Contains("agreement_history", error.Said("exception"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_is_named_without_its_password()
    {
        using var service = ServiceProcess.Launch(("Database__Provider", "Postgres"), ("Database__ConnectionString", "Host=127.0.0.1;Port=1;Username=agreements;Password=sandi-rahasia"));

        var (exitCode, errors) = await service.RefuseAsync();

        Assert.NotEqual(0, exitCode);
        Assert.NotEmpty(errors);
        Assert.DoesNotContain("sandi-rahasia", service.Output, StringComparison.Ordinal);
    }

    // Whatever a library puts into the message of an exception.
    [Theory]
    [InlineData($"login failed with {Password} for agreements")]
    [InlineData("Host=db;Username=agreements;Password=lain;Port=5432")]
    [InlineData($"the key {WrongKey} opens nothing")]
    [InlineData($"Authorization: Bearer {Forged}")]
    [InlineData($"IDX10000: {Forged} is no token")]
    [InlineData("chosen: kunci-pengelola-yang-dipilih-sendiri")]
    [InlineData("signed by akses-bucket-naskah")]
    [InlineData("signed with kunci-bucket-naskah")]
    [InlineData("sent authorization=Basic%20cGVuZ3VtcHVs,x-tenant=penyewa-naskah")]
    [InlineData("sent Basic cGVuZ3VtcHVs to the collector")]
    [InlineData("sent penyewa-naskah to the collector")]
    public void A_secret_in_the_message_of_an_exception_is_hidden(string message)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = $"Host=db;Username=agreements;Password=\"{Password}\"",
            ["Documents:S3:AccessKey"] = "akses-bucket-naskah",
            ["Documents:S3:SecretKey"] = "kunci-bucket-naskah",
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "authorization=Basic%20cGVuZ3VtcHVs,x-tenant=penyewa-naskah",
            ["AGREEMENTS_ADMIN_KEY"] = "kunci-pengelola-yang-dipilih-sendiri",
        }).Build();
        using var written = new StringWriter();
        var failure = new InvalidOperationException("outer", new InvalidOperationException(message));

        new JsonLines(TimeProvider.System, new Secrets(settings)).Write(
            new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(LogLevel.Error, "uji", default, [new("Reason", message), new("Line", "satu\ndua")], failure, (_, e) => e!.InnerException!.Message), null, written);

        var line = Assert.Single(written.ToString().TrimEnd().Split('\n'));
        Assert.All(
            [Password, "lain", WrongKey, Forged, "kunci-pengelola-yang-dipilih-sendiri", "akses-bucket-naskah", "kunci-bucket-naskah", "cGVuZ3VtcHVs", "penyewa-naskah"],
            secret => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
        var read = JsonNode.Parse(line)!;
        Assert.Equal("satu\ndua", read["particulars"]!.Said("line"));
        Assert.All([read.Said("message"), read.Said("exception"), read["particulars"]!.Said("reason")], text => Assert.Contains("***", text, StringComparison.Ordinal));
    }

    public void Dispose() => _store.Dispose();

    // Every line on standard output: a key that was chosen is not announced, so there is nothing else.
    private static async Task<IReadOnlyList<JsonObject>> StopAsync(ServiceProcess service)
    {
        Assert.Equal(0, await service.StopAsync());
        var lines = service.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        return [.. lines.Select(line => Parse(line))];
    }

    private static JsonObject Parse(string line)
    {
        try
        {
            return JsonNode.Parse(line)!.AsObject();
        }
        catch (JsonException)
        {
            Assert.Fail($"no JSON: {line}");
            throw;
        }
    }
}
