using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

public sealed class SignAgreementTests : IClassFixture<ServiceHost>
{
    private readonly ServiceHost _host;
    private readonly HttpClient _client;

    public SignAgreementTests(ServiceHost host)
    {
        (_host, _client) = (host, host.ClientOf("staf"));
        host.Clock.Now = TestClock.Start;
    }

    [Fact]
    public async Task The_first_signature_makes_it_partially_signed_and_the_second_signed()
    {
        var approved = await _client.ApprovedAsync();

        var first = (await _client.SignAsync(approved, "bpjs", on: "2026-11-20")).Is(HttpStatusCode.Created);
        var second = (await _client.SignAsync(approved, "localGovernment", on: "2026-11-18")).Is(HttpStatusCode.Created);

        Assert.Equal("partiallySigned", first.Body.Said("lifecycle"));
        Assert.Null(first.Body.Member("signedOn"));
        Assert.Equal("signed", second.Body.Said("lifecycle"));
        Assert.Equal("2026-11-20", second.Body.Said("signedOn"));
        Assert.Equal(["bpjs", "localGovernment"], second.Body["signatures"]!.AsArray().Select(signature => signature!.Said("party")));
        Assert.Equal($"/v1/agreements/{approved.Id}", second.Headers.Location!.ToString());
        await _client.StillAsync(second);
    }

    [Fact]
    public async Task The_history_keeps_the_signatory_as_of_that_day()
    {
        var approved = await _client.ApprovedAsync();
        var signature = new
        {
            party = "localGovernment",
            name = "Nama Penjabat",
            title = "Penjabat Wali Kota Sorong",
            actingType = "pj",
            mandate = "Keputusan 100.2.1.3-1 tanggal 2 Januari 2026",
            signedOn = "2026-11-20",
            place = "Sorong",
            method = "wet",
        };

        var answer = (await _client.Post($"/v1/agreements/{approved.Id}/signatures", signature)).Is(HttpStatusCode.Created);

        Assert.Equal(
            """{"party":"localGovernment","name":"Nama Penjabat","title":"Penjabat Wali Kota Sorong","actingType":"pj","mandate":"Keputusan 100.2.1.3-1 tanggal 2 Januari 2026","signedOn":"2026-11-20","place":"Sorong","method":"wet"}""",
            answer.Body["signatures"]![0]!.ToJsonString());
        var last = (await _client.HistoryAsync(approved))[^1];
        Assert.Equal("staf sign approved>partiallySigned", last.Told());
        Assert.Equal($"null > {answer.Body["signatures"]![0]!.ToJsonString()}", last.Changed("signatures"));
    }

    [Fact]
    public async Task The_second_signature_records_the_day_of_signing()
    {
        var signed = await _client.SignedAsync();

        Assert.Equal("null > \"2026-11-20\"", (await _client.HistoryAsync(signed))[^1].Changed("signedOn"));
    }

    [Fact]
    public async Task A_signatory_holds_the_office_and_need_not_say_where_or_how()
    {
        var signed = await _client.PartiallySignedAsync();

        var signature = signed.Body["signatures"]![0]!;
        Assert.Equal("definitive", signature.Said("actingType"));
        Assert.Null(signature.Member("mandate"));
        Assert.Null(signature.Member("place"));
        Assert.Null(signature.Member("method"));
    }

    [Fact]
    public async Task A_party_signs_once()
    {
        var partly = await _client.PartiallySignedAsync();

        var answer = await _client.SignAsync(partly, "localGovernment");

        answer.IsProblem(HttpStatusCode.Conflict, "signature.party-already-signed");
        Assert.Equal("localGovernment", answer.Body.Said("party"));
        await _client.StillAsync(partly);
    }

    [Theory]
    [InlineData("92.02", "2026-11-20T14:59:59Z", "2026-11-20", true)]
    [InlineData("92.02", "2026-11-20T14:59:59Z", "2026-11-21", false)]
    [InlineData("92.02", "2026-11-20T15:00:00Z", "2026-11-21", true)]
    [InlineData("76", "2026-11-20T15:59:59Z", "2026-11-21", false)]
    [InlineData("76", "2026-11-20T16:00:00Z", "2026-11-21", true)]
    [InlineData("33.05", "2026-11-20T16:59:59Z", "2026-11-21", false)]
    [InlineData("33.05", "2026-11-20T17:00:00Z", "2026-11-21", true)]
    public async Task Nobody_signs_tomorrow_in_the_regions_own_zone(string region, string now, string signedOn, bool accepted)
    {
        var approved = await _client.ApprovedAsync(region);
        _host.Clock.Now = DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture);

