using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

public sealed class ListAgreementHistoryTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task It_tells_the_whole_life_oldest_first()
    {
        var signed = await _client.SignedAsync();
        var noted = (await _client.EditAsync(signed, new { notes = "Disimpan di brankas" })).Is(HttpStatusCode.OK);
        await _client.ActAsync(noted, "terminate", Story.Termination());

        var history = await _client.HistoryAsync(signed);

        Assert.Equal(
            [
                "staf create ->draft",
                "staf submit draft>inReview",
                "kepala.biro approve inReview>approved",
                "staf sign approved>partiallySigned",
                "staf sign partiallySigned>signed",
                "staf edit signed>signed",
                "staf terminate signed>terminated",
            ],
            history.Select(Story.Told));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], history.Select(entry => entry.Number("version")));
    }

    [Fact]
    public async Task Its_pages_neither_skip_nor_repeat_while_it_grows()
    {
        var agreement = await _client.SignedAsync();
        var versions = new List<int>();
        var path = $"/v1/agreements/{agreement.Id}/history?limit=2";
        var page = (await _client.Get(path)).Is(HttpStatusCode.OK);
        versions.AddRange(page.Items.Select(entry => entry.Number("version")));
        (await _client.EditAsync(agreement, new { notes = "Diperbarui" })).Is(HttpStatusCode.OK);

        while (page.Body.Said("next") is { } next)
        {
            page = (await _client.Get($"{path}&after={next}")).Is(HttpStatusCode.OK);
            versions.AddRange(page.Items.Select(entry => entry.Number("version")));
        }

        Assert.Equal([1, 2, 3, 4, 5, 6], versions);
    }

    [Fact]
    public async Task A_cursor_of_another_history_is_refused()
    {
        var (one, other) = (await _client.SubmittedAsync(), await _client.SubmittedAsync());
        var next = (await _client.Get($"/v1/agreements/{one.Id}/history?limit=1")).Body.Said("next");

        var answer = await _client.Get($"/v1/agreements/{other.Id}/history?limit=1&after={next}");

        answer.IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    public async Task A_page_has_bounds(string query)
    {
        var draft = await _client.DraftedAsync();

        var answer = await _client.Get($"/v1/agreements/{draft.Id}/history?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, "value.out-of-range");
        Assert.Equal("value.out-of-range", Assert.Contains("limit", answer.Errors));
    }
}
