using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Meetings;

public sealed class ListMeetingsTests(ListMeetingsTests.Register register) : IClassFixture<ListMeetingsTests.Register>
{
    private const string Nobody = "0198a8c4-1111-7222-8333-444455556666";

    private readonly HttpClient _client = register.ClientOf("staf");

    [Theory]
    [InlineData("", "EDCBA")]
    [InlineData("kind=coordination", "CA")]
    [InlineData("kind=coordination,evaluation", "ECA")]
    [InlineData("regionCode=76", "EA")]
    [InlineData("regionCode=76,31", "EDA")]
    [InlineData("provinceCode=76", "ECBA")]
    [InlineData("provinceCode=76&kind=communicationForum", "B")]
    [InlineData("heldFrom=2026-03-10", "EDC")]
    [InlineData("heldTo=2026-03-10", "CBA")]
    [InlineData("heldFrom=2026-02-10&heldTo=2026-03-10", "CB")]
    [InlineData("heldFrom=2026-02-11&heldTo=2026-03-09", "")]
    [InlineData("agreementId={agreement}", "EC")]
    [InlineData("renewalId={renewal}", "EA")]
    [InlineData("agreementId={agreement}&renewalId={renewal}", "E")]
    [InlineData($"agreementId={Nobody}", "")]
    public async Task They_are_listed_latest_first_by_what_they_were_and_were_about(string query, string expected)
    {
        var filter = query.Replace("{agreement}", register.Agreement, StringComparison.Ordinal).Replace("{renewal}", register.Renewal, StringComparison.Ordinal);

        Assert.Equal(expected, Letters((await _client.Get($"/v1/meetings?{filter}")).Is(HttpStatusCode.OK).Items));
        Assert.Equal(expected, Letters(await _client.WalkAsync($"/v1/meetings?{filter}&limit=1")));
    }

    [Fact]
    public async Task Those_of_one_day_are_all_met_page_after_page_while_others_come_in()
    {
        var sameDay = new List<string>();
        for (var number = 1; number <= 4; number++)
        {
            sameDay.Add((await _client.MeetingAsync(("regionCode", "53"), ("heldOn", "2026-05-05"))).Id);
        }

        var first = (await _client.Get("/v1/meetings?regionCode=53&limit=2")).Is(HttpStatusCode.OK);
        await _client.MeetingAsync(("regionCode", "53"), ("heldOn", "2026-06-01"));
        var rest = (await _client.Get($"/v1/meetings?regionCode=53&limit=2&after={first.Body.Said("next")}")).Is(HttpStatusCode.OK);

        Assert.Equal(sameDay.Order(StringComparer.Ordinal), first.Ids().Concat(rest.Ids()).Order(StringComparer.Ordinal));
        Assert.Null(rest.Body.Said("next"));
    }

    [Fact]
    public async Task Each_is_listed_as_it_reads()
    {
        foreach (var listed in (await _client.Get("/v1/meetings?provinceCode=76")).Is(HttpStatusCode.OK).Items)
        {
            Assert.True(JsonNode.DeepEquals((await _client.Get($"/v1/meetings/{listed.Said("id")}")).Is(HttpStatusCode.OK).Body, listed));
        }
    }

    [Theory]
    [InlineData("kind=rapat", "kind", "parameter.malformed")]
    [InlineData("regionCode=92.71", "regionCode", "region.unknown")]
    [InlineData("provinceCode=76.02", "provinceCode", "region.unknown")]
    [InlineData("heldFrom=01/02/2026", "heldFrom", "parameter.malformed")]
    [InlineData("heldTo=2026-02-30", "heldTo", "parameter.malformed")]
    [InlineData("agreementId=1", "agreementId", "parameter.malformed")]
    [InlineData("limit=0", "limit", "value.out-of-range")]
    [InlineData("after=abc", "after", "cursor.invalid")]
    [InlineData("place=Mamuju", "place", "parameter.unknown")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code)
    {
        var answer = await _client.Get($"/v1/meetings?{query}");

        Assert.Contains(parameter, answer.IsProblem(HttpStatusCode.BadRequest, code).Errors);
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_filters()
    {
        var next = (await _client.Get("/v1/meetings?provinceCode=76&limit=1")).Is(HttpStatusCode.OK).Body.Said("next");

        (await _client.Get($"/v1/meetings?provinceCode=31&limit=1&after={next}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    private static string Letters(IEnumerable<JsonObject> meetings) => string.Concat(meetings.Select(meeting => meeting.Said("title")).Where(title => title is not null));

    /// <summary>Five meetings, one a month from January on, two about an agreement and two about its renewal.</summary>
    public sealed class Register : ServiceHost, IAsyncLifetime
    {
        public string Agreement { get; private set; } = "";

        public string Renewal { get; private set; } = "";

        public async Task InitializeAsync()
        {
            using var client = ClientOf("penyusun");
            var agreement = await client.SignedAsync("76.02");
            (Agreement, Renewal) = (agreement.Id, (await client.RenewalOfAsync(agreement)).Id);
            await MetAsync("E", "evaluation", "76", "2026-05-10", [Agreement], [Renewal]);
            await MetAsync("A", "coordination", "76", "2026-01-10", [], [Renewal]);
            await MetAsync("C", "coordination", "76.02", "2026-03-10", [Agreement], []);
            await MetAsync("B", "communicationForum", "76.03", "2026-02-10", [], []);
            await MetAsync("D", "signing", "31", "2026-04-10", [], []);

            Task<Answered> MetAsync(string title, string kind, string regionCode, string heldOn, string[] agreementIds, string[] renewalIds) => client.MeetingAsync(
                ("title", title), ("kind", kind), ("regionCode", regionCode), ("heldOn", heldOn), ("agreementIds", agreementIds), ("renewalIds", renewalIds));
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
    }
}
