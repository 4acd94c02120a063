using System.Globalization;
using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

public sealed class ListAgreementTermsTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public ListAgreementTermsTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task Every_version_says_which_document_made_it_and_from_when_it_holds()
    {
        var (local, bpjs) = ($"L-{Guid.CreateVersion7()}", $"B-{Guid.CreateVersion7()}");
        var signed = await _client.SignedWithAsync(("localNumber", local), ("bpjsNumber", bpjs));
        _host.Clock.Advance(TimeSpan.FromMinutes(5));
        var amendment = Story.Amendment(effectiveUntil: "2028-06-30", participantQuota: 29_271).With(("localNumber", $"{local}/A"), ("bpjsNumber", $"{bpjs}/A"));
        (await _client.AmendAsync(signed, amendment)).Is(HttpStatusCode.Created);

        var terms = await _client.TermsAsync(signed, "2027-07-01");

        Assert.Equal("2027-07-01", terms.Body.Said("asOf"));
        Assert.Null(terms.Body.Member("next"));
        Assert.Equal(2, terms.Items.Count);
        var (original, amended) = (terms.Items[0], terms.Items[1]);
        Assert.Equal(
            $$"""
            {"source":"original","amendmentId":null,"localNumber":"{{local}}","bpjsNumber":"{{bpjs}}","signedOn":"2026-11-20","effectiveOn":"2027-01-01","effectiveUntil":"2027-12-31",
            "openEnded":false,"participantQuota":null,"summary":null,"signatures":{{signed.Body["signatures"]!.ToJsonString()}},"recordedAt":"2026-11-21T02:00:00.000Z","inForce":false}
            """.ReplaceLineEndings(""),
            original.ToJsonString());
        Assert.Equal('7', amended.Said("amendmentId")![14]);
        amended.Remove("amendmentId");
        Assert.Equal(
            $$"""
            {"source":"amendment","localNumber":"{{local}}/A","bpjsNumber":"{{bpjs}}/A","signedOn":"2026-11-20","effectiveOn":"2027-07-01","effectiveUntil":"2028-06-30",
            "openEnded":false,"participantQuota":29271,"summary":"Perubahan jangka waktu","signatures":[{"party":"localGovernment","name":"Nama Gubernur","title":"Gubernur Sulawesi Barat",
            "actingType":"definitive","mandate":null,"signedOn":"2026-11-20","place":null,"method":null},{"party":"bpjs","name":"Nama Kepala Cabang","title":"Kepala Cabang",
            "actingType":"definitive","mandate":null,"signedOn":"2026-11-20","place":null,"method":null}],"recordedAt":"2026-11-21T02:05:00.000Z","inForce":true}
            """.ReplaceLineEndings(""),
            amended.ToJsonString());
    }

    [Theory]
    [InlineData("2026-12-31", null)]
    [InlineData("2027-01-01", "original")]
    [InlineData("2027-01-02", "original")]
    [InlineData("2027-06-30", "original")]
    [InlineData("2027-07-01", "amendment")]
    [InlineData("2027-07-02", "amendment")]
    [InlineData("2027-12-31", "amendment")]
    [InlineData("2028-01-01", "amendment")]
    [InlineData("2028-06-29", "amendment")]
    [InlineData("2028-06-30", "amendment")]
    [InlineData("2028-07-01", null)]
    [InlineData("0001-01-01", null)]
    [InlineData("9999-12-31", null)]
    public async Task The_version_in_force_is_the_last_that_has_taken_effect_within_the_term(string asOf, string? source)
    {
        var signed = await _client.SignedAsync(from: "2027-01-01", until: "2027-12-31");
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2027-07-01", effectiveUntil: "2028-06-30"))).Is(HttpStatusCode.Created);

        Assert.Equal(source, InForce(await _client.TermsAsync(signed, asOf))?.Source);
    }

    [Theory]
    [InlineData("2027-03-31", "2027-12-31")]
    [InlineData("2027-04-01", "2027-06-30")]
    [InlineData("2027-06-30", "2027-06-30")]
    [InlineData("2027-07-01", null)]
    public async Task A_shortened_term_is_in_force_until_its_new_end(string asOf, string? effectiveUntil)
    {
        var signed = await _client.SignedAsync();
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2027-04-01", effectiveUntil: "2027-06-30"))).Is(HttpStatusCode.Created);

        Assert.Equal(effectiveUntil, InForce(await _client.TermsAsync(signed, asOf))?.Until);
    }

    [Theory]
    [InlineData("2027-12-31", "original")]
    [InlineData("2028-01-01", "amendment")]
    public async Task An_extension_from_the_day_after_the_end_leaves_no_day_between(string asOf, string source)
    {
        var signed = await _client.SignedAsync();
        (await _client.AmendAsync(signed, Story.Amendment(effectiveOn: "2028-01-01", effectiveUntil: "2028-12-31"))).Is(HttpStatusCode.Created);

        Assert.Equal(source, InForce(await _client.TermsAsync(signed, asOf))?.Source);
    }

    [Theory]
    [InlineData("2027-09-29", "amendment")]
    [InlineData("2027-09-30", null)]
    [InlineData("2027-10-01", null)]
    public async Task None_is_in_force_from_the_day_of_termination(string asOf, string? source)
    {
        var signed = await _client.SignedAsync();
        var amended = (await _client.AmendAsync(signed, Story.Amendment(participantQuota: 7))).Is(HttpStatusCode.Created);
        (await _client.ActAsync(amended, "terminate", Story.Termination(effectiveOn: "2027-09-30"))).Is(HttpStatusCode.OK);

        var terms = await _client.TermsAsync(signed, asOf);

        Assert.Equal(source, InForce(terms)?.Source);
        Assert.Equal(2, terms.Items.Count);
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("inReview")]
    [InlineData("approved")]
    [InlineData("partiallySigned")]
    [InlineData("cancelled")]
    public async Task None_is_in_force_before_both_have_signed(string state)
    {
        var agreement = await _client.InStateAsync(state);

        var terms = await _client.TermsAsync(agreement, "2027-06-01");

        var only = Assert.Single(terms.Items);
        Assert.Equal(("original", "2027-01-01", "2027-12-31"), (only.Said("source"), only.Said("effectiveOn"), only.Said("effectiveUntil")));
        Assert.Null(only.Member("signedOn"));
        Assert.False(only.Flag("inForce"));
    }

    [Theory]
    [InlineData("2026-12-31", false)]
    [InlineData("2027-01-01", true)]
    [InlineData("2199-12-31", true)]
    public async Task Terms_without_an_end_stay_in_force(string asOf, bool isInForce)
    {
        var signed = await _client.SignedWithAsync(("effectiveUntil", null), ("openEnded", true));

        var only = Assert.Single((await _client.TermsAsync(signed, asOf)).Items);

        Assert.True(only.Flag("openEnded"));
        Assert.Equal(isInForce, only.Flag("inForce"));
    }

    [Fact]
    public async Task They_are_listed_by_the_day_they_take_effect_and_of_one_day_the_later_signed_prevails()
    {
        var signed = await _client.SignedAsync();
        (string SignedOn, string EffectiveOn)[] days = [("2026-11-20", "2027-10-01"), ("2026-11-17", "2027-04-01"), ("2026-11-19", "2027-07-01"), ("2026-11-18", "2027-04-01")];
        foreach (var (index, (signedOn, effectiveOn)) in days.Index())
        {
            (await _client.AmendAsync(signed, Story.Amendment(signedOn, effectiveOn, participantQuota: index + 1))).Is(HttpStatusCode.Created);
        }

        var terms = await _client.TermsAsync(signed, "2027-04-01");

        Assert.Equal(["2027-01-01", "2027-04-01", "2027-04-01", "2027-07-01", "2027-10-01"], terms.Items.Select(version => version.Said("effectiveOn")));
        Assert.Equal([2, 4, 3, 1], terms.Items.Skip(1).Select(version => version.Number("participantQuota")));
        Assert.Equal(4, terms.Items.Single(version => version.Flag("inForce")).Number("participantQuota"));
    }

    [Theory]
    [InlineData("2026-11-20T14:59:59Z", "2026-11-20", "2026-11-20", "2026-11-20")]
    [InlineData("2026-11-20T15:00:00Z", "2026-11-20", "2026-11-20", "2026-11-21")]
    [InlineData("2026-11-20T16:00:00Z", "2026-11-20", "2026-11-21", "2026-11-21")]
    [InlineData("2026-11-20T17:00:00Z", "2026-11-21", "2026-11-21", "2026-11-21")]
    public async Task Without_a_day_it_is_today_in_its_own_zone(string now, string jakarta, string makassar, string jayapura)
    {
        Answered[] signed =
        [
            await _client.SignedAsync("33", from: "2026-11-21"),
            await _client.SignedAsync("76", from: "2026-11-21"),
            await _client.SignedAsync("96.71", from: "2026-11-21"),
        ];
        _host.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);

        foreach (var (agreement, today) in signed.Zip([jakarta, makassar, jayapura]))
        {
            var terms = await _client.TermsAsync(agreement);
            Assert.Equal(today, terms.Body.Said("asOf"));
            Assert.Equal(today == "2026-11-21", InForce(terms) is not null);
        }
    }

    [Fact]
    public async Task What_is_not_there_has_no_terms()
    {
        (await _client.Get($"/v1/agreements/{Guid.CreateVersion7()}/terms")).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
    }

    [Theory]
    [InlineData("asOf=01/07/2027", "asOf", "parameter.malformed")]
    [InlineData("asOf=2027-02-29", "asOf", "parameter.malformed")]
    [InlineData("asOf=2027-07-01T00:00:00Z", "asOf", "parameter.malformed")]
    [InlineData("asOf=", "asOf", "parameter.blank")]
    [InlineData("asof=2027-07-01", "asof", "parameter.unknown")]
    [InlineData("horizonDays=30", "horizonDays", "parameter.unknown")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code)
    {
        var signed = await _client.SignedAsync();

        var answer = await _client.Get($"/v1/agreements/{signed.Id}/terms?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains(parameter, answer.Errors));
    }

    /// <summary>The version in force; null where none is.</summary>
    private static (string? Source, string? Until)? InForce(Answered terms) =>
        terms.Items.SingleOrDefault(version => version.Flag("inForce")) is { } version ? (version.Said("source"), version.Said("effectiveUntil")) : null;
}
