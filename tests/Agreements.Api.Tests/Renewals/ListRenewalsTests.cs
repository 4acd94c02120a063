using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Renewals;

public sealed class ListRenewalsTests(ListRenewalsTests.Register register) : IClassFixture<ListRenewalsTests.Register>
{
    private const string Nobody = "0198a8c4-1111-7222-8333-444455556666";

    private readonly HttpClient _client = register.ClientOf("staf");

    [Theory]
    [InlineData("", "BDEAC")]
    [InlineData("state=open", "BA")]
    [InlineData("state=closed", "DEC")]
    [InlineData("outcome=notRenewed", "C")]
    [InlineData("outcome=renewed", "E")]
    [InlineData("outcome=renewed,abandoned", "DE")]
    [InlineData("outcome=abandoned&state=open", "")]
    [InlineData("regionCode=76", "A")]
    [InlineData("regionCode=76,31", "AC")]
    [InlineData("provinceCode=76", "BDA")]
    [InlineData("provinceCode=76&state=open", "BA")]
    [InlineData("dueBefore=2027-12-31", "BDE")]
    [InlineData("dueBefore=2028-01-01", "BDEA")]
    [InlineData("owner=Dinas%20Sosial", "B")]
    [InlineData("owner=Biro%20Pemkesra", "DEAC")]
    [InlineData("owner=dinas%20sosial", "")]
    [InlineData("agreementId={A}", "A")]
    [InlineData($"agreementId={Nobody}", "")]
    public async Task They_are_listed_soonest_first_by_state_place_day_and_owner(string query, string expected)
    {
        var filter = query.Replace("{A}", register.Renewals['A'].Said("agreementId"), StringComparison.Ordinal);

        Assert.Equal(expected, Letters((await _client.Get($"/v1/renewals?{filter}")).Is(HttpStatusCode.OK).Items));
        Assert.Equal(expected, Letters(await _client.WalkAsync($"/v1/renewals?{filter}&limit=1")));
    }

    [Fact]
    public async Task Each_is_listed_as_it_reads()
    {
        foreach (var query in new[] { "", "?asOf=2027-08-02" })
        {
            foreach (var listed in (await _client.Get($"/v1/renewals{query}")).Is(HttpStatusCode.OK).Items)
            {
                Assert.True(JsonNode.DeepEquals((await _client.Get($"/v1/renewals/{listed.Said("id")}{query}")).Is(HttpStatusCode.OK).Body, listed));
            }
        }
    }

    [Fact]
    public async Task The_answer_says_by_which_day_it_judged()
    {
        var (then, now) = ((await _client.Get("/v1/renewals?asOf=2027-12-21")).Is(HttpStatusCode.OK), (await _client.Get("/v1/renewals")).Is(HttpStatusCode.OK));

        Assert.Equal("2027-12-21", then.Body.Said("asOf"));
        Assert.Null(then.Body.Member("today"));
        Assert.All(then.Items, renewal => Assert.Equal("2027-12-21", renewal.Said("asOf")));
        var ahead = then.Items.Single(renewal => renewal.Said("id") == register.Renewals['A'].Said("id"));
        Assert.Equal((10, false, "evaluation"), (ahead.Number("daysLeft"), ahead.Flag("feasible"), ahead["firstMissed"]!.Said("stage")));
        Assert.Null(now.Body.Said("asOf"));
        Assert.Equal("2026-11-21", now.Body["today"]!.Said("Asia/Jayapura"));
        Assert.All(now.Items, renewal => Assert.Equal("2026-11-21", renewal.Said("asOf")));
        Assert.Equal(then.Ids(), now.Ids());
    }

    [Fact]
    public async Task Those_that_are_due_on_one_day_are_all_met_page_after_page()
    {
        using var own = new ServiceHost();
        using var client = own.ClientOf("penyusun");
        var opened = new List<string>();
        for (var number = 1; number <= 5; number++)
        {
            opened.Add((await client.Post($"/v1/agreements/{(await client.SignedAsync()).Id}/renewals", null)).Is(HttpStatusCode.Created).Id);
        }

        Assert.Equal(opened.Order(StringComparer.Ordinal), (await client.WalkAsync("/v1/renewals?limit=1")).Select(renewal => renewal.Said("id")));
        Assert.Equal(opened.Order(StringComparer.Ordinal), (await client.WalkAsync("/v1/renewals?limit=2")).Select(renewal => renewal.Said("id")));
    }

    [Theory]
    [InlineData("state=terbuka", "state", "parameter.malformed")]
    [InlineData("state=open,closed", "state", "parameter.malformed")]
    [InlineData("outcome=0", "outcome", "parameter.malformed")]
    [InlineData("regionCode=92.71", "regionCode", "region.unknown")]
    [InlineData("provinceCode=76.02", "provinceCode", "region.unknown")]
    [InlineData("dueBefore=31-12-2027", "dueBefore", "parameter.malformed")]
    [InlineData("asOf=2027-02-30", "asOf", "parameter.malformed")]
    [InlineData("agreementId=1", "agreementId", "parameter.malformed")]
    [InlineData("limit=0", "limit", "value.out-of-range")]
    [InlineData("after=abc", "after", "cursor.invalid")]
    [InlineData("dueOn=2027-12-31", "dueOn", "parameter.unknown")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code) =>
        Assert.Contains(parameter, (await _client.Get($"/v1/renewals?{query}")).IsProblem(HttpStatusCode.BadRequest, code).Errors);

    [Fact]
    public async Task A_cursor_belongs_to_its_filters()
    {
        var next = (await _client.Get("/v1/renewals?state=open&limit=1")).Is(HttpStatusCode.OK).Body.Said("next");

        (await _client.Get($"/v1/renewals?state=closed&limit=1&after={next}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
        (await _client.Get($"/v1/deadlines?limit=1&after={next}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    private string Letters(IEnumerable<JsonObject> renewals) =>
        string.Concat(renewals.Select(renewal => register.Renewals.Single(each => each.Value.Said("id") == renewal.Said("id")).Key));

    /// <summary>Five renewals: two under way, and one of each outcome.</summary>
    public sealed class Register : ServiceHost, IAsyncLifetime
    {
        public Dictionary<char, JsonObject> Renewals { get; } = [];

        public async Task InitializeAsync()
        {
            using var client = ClientOf("penyusun");
            await OpenAsync('A', "76", "2027-12-31", null);
            await OpenAsync('B', "76.02", "2027-06-30", "Dinas Sosial");
            await CloseAsync(await OpenAsync('C', "31", "2028-03-31", null), "notRenewed");
            await CloseAsync(await OpenAsync('D', "76.05", "2027-09-30", null), "abandoned");
            var renewed = await OpenAsync('E', "82", "2027-10-31", null);
            await client.SignAfterReviewAsync((await client.Post($"/v1/renewals/{renewed.Id}/successor", null)).Is(HttpStatusCode.Created));

            async Task<Answered> OpenAsync(char letter, string region, string until, string? owner)
            {
                var renewal = (await client.Post($"/v1/agreements/{(await client.SignedAsync(region, until: until)).Id}/renewals", new { owner })).Is(HttpStatusCode.Created);
                Renewals[letter] = renewal.Body;
                return renewal;
            }

            async Task CloseAsync(Answered renewal, string outcome) =>
                (await client.Post($"/v1/renewals/{renewal.Id}/close", new { outcome, reason = "Diputuskan rapat" }, ("If-Match", renewal.ETag!))).Is(HttpStatusCode.OK);
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
    }
}
