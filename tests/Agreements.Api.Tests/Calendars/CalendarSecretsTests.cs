using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Operations;

namespace Agreements.Api.Tests.Calendars;

/// <summary>An address that opens something by itself is written down nowhere, and guessing it costs the guesser.</summary>
public sealed class CalendarSecretsTests : IDisposable
{
    private const string ADay = "86400";

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    // The most that can be asked for, so that nothing is kept back that an operator in search of a fault would turn on.
    [Theory]
    [InlineData("Information")]
    [InlineData("Trace")]
    public async Task The_token_is_in_no_log_and_no_trace(string level)
    {
        await using var collector = await OtlpReceiver.StartAsync();
        using var service = await ServiceProcess.StartAsync(
            _store, ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "100"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
            ("Logging__LogLevel__Default", level), ("Logging__LogLevel__Microsoft.AspNetCore", level), ("Logging__LogLevel__Microsoft.EntityFrameworkCore", level));
        using var client = await service.ClientAsync();
        using var subscriber = new HttpClient { BaseAddress = client.BaseAddress };
        var feed = await client.FeedAsync();
        (await subscriber.Get(feed.Address())).Is(HttpStatusCode.OK);
        (await subscriber.Send(HttpMethod.Head, feed.Address(), content: null)).Is(HttpStatusCode.OK);
        (await subscriber.Get(feed.Address()[..^".ics".Length])).Is(HttpStatusCode.Unauthorized);
        (await subscriber.Get($"{feed.Address()}?tidak=ada")).Is(HttpStatusCode.BadRequest);
        await Eventually.IsTrueAsync(() => Task.FromResult(collector.Spans.Any(span => span.Name == "GET /v1/calendar/{token}.ics")), () => string.Join(", ", collector.Spans.Select(span => span.Name)));
        Assert.Equal(0, await service.StopAsync());

        var random = feed.Token()["agr_cal_".Length..];
        Assert.DoesNotContain(random, service.Output, StringComparison.Ordinal);
        Assert.Contains($"calendar:{feed.Id}", service.Output, StringComparison.Ordinal);
        Assert.All(collector.Spans.SelectMany(span => span.Attributes.Values.Append(span.Name)), text => Assert.DoesNotContain(random, text, StringComparison.Ordinal));
        Assert.Contains(collector.Spans, span => span.Attributes.GetValueOrDefault("url.path") == "/v1/calendar/***");
    }

    [Fact]
    public async Task To_guess_addresses_costs_the_guesser_its_budget_and_then_the_store_is_not_even_asked()
    {
        await using var host = new ServiceHost().With("RateLimits:PerAddress:Requests", "4").With("RateLimits:PerAddress:WindowSeconds", ADay);
        using var client = host.ClientOf("staf");
        using var nobody = host.CreateClient();
        var feed = await client.FeedAsync();
        (await nobody.Get(feed.Address())).Is(HttpStatusCode.OK);
        for (var i = 0; i < 2; i++)
        {
            var guess = string.Create(CultureInfo.InvariantCulture, $"/v1/calendar/agr_cal_{i:0000000000000000000000000000000000000000000}.ics");
            Assert.StartsWith("\"address\"", Assert.Single((await nobody.Get(guess)).IsProblem(HttpStatusCode.NotFound, "calendar.not-found").Headers.GetValues("RateLimit")), StringComparison.Ordinal);
        }

        // Whoever would ask the store now would fail; a calendar that was opened before is no guess.
        (await nobody.Get(feed.Address())).Is(HttpStatusCode.OK);
        await host.Store.ExecuteAsync("ALTER TABLE calendar_feeds RENAME TO calendar_feeds_gone");
        (await nobody.Get($"/v1/calendar/agr_cal_{new string('x', 43)}.ics")).IsProblem(HttpStatusCode.TooManyRequests, "requests.too-many");
        await host.Store.ExecuteAsync("ALTER TABLE calendar_feeds_gone RENAME TO calendar_feeds");
    }

    [Fact]
    public async Task Each_calendar_has_a_budget_of_its_own()
    {
        await using var host = new ServiceHost().With("RateLimits:PerCaller:Requests", "3").With("RateLimits:PerCaller:WindowSeconds", ADay);
        using var client = host.ClientOf("staf");
        var (busy, quiet) = (await client.FeedAsync(), await client.FeedAsync());
        for (var i = 0; i < 3; i++)
        {
            (await host.SubscribeAsync(busy)).Is(HttpStatusCode.OK);
        }

        (await host.SubscribeAsync(busy)).IsProblem(HttpStatusCode.TooManyRequests, "requests.too-many");
        (await host.SubscribeAsync(quiet)).Is(HttpStatusCode.OK);
        (await client.Get("/v1/me")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("perjanjian.example.go.id")]
    [InlineData("ftp://perjanjian.example.go.id")]
    [InlineData("https://perjanjian.example.go.id/?a=b")]
    [InlineData("https://staf:sandi@perjanjian.example.go.id")]
    public async Task A_public_address_that_is_none_is_refused_by_its_name(string value)
    {
        using var service = ServiceProcess.Launch(("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString), ("Calendars__PublicUrl", value));

        var (exitCode, errors) = await service.RefuseAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Calendars__PublicUrl", Assert.Single(errors), StringComparison.Ordinal);
    }
}
