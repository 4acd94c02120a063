using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Webhooks;

/// <summary>Webhooks as their makers keep them; nothing is called here.</summary>
public sealed class WebhooksTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Receiver = "https://hooks.example/agreements";

    private readonly HttpClient _client = host.ClientOf("pengelola");

    [Fact]
    public async Task A_new_webhook_shows_its_secret_once()
    {
        var made = await _client.HookedAsync(Receiver, ("eventTypes", null), ("regionCodes", WebhookSteps.List("76")));
        var secret = made.Body.Said("secret")!;

        Assert.Equal($"/v1/webhooks/{made.Id}", made.Headers.Location!.ToString());
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", secret);
        Assert.Equal(("enabled", null, null), (made.Body.Said("state"), made.Body.Said("disabledReason"), made.Body["eventTypes"]));
        Assert.Equal(["76"], made.Body.Texts("regionCodes"));
        var read = await _client.NowAsync(made);
        Assert.Equal(made.ETag, read.ETag);
        Assert.Equal(made.Body.With(("secret", null)).ToJsonString(), read.Body.ToJsonString());
        Assert.DoesNotContain(secret, (await _client.Get("/v1/webhooks?limit=200")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        (await _client.Get($"/v1/webhooks/{made.Id}", ("If-None-Match", read.ETag!))).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_repeat_gets_the_answer_without_the_secret()
    {
        (string, string) key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");

        var first = (await _client.Post("/v1/webhooks", new { name = "uji", url = Receiver }, key)).Is(HttpStatusCode.Created);
        var repeat = (await _client.Post("/v1/webhooks", new { name = "uji", url = Receiver }, key)).Is(HttpStatusCode.Created);

        Assert.NotNull(first.Body.Said("secret"));
        Assert.Null(repeat.Body.Said("secret"));
        Assert.Equal((first.Id, first.ETag), (repeat.Id, repeat.ETag));
    }

    [Theory]
    [InlineData("""{"url":"https://hooks.example/"}""", "/name", "value.required")]
    [InlineData("""{"name":"uji"}""", "/url", "value.required")]
    [InlineData("""{"name":" ","url":"https://hooks.example/"}""", "/name", "text.blank")]
    [InlineData("""{"name":"uji","url":""}""", "/url", "webhook.url-invalid")]
    [InlineData("""{"name":"uji","url":"hooks.example"}""", "/url", "webhook.url-invalid")]
    [InlineData("""{"name":"uji","url":"http://hooks.example/"}""", "/url", "webhook.scheme-not-allowed")]
    [InlineData("""{"name":"uji","url":"https://user:secret@hooks.example/"}""", "/url", "webhook.url-credentials")]
    [InlineData("""{"name":"uji","url":"https://localhost/"}""", "/url", "webhook.target-not-allowed")]
    [InlineData("""{"name":"uji","url":"https://0x7f.1/"}""", "/url", "webhook.target-not-allowed")]
    [InlineData("""{"name":"uji","url":"https://2130706433/"}""", "/url", "webhook.target-not-allowed")]
    [InlineData("""{"name":"uji","url":"https://169.254.169.254/latest/meta-data"}""", "/url", "webhook.target-not-allowed")]
    [InlineData("""{"name":"uji","url":"https://[::ffff:10.0.0.1]/"}""", "/url", "webhook.target-not-allowed")]
    [InlineData("""{"name":"uji","url":"https://hooks.example/","eventTypes":[]}""", "/eventTypes", "list.empty")]
    [InlineData("""{"name":"uji","url":"https://hooks.example/","eventTypes":["agreement.celebrated"]}""", "/eventTypes/0", "value.unknown")]
    [InlineData("""{"name":"uji","url":"https://hooks.example/","eventTypes":["agreementSigned"]}""", "/eventTypes/0", "value.unknown")]
    [InlineData("""{"name":"uji","url":"https://hooks.example/","regionCodes":[]}""", "/regionCodes", "list.empty")]
    [InlineData("""{"name":"uji","url":"https://hooks.example/","regionCodes":["76","99"]}""", "/regionCodes/1", "region.unknown")]
    [InlineData("""{"name":"uji","url":"https://hooks.example/","secret":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}""", "/secret", "member.unknown")]
    [InlineData("""{"name":"uji","url":"https://hooks.example/","state":"disabled"}""", "/state", "member.unknown")]
    public async Task A_webhook_that_makes_no_sense_is_refused(string body, string pointer, string code)
    {
        var refused = (await _client.Post("/v1/webhooks", body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(code, Assert.Contains(pointer, refused.Errors));
    }

    [Fact]
    public async Task Nobody_has_more_told_than_they_may_read()
    {
        using var bounded = host.ClientOf("pengelola daerah", [Scope.Admin, Scope.AgreementsRead], "76");
        using var blind = host.ClientOf("pengelola kunci", [Scope.Admin]);
        object body = new { name = "uji", url = Receiver };

        Assert.Contains("76.02", (await bounded.Post("/v1/webhooks", body)).Is(HttpStatusCode.Created).Body.Texts("regionCodes"));
        (await bounded.Post("/v1/webhooks", body.With(("regionCodes", WebhookSteps.List("76.02"))))).Is(HttpStatusCode.Created);
        (await bounded.Post("/v1/webhooks", body.With(("regionCodes", WebhookSteps.List("76", "74"))))).IsProblem(HttpStatusCode.Forbidden, "webhook.beyond-own-rights");
        (await blind.Post("/v1/webhooks", body)).IsProblem(HttpStatusCode.Forbidden, "webhook.beyond-own-rights");

        var webhook = await _client.HookedAsync(Receiver);
        (await blind.Patch($"/v1/webhooks/{webhook.Id}", new { url = "https://lain.example/" }, ("If-Match", "*"))).IsProblem(HttpStatusCode.Forbidden, "webhook.beyond-own-rights");
    }

    [Fact]
    public async Task An_administrator_of_some_regions_sees_the_webhooks_of_those_alone()
    {
        using var bounded = host.ClientOf("pengelola daerah", [Scope.Admin, Scope.AgreementsRead], "75");
        var within = await _client.HookedAsync(Receiver, ("regionCodes", WebhookSteps.List("75.71")));
        var beyond = await _client.HookedAsync(Receiver, ("regionCodes", WebhookSteps.List("75.71", "74.71")));
        var missing = Guid.CreateVersion7();

        Assert.Equal([within.Id], (await bounded.WalkAsync("/v1/webhooks?limit=1")).Select(each => each.Said("id")!));
        (await bounded.Get($"/v1/webhooks/{within.Id}")).Is(HttpStatusCode.OK);
        foreach (var send in new Func<string, Task<Answered>>[]
        {
            id => bounded.Get($"/v1/webhooks/{id}"),
            id => bounded.Get($"/v1/webhooks/{id}/deliveries"),
            id => bounded.Get($"/v1/webhooks/{id}/deliveries/{missing}"),
            id => bounded.Patch($"/v1/webhooks/{id}", new { name = "lain" }, ("If-Match", "*")),
            id => bounded.Delete($"/v1/webhooks/{id}", ("If-Match", "*")),
            id => bounded.Post($"/v1/webhooks/{id}/secret-rotations", null, ("If-Match", "*")),
            id => bounded.Post($"/v1/webhooks/{id}/test", null),
            id => bounded.Post($"/v1/webhooks/{id}/deliveries/{missing}/redelivery", null),
        })
        {
            var (there, none) = (await send(beyond.Id), await send($"{missing}"));
            none.IsProblem(HttpStatusCode.NotFound, "webhook.not-found");
            Assert.Equal(none.Refusal, there.Refusal);
        }

        Assert.Equal(beyond.ETag, (await _client.NowAsync(beyond)).ETag);
    }

    [Fact]
    public async Task A_webhook_is_edited_paused_and_deleted_by_whoever_has_seen_it()
    {
        var made = await _client.HookedAsync(Receiver);
        (await _client.Patch($"/v1/webhooks/{made.Id}", new { name = "lain" })).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");

        var edited = (await _client.Patch($"/v1/webhooks/{made.Id}", """{"name":"lain","url":"https://lain.example/","eventTypes":null,"state":"disabled"}""", ("If-Match", made.ETag!))).Is(HttpStatusCode.OK);
        Assert.Equal(("lain", "https://lain.example/", "disabled", "paused"), (edited.Body.Said("name"), edited.Body.Said("url"), edited.Body.Said("state"), edited.Body.Said("disabledReason")));
        Assert.Null(edited.Body["eventTypes"]);
        (await _client.Patch($"/v1/webhooks/{made.Id}", new { name = "usang" }, ("If-Match", made.ETag!))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        var same = (await _client.Patch($"/v1/webhooks/{made.Id}", new { name = "lain" }, ("If-Match", edited.ETag!))).Is(HttpStatusCode.OK);
        Assert.Equal(edited.ETag, same.ETag);
        Assert.Equal("value.required", Assert.Contains("/url", (await _client.Patch($"/v1/webhooks/{made.Id}", """{"url":null}""", ("If-Match", "*"))).Is(HttpStatusCode.BadRequest).Errors));
        Assert.Equal("webhook.target-not-allowed", Assert.Contains("/url", (await _client.Patch($"/v1/webhooks/{made.Id}", new { url = "https://127.1/" }, ("If-Match", "*"))).Is(HttpStatusCode.BadRequest).Errors));

        (await _client.Delete($"/v1/webhooks/{made.Id}", ("If-Match", made.ETag!))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _client.Delete($"/v1/webhooks/{made.Id}", ("If-Match", edited.ETag!))).Is(HttpStatusCode.NoContent);
        (await _client.Get($"/v1/webhooks/{made.Id}")).IsProblem(HttpStatusCode.NotFound, "webhook.not-found");
    }

    [Fact]
    public async Task A_rotation_shows_the_new_secret_once_and_says_how_long_both_sign()
    {
        var made = await _client.HookedAsync(Receiver);

        var rotated = (await RotateAsync(made, made.ETag!)).Is(HttpStatusCode.Created);
        var again = (await RotateAsync(made, rotated.ETag!, new { overlapHours = 0 })).Is(HttpStatusCode.Created);

        Assert.NotEqual(made.Body.Said("secret"), rotated.Body.Said("secret"));
        Assert.Equal(host.Clock.Now.AddHours(24), rotated.Body.Member("formerSecretUntil")!.GetValue<DateTimeOffset>());
        Assert.Null(again.Body["formerSecretUntil"]);
        Assert.Null((await _client.NowAsync(made)).Body["secret"]);
        (await RotateAsync(made, "*", new { overlapHours = 169 })).IsProblem(HttpStatusCode.BadRequest, "value.out-of-range");
    }

    [Fact]
    public async Task Of_two_who_rotate_at_once_one_learns_that_the_secret_has_been_replaced()
    {
        var made = await _client.HookedAsync(Receiver);
        (await _client.Post($"/v1/webhooks/{made.Id}/secret-rotations", null)).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");

        var rotated = (await RotateAsync(made, made.ETag!)).Is(HttpStatusCode.Created);

        (await RotateAsync(made, made.ETag!)).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        Assert.Equal(rotated.ETag, (await _client.NowAsync(made)).ETag);
    }

    [Fact]
    public async Task The_audit_says_who_made_and_changed_a_webhook_but_no_secret()
    {
        var made = await _client.HookedAsync(Receiver);
        var rotated = (await RotateAsync(made, made.ETag!)).Is(HttpStatusCode.Created);
        (await _client.Delete($"/v1/webhooks/{made.Id}", ("If-Match", rotated.ETag!))).Is(HttpStatusCode.NoContent);

        var entries = (await _client.WalkAsync("/v1/audit?limit=200")).Where(entry => entry.ToJsonString().Contains(made.Id, StringComparison.Ordinal)).ToList();

        Assert.Equal(["addWebhook", "deleteWebhook", "rotateWebhookSecret"], entries.Select(entry => entry.Said("action")!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.DoesNotContain("ealedSecret", entry.ToJsonString(), StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.ToJsonString().Contains("formerSecretUntil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_store_keeps_no_secret_that_can_be_read()
    {
        var made = (await _client.Post("/v1/webhooks", new { name = "uji", url = Receiver }, ("Idempotency-Key", $"{Guid.CreateVersion7()}"))).Is(HttpStatusCode.Created);
        var secret = made.Body.Said("secret")!["whsec_".Length..];
        await using var connection = await host.Store.OpenAsync();

        foreach (var table in WebhookSteps.List("webhooks", "idempotency_records", "audit_entries", "sealing_keys"))
        {
            var rows = string.Join('\n', await connection.RowsAsync($"SELECT * FROM {table}"));
            Assert.NotEmpty(rows);
            Assert.DoesNotContain(secret, rows, StringComparison.Ordinal);
        }

        Assert.Single(await connection.RowsAsync("SELECT name FROM sealing_keys"));
    }

    private Task<Answered> RotateAsync(Answered webhook, string tag, object? body = null) => _client.Post($"/v1/webhooks/{webhook.Id}/secret-rotations", body, ("If-Match", tag));
}
