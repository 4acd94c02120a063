using System.Net;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

/// <summary>Each party numbers its documents: a number is unique within party and kind.</summary>
public sealed class NumberTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static int _series;

    private readonly HttpClient _client = host.ClientOf("staf");
    private readonly string _own = $"{Interlocked.Increment(ref _series)}/NK";

    [Theory]
    [InlineData("119/{0}/2026", "119/{0}/2026", true)]
    [InlineData("119/{0}/2026", "119/{0}/2026 ", true)]
    [InlineData("119/{0}/KTR/2026", "119 / {0} / ktr / 2026", true)]
    [InlineData("119/{0}/2026", "119-{0}-2026", false)]
    [InlineData("1/12/{0}", "11/2/{0}", false)]
    public async Task Case_and_spaces_do_not_make_another_number_but_punctuation_does(string first, string second, bool same)
    {
        var (one, other) = (Number(first), Number(second));
        var holder = (await _client.DraftAsync(("localNumber", one))).Is(HttpStatusCode.Created);

        var answer = await _client.DraftAsync(("localNumber", other));

        if (same)
        {
            answer.IsProblem(HttpStatusCode.Conflict, "number.taken");
            Assert.Equal("localGovernment", answer.Body.Said("party"));
            Assert.Equal(holder.Id, answer.Body.Said("takenBy"));
        }
        else
        {
            Assert.Equal(other, answer.Is(HttpStatusCode.Created).Body.Said("localNumber"));
        }
    }

    [Theory]
    [InlineData("localNumber")]
    [InlineData("bpjsNumber")]
    public async Task Of_six_that_ask_for_a_number_at_once_one_gets_it(string member)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _client.DraftAsync((member, _own))));

        var holder = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer != holder), answer => answer.IsProblem(HttpStatusCode.Conflict, "number.taken"));

        // Whether the look-up or the index stopped it, the audit keeps it.
        var noted = (await _client.AuditAsync("action=draftAgreement&outcome=refused")).Select(entry => entry.Said("traceId")).ToHashSet(StringComparer.Ordinal);
        Assert.All(answers.Where(answer => answer != holder), answer => Assert.Contains(answer.Body.Said("traceId"), noted));
    }

    [Fact]
    public async Task Each_local_government_has_a_series_of_its_own_for_each_kind()
    {
        (await _client.DraftAsync(("localNumber", _own), ("regionCode", "76"))).Is(HttpStatusCode.Created);

        (await _client.DraftAsync(("localNumber", _own), ("regionCode", "76.01"))).Is(HttpStatusCode.Created);
        (await _client.DraftAsync(("localNumber", _own), ("kind", "cooperationAgreement"))).Is(HttpStatusCode.Created);
        (await _client.DraftAsync(("localNumber", _own), ("regionCode", "76.01"))).IsProblem(HttpStatusCode.Conflict, "number.taken");
    }

    [Fact]
    public async Task The_series_of_BPJS_runs_through_the_country_for_each_kind()
    {
        var number = Number("12/{0}/XI-08/1221");
        (await _client.DraftAsync(("bpjsNumber", number), ("regionCode", "76"))).Is(HttpStatusCode.Created);

        var elsewhere = await _client.DraftAsync(("bpjsNumber", number.ToUpperInvariant()), ("regionCode", "96.71"));

        elsewhere.IsProblem(HttpStatusCode.Conflict, "number.taken");
        Assert.Equal("bpjs", elsewhere.Body.Said("party"));
        (await _client.DraftAsync(("bpjsNumber", number), ("kind", "jointAgreement"))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_parties_may_use_the_same_number()
    {
        (await _client.DraftAsync(("localNumber", _own), ("bpjsNumber", _own))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Any_number_of_drafts_have_none()
    {
        (await _client.DraftAsync()).Is(HttpStatusCode.Created);
        (await _client.DraftAsync()).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("localNumber", null)]
    [InlineData("bpjsNumber", null)]
    [InlineData("regionCode", "76")]
    [InlineData("kind", "memorandumOfAgreement")]
    public async Task An_edit_cannot_take_it_either(string member, string? value)
    {
        (await _client.DraftAsync(("localNumber", _own), ("bpjsNumber", $"B{_own}"))).Is(HttpStatusCode.Created);
        var other = (await (member switch
        {
            "regionCode" => _client.DraftAsync(("localNumber", _own), ("regionCode", "76.01")),
            "kind" => _client.DraftAsync(("localNumber", _own), ("kind", "jointAgreement")),
            _ => _client.DraftAsync(),
        })).Is(HttpStatusCode.Created);
        var wanted = member switch { "localNumber" => _own, "bpjsNumber" => $"B{_own}", _ => value };

        var answer = await _client.EditAsync(other, new { }.With((member, wanted)));

        answer.IsProblem(HttpStatusCode.Conflict, "number.taken");
        await _client.StillAsync(other);
    }

    [Fact]
    public async Task An_agreement_keeps_its_own_number_and_may_write_it_differently()
    {
        var draft = (await _client.DraftAsync(("localNumber", $"a/{_own}"))).Is(HttpStatusCode.Created);

        var edited = (await _client.EditAsync(draft, new { localNumber = $"A / {_own}" })).Is(HttpStatusCode.OK);

        Assert.Equal($"A / {_own}", edited.Body.Said("localNumber"));
    }

    [Fact]
    public async Task A_cancelled_or_deleted_one_gives_its_numbers_back()
    {
        var members = new (string, object?)[] { ("localNumber", _own), ("bpjsNumber", $"B{_own}") };
        var cancelled = (await _client.DraftAsync(members)).Is(HttpStatusCode.Created);
        (await _client.ActAsync(cancelled, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);

        var deleted = (await _client.DraftAsync(members)).Is(HttpStatusCode.Created);
        (await _client.Delete($"/v1/agreements/{deleted.Id}", ("If-Match", deleted.ETag!))).Is(HttpStatusCode.NoContent);

        (await _client.DraftAsync(members)).Is(HttpStatusCode.Created);
        (await _client.DraftAsync(members)).IsProblem(HttpStatusCode.Conflict, "number.taken");
        Assert.Equal(_own, (await _client.ReadAsync(cancelled)).Body.Said("localNumber"));
    }

    [Fact]
    public async Task A_terminated_one_keeps_them()
    {
        var approved = await _client.ApprovedAsync();
        var numbered = (await _client.EditAsync(approved, new { localNumber = _own })).Is(HttpStatusCode.OK);
        await _client.SignAsync(numbered, "bpjs");
        var signed = (await _client.SignAsync(numbered, "localGovernment")).Is(HttpStatusCode.Created);
        (await _client.ActAsync(signed, "terminate", Story.Termination())).Is(HttpStatusCode.OK);

        (await _client.DraftAsync(("localNumber", _own))).IsProblem(HttpStatusCode.Conflict, "number.taken");
    }

    private string Number(string pattern) => pattern.Replace("{0}", _own, StringComparison.Ordinal);

    [Fact]
    public async Task A_cancelled_agreement_keeps_its_notes_open_when_its_number_has_gone_to_another()
    {
        var number = $"119/{Guid.CreateVersion7()}";
        var draft = (await _client.DraftAsync(("localNumber", number))).Is(HttpStatusCode.Created);
        var cancelled = (await _client.ActAsync(draft, "cancel", new { reason = "Anggaran ditunda" })).Is(HttpStatusCode.OK);
        (await _client.DraftAsync(("localNumber", number))).Is(HttpStatusCode.Created);

        (await _client.EditAsync(cancelled, new { notes = "Digantikan" })).Is(HttpStatusCode.OK);
    }
}
