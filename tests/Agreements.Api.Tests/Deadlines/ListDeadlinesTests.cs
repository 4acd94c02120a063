using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Deadlines;

/// <summary>The lists that a day begins with: due today, overdue, within a month.</summary>
public sealed class ListDeadlinesTests : IAsyncLifetime, IDisposable
{
    private static readonly string[] Days = ["2026-11-22", "2026-11-23", "2026-12-21", "2026-12-22", "2027-01-31"];

    private static readonly string[] Regions = ["31", "76", "96.71", "76.02", "76"];

    private readonly ServiceHost _host = new();
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _client = _host.ClientOf("staf");
        foreach (var (day, region) in Days.Zip(Regions))
        {
            await _client.SignedAsync(region, from: "2026-01-01", until: day);
        }

        _host.Clock.Now = new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero);
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("", 0, 1, 2, 3, 4)]
    [InlineData("withinDays=0", 1)]
    [InlineData("overdue=true", 0)]
    [InlineData("overdue=false", 1, 2, 3, 4)]
    [InlineData("withinDays=28", 1, 2)]
    [InlineData("withinDays=29", 1, 2, 3)]
    [InlineData("dueFrom=2026-12-21&dueTo=2026-12-22", 2, 3)]
    [InlineData("provinceCode=76", 1, 3, 4)]
    [InlineData("regionCode=76,31", 0, 1, 4)]
    [InlineData("kind=renewalNotice,followUp")]
    [InlineData("kind=expiry&state=met")]
    [InlineData("overdue=true&asOf=2027-01-31", 0, 1, 2, 3)]
    public async Task A_filter_finds_what_it_says_soonest_first(string filter, params int[] expected)
    {
        // That their work plans are missing has tests of its own.
        var query = filter.Contains("kind=", StringComparison.Ordinal) ? filter : $"kind=expiry&{filter}".TrimEnd('&');
        Assert.Equal(expected.Select(index => Days[index]), (await _client.Get($"/v1/deadlines?{query}")).Is(HttpStatusCode.OK).Items.Select(row => row.Said("dueOn")));
        Assert.Equal(expected.Select(index => Days[index]), (await _client.WalkAsync($"/v1/deadlines?{query}&limit=1")).Select(row => row.Said("dueOn")));
    }

    [Theory]
    [InlineData("2026-11-22T16:59:59Z", 1)]
    [InlineData("2026-11-22T17:00:00Z", 2)]
    [InlineData("2026-11-22T15:59:59Z", 0)]
    [InlineData("2026-11-22T16:00:00Z", 1)]
    public async Task Each_row_is_judged_by_midnight_in_its_region(string now, int dueOrOverdue)
    {
        // Jakarta's is overdue from 17:00 on, Makassar's is due today from 16:00 on.
        _host.Clock.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        var found = (await _client.Get("/v1/deadlines?withinDays=0&regionCode=76")).Items.Count + (await _client.Get("/v1/deadlines?kind=expiry&overdue=true&regionCode=31")).Items.Count;

        Assert.Equal(dueOrOverdue, found);
    }

    [Fact]
    public async Task The_answer_says_what_it_assumed_and_by_which_day_it_judged()
    {
        var today = (await _client.Get("/v1/deadlines")).Body;
        Assert.Equal(["open", "acknowledged"], today.Member("appliedDefaults")!.Texts("state"));
        Assert.Null(today.Member("asOf"));
        Assert.Equal("2026-11-23", today.Member("today")!.Said("Asia/Makassar"));

        var asked = (await _client.Get("/v1/deadlines?state=open&asOf=2026-12-01")).Body;
        Assert.Equal("2026-12-01", asked.Said("asOf"));
        Assert.Empty(asked.Member("appliedDefaults")!.AsObject());
    }

    [Theory]
    [InlineData("withinDays=-1", "withinDays", "value.out-of-range")]
    [InlineData("withinDays=3651", "withinDays", "value.out-of-range")]
    [InlineData("regionCode=00", "regionCode", "region.unknown")]
    [InlineData("provinceCode=76.02", "provinceCode", "region.unknown")]
    public async Task What_would_find_nothing_by_mistake_is_refused(string query, string parameter, string code) =>
        Assert.Equal(code, (await _client.Get($"/v1/deadlines?{query}")).Is(HttpStatusCode.BadRequest).Errors[parameter]);
}