        var answer = await _client.SignAsync(approved, "bpjs", signedOn);

        if (accepted)
        {
            answer.Is(HttpStatusCode.Created);
        }
        else
        {
            answer.IsProblem(HttpStatusCode.BadRequest, "signature.signed-in-future");
            Assert.Equal("signature.signed-in-future", answer.Errors["/signedOn"]);
            Assert.Empty((await _client.ReadAsync(approved)).Body["signatures"]!.AsArray());
        }
    }

    [Theory]
    [InlineData(null, "2027-12-31", "effectiveFrom")]
    [InlineData("2027-01-01", null, "effectiveUntil")]
    [InlineData(null, null, "effectiveFrom", "effectiveUntil")]
    public async Task Nobody_signs_a_term_that_is_not_written_down(string? from, string? until, params string[] missing)
    {
        var approved = await _client.ApprovedAsync(from: from, until: until);

        var answer = await _client.SignAsync(approved, "bpjs");

        answer.IsProblem(HttpStatusCode.Conflict, "agreement.term-missing");
        Assert.Equal(missing, answer.Body.Texts("missing"));
        await _client.StillAsync(await _client.ReadAsync(approved));
    }

    [Fact]
    public async Task One_without_an_end_is_signed_on_the_explicit_word_that_it_has_none()
    {
        var approved = await _client.ApprovedAsync(until: null);
        var signature = new { party = "bpjs", name = "Nama Kepala Cabang", title = "Kepala Cabang", signedOn = "2026-11-20" };

        var first = (await _client.Post($"/v1/agreements/{approved.Id}/signatures", signature.With(("openEnded", true)))).Is(HttpStatusCode.Created);
        var second = (await _client.SignAsync(approved, "localGovernment")).Is(HttpStatusCode.Created);

        Assert.True(first.Body.Flag("openEnded"));
        Assert.Equal("signed", second.Body.Said("lifecycle"));
        Assert.Null(second.Body.Member("daysLeft"));
        Assert.Equal("false > true", (await _client.HistoryAsync(approved))[^2].Changed("openEnded"));
    }

    [Fact]
    public async Task One_with_an_end_is_not_open_ended()
    {
        var approved = await _client.ApprovedAsync();
        var signature = new { party = "bpjs", name = "Nama Kepala Cabang", title = "Kepala Cabang", signedOn = "2026-11-20", openEnded = true };

        var answer = await _client.Post($"/v1/agreements/{approved.Id}/signatures", signature);

        answer.IsProblem(HttpStatusCode.BadRequest, "term.open-ended-with-end");
        await _client.StillAsync(approved);
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once()
    {
        var approved = await _client.ApprovedAsync();

        var answer = await _client.Post($"/v1/agreements/{approved.Id}/signatures", "{}");

        answer.IsProblem(HttpStatusCode.BadRequest, "value.required");
        Assert.Equal(["/name", "/party", "/signedOn", "/title"], answer.Errors.Keys.Order(StringComparer.Ordinal));
        await _client.StillAsync(approved);
    }

    [Theory]
    [InlineData("party", "governor", "value.unknown")]
    [InlineData("party", "Bpjs", "value.unknown")]
    [InlineData("party", 0, "value.malformed")]
    [InlineData("actingType", "acting", "value.unknown")]
    [InlineData("method", "stamp", "value.unknown")]
    [InlineData("signedOn", "20/11/2026", "value.malformed")]
    [InlineData("signedOn", "2026-02-30", "value.malformed")]
    [InlineData("name", "", "text.blank")]
    [InlineData("mandate", "NIK 7602014108900001", "text.personal-number")]
    [InlineData("lifecycle", "signed", "member.unknown")]
    [InlineData("agreementId", "0198a8c4-1111-7222-8333-444455556666", "member.unknown")]
    public async Task A_faulty_member_is_named_by_pointer_and_nothing_is_signed(string member, object value, string code)
    {
        var approved = await _client.ApprovedAsync();
        var signature = new { party = "bpjs", name = "Nama Kepala Cabang", title = "Kepala Cabang", signedOn = "2026-11-20" };

        var answer = await _client.Post($"/v1/agreements/{approved.Id}/signatures", signature.With((member, value)));

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, answer.Errors[$"/{member}"]);
        await _client.StillAsync(approved);
    }

    [Fact]
    public async Task What_is_not_there_cannot_be_signed()
    {
        var signature = new { party = "bpjs", name = "Nama Kepala Cabang", title = "Kepala Cabang", signedOn = "2026-11-20" };

        (await _client.Post($"/v1/agreements/{Guid.CreateVersion7()}/signatures", signature)).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
    }
}
