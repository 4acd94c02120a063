using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed class EntityTagsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string[] Catchment = ["76.02", "76"];

    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task What_is_created_is_answered_as_a_GET_of_its_location_answers_it()
    {
        var office = (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = "Kantor Cabang Mamuju", catchmentRegionCodes = Catchment })).Is(HttpStatusCode.Created);
        var draft = (await _client.Post("/v1/agreements", Story.Draft(office: Guid.Parse(office.Id)))).Is(HttpStatusCode.Created);
        var signed = await _client.SignAsync(await _client.ApprovedAsync(), "bpjs");

        foreach (var created in new[] { office, draft, signed.Is(HttpStatusCode.Created) })
        {
            var read = (await _client.Get(created.Headers.Location!.OriginalString)).Is(HttpStatusCode.OK);
            Assert.Equal(created.Text, read.Text);
            Assert.Equal(created.ETag, read.ETag);
            Assert.NotNull(read.ETag);
            Assert.False(read.Headers.ETag!.IsWeak);
        }
    }

    [Fact]
    public async Task The_tag_changes_with_every_step_of_a_life_and_the_answer_carries_it()
    {
        var agreement = await _client.DraftedAsync();
        var path = $"/v1/agreements/{agreement.Id}";
        var tags = new List<string> { agreement.ETag! };
        (string Action, object? Body)[] life =
        [
            ("submit", null),
            ("return", new { reason = "Lampiran belum ada" }),
            ("submit", null),
            ("approve", null),
            ("signatures", new { party = "bpjs", name = "Nama", title = "Kepala Cabang", signedOn = "2026-11-20" }),
            ("signatures", new { party = "localGovernment", name = "Nama", title = "Gubernur", signedOn = "2026-11-20" }),
            ("terminate", new { ground = "partiesAgreed", effectiveOn = "2027-06-30", reason = "Disepakati" }),
        ];
        foreach (var (action, body) in life)
        {
            var step = await _client.Post($"{path}/{action}", body, ("If-Match", tags[^1]), (Keys.Header, Keys.Of(action == "approve" ? "kepala.biro" : "penyusun")));
            Assert.True(step.Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{action}: {step.Text}");
            var read = await _client.Get(path);
            Assert.Equal(read.ETag, step.ETag);
            tags.Add(step.ETag!);
        }

        Assert.Equal(tags.Count, tags.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"owner":"Biro Pemkesra"}""")]
    [InlineData("""{"notes":null,"effectiveFrom":"2027-01-01","scope":[]}""")]
    public async Task A_patch_that_changes_nothing_changes_neither_tag_nor_history(string patch)
    {
        var draft = await _client.DraftedAsync();

        var edited = (await _client.Patch($"/v1/agreements/{draft.Id}", patch, ("If-Match", draft.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal(draft.ETag, edited.ETag);
        Assert.Equal(draft.Text, edited.Text);
        Assert.Single((await _client.Get($"/v1/agreements/{draft.Id}/history")).Items);
    }

    [Fact]
    public async Task What_the_caller_has_already_is_304_without_a_body()
    {
        var draft = await _client.DraftedAsync();
        var office = draft.Body["bpjsOfficeId"]!.GetValue<string>();
        foreach (var path in new[] { $"/v1/agreements/{draft.Id}", $"/v1/bpjs-offices/{office}", "/v1/regions/76" })
        {
            var tag = (await _client.Get(path)).ETag!;
            foreach (var known in new[] { tag, $"W/{tag}", "*", $"\"another\", {tag}", $"W/\"x\",{tag},\"y\"" })
            {
                var answer = (await _client.Get(path, ("If-None-Match", known))).Is(HttpStatusCode.NotModified);
                Assert.Empty(answer.Text);
                Assert.Equal(tag, answer.ETag);
            }

            foreach (var other in new[] { "\"another\"", tag.Trim('"'), "\"\"" })
            {
                (await _client.Get(path, ("If-None-Match", other))).Is(HttpStatusCode.OK);
            }
        }
    }

    [Fact]
    public async Task A_change_makes_what_the_caller_has_stale()
    {
        var draft = await _client.DraftedAsync();
        (await _client.Patch($"/v1/agreements/{draft.Id}", new { notes = "baru" }, ("If-Match", draft.ETag!))).Is(HttpStatusCode.OK);

        var read = (await _client.Get($"/v1/agreements/{draft.Id}", ("If-None-Match", draft.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal("baru", read.Body["notes"]!.GetValue<string>());
        Assert.NotEqual(draft.ETag, read.ETag);
    }

    [Theory]
    [InlineData("{0}", true)]
    [InlineData("*", true)]
    [InlineData("\"another\", {0}", true)]
    [InlineData("W/\"another\", {0}, \"third\"", true)]
    [InlineData("W/{0}", false)]
    [InlineData("\"another\"", false)]
    [InlineData("\"another\", W/{0}", false)]
    [InlineData("\"\"", false)]
    [InlineData("not a tag", false)]
    public async Task A_write_needs_a_strong_tag_of_what_is_there(string header, bool matches)
    {
        var draft = await _client.DraftedAsync();
        var ifMatch = ("If-Match", header.Replace("{0}", draft.ETag, StringComparison.Ordinal));

        var answer = await _client.Patch($"/v1/agreements/{draft.Id}", new { notes = "baru" }, ifMatch);

        if (matches)
        {
            answer.Is(HttpStatusCode.OK);
        }
        else
        {
            answer.IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
            Assert.Equal(draft.Text, (await _client.Get($"/v1/agreements/{draft.Id}")).Text);
        }
    }

    [Theory]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/submit")]
    [InlineData("POST", "/return")]
    [InlineData("POST", "/approve")]
    [InlineData("POST", "/cancel")]
    [InlineData("POST", "/terminate")]
    public async Task Every_change_of_a_resource_asks_what_the_caller_has_seen(string method, string action)
    {
        var draft = await _client.DraftedAsync();
        var body = action switch
        {
            "/return" or "/cancel" => """{"reason":"Alasan"}""",
            "/terminate" => """{"reason":"Alasan","ground":"objectLost","effectiveOn":"2027-02-01"}""",
            _ => "{}",
        };
        async Task<Answered> SendAsync(params (string, string)[] headers)
        {
            using var content = method == "DELETE" ? null : Hosting.Http.Json(body);
            return await _client.Send(new HttpMethod(method), $"/v1/agreements/{draft.Id}{action}", content, headers);
        }

        (await SendAsync()).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await SendAsync(("If-Match", "\"1.1.19990101x\""))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        Assert.Equal(draft.Text, (await _client.Get($"/v1/agreements/{draft.Id}")).Text);
    }

    [Fact]
    public async Task An_office_is_changed_and_deleted_only_as_it_was_seen()
    {
        var id = await _client.OfficeAsync();
        var path = $"/v1/bpjs-offices/{id}";
        var first = await _client.Get(path);

        (await _client.Patch(path, new { name = $"Kantor {id}" })).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _client.Delete(path)).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        var renamed = (await _client.Patch(path, new { name = $"Kantor {id}" }, ("If-Match", first.ETag!))).Is(HttpStatusCode.OK);
        Assert.NotEqual(first.ETag, renamed.ETag);
        (await _client.Delete(path, ("If-Match", first.ETag!))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _client.Delete(path, ("If-Match", renamed.ETag!))).Is(HttpStatusCode.NoContent);
        (await _client.Get(path)).IsProblem(HttpStatusCode.NotFound, "office.not-found");
    }

    [Fact]
    public async Task Of_eight_edits_at_once_with_one_tag_one_succeeds()
    {
        var draft = await _client.DraftedAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => _client.Patch($"/v1/agreements/{draft.Id}", new { notes = $"suntingan {i}" }, ("If-Match", draft.ETag!))));

        var won = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer != won), answer => answer.IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed"));
        Assert.Equal(won.Text, (await _client.Get($"/v1/agreements/{draft.Id}")).Text);
        Assert.Equal(2, (await _client.Get($"/v1/agreements/{draft.Id}/history")).Items.Count);
    }

    [Fact]
    public async Task A_write_that_fails_leaves_every_byte_as_it_was()
    {
        var number = $"400/{Guid.CreateVersion7()}";
        (await _client.Post("/v1/agreements", new { kind = "memorandumOfAgreement", regionCode = "76", localNumber = number })).Is(HttpStatusCode.Created);
        var draft = await _client.DraftedAsync();
        var path = $"/v1/agreements/{draft.Id}";
        var history = (await _client.Get($"{path}/history")).Text;
        var seen = ("If-Match", draft.ETag!);

        (await _client.Patch(path, new { notes = "baru", localNumber = number }, seen)).IsProblem(HttpStatusCode.Conflict, "number.taken");
        (await _client.Patch(path, new { notes = "baru", effectiveFrom = "2028-01-01" }, seen)).IsProblem(HttpStatusCode.BadRequest, "term.ends-before-start");
        (await _client.Patch(path, new { notes = "baru", bpjsOfficeId = Guid.CreateVersion7() }, seen)).IsProblem(HttpStatusCode.BadRequest, "office.unknown");
        (await _client.Patch(path, new { notes = "baru", predecessorId = draft.Id }, seen)).IsProblem(HttpStatusCode.BadRequest, "agreement.own-predecessor");
        (await _client.Patch(path, new { notes = "baru", title = new string('x', 501) }, seen)).IsProblem(HttpStatusCode.BadRequest, "text.too-long");
        (await _client.ActAsync(draft, "approve")).IsProblem(HttpStatusCode.Conflict, "agreement.transition-not-allowed");
        (await _client.SignAsync(draft, "bpjs")).IsProblem(HttpStatusCode.Conflict, "agreement.transition-not-allowed");

        Assert.Equal(draft.Text, (await _client.Get(path)).Text);
        Assert.Equal(draft.ETag, (await _client.Get(path)).ETag);
        Assert.Equal(history, (await _client.Get($"{path}/history")).Text);
    }

    [Fact]
    public async Task Renaming_the_office_changes_the_tag_of_its_agreements()
    {
        var draft = await _client.DraftedAsync();
        var office = $"/v1/bpjs-offices/{draft.Body["bpjsOfficeId"]!.GetValue<string>()}";
        var name = $"Kantor Cabang {draft.Id}";
        (await _client.Patch(office, new { name }, ("If-Match", "*"))).Is(HttpStatusCode.OK);

        var read = (await _client.Get($"/v1/agreements/{draft.Id}", ("If-None-Match", draft.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal(name, read.Body["bpjsOfficeName"]!.GetValue<string>());
        Assert.NotEqual(draft.ETag, read.ETag);
    }

    [Fact]
    public async Task A_change_of_the_office_that_its_agreements_do_not_show_leaves_their_tag()
    {
        var draft = await _client.DraftedAsync();
        var office = $"/v1/bpjs-offices/{draft.Body["bpjsOfficeId"]!.GetValue<string>()}";
        (await _client.Patch(office, new { catchmentRegionCodes = Catchment }, ("If-Match", "*"))).Is(HttpStatusCode.OK);

        var read = (await _client.Get($"/v1/agreements/{draft.Id}")).Is(HttpStatusCode.OK);

        Assert.Equal(draft.Text, read.Text);
        Assert.Equal(draft.ETag, read.ETag);
    }

    [Fact]
    public async Task Callers_who_are_shown_different_things_have_different_tags()
    {
        var submitted = await _client.SubmittedAsync();

        var seenByAnother = (await _client.Get($"/v1/agreements/{submitted.Id}", (Keys.Header, Keys.Of("kepala.biro")), ("If-None-Match", submitted.ETag!))).Is(HttpStatusCode.OK);

        Assert.NotEqual(submitted.Text, seenByAnother.Text);
        Assert.NotEqual(submitted.ETag, seenByAnother.ETag);
    }

    [Fact]
    public async Task A_new_day_changes_the_tag_but_does_not_stand_in_the_way_of_a_write()
    {
        await using var another = new ServiceHost();
        var client = another.ClientOf("penyusun");
        var draft = await client.DraftedAsync();
        another.Clock.Advance(TimeSpan.FromDays(1));

        var read = (await client.Get($"/v1/agreements/{draft.Id}", ("If-None-Match", draft.ETag!))).Is(HttpStatusCode.OK);
        var edited = await client.Patch($"/v1/agreements/{draft.Id}", new { notes = "baru" }, ("If-Match", draft.ETag!));

        Assert.NotEqual(draft.ETag, read.ETag);
        Assert.Equal(draft.Body["daysLeft"]!.GetValue<int>() - 1, read.Body["daysLeft"]!.GetValue<int>());
        edited.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_day_that_is_asked_for_is_part_of_the_tag()
    {
        var draft = await _client.DraftedAsync();

        var then = (await _client.Get($"/v1/agreements/{draft.Id}?asOf=2027-12-31", ("If-None-Match", draft.ETag!))).Is(HttpStatusCode.OK);

        Assert.Equal(0, then.Body["daysLeft"]!.GetValue<int>());
        Assert.NotEqual(draft.ETag, then.ETag);
    }
}
