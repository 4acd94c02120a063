using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Data.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Http;

public sealed class IdempotencyTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Replayed = "Idempotency-Replayed";

    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task One_request_sent_six_times_at_once_makes_one_row_and_gives_one_answer()
    {
        var (key, owner) = NewKey();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _client.Post("/v1/agreements", Draft(owner), key)));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        Assert.Single(answers.Select(answer => (answer.Text, answer.ETag, answer.Headers.Location)).Distinct());
        Assert.Equal(5, answers.Count(answer => answer.Headers.Contains(Replayed)));
        Assert.All(answers.Where(answer => answer.Headers.Contains(Replayed)), answer => Assert.Equal(["true"], answer.Headers.GetValues(Replayed)));
        Assert.Equal(1, await RowsOfAsync(owner));
    }

    [Fact]
    public async Task Cut_connections_make_no_second_row()
    {
        var (key, owner) = NewKey();
        var request = RawHttp.Post("/v1/agreements", $"{Keys.Header}: {Keys.Of("penyusun")}\r\n{key.Name}: {key.Value}\r\n", JsonSerializer.Serialize(Draft(owner)));

        var cut = Enumerable.Range(0, 3).Select(_ => RawHttp.SendAndCutAsync(_client.BaseAddress!, request));
        var kept = Enumerable.Range(0, 3).Select(_ => RawHttp.SendAsync(_client.BaseAddress!, request)).ToList();
        await Task.WhenAll(cut);
        var answers = await Task.WhenAll(kept);
        var retried = (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);

        Assert.True(retried.Headers.Contains(Replayed));
        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        Assert.All(answers, answer => Assert.Equal($"/v1/agreements/{retried.Id}", answer.Headers["Location"]));
        Assert.Equal(1, await RowsOfAsync(owner));
    }

    [Fact]
    public async Task A_repeat_is_answered_as_the_first_time_though_the_record_has_moved_on()
    {
        var (key, owner) = NewKey();
        var first = (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);
        (await _client.Patch($"/v1/agreements/{first.Id}", new { notes = "baru" }, ("If-Match", first.ETag!))).Is(HttpStatusCode.OK);

        var again = (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal(first.ETag, again.ETag);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.False(first.Headers.Contains(Replayed));
        Assert.True(again.Headers.Contains(Replayed));
    }

    [Theory]
    [InlineData("notes")]
    [InlineData("version")]
    [InlineData("regionName")]
    public async Task An_answer_that_was_kept_before_a_member_came_is_given_again(string member)
    {
        var (key, owner) = NewKey();
        var first = (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);
        await ChangeKeptAsync(key.Value, body => Assert.True(body.Remove(member)));

        var again = (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);

        IsGivenAgain(first, again);
        Assert.Equal(1, await RowsOfAsync(owner));
    }

    [Fact]
    public async Task An_answer_that_was_kept_with_a_member_that_has_gone_is_given_again()
    {
        var (key, owner) = NewKey();
        var first = (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);
        await ChangeKeptAsync(key.Value, body => body["formerly"] = new JsonObject { ["known"] = true });

        var again = (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);

        IsGivenAgain(first, again);
        Assert.Equal(first.Text, again.Text);
        Assert.Equal(1, await RowsOfAsync(owner));
    }

    [Fact]
    public async Task An_action_is_repeated_though_its_tag_has_passed()
    {
        var (key, _) = NewKey();
        var draft = await _client.DraftedAsync();

        var first = (await _client.Post($"/v1/agreements/{draft.Id}/submit", null, ("If-Match", draft.ETag!), key)).Is(HttpStatusCode.OK);
        var again = (await _client.Post($"/v1/agreements/{draft.Id}/submit", null, ("If-Match", draft.ETag!), key)).Is(HttpStatusCode.OK);

        Assert.Equal(first.Text, again.Text);
        Assert.True(again.Headers.Contains(Replayed));
        Assert.Equal(2, (await _client.Get($"/v1/agreements/{draft.Id}/history")).Items.Count);
    }

    [Fact]
    public async Task A_key_cannot_be_used_for_another_body()
    {
        var (key, owner) = NewKey();
        (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);

        (await _client.Post("/v1/agreements", Draft(owner, region: "73"), key)).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");

        Assert.Equal(1, await RowsOfAsync(owner));
    }

    [Fact]
    public async Task A_key_cannot_be_used_at_another_address()
    {
        var (key, _) = NewKey();
        var (one, other) = (await _client.DraftedAsync(), await _client.DraftedAsync());
        (await _client.Post($"/v1/agreements/{one.Id}/submit", null, ("If-Match", "*"), key)).Is(HttpStatusCode.OK);

        (await _client.Post($"/v1/agreements/{other.Id}/submit", null, ("If-Match", "*"), key)).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");
        (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = key.Value }, key)).IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused");

        Assert.Equal("draft", (await _client.Get($"/v1/agreements/{other.Id}")).Body["lifecycle"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller()
    {
        var (key, owner) = NewKey();
        var mine = (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);

        var theirs = (await host.ClientOf("orang.lain").Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);

        Assert.NotEqual(mine.Id, theirs.Id);
        Assert.False(theirs.Headers.Contains(Replayed));
        Assert.Equal(2, await RowsOfAsync(owner));
    }

    [Fact]
    public async Task An_attempt_that_failed_leaves_the_key_free()
    {
        var (key, owner) = NewKey();
        var number = $"400/{owner}";
        (await _client.Post("/v1/agreements", Draft(owner, localNumber: number))).Is(HttpStatusCode.Created);

        (await _client.Post("/v1/agreements", new { owner }, key)).Is(HttpStatusCode.BadRequest);
        (await _client.Post("/v1/agreements", Draft(owner, localNumber: number), key)).IsProblem(HttpStatusCode.Conflict, "number.taken");
        var taken = (await _client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);

        Assert.False(taken.Headers.Contains(Replayed));
        Assert.Equal(2, await RowsOfAsync(owner));
    }

    [Fact]
    public async Task A_key_is_remembered_for_a_day_and_forgotten_after_two()
    {
        await using var another = new ServiceHost();
        var client = another.ClientOf("penyusun");
        var (key, owner) = NewKey();
        var first = (await client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);

        another.Clock.Advance(TimeSpan.FromHours(23));
        var nextDay = (await client.Post("/v1/agreements", Draft(owner), key)).Is(HttpStatusCode.Created);
        another.Clock.Advance(TimeSpan.FromHours(26));
        var later = (await client.Post("/v1/agreements", Draft(owner, region: "73"), key)).Is(HttpStatusCode.Created);

        Assert.Equal(first.Text, nextDay.Text);
        Assert.NotEqual(first.Id, later.Id);
        Assert.False(later.Headers.Contains(Replayed));
        Assert.Equal(2, (await client.Get($"/v1/agreements?owner={owner}")).Items.Count);
    }

    [Fact]
    public async Task An_answer_that_nobody_gets_any_more_is_forgotten_by_and_by()
    {
        await using var another = new ServiceHost();
        var client = another.ClientOf("penyusun");
        var (old, owner) = NewKey();
        (await client.Post("/v1/agreements", Draft(owner), old)).Is(HttpStatusCode.Created);
        another.Clock.Advance(TimeSpan.FromHours(49));
        var (recent, _) = NewKey();
        (await client.Post("/v1/agreements", Draft(owner), recent)).Is(HttpStatusCode.Created);

        await using (var scope = another.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<KeptAnswers>().ForgetAsync(another.Clock.Now, CancellationToken.None);
        }

        await using var store = await another.Store.OpenAsync();
        Assert.Equal([recent.Value], await store.RowsAsync("SELECT key FROM idempotency_records"));
    }

    [Fact]
    public async Task A_key_means_nothing_on_a_read_or_an_edit()
    {
        var (key, _) = NewKey();
        var draft = await _client.DraftedAsync();
        (await _client.Get("/v1/regions/76", key)).Is(HttpStatusCode.OK);
        (await _client.Get("/v1/regions/73", key)).Is(HttpStatusCode.OK);

        var first = (await _client.Patch($"/v1/agreements/{draft.Id}", new { notes = "satu" }, ("If-Match", draft.ETag!), key)).Is(HttpStatusCode.OK);
        var second = (await _client.Patch($"/v1/agreements/{draft.Id}", new { notes = "dua" }, ("If-Match", first.ETag!), key)).Is(HttpStatusCode.OK);

        Assert.Equal("dua", second.Body["notes"]!.GetValue<string>());
        Assert.False(second.Headers.Contains(Replayed));
        (await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Request("GET", "/v1/regions/76", $"Idempotency-Key: {new string('k', 300)}\r\n"))).Is(200);
    }

    [Theory]
    [InlineData("Idempotency-Key: \r\n")]
    [InlineData("Idempotency-Key: kunci-ñ\r\n")]
    [InlineData("Idempotency-Key: satu\r\nIdempotency-Key: dua\r\n")]
    [InlineData("Idempotency-Key: satu\tdua\r\n")]
    public async Task A_key_that_is_none_is_refused(string headers)
    {
        var (_, owner) = NewKey();

        var answer = await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Post("/v1/agreements", headers, JsonSerializer.Serialize(Draft(owner))));

        answer.Is(400);
        Assert.Contains("\"code\":\"header.malformed\"", answer.Body, StringComparison.Ordinal);
        Assert.Contains("\"parameter\":\"Idempotency-Key\"", answer.Body, StringComparison.Ordinal);
        Assert.Equal(0, await RowsOfAsync(owner));
    }

    [Fact]
    public async Task A_key_has_at_most_255_characters()
    {
        var (_, owner) = NewKey();
        var longest = owner + new string('k', 255 - Encoding.ASCII.GetByteCount(owner));

        (await _client.Post("/v1/agreements", Draft(owner), ("Idempotency-Key", longest + "k"))).IsProblem(HttpStatusCode.BadRequest, "header.malformed");
        (await _client.Post("/v1/agreements", Draft(owner), ("Idempotency-Key", longest))).Is(HttpStatusCode.Created);
        Assert.True((await _client.Post("/v1/agreements", Draft(owner), ("Idempotency-Key", longest))).Is(HttpStatusCode.Created).Headers.Contains(Replayed));
    }

    private static ((string Name, string Value) Key, string Owner) NewKey()
    {
        var unique = Guid.CreateVersion7().ToString();
        return (("Idempotency-Key", unique), unique);
    }

    private static object Draft(string owner, string region = "76", string? localNumber = null) => new { kind = "jointAgreement", regionCode = region, owner, localNumber };

    private static void IsGivenAgain(Answered first, Answered again)
    {
        Assert.Equal(["true"], again.Headers.GetValues(Replayed));
        Assert.Equal(first.Id, again.Id);
        Assert.Equal(first.ETag, again.ETag);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
    }

    /// <summary>Makes of the answer that was kept one that another release would have kept.</summary>
    private async Task ChangeKeptAsync(string key, Action<JsonObject> change)
    {
        await using var connection = await host.Store.OpenAsync();
        var kept = JsonNode.Parse(Assert.Single(await connection.RowsAsync($"SELECT answer FROM idempotency_records WHERE \"key\" = '{key}'")))!;
        change(kept["Body"]!.AsObject());
        await connection.ExecuteAsync($"UPDATE idempotency_records SET answer = '{kept.ToJsonString().Replace("'", "''", StringComparison.Ordinal)}' WHERE \"key\" = '{key}'");
    }

    private async Task<int> RowsOfAsync(string owner) => (await _client.Get($"/v1/agreements?owner={owner}")).Is(HttpStatusCode.OK).Items.Count;
}
