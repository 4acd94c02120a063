using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

public sealed class DraftAgreementTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Kind_and_region_are_enough_to_begin_with()
    {
        var draft = (await _client.Post("/v1/agreements", new { kind = "cooperationAgreement", regionCode = "96.71" })).Is(HttpStatusCode.Created);

        Assert.Equal($"/v1/agreements/{draft.Id}", draft.Headers.Location!.ToString());
        Assert.Equal('7', draft.Id[14]);
        Assert.Equal(
            """
            {"version":1,"kind":"cooperationAgreement","title":null,"subject":null,"segment":"pbpuBp","regionCode":"96.71","regionName":"Kota Sorong","timeZone":"Asia/Jayapura",
            "agency":null,"bpjsOfficeId":null,"bpjsOfficeName":null,"localNumber":null,"bpjsNumber":null,"scope":[],"legalBasis":[],"effectiveFrom":null,"effectiveUntil":null,
            "openEnded":false,"termText":null,"coverageFrom":null,"activationMode":null,"participantsHandedOverOn":null,"coverageBegins":null,"renewalNoticeMonths":null,"renewalNoticeDue":null,
            "dprdApproval":{"required":false,"number":null,"approvedOn":null},"signatures":[],"signedOn":null,"lifecycle":"draft","termination":null,"standing":"notInForce","standingReasons":[],"daysLeft":null,
            "asOf":"2026-11-21","predecessorId":null,"successorId":null,"renewalId":null,"participantQuota":null,"needsReview":false,"owner":null,"notes":null,"source":null,
            "allowedActions":[{"action":"submit","unmet":["agreement.incomplete"]},{"action":"cancel","unmet":[]},{"action":"delete","unmet":[]}],
            "createdAt":"2026-11-21T02:00:00.000Z","updatedAt":"2026-11-21T02:00:00.000Z"}
            """.ReplaceLineEndings(""),
            draft.Text.Replace($"\"id\":\"{draft.Id}\",", "", StringComparison.Ordinal));
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task Everything_that_is_written_comes_back_unchanged()
    {
        var office = await _client.OfficeAsync("Kantor Cabang Mamuju");
        var predecessor = await _client.DraftedAsync();
        var written = new
        {
            kind = "memorandumOfAgreement",
            title = "Nota Kesepakatan ꦱꦧ اتفاق 🤝 Cafe\u0301\r\ntentang JKN",
            subject = "Optimalisasi Program JKN",
            segment = "general",
            regionCode = "76",
            agency = "Biro Pemkesra",
            bpjsOfficeId = office,
            localNumber = "119/1/PKS/2026",
            bpjsNumber = "12/KTR/XI-08/1221",
            scope = new[] { "Kepesertaan", "Pembayaran iuran" },
            legalBasis = new[] { "UU 23/2014", "PP 28/2018" },
            effectiveFrom = "2027-04-01",
            effectiveUntil = "2027-12-31",
            termText = "April s.d. Desember 2027",
            coverageFrom = "2027-05-01",
            activationMode = "nextMonth",
            participantsHandedOverOn = "2026-11-21",
            renewalNoticeMonths = 3,
            dprdApproval = new { required = true, number = "170/12/DPRD", approvedOn = "2026-11-01" },
            predecessorId = predecessor.Id,
            needsReview = true,
            owner = "Biro Pemkesra",
            notes = "Dibahas pada rapat koordinasi.",
        };

        var draft = (await _client.Post("/v1/agreements", written)).Is(HttpStatusCode.Created);

        foreach (var (member, value) in written.With())
        {
            Assert.Equal(value?.ToJsonString(), draft.Body.Member(member)?.ToJsonString());
        }

        Assert.Equal("Kantor Cabang Mamuju", draft.Body.Said("bpjsOfficeName"));
        Assert.Equal("Asia/Makassar", draft.Body.Said("timeZone"));
        Assert.Equal("2027-09-30", draft.Body.Said("renewalNoticeDue"));
        Assert.Equal(405, draft.Body.Number("daysLeft"));
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task The_history_begins_with_what_was_written_and_nothing_else()
    {
        var draft = (await _client.DraftAsync(("effectiveFrom", "2027-01-01"), ("scope", new JsonArray("Kepesertaan")), ("notes", null), ("needsReview", false))).Is(HttpStatusCode.Created);

        var entry = Assert.Single(await _client.HistoryAsync(draft));
        Assert.Equal("staf create ->draft", entry.Told());
        Assert.Equal("2026-11-21T02:00:00.000Z", entry.Said("at"));
        Assert.Null(entry.Member("reason"));
        Assert.Equal(
            """[{"field":"kind","before":null,"after":"memorandumOfAgreement"},{"field":"segment","before":null,"after":"pbpuBp"},{"field":"regionCode","before":null,"after":"76"},{"field":"scope","before":null,"after":["Kepesertaan"]},{"field":"effectiveFrom","before":null,"after":"2027-01-01"}]""",
            entry["changes"]!.ToJsonString());
    }

    [Theory]
    [InlineData("memorandumOfAgreement")]
    [InlineData("jointAgreement")]
    [InlineData("memorandumOfUnderstanding")]
    [InlineData("cooperationAgreement")]
    public async Task Nothing_is_refused_because_of_its_kind(string kind)
    {
        var draft = (await _client.DraftAsync(("kind", kind))).Is(HttpStatusCode.Created);

        Assert.Equal(kind, draft.Body.Said("kind"));
    }

    [Theory]
    [InlineData("pbpuBp")]
    [InlineData("pbiContribution")]
    [InlineData("wageEarners")]
    [InlineData("general")]
    [InlineData("other")]
    public async Task It_covers_whom_it_says(string segment)
    {
        var draft = (await _client.DraftAsync(("segment", segment))).Is(HttpStatusCode.Created);

        Assert.Equal(segment, draft.Body.Said("segment"));
    }

    [Theory]
    [InlineData(1, "2025-11-30")]
    [InlineData(2, "2025-10-31")]
    [InlineData(3, "2025-09-30")]
    [InlineData(6, "2025-06-30")]
    [InlineData(10, "2025-02-28")]
    [InlineData(0, "2025-12-31")]
    public async Task Months_of_notice_are_counted_back_from_the_end_and_clamped(int months, string due)
    {
        var draft = (await _client.DraftAsync(("effectiveUntil", "2025-12-31"), ("renewalNoticeMonths", months))).Is(HttpStatusCode.Created);

        Assert.Equal(due, draft.Body.Said("renewalNoticeDue"));
    }

    [Theory]
    [InlineData("31.01")]
    [InlineData("31.71")]
    [InlineData("31.72")]
    [InlineData("31.73")]
    [InlineData("31.74")]
    [InlineData("31.75")]
    public async Task The_administrative_regions_of_Jakarta_cannot_be_a_party(string code)
    {
        var answer = await _client.DraftAsync(("regionCode", code));

        answer.IsProblem(HttpStatusCode.BadRequest, "region.not-autonomous");
        Assert.Equal("region.not-autonomous", answer.Errors["/regionCode"]);
    }

    [Fact]
    public async Task Jakarta_itself_can() => (await _client.DraftAsync(("regionCode", "31"))).Is(HttpStatusCode.Created);

    [Theory]
    [InlineData("kind", null, "value.required")]
    [InlineData("kind", "pks", "value.unknown")]
    [InlineData("kind", "MemorandumOfAgreement", "value.unknown")]
    [InlineData("kind", 0, "value.malformed")]
    [InlineData("segment", "PbpuBp", "value.unknown")]
    [InlineData("regionCode", null, "value.required")]
    [InlineData("regionCode", "92.71", "region.unknown")]
    [InlineData("regionCode", "7", "region.unknown")]
    [InlineData("regionCode", 76, "value.malformed")]
    [InlineData("bpjsOfficeId", "Kantor Cabang Mamuju", "value.malformed")]
    [InlineData("bpjsOfficeId", "0198a8c4-1111-7222-8333-444455556666", "office.unknown")]
    [InlineData("predecessorId", "0198a8c4-1111-7222-8333-444455556666", "agreement.unknown")]
    [InlineData("effectiveFrom", "01/02/2026", "value.malformed")]
    [InlineData("effectiveFrom", "2026-2-1", "value.malformed")]
    [InlineData("effectiveFrom", "2026-02-30", "value.malformed")]
    [InlineData("effectiveFrom", "2026-02-01T00:00:00Z", "value.malformed")]
    [InlineData("effectiveFrom", "٢٠٢٦-٠٢-٠١", "value.malformed")]
    [InlineData("effectiveFrom", "", "value.malformed")]
    [InlineData("effectiveFrom", 20260201, "value.malformed")]
    [InlineData("renewalNoticeMonths", -1, "value.out-of-range")]
    [InlineData("renewalNoticeMonths", 25, "value.out-of-range")]
    [InlineData("renewalNoticeMonths", 1.5, "value.malformed")]
    [InlineData("renewalNoticeMonths", "3", "value.malformed")]
    [InlineData("openEnded", "true", "value.malformed")]
    [InlineData("title", "", "text.blank")]
    [InlineData("title", " \t", "text.blank")]
    [InlineData("subject", "Peserta 7602014108900001", "text.personal-number")]
    [InlineData("localNumber", "7602014108900001", "text.personal-number")]
    [InlineData("notes", "NIK:7602014108900001.", "text.personal-number")]
    [InlineData("scope", "Kepesertaan", "value.malformed")]
    [InlineData("dprdApproval", true, "value.malformed")]
    [InlineData("Title", "Nota Kesepakatan", "member.unknown")]
    public async Task A_faulty_member_is_named_by_pointer(string member, object? value, string code)
    {
        var answer = await _client.DraftAsync((member, value));

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains($"/{member}", answer.Errors));
    }

    [Theory]
    [InlineData("""{"scope":["Kepesertaan",null]}""", "/scope/1", "value.required")]
    [InlineData("""{"scope":["Kepesertaan"," "]}""", "/scope/1", "text.blank")]
    [InlineData("""{"legalBasis":["PP 28/2018",7]}""", "/legalBasis/1", "value.malformed")]
    [InlineData("""{"dprdApproval":{"required":"ya"}}""", "/dprdApproval/required", "value.malformed")]
    [InlineData("""{"dprdApproval":{"approvedOn":"01/11/2026"}}""", "/dprdApproval/approvedOn", "value.malformed")]
    [InlineData("""{"dprdApproval":{"by":"DPRD"}}""", "/dprdApproval/by", "member.unknown")]
    [InlineData("""{"dprdApproval":{"number":"  "}}""", "/dprdApproval/number", "text.blank")]
    public async Task So_is_one_that_lies_deeper(string members, string pointer, string code)
    {
        var answer = await _client.Post("/v1/agreements", """{"kind":"memorandumOfAgreement","regionCode":"76",""" + members[1..]);

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal(code, Assert.Contains(pointer, answer.Errors));
    }

    [Fact]
    public async Task All_faulty_members_are_named_at_once()
    {
        var answer = await _client.DraftAsync(("effectiveFrom", "01/02/2026"), ("kind", "pks"), ("regionCode", "31.71"), ("tittle", "Nota"));

        answer.IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(
            ["/effectiveFrom value.malformed", "/kind value.unknown", "/regionCode region.not-autonomous", "/tittle member.unknown"],
            answer.Errors.Select(error => $"{error.Key} {error.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("title", 500)]
    [InlineData("subject", 1000)]
    [InlineData("agency", 200)]
    [InlineData("localNumber", 100)]
    [InlineData("bpjsNumber", 100)]
    [InlineData("termText", 300)]
    [InlineData("owner", 200)]
    [InlineData("notes", 4000)]
    public async Task A_text_has_a_greatest_length_in_characters(string member, int most)
    {
        var longest = string.Concat(Enumerable.Repeat("🤝", most));

        var draft = (await _client.DraftAsync((member, longest))).Is(HttpStatusCode.Created);
        var answer = await _client.DraftAsync((member, longest + "."));

        Assert.Equal(longest, (await _client.ReadAsync(draft)).Body.Said(member));
        answer.IsProblem(HttpStatusCode.BadRequest, "text.too-long");
        Assert.Equal("text.too-long", Assert.Contains($"/{member}", answer.Errors));
    }

    [Theory]
    [InlineData("scope")]
    [InlineData("legalBasis")]
    public async Task A_list_has_a_greatest_length(string member)
    {
        (await _client.DraftAsync((member, Enumerable.Range(1, 50).Select(i => $"Butir {i}")))).Is(HttpStatusCode.Created);
        (await _client.DraftAsync((member, Enumerable.Range(1, 51).Select(i => $"Butir {i}")))).IsProblem(HttpStatusCode.BadRequest, "list.too-long");
    }

    [Theory]
    [InlineData("2027-12-31", "2027-12-31", true)]
    [InlineData("2027-12-31", "2027-12-30", false)]
    public async Task It_does_not_end_before_it_begins(string from, string until, bool accepted)
    {
        var answer = await _client.DraftAsync(("effectiveFrom", from), ("effectiveUntil", until));

        if (accepted)
        {
            answer.Is(HttpStatusCode.Created);
        }
        else
        {
            answer.IsProblem(HttpStatusCode.BadRequest, "term.ends-before-start");
            Assert.Equal("term.ends-before-start", Assert.Contains("/effectiveUntil", answer.Errors));
        }
    }

    [Fact]
    public async Task One_with_an_end_is_not_open_ended()
    {
        (await _client.DraftAsync(("effectiveUntil", "2027-12-31"), ("openEnded", true))).IsProblem(HttpStatusCode.BadRequest, "term.open-ended-with-end");
        (await _client.DraftAsync(("openEnded", true))).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("id", "0198a8c4-1111-7222-8333-444455556666")]
    [InlineData("version", 7)]
    [InlineData("lifecycle", "signed")]
    [InlineData("createdAt", "2026-01-01T00:00:00Z")]
    [InlineData("updatedAt", "2026-01-01T00:00:00Z")]
    [InlineData("signedOn", "2026-01-01")]
    [InlineData("signatures", "[]")]
    [InlineData("termination", "{}")]
    [InlineData("regionName", "Sulawesi Barat")]
    [InlineData("timeZone", "Asia/Jakarta")]
    [InlineData("bpjsOfficeName", "Kantor Cabang Mamuju")]
    [InlineData("renewalNoticeDue", "2027-09-30")]
    [InlineData("daysLeft", 1)]
    [InlineData("asOf", "2026-01-01")]
    [InlineData("standing", "active")]
    [InlineData("successorId", null)]
    [InlineData("source", "Koran")]
    [InlineData("allowedActions", null)]
    [InlineData("submittedBy", "orang.lain")]
    [InlineData("tag", "\"1\"")]
    [InlineData("agreementId", "0198a8c4-1111-7222-8333-444455556666")]
    public async Task What_only_the_service_writes_is_refused(string member, object? value)
    {
        var draft = await _client.DraftedAsync();
        var created = await _client.DraftAsync((member, value));
        var edited = await _client.EditAsync(draft, new { }.With((member, value)));

        Assert.All([created, edited], answer =>
        {
            answer.IsProblem(HttpStatusCode.BadRequest, "member.unknown");
            Assert.Equal("member.unknown", Assert.Contains($"/{member}", answer.Errors));
        });
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task Notice_before_the_beginning_of_the_calendar_is_no_failure_of_the_service()
    {
        var answer = await _client.DraftAsync(("effectiveUntil", "0001-06-30"), ("renewalNoticeMonths", 24));

        Assert.Contains(answer.Status, new[] { HttpStatusCode.Created, HttpStatusCode.BadRequest });
    }
}
