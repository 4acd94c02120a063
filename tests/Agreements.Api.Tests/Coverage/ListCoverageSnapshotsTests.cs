using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Coverage;

public sealed class ListCoverageSnapshotsTests(ListCoverageSnapshotsTests.Register register) : IClassFixture<ListCoverageSnapshotsTests.Register>
{
    private const string Region = "76.02";

    // What each is called by, when it was recorded: C corrects B.
    private const string Latest = "DCBA";

    private readonly HttpClient _client = register.ClientOf("staf");

    [Theory]
    [InlineData("", Latest)]
    [InlineData("from=2026-02-28", "DCB")]
    [InlineData("from=2026-03-01", "D")]
    [InlineData("to=2026-02-28", "CBA")]
    [InlineData("from=2026-01-31&to=2026-01-31", "A")]
    [InlineData("from=2026-02-01&to=2026-02-27", "")]
    public async Task They_are_listed_latest_first_and_those_of_one_day_as_they_were_corrected(string query, string expected)
    {
        Assert.Equal(expected, Letters((await _client.Get($"/v1/regions/{Region}/coverage?{query}")).Is(HttpStatusCode.OK).Items));
        Assert.Equal(expected, Letters(await _client.WalkAsync($"/v1/regions/{Region}/coverage?{query}&limit=1")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("limit=1")]
    [InlineData("from=2026-02-01")]
    public async Task Each_says_what_changed_since_the_snapshot_before_it_wherever_that_is_listed(string query)
    {
        var moved = (await _client.WalkAsync($"/v1/regions/{Region}/coverage?{query}")).Select(snapshot => $"{Letter(snapshot)} {snapshot.Moved()}");

        string[] expected =
        [
            "D 2026-02-28 - - -0.5 -",
            "C 2026-01-31 500 400 5 -0.06",
            "B 2026-01-31 -100 -100 -1 -0.21",
            "A -",
        ];
        Assert.Equal(expected.Where(line => !query.Contains("from", StringComparison.Ordinal) || line[0] != 'A'), moved);
    }

    [Fact]
    public async Task Each_is_listed_as_it_reads()
    {
        foreach (var listed in (await _client.Get($"/v1/regions/{Region}/coverage")).Is(HttpStatusCode.OK).Items)
        {
            Assert.True(JsonNode.DeepEquals((await _client.Get($"/v1/regions/{Region}/coverage/{listed.Said("id")}")).Is(HttpStatusCode.OK).Body, listed));
        }
    }

    [Fact]
    public async Task A_snapshot_that_comes_to_lie_between_changes_what_the_later_one_shows_and_its_tag()
    {
        await _client.CoveredAsync("76.03", "2026-01-31", ("members", 9_000));
        var later = await _client.CoveredAsync("76.03", "2026-03-31", ("members", 9_500));

        await _client.CoveredAsync("76.03", "2026-02-28", ("members", 9_400));

        var read = (await _client.Get($"/v1/regions/76.03/coverage/{later.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal(("2026-01-31 500 0 5 -5.26", "2026-02-28 100 0 1 -1"), (later.Body.Moved(), read.Body.Moved()));
        Assert.NotEqual(later.ETag, read.ETag);
    }

    [Theory]
    [InlineData("from=31-01-2026", "from", "parameter.malformed")]
    [InlineData("from=2026-02-01&to=2026-01-31", "to", "window.ends-before-start")]
    [InlineData("limit=0", "limit", "value.out-of-range")]
    [InlineData("after=abc", "after", "cursor.invalid")]
    [InlineData("asOf=2026-01-31", "asOf", "parameter.unknown")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code) =>
        Assert.Contains(parameter, (await _client.Get($"/v1/regions/{Region}/coverage?{query}")).IsProblem(HttpStatusCode.BadRequest, code).Errors);

    [Fact]
    public async Task The_cursor_of_one_region_does_not_open_another()
    {
        var next = (await _client.Get($"/v1/regions/{Region}/coverage?limit=1")).Is(HttpStatusCode.OK).Body.Said("next");

        (await _client.Get($"/v1/regions/76.01/coverage?limit=1&after={next}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    private static string Letters(IEnumerable<JsonObject> snapshots) => string.Concat(snapshots.Select(Letter));

    private static string Letter(JsonObject snapshot) => snapshot.Said("source")!;

    /// <summary>Four snapshots of one regency: one was corrected, and the last has a printed coverage alone.</summary>
    public sealed class Register : ServiceHost, IAsyncLifetime
    {
        public async Task InitializeAsync()
        {
            using var client = ClientOf("penyusun");
            await client.CoveredAsync(Region, "2026-01-31", ("source", "A"), ("members", 9_000), ("activeMembers", 7_300));
            await client.CoveredAsync(Region, "2026-02-28", ("source", "B"), ("members", 8_900), ("activeMembers", 7_200));
            await client.CoveredAsync(Region, "2026-02-28", ("source", "C"), ("members", 9_500), ("activeMembers", 7_700));
            (await client.Post($"/v1/regions/{Region}/coverage", new { asOf = "2026-03-31", coveragePercentPrinted = 94.5m, source = "D" })).Is(HttpStatusCode.Created);
            await client.CoveredAsync("76.01", "2026-02-15", ("source", "another region"));
        }

        Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;
    }
}
