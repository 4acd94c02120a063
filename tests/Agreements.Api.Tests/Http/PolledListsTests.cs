using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Http;

/// <summary>Lists that are asked for again and again: what is remembered of them shows whatever has changed, and nothing to anybody else.</summary>
public sealed class PolledListsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Theory]
    [InlineData("/v1/agreements?regionCode=72.03", "72.03")]
    [InlineData("/v1/agreements/expiring?withinDays=3650&regionCode=72.11", "72.11")]
    public async Task A_page_that_the_caller_has_already_is_304_until_something_in_it_changes(string path, string region)
    {
        var signed = await _client.SignedAsync(region, "2026-01-01", "2027-06-30");
        var first = (await _client.Get(path)).Is(HttpStatusCode.OK);

        var again = (await _client.Get(path, ("If-None-Match", first.ETag!))).Is(HttpStatusCode.NotModified);
        Assert.Empty(again.Text);
        Assert.Equal(first.ETag, again.ETag);
        (await _client.Patch($"/v1/agreements/{signed.Id}", new { notes = "diperiksa" }, ("If-Match", signed.ETag!))).Is(HttpStatusCode.OK);

        var changed = (await _client.Get(path, ("If-None-Match", first.ETag!))).Is(HttpStatusCode.OK);
        Assert.NotEqual(first.ETag, changed.ETag);
        Assert.Equal("diperiksa", Assert.Single(changed.Items)["notes"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_page_keeps_its_tag_while_something_else_changes()
    {
        await _client.DraftedAsync("72.04");
        var first = (await _client.Get("/v1/agreements?regionCode=72.04")).Is(HttpStatusCode.OK);

        await _client.DraftedAsync("72.05");

        (await _client.Get("/v1/agreements?regionCode=72.04", ("If-None-Match", first.ETag!))).Is(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task A_page_that_is_remembered_is_the_page_that_was_read_with_its_link()
    {
        await _client.DraftedAsync("72.06");
        await _client.DraftedAsync("72.06");

        var read = (await _client.Get("/v1/agreements?regionCode=72.06&limit=1")).Is(HttpStatusCode.OK);
        var remembered = (await _client.Get("/v1/agreements?regionCode=72.06&limit=1")).Is(HttpStatusCode.OK);

        Assert.Equal(read.Text, remembered.Text);
        Assert.Equal(read.Headers.GetValues("Link"), remembered.Headers.GetValues("Link"));
        Assert.Equal("application/json; charset=utf-8", remembered.ContentHeaders.ContentType!.ToString());
    }

    [Fact]
    public async Task What_another_caller_may_not_see_or_do_is_not_in_the_page_that_they_are_shown()
    {
        await _client.DraftedAsync("72.07");
        Assert.Single((await _client.Get("/v1/agreements?regionCode=72.07")).Items);
        var elsewhere = host.ClientOf("tetangga", [Scope.AgreementsRead], "76.02");
        var reader = host.ClientOf("pembaca", [Scope.AgreementsRead], "72.07");

        Assert.Empty((await elsewhere.Get("/v1/agreements?regionCode=72.07")).Is(HttpStatusCode.OK).Items);
        Assert.Empty(Assert.Single((await reader.Get("/v1/agreements?regionCode=72.07")).Items)["allowedActions"]!.AsArray());
    }

    [Fact]
    public async Task The_next_day_in_a_zone_is_another_page()
    {
        await _client.SignedAsync("72.08", "2026-01-01", "2027-06-30");
        var today = (await _client.Get("/v1/agreements?regionCode=72.08")).Is(HttpStatusCode.OK);

        host.Clock.Advance(TimeSpan.FromDays(1));

        var tomorrow = (await _client.Get("/v1/agreements?regionCode=72.08", ("If-None-Match", today.ETag!))).Is(HttpStatusCode.OK);
        Assert.Equal(today.Items[0]["daysLeft"]!.GetValue<int>() - 1, tomorrow.Items[0]["daysLeft"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_another_process_writes_to_the_store_is_seen_at_once()
    {
        await _client.DraftedAsync("72.09");
        Assert.Single((await _client.Get("/v1/agreements?regionCode=72.09")).Items);

        await using (var connection = await host.Store.OpenAsync())
        {
            await connection.ExecuteAsync("UPDATE agreements SET notes = 'dari luar' WHERE region_code = '72.09'");
        }

        Assert.Equal("dari luar", Assert.Single((await _client.Get("/v1/agreements?regionCode=72.09")).Items)["notes"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_room_nothing_is_remembered_and_the_tag_still_holds()
    {
        await using var plain = new ServiceHost().With("Lists:RememberedBytes", "0");
        var client = plain.ClientOf("penyusun");
        await client.DraftedAsync("72.10");

        var first = (await client.Get("/v1/agreements?regionCode=72.10")).Is(HttpStatusCode.OK);

        (await client.Get("/v1/agreements?regionCode=72.10", ("If-None-Match", first.ETag!))).Is(HttpStatusCode.NotModified);
    }
}
