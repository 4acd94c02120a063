using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

/// <summary>Nine agreements that differ in everything a list filters or sorts by; a test names them by the letter in their notes.</summary>
public sealed class NineAgreements : ServiceHost, IAsyncLifetime
{
    public Guid Mamuju { get; private set; }

    public Guid Sorong { get; private set; }

    public async Task InitializeAsync()
    {
        var client = ClientOf("staf");
        Mamuju = await client.OfficeAsync("Kantor Cabang Mamuju");
        Sorong = await client.OfficeAsync("Kantor Cabang Sorong");

        await DraftAsync(client, "a", ("regionCode", "76"), ("title", "Élan"), ("localNumber", "119/1/NK/2026"), ("effectiveUntil", "2026-12-31"), ("bpjsOfficeId", Mamuju));
        await DraftAsync(client, "b", ("regionCode", "76.01"), ("title", "delta"), ("bpjsNumber", "12/KTR/XI-08/1221"), ("effectiveUntil", "2026-12-31"), ("owner", "Dinas Kesehatan"));
        await DraftAsync(client, "c", ("regionCode", "76.02"), ("subject", "Charlie"), ("kind", "jointAgreement"), ("segment", "general"), ("effectiveUntil", "2027-01-01"));
        await DraftAsync(client, "d", ("regionCode", "75"), ("title", "BRAVO"), ("kind", "cooperationAgreement"), ("needsReview", true), ("bpjsOfficeId", Mamuju));
        await DraftAsync(client, "e", ("regionCode", "96.71"), ("title", "alfa"), ("segment", "wageEarners"), ("openEnded", true), ("bpjsOfficeId", Sorong));
        Clock.Advance(TimeSpan.FromHours(1));
        await DraftAsync(client, "f", ("regionCode", "53"), ("title", "Élan"), ("needsReview", true), ("effectiveUntil", "2025-06-30"), ("owner", "biro pemkesra"));

        var cancelled = await DraftAsync(client, "g", ("regionCode", "31"), ("title", "foxtrot"), ("localNumber", "119.1.nk.2026"), ("effectiveUntil", "2028-02-29"));
        (await client.ActAsync(cancelled, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);
        Clock.Advance(TimeSpan.FromHours(1));

        var complete = new (string, object?)[] { ("subject", "Golf"), ("bpjsOfficeId", Sorong), ("owner", "Biro Pemkesra"), ("segment", "other") };
        var submitted = await DraftAsync(client, "h", [("regionCode", "92.02"), ("effectiveUntil", "2030-12-31"), .. complete]);
        (await client.ActAsync(submitted, "submit")).Is(HttpStatusCode.OK);

        var released = await DraftAsync(client, "i", [("regionCode", "33.05"), ("effectiveUntil", "2027-06-30"), .. complete]);
        var inReview = (await client.ActAsync(released, "submit")).Is(HttpStatusCode.OK);
        (await ClientOf("kepala.biro").ActAsync(inReview, "approve")).Is(HttpStatusCode.OK);
    }

    Task IAsyncLifetime.DisposeAsync() => Task.CompletedTask;

    private static async Task<Answered> DraftAsync(HttpClient client, string letter, params (string Member, object? Value)[] members) =>
        (await client.DraftAsync([("notes", letter), .. members])).Is(HttpStatusCode.Created);
}

public sealed class ListAgreementsTests(NineAgreements host) : IClassFixture<NineAgreements>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("", "abcdefghi")]
    [InlineData("lifecycle=draft", "abcdef")]
    [InlineData("lifecycle=inReview,approved,cancelled", "ghi")]
    [InlineData("lifecycle=signed", "")]
    [InlineData("kind=cooperationAgreement", "d")]
    [InlineData("kind=cooperationAgreement,jointAgreement", "cd")]
    [InlineData("segment=general", "c")]
    [InlineData("segment=other,wageEarners", "ehi")]
    [InlineData("regionCode=76", "a")]
    [InlineData("regionCode=76,76.02,31", "acg")]
    [InlineData("regionCode=11", "")]
    [InlineData("provinceCode=76", "abc")]
    [InlineData("provinceCode=75", "d")]
    [InlineData("provinceCode=96", "e")]
    [InlineData("provinceCode=31", "g")]
    [InlineData("provinceCode=76&regionCode=76.01,75", "b")]
    [InlineData("bpjsOfficeId={mamuju}", "ad")]
    [InlineData("bpjsOfficeId={mamuju},{sorong}", "adehi")]
    [InlineData("bpjsOfficeId=0198a8c4-1111-7222-8333-444455556666", "")]
    [InlineData("owner=Biro%20Pemkesra", "hi")]
    [InlineData("owner=Dinas%20Kesehatan", "b")]
    [InlineData("owner=Dinas", "")]
    [InlineData("number=119/1/NK/2026", "ag")]
    [InlineData("number=1191NK2026", "ag")]
    [InlineData("number=%20119%20-%201%20nk%202026", "ag")]
    [InlineData("number=12/ktr/xi-08/1221", "b")]
    [InlineData("number=12ktrxi081221", "b")]
    [InlineData("number=119/1/NK", "")]
    [InlineData("number=/-.", "")]
    [InlineData("effectiveUntilFrom=2027-01-01", "cghi")]
    [InlineData("effectiveUntilFrom=2026-12-31", "abcghi")]
    [InlineData("effectiveUntilTo=2026-12-31", "abf")]
    [InlineData("effectiveUntilTo=2026-12-30", "f")]
    [InlineData("effectiveUntilTo=9999-12-31", "abcfghi")]
    [InlineData("effectiveUntilFrom=0001-01-01", "abcfghi")]
    [InlineData("effectiveUntilFrom=2026-12-31&effectiveUntilTo=2027-01-01", "abc")]
    [InlineData("effectiveUntilFrom=2027-01-02&effectiveUntilTo=2027-01-01", "")]
    [InlineData("needsReview=true", "df")]
    [InlineData("needsReview=false", "abceghi")]
    [InlineData("updatedAfter=2026-11-21T01:59:59.999Z", "abcdefghi")]
    [InlineData("updatedAfter=2026-11-21T02:00:00Z", "fghi")]
    [InlineData("updatedAfter=2026-11-21T09:00:00%2B07:00", "fghi")]
    [InlineData("updatedAfter=2026-11-21T03:00:00.000Z", "hi")]
    [InlineData("updatedAfter=2026-11-21T04:00:00Z", "")]
    [InlineData("updatedAfter=0001-01-01T00:00:00Z", "abcdefghi")]
    [InlineData("updatedAfter=9999-12-31T23:59:59Z", "")]
    [InlineData("provinceCode=76&kind=memorandumOfAgreement&effectiveUntilTo=2026-12-31&owner=Dinas%20Kesehatan", "b")]
    [InlineData("needsReview=true&lifecycle=approved", "")]
    public async Task A_filter_keeps_what_it_names(string query, string expected)
    {
        var filter = query.Replace("{mamuju}", host.Mamuju.ToString(), StringComparison.Ordinal).Replace("{sorong}", host.Sorong.ToString(), StringComparison.Ordinal);

        var answer = (await _client.Get($"/v1/agreements?{filter}&count=true".Replace("?&", "?", StringComparison.Ordinal))).Is(HttpStatusCode.OK);

        Assert.Equal(expected, string.Concat(Letters(answer.Items).Order()));
        Assert.Equal(expected.Length, answer.Body.Number("total"));
    }

    [Theory]
    [InlineData("effectiveUntil", "f", "ab", "c", "i", "g", "h", "de")]
    [InlineData("-effectiveUntil", "de", "h", "g", "i", "c", "ab", "f")]
    [InlineData("updatedAt", "abcde", "fg", "hi")]
    [InlineData("-updatedAt", "hi", "fg", "abcde")]
    [InlineData("title", "e", "d", "c", "b", "af", "g", "hi")]
    [InlineData("-title", "hi", "g", "af", "b", "c", "d", "e")]
    public async Task An_order_runs_both_ways_whatever_the_page(string sort, params string[] expected)
    {
        foreach (var limit in new[] { 1, 2, 4, 200 })
        {
            var walked = string.Concat(Letters(await _client.WalkAsync($"/v1/agreements?sort={sort}&limit={limit}")));

            // Among equals the order is by id, which says nothing here.
            var place = 0;
            foreach (var equals in expected)
            {
                Assert.Equal(equals, string.Concat(walked.Substring(place, equals.Length).Order()));
                place += equals.Length;
            }

            Assert.Equal(9, walked.Length);
        }
    }

    [Fact]
    public async Task The_soonest_end_comes_first_unless_another_order_is_asked_for()
    {
        Assert.Equal(
            Letters(await _client.WalkAsync("/v1/agreements?sort=effectiveUntil")),
            Letters(await _client.WalkAsync("/v1/agreements")));
    }

    [Fact]
    public async Task Only_a_count_that_was_asked_for_is_given_and_it_is_of_all_pages()
    {
        Assert.False((await _client.Get("/v1/agreements")).Body.ContainsKey("total"));
        Assert.False((await _client.Get("/v1/agreements?count=false")).Body.ContainsKey("total"));

        var first = (await _client.Get("/v1/agreements?count=true&limit=2")).Is(HttpStatusCode.OK);
        var second = (await _client.Get($"/v1/agreements?count=true&limit=2&after={first.Body.Said("next")}")).Is(HttpStatusCode.OK);

        Assert.Equal(9, first.Body.Number("total"));
        Assert.Equal(9, second.Body.Number("total"));
    }

    [Fact]
    public async Task The_link_leads_to_the_next_page_with_the_same_filters()
    {
        var page = (await _client.Get("/v1/agreements?lifecycle=draft,cancelled&limit=4&sort=-title")).Is(HttpStatusCode.OK);
        var link = Assert.Single(page.Headers.GetValues("Link"));

        Assert.Matches("^</v1/agreements\\?[^>]+>; rel=\"next\"$", link);
        var rest = (await _client.Get(link[1..link.IndexOf('>', StringComparison.Ordinal)])).Is(HttpStatusCode.OK);
        Assert.Equal("abcdefg", string.Concat(Letters([.. page.Items, .. rest.Items]).Order()));
        Assert.Null(rest.Body.Member("next"));
        Assert.False(rest.Headers.Contains("Link"));
    }

    [Fact]
    public async Task The_last_page_is_the_last_even_when_it_is_full()
    {
        var page = (await _client.Get("/v1/agreements?limit=9")).Is(HttpStatusCode.OK);

        Assert.Equal(9, page.Items.Count);
        Assert.Null(page.Body.Member("next"));
    }

    [Fact]
    public async Task The_day_asked_for_is_echoed_and_days_are_counted_from_it()
    {
        var answer = (await _client.Get("/v1/agreements?asOf=2026-12-01&regionCode=76")).Is(HttpStatusCode.OK);

        Assert.Equal("2026-12-01", answer.Body.Said("asOf"));
        Assert.Null(answer.Body.Member("today"));
        Assert.Equal(30, Assert.Single(answer.Items).Number("daysLeft"));
    }

    [Fact]
    public async Task Without_one_today_is_given_for_each_zone()
    {
        var answer = (await _client.Get("/v1/agreements?limit=1")).Is(HttpStatusCode.OK);

        Assert.Null(answer.Body.Member("asOf"));
        Assert.Equal(["Asia/Jakarta", "Asia/Jayapura", "Asia/Makassar"], answer.Body["today"]!.AsObject().Select(zone => zone.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("limit=0", "limit", "value.out-of-range")]
    [InlineData("limit=-1", "limit", "value.out-of-range")]
    [InlineData("limit=201", "limit", "value.out-of-range")]
    [InlineData("limit=ten", "limit", "parameter.malformed")]
    [InlineData("limit=5.0", "limit", "parameter.malformed")]
    [InlineData("limit=99999999999", "limit", "parameter.malformed")]
    [InlineData("limit=1&limit=2", "limit", "parameter.repeated")]
    [InlineData("lifecycle=Draft", "lifecycle", "parameter.malformed")]
    [InlineData("lifecycle=0", "lifecycle", "parameter.malformed")]
    [InlineData("lifecycle=draft,", "lifecycle", "parameter.malformed")]
    [InlineData("lifecycle=", "lifecycle", "parameter.blank")]
    [InlineData("kind=pks", "kind", "parameter.malformed")]
    [InlineData("segment=all", "segment", "parameter.malformed")]
    [InlineData("provinceCode=76.01", "provinceCode", "region.unknown")]
    [InlineData("provinceCode=76,75", "provinceCode", "region.unknown")]
    [InlineData("bpjsOfficeId=mamuju", "bpjsOfficeId", "parameter.malformed")]
    [InlineData("needsReview=yes", "needsReview", "parameter.malformed")]
    [InlineData("needsReview=True", "needsReview", "parameter.malformed")]
    [InlineData("count=1", "count", "parameter.malformed")]
    [InlineData("effectiveUntilFrom=01/02/2026", "effectiveUntilFrom", "parameter.malformed")]
    [InlineData("effectiveUntilTo=2026-02-30", "effectiveUntilTo", "parameter.malformed")]
    [InlineData("effectiveUntilTo=%D9%A2%D9%A0%D9%A2%D9%A6-01-01", "effectiveUntilTo", "parameter.malformed")]
    [InlineData("updatedAfter=2026-11-21", "updatedAfter", "parameter.malformed")]
    [InlineData("updatedAfter=2026-11-21T02:00:00", "updatedAfter", "parameter.malformed")]
    [InlineData("asOf=tomorrow", "asOf", "parameter.malformed")]
    [InlineData("sort=owner", "sort", "parameter.malformed")]
    [InlineData("sort=title,updatedAt", "sort", "parameter.malformed")]
    [InlineData("q=", "q", "parameter.blank")]
    [InlineData("q=%20", "q", "parameter.blank")]
    [InlineData("q=a%00b", "q", "parameter.malformed")]
    [InlineData("efectiveUntilTo=2026-12-31", "efectiveUntilTo", "parameter.unknown")]
    [InlineData("Lifecycle=draft", "Lifecycle", "parameter.unknown")]
    [InlineData("withinDays=30", "withinDays", "parameter.unknown")]
    [InlineData("after=abc", "after", "cursor.invalid")]
    [InlineData("after=%2F%2F", "after", "cursor.invalid")]
    public async Task A_faulty_parameter_is_named_and_widens_nothing(string query, string parameter, string code)
    {
        var answer = await _client.Get($"/v1/agreements?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains(parameter, answer.Errors));
    }

    [Fact]
    public async Task All_faulty_parameters_are_named_at_once()
    {
        var answer = await _client.Get("/v1/agreements?lifecycle=Draft&limit=ten&expiry=2026");

        answer.IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(["expiry", "lifecycle", "limit"], answer.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("sort=-title")]
    [InlineData("sort=title&lifecycle=draft")]
    [InlineData("sort=title&asOf=2026-01-01")]
    [InlineData("")]
    public async Task A_cursor_belongs_to_its_filters_and_order(string other)
    {
        var next = (await _client.Get("/v1/agreements?sort=title&limit=3")).Body.Said("next");

        (await _client.Get($"/v1/agreements?{other}&limit=3&after={next}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    [Fact]
    public async Task It_belongs_to_its_list_too()
    {
        var next = (await _client.Get("/v1/agreements?limit=3")).Body.Said("next");

        (await _client.Get($"/v1/agreements/expiring?limit=3&after={next}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
        (await _client.Get($"/v1/regions?limit=3&after={next}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    [Fact]
    public async Task The_size_of_the_page_may_change_on_the_way()
    {
        var first = (await _client.Get("/v1/agreements?sort=title&limit=3")).Is(HttpStatusCode.OK);

        var rest = (await _client.Get($"/v1/agreements?sort=title&limit=200&count=true&after={first.Body.Said("next")}")).Is(HttpStatusCode.OK);

        Assert.Equal("abcdefghi", string.Concat(Letters([.. first.Items, .. rest.Items]).Order()));
    }

    private static IEnumerable<char> Letters(IEnumerable<System.Text.Json.Nodes.JsonObject> items) => items.Select(item => item.Said("notes")![0]);
}

/// <summary>Walks while the register changes, each in a corner of its own.</summary>
public sealed class ListAgreementsWhileTheyChangeTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");
    private readonly string _owner = Guid.CreateVersion7().ToString();

    [Theory]
    [InlineData("effectiveUntil")]
    [InlineData("-effectiveUntil")]
    [InlineData("updatedAt")]
    [InlineData("-updatedAt")]
    [InlineData("title")]
    [InlineData("-title")]
    public async Task Pages_neither_skip_nor_repeat_what_was_there_while_others_insert(string sort)
    {
        var there = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            there.Add(await DraftAsync(i % 4));
        }

        var walked = new List<string>();
        var path = $"/v1/agreements?owner={_owner}&sort={sort}&limit=3";
        var page = (await _client.Get(path)).Is(HttpStatusCode.OK);
        var pages = 1;
        walked.AddRange(page.Items.Select(item => item.Said("id")!));
        while (page.Body.Said("next") is { } next)
        {
            Assert.True(pages < 20, "the walk does not end");
            if (pages < 5)
            {
                await DraftAsync(pages % 4);
                await DraftAsync(3 - (pages % 4));
            }

            page = (await _client.Get($"{path}&after={next}")).Is(HttpStatusCode.OK);
            walked.AddRange(page.Items.Select(item => item.Said("id")!));
            pages++;
        }

        Assert.Equal(walked.Count, walked.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(there.Order(StringComparer.Ordinal), walked.Where(there.Contains).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_place_that_a_cursor_names_may_be_gone()
    {
        for (var i = 0; i < 4; i++)
        {
            await DraftAsync(i % 3);
        }

        var all = (await _client.Get($"/v1/agreements?owner={_owner}")).Items.Select(item => item.Said("id")!).ToList();
        var first = (await _client.Get($"/v1/agreements?owner={_owner}&limit=2")).Is(HttpStatusCode.OK);
        (await _client.Delete($"/v1/agreements/{all[1]}", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);

        var second = (await _client.Get($"/v1/agreements?owner={_owner}&limit=2&after={first.Body.Said("next")}")).Is(HttpStatusCode.OK);

        Assert.Equal(all[2..], second.Items.Select(item => item.Said("id")!));
    }

    [Fact]
    public async Task A_cursor_with_one_character_changed_is_refused()
    {
        await DraftAsync(1);
        await DraftAsync(2);
        var next = (await _client.Get($"/v1/agreements?owner={_owner}&limit=1")).Body.Said("next")!;

        foreach (var i in Enumerable.Range(0, next.Length).Where(i => i % 7 == 0 || i == next.Length - 1))
        {
            var tampered = string.Concat(next.AsSpan(0, i), next[i] == 'A' ? "B" : "A", next.AsSpan(i + 1));
            (await _client.Get($"/v1/agreements?owner={_owner}&limit=1&after={tampered}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
        }

        (await _client.Get($"/v1/agreements?owner={_owner}&limit=1&after={next[..^4]}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
        (await _client.Get($"/v1/agreements?owner={_owner}&limit=1&after={next}AAAA")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    [Theory]
    [InlineData("regionCode=92.71")]
    [InlineData("regionCode=76,")]
    [InlineData("regionCode=92.71,99")]
    public async Task A_faulty_region_among_several_is_named_by_its_parameter(string query)
    {
        var answer = await _client.Get($"/v1/agreements?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, "region.unknown");
        Assert.All(answer.Body["errors"]!.AsArray(), error => Assert.Equal("regionCode", error!.Said("parameter")));
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("%0A")]
    [InlineData("=")]
    public async Task A_cursor_is_taken_only_as_it_was_given(string added)
    {
        await _client.DraftedAsync();
        await _client.DraftedAsync();
        var next = (await _client.Get("/v1/agreements?limit=1")).Body.Said("next");

        (await _client.Get($"/v1/agreements?limit=1&after={next}{added}")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }

    private async Task<string> DraftAsync(int rank)
    {
        host.Clock.Advance(TimeSpan.FromSeconds(rank));
        var until = rank == 3 ? null : new DateOnly(2027, 1, 1).AddDays(rank).ToString("O", CultureInfo.InvariantCulture);
        return (await _client.DraftAsync(("owner", _owner), ("title", $"Nota {rank}"), ("effectiveUntil", until))).Is(HttpStatusCode.Created).Id;
    }
}
