using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Imports;
using Agreements.Api.Tests.Reminders;
using Agreements.Api.Tests.Webhooks;
using Agreements.Api.Tests.WorkPlans;
using Agreements.Domain.Tests.Documents;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Http;

public sealed class HeadTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task HEAD_answers_as_every_GET_does_without_its_body()
    {
        var draft = await _client.DraftedAsync();
        var document = (await _client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        var key = (await _client.Get("/v1/api-keys")).Is(HttpStatusCode.OK).Ids()[0];
        var signed = await _client.SignedAsync();
        var renewal = (await _client.Post($"/v1/agreements/{signed.Id}/renewals", null)).Is(HttpStatusCode.Created);
        var meeting = (await _client.Post("/v1/meetings", new { kind = "evaluation", regionCode = "76", heldOn = "2026-11-20" })).Is(HttpStatusCode.Created);
        var plan = await _client.PlannedAsync(signed);
        var activity = await _client.AddedActivityAsync(plan);
        var deadline = (await _client.Get($"/v1/deadlines?agreementId={signed.Id}")).Is(HttpStatusCode.OK).Ids()[0];
        var reminder = (await _client.ClaimAsync()).Items[0].Said("id")!;
        var snapshot = (await _client.Post("/v1/regions/76.02/coverage", new { asOf = "2026-10-31", members = 1, source = "uji" })).Is(HttpStatusCode.Created);
        var activationMode = (await _client.Post("/v1/regions/76.02/activation-modes", new { mode = "sameDay", validFrom = "2026-01-01", source = "Surat Kantor Cabang" })).Is(HttpStatusCode.Created);
        var feed = (await _client.Post("/v1/calendar-feeds", new { name = "Tenggat", language = "id" })).Is(HttpStatusCode.Created);
        var webhook = (await _client.Post("/v1/webhooks", new { name = "uji", url = "https://hooks.example/", eventTypes = WebhookSteps.List("holiday.created") })).Is(HttpStatusCode.Created);
        var delivery = (await _client.Post($"/v1/webhooks/{webhook.Id}/test", null)).Is(HttpStatusCode.Accepted);
        await _client.ComesToAsync(webhook, "failed");
        var import = await _client.TakeInAsync(ImportSteps.Csv(ImportSteps.Headers));
        var paths = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") ?? true)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/')
                .Replace("{agreementId:guid}", draft.Id, StringComparison.Ordinal)
                .Replace("{officeId:guid}", draft.Body["bpjsOfficeId"]!.GetValue<string>(), StringComparison.Ordinal)
                .Replace("{documentId:guid}", document.Id, StringComparison.Ordinal)
                .Replace("{keyId:guid}", key, StringComparison.Ordinal)
                .Replace("{renewalId:guid}", renewal.Id, StringComparison.Ordinal)
                .Replace("{meetingId:guid}", meeting.Id, StringComparison.Ordinal)
                .Replace("{workPlanId:guid}", plan.Id, StringComparison.Ordinal)
                .Replace("{activityId:guid}", activity.Id, StringComparison.Ordinal)
                .Replace("{deadlineId:guid}", deadline, StringComparison.Ordinal)
                .Replace("{reminderId:guid}", reminder, StringComparison.Ordinal)
                .Replace("{snapshotId:guid}", snapshot.Id, StringComparison.Ordinal)
                .Replace("{validFrom}", "2025-01-01", StringComparison.Ordinal)
                .Replace("{activationModeId:guid}", activationMode.Id, StringComparison.Ordinal)
                .Replace("{feedId:guid}", feed.Id, StringComparison.Ordinal)
                .Replace("{token}", feed.Body.Said("token")!, StringComparison.Ordinal)
                .Replace("{webhookId:guid}", webhook.Id, StringComparison.Ordinal)
                .Replace("{deliveryId:guid}", delivery.Id, StringComparison.Ordinal)
                .Replace("{importId:guid}", import.Id, StringComparison.Ordinal)
                .Replace("{on}", "2025-12-25", StringComparison.Ordinal)
                .Replace("{code}", "76.02", StringComparison.Ordinal))
            .Select(path => path switch { "/v1/continuity" => $"{path}?regionCode=76", "/v1/work-plans/missing" => $"{path}?year=2027", _ => path })
            .Where(path => path.StartsWith("/v1/", StringComparison.Ordinal) || path.StartsWith("/health/", StringComparison.Ordinal))
            .ToList();

        Assert.True(paths.Count >= 10, string.Join(' ', paths));
        foreach (var path in paths)
        {
            await AnswersAlikeAsync(HttpStatusCode.OK, path);
        }
    }

    [Fact]
    public async Task HEAD_fails_as_GET_does_without_its_body()
    {
        await AnswersAlikeAsync(HttpStatusCode.NotFound, $"/v1/agreements/{Guid.CreateVersion7()}");
        await AnswersAlikeAsync(HttpStatusCode.NotFound, "/v1/nothing-here");
        await AnswersAlikeAsync(HttpStatusCode.BadRequest, "/v1/agreements?typo=1");
        await AnswersAlikeAsync(HttpStatusCode.NotAcceptable, "/v1/agreements", ("Accept", "text/html"));
        await AnswersAlikeAsync(HttpStatusCode.NotModified, "/v1/regions/76", ("If-None-Match", "*"));
        await AnswersAlikeAsync(HttpStatusCode.MethodNotAllowed, $"/v1/agreements/{Guid.CreateVersion7()}/submit");
    }

    [Theory]
    [InlineData("/v1/regions/76", 200)]
    [InlineData("/v1/agreements", 200)]
    [InlineData("/v1/nothing-here", 404)]
    public async Task Not_one_byte_follows_the_headers(string path, int status)
    {
        var answer = await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Request("HEAD", path));

        answer.Is(status);
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task HEAD_after_HEAD_is_served_on_one_connection()
    {
        var answers = new List<Answered>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await _client.Send(HttpMethod.Head, "/v1/regions/76", content: null));
            answers.Add(await _client.Get("/v1/regions/76"));
        }

        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
    }

    private async Task AnswersAlikeAsync(HttpStatusCode status, string path, params (string Name, string Value)[] headers)
    {
        var get = (await _client.Get(path, headers)).Is(status);
        var head = await _client.Send(HttpMethod.Head, path, content: null, headers);

        Assert.True(head.Status == get.Status, $"HEAD {path}: {(int)head.Status}");
        Assert.Empty(head.Text);
        Assert.Equal($"{path} {Lasting(get)}", $"{path} {Lasting(head)}");
        if (head.ContentHeaders.TryGetValues("Content-Length", out var length))
        {
            Assert.Equal([System.Text.Encoding.UTF8.GetByteCount(get.Text).ToString(System.Globalization.CultureInfo.InvariantCulture)], length);
        }
    }

    // A length may be left out of an answer to HEAD; a wrong one may not be given. Each request leaves less of a budget.
    private static string Lasting(Answered answer) => string.Join(
        "; ",
        answer.Headers.Concat(answer.ContentHeaders)
            .Where(header => header.Key is not ("Date" or "RateLimit" or "Transfer-Encoding" or "Content-Length"))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}={string.Join(',', header.Value)}"));
}
