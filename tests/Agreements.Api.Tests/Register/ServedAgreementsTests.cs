using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agreements.Api.Features;
using Agreements.Api.Http.Json;
using Agreements.Api.Tests.Exchange;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Registers;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;
using FsCheck;

namespace Agreements.Api.Tests.Register;

/// <summary>
/// Lists and single agreements are written straight from the store, exports and the answers to changes from records: both show the same, to the character and
/// in the same order.
/// </summary>
public sealed class ServedAgreementsTests(JudgedHost host) : IClassFixture<JudgedHost>
{
    private static readonly Arbitrary<Case> AnyCases = AnyCase.Of(Place.All, Enum.GetValues<Segment>(), moments: 2, 90);

    [Fact]
    public Task A_list_and_a_single_read_show_what_is_exported() => host.HoldsAsync(AnyCases, async (_, moment) =>
    {
        var exported = await ExportedAsync(moment);
        var listed = (await host.AskAsync(moment, "/v1/agreements?limit=200")).Items;

        Assert.Equal(exported, listed.Select(item => item.ToJsonString()));
        foreach (var item in listed)
        {
            Assert.Equal(item.ToJsonString(), (await host.AskAsync(moment, $"/v1/agreements/{item["id"]}")).Body.ToJsonString());
        }
    });

    [Theory]
    [InlineData("76", nameof(Scope.AgreementsRead))]
    [InlineData("74,76", nameof(Scope.AgreementsRead), nameof(Scope.AgreementsApprove))]
    [InlineData("31,74,76", nameof(Scope.AgreementsRead), nameof(Scope.AgreementsWrite))]
    public Task So_they_do_for_whoever_is_bound_to_regions_and_may_do_some_things_only(string regions, params string[] scopes) => host.HoldsAsync(AnyCases, async (_, _) =>
    {
        using var bound = host.ClientOf("petugas", [.. scopes.Select(Enum.Parse<Scope>)], regions.Split(','));
        var exported = (await bound.ExportAsync("")).Lines.Select(line => line.ToJsonString()).ToList();
        var listed = (await bound.Get("/v1/agreements?limit=200")).Is(HttpStatusCode.OK).Items;

        Assert.Equal(exported, listed.Select(item => item.ToJsonString()));
        foreach (var item in listed)
        {
            Assert.Equal(item.ToJsonString(), (await bound.Get($"/v1/agreements/{item["id"]}")).Is(HttpStatusCode.OK).Body.ToJsonString());
        }
    });

    [Theory]
    [InlineData("ꦧꦥꦏ꧀ \"Bupati\" \\ <Wakil> & 'Asisten'")]
    [InlineData("اتفاق \U0001F91D é é \u200f \u2028 /")]
    [InlineData("baris satu\r\nbaris dua\tkolom")]
    public async Task Any_text_reads_as_it_was_answered_when_it_was_written(string text)
    {
        using var client = host.ClientOf("penyusun");
        var drafted = (await client.DraftAsync(("title", text), ("subject", text), ("agency", text), ("termText", text), ("owner", text), ("notes", text), ("scope", new[] { text, text }), ("legalBasis", new[] { text })))
            .Is(HttpStatusCode.Created);

        var read = (await client.Get($"/v1/agreements/{drafted.Id}")).Is(HttpStatusCode.OK);
        var listed = (await client.Get("/v1/agreements?limit=200&sort=-updatedAt")).Is(HttpStatusCode.OK);

        Assert.Equal(drafted.Text, read.Text);
        Assert.Equal(drafted.ETag, read.ETag);
        Assert.Contains(drafted.Text, listed.Text, StringComparison.Ordinal);
        (await client.Delete($"/v1/agreements/{drafted.Id}", ("If-Match", drafted.ETag!))).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Whoever_asks_at_the_same_time_gets_what_they_asked_for_within_their_own_reach()
    {
        string[] regions = ["31", "74", "76"];
        string[] owners = ["pemilik satu", "pemilik dua"];
        using var everywhere = host.ClientOf("penyusun");
        var drafted = new List<Answered>();
        foreach (var (region, owner) in regions.SelectMany(region => owners.Select(owner => (region, owner))))
        {
            drafted.Add((await everywhere.DraftAsync(("regionCode", region), ("owner", owner))).Is(HttpStatusCode.Created));
        }

        var clients = regions.Select(region => (Client: host.ClientOf("petugas", [Scope.AgreementsRead], region), Reach: new[] { region })).Append((Client: everywhere, Reach: regions)).ToList();
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), async (number, _) =>
        {
            var ((client, reach), owner) = (clients[number % clients.Count], owners[number / clients.Count % owners.Length]);
            var expected = drafted.Where(answer => reach.Contains(answer.Body.Said("regionCode")) && answer.Body.Said("owner") == owner).ToList();

            var listed = (await client.Get($"/v1/agreements?owner={owner}&lifecycle=draft&limit=200")).Is(HttpStatusCode.OK).Items;
            var one = drafted[number % drafted.Count];
            var read = await client.Get($"/v1/agreements/{one.Id}");

            Assert.Equal(expected.Select(answer => answer.Id).Order(StringComparer.Ordinal), listed.Select(item => item.Said("id")!).Order(StringComparer.Ordinal));
            Assert.Equal(reach.Contains(one.Body.Said("regionCode")) ? HttpStatusCode.OK : HttpStatusCode.NotFound, read.Status);
        });

        foreach (var answer in drafted)
        {
            (await everywhere.Delete($"/v1/agreements/{answer.Id}", ("If-Match", answer.ETag!))).Is(HttpStatusCode.NoContent);
        }

        clients.ForEach(each => each.Client.Dispose());
    }

    [Fact]
    public async Task Every_member_of_the_view_is_written_and_no_other()
    {
        using var client = host.ClientOf("penyusun");
        var drafted = (await client.DraftAsync()).Is(HttpStatusCode.Created);
        var rules = new JsonSerializerOptions();
        JsonRules.Apply(rules);

        Assert.Equal(
            rules.GetTypeInfo(typeof(AgreementView)).Properties.Select(property => property.Name),
            (await client.Get($"/v1/agreements/{drafted.Id}")).Is(HttpStatusCode.OK).Body.Select(member => member.Key));
        (await client.Delete($"/v1/agreements/{drafted.Id}", ("If-Match", drafted.ETag!))).Is(HttpStatusCode.NoContent);
    }

    private async Task<IReadOnlyList<string>> ExportedAsync(Moment moment) =>
        [.. (await host.AskAsync(moment, "/v1/agreements/export")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.ToJsonString())];
}
