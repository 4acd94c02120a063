using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed class StrictBodiesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Kind = "\"kind\":\"memorandumOfAgreement\",";
    private const string Plain = $$"""{{{Kind}}"regionCode":"76"}""";

    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task The_body_that_the_others_are_made_from_is_taken()
    {
        (await _client.Post("/v1/agreements", Plain.Replace("76", "73", StringComparison.Ordinal))).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"kind":"memorandumOfAgreement","regionCode":"7""")]
    [InlineData("""{"kind":"memorandumOfAgreement","regionCode":"76",}""")]
    [InlineData("""{"kind":"memorandumOfAgreement" /* NK */,"regionCode":"76"}""")]
    [InlineData("""{"kind":"memorandumOfAgreement","regionCode":"76"} // NK""")]
    [InlineData("""{"kind":"memorandumOfAgreement","regionCode":"76"}{"kind":"memorandumOfAgreement","regionCode":"76"}""")]
    [InlineData("""{"kind":"memorandumOfAgreement","regionCode":"76"}]""")]
    [InlineData("""{'kind':'memorandumOfAgreement','regionCode':'76'}""")]
    [InlineData("""{kind:"memorandumOfAgreement",regionCode:"76"}""")]
    [InlineData("""{"kind":"memorandumOfAgreement","regionCode":"76","renewalNoticeMonths":NaN}""")]
    [InlineData("""{"kind":"memorandumOfAgreement","regionCode":"76","renewalNoticeMonths":Infinity}""")]
    [InlineData("""{"kind":"memorandumOfAgreement","regionCode":"76","renewalNoticeMonths":03}""")]
    [InlineData("""{"kind":"memorandumOfAgreement","regionCode":"76","needsReview":True}""")]
    [InlineData("{\"kind\":\"memorandumOfAgreement\",\"regionCode\":\"76\",\"subject\":\"a\0b\"}")]
    [InlineData("{\"kind\":\"memorandumOfAgreement\",\"regionCode\":\"76\",\"subject\":\"a\nb\"}")]
    [InlineData("\0{}")]
    [InlineData("kind=memorandumOfAgreement&regionCode=76")]
    public async Task What_is_not_one_JSON_text_is_refused(string body)
    {
        (await RefusedAsync(body)).IsProblem(HttpStatusCode.BadRequest, body.Length == 0 ? "body.missing" : "body.malformed");
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes($$"""{{{Kind}}"regionCode":"76","subject":"a"""), 0xC3, 0x28, .. "\"}"u8];

        (await RefusedAsync(body)).IsProblem(HttpStatusCode.BadRequest, "body.malformed");
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public async Task JSON_ten_thousand_deep_is_refused(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 10_000)) + "1" + string.Concat(Enumerable.Repeat(close, 10_000));

        (await RefusedAsync(deep)).Is(HttpStatusCode.BadRequest);
        (await RefusedAsync($$"""{{{Kind}}"regionCode":"76","scope":{{deep}}}""")).Is(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[" + Plain + "]")]
    [InlineData("\"text\"")]
    [InlineData("17")]
    [InlineData("true")]
    public async Task What_is_not_an_object_is_refused(string body)
    {
        (await RefusedAsync(body)).IsProblem(HttpStatusCode.BadRequest, "body.not-an-object");
    }

    [Theory]
    [InlineData("Title", "member.unknown", "\"x\"")]
    [InlineData("judul", "member.unknown", "\"x\"")]
    [InlineData("", "member.unknown", "\"x\"")]
    [InlineData("id", "member.unknown", "\"01990000-0000-7000-8000-000000000000\"")]
    [InlineData("agreementId", "member.unknown", "\"01990000-0000-7000-8000-000000000000\"")]
    [InlineData("version", "member.unknown", "7")]
    [InlineData("lifecycle", "member.unknown", "\"signed\"")]
    [InlineData("standing", "member.unknown", "\"active\"")]
    [InlineData("signatures", "member.unknown", "[]")]
    [InlineData("signedOn", "member.unknown", "\"2026-01-01\"")]
    [InlineData("submittedBy", "member.unknown", "\"x\"")]
    [InlineData("source", "member.unknown", "\"x\"")]
    [InlineData("createdAt", "member.unknown", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("allowedActions", "member.unknown", "null")]
    [InlineData("regionCode", "member.duplicate", "\"76\"")]
    [InlineData("title", "value.malformed", "5")]
    [InlineData("title", "value.malformed", "{}")]
    [InlineData("title", "value.malformed", """ "a\u0000b" """)]
    [InlineData("title", "value.malformed", """ "a\ud800b" """)]
    [InlineData("title", "value.malformed", """ "a\udc00" """)]
    [InlineData("title", "value.malformed", """ "a\u001bb" """)]
    [InlineData("title", "text.blank", "\"\"")]
    [InlineData("title", "text.blank", "\" \\t\"")]
    [InlineData("segment", "value.malformed", "0")]
    [InlineData("segment", "value.unknown", "\"0\"")]
    [InlineData("segment", "value.unknown", "\"PbpuBp\"")]
    [InlineData("segment", "value.unknown", "\"pbpubp\"")]
    [InlineData("segment", "value.unknown", "\"pbpuBp, general\"")]
    [InlineData("segment", "value.unknown", "\"\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"01/02/2026\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"2026-02-30\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"2025-02-29\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"2026-1-1\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"２０２６-０１-０１\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"٢٠٢٦-٠١-٠١\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"2026-01-01T00:00:00\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"2026-01-01T00:00:00Z\"")]
    [InlineData("effectiveFrom", "value.malformed", "\" 2026-01-01\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"2026-01-01 \"")]
    [InlineData("effectiveFrom", "value.malformed", "\"0000-01-01\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"1 Januari 2026\"")]
    [InlineData("effectiveFrom", "value.malformed", "\"\"")]
    [InlineData("effectiveFrom", "value.malformed", "20260101")]
    [InlineData("renewalNoticeMonths", "value.malformed", "1e400")]
    [InlineData("renewalNoticeMonths", "value.malformed", "9223372036854775808")]
    [InlineData("renewalNoticeMonths", "value.malformed", "2147483648")]
    [InlineData("renewalNoticeMonths", "value.malformed", "1.5")]
    [InlineData("renewalNoticeMonths", "value.malformed", "\"3\"")]
    [InlineData("renewalNoticeMonths", "value.malformed", "\"NaN\"")]
    [InlineData("renewalNoticeMonths", "value.malformed", "true")]
    [InlineData("renewalNoticeMonths", "value.out-of-range", "-1")]
    [InlineData("renewalNoticeMonths", "value.out-of-range", "25")]
    [InlineData("needsReview", "value.malformed", "\"true\"")]
    [InlineData("needsReview", "value.malformed", "1")]
    [InlineData("bpjsOfficeId", "value.malformed", "\"x\"")]
    [InlineData("bpjsOfficeId", "value.malformed", "\"{01990000-0000-7000-8000-000000000000}\"")]
    [InlineData("bpjsOfficeId", "value.malformed", "\"01990000000070008000000000000000\"")]
    [InlineData("scope", "value.malformed", "\"x\"")]
    [InlineData("scope", "value.malformed", "{}")]
    [InlineData("scope/1", "value.malformed", "[\"a\", 1]")]
    [InlineData("scope/0", "value.required", "[null]")]
    [InlineData("scope/1", "text.blank", "[\"a\", \" \"]")]
    [InlineData("dprdApproval", "value.malformed", "[]")]
    [InlineData("dprdApproval/Required", "member.unknown", "{\"Required\":true}")]
    [InlineData("dprdApproval/approvedOn", "value.malformed", "{\"approvedOn\":\"30/06/2026\"}")]
    [InlineData("dprdApproval/required", "member.duplicate", "{\"required\":true,\"required\":true}")]
    public async Task A_faulty_member_is_named_by_its_pointer(string pointer, string code, string value)
    {
        var answer = await RefusedAsync($$"""{{{Kind}}"regionCode":"76","{{pointer.Split('/')[0]}}":{{value}}}""");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal($"/{pointer}", answer.Errors.Single().Key);
        Assert.Equal(code, answer.Errors.Single().Value);
    }

    [Theory]
    [InlineData("kind", "0", "value.malformed")]
    [InlineData("kind", "\"MemorandumOfAgreement\"", "value.unknown")]
    [InlineData("kind", "null", "value.required")]
    [InlineData("regionCode", "76", "value.malformed")]
    [InlineData("regionCode", "\"99\"", "region.unknown")]
    [InlineData("regionCode", "\"31.71\"", "region.not-autonomous")]
    [InlineData("regionCode", "null", "value.required")]
    public async Task A_member_that_every_draft_needs_is_judged_as_strictly(string member, string value, string code)
    {
        var answer = await RefusedAsync(Plain.Replace(member == "kind" ? "\"memorandumOfAgreement\"" : "\"76\"", value, StringComparison.Ordinal));

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal($"/{member}", answer.Errors.Single().Key);
    }

    [Fact]
    public async Task Faults_of_different_kinds_are_all_named_in_one_answer()
    {
        var answer = await RefusedAsync("""{"kind":"memorandumOfAgreement","regionCode":"76","effectiveFrom":"01/02/2026","renewalNoticeMonths":99,"Title":"x"}""");

        answer.IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(
            [("/Title", "member.unknown"), ("/effectiveFrom", "value.malformed"), ("/renewalNoticeMonths", "value.out-of-range")],
            answer.Errors.Select(error => (error.Key, error.Value)).OrderBy(error => error.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Faults_of_different_kinds_in_a_patch_are_all_named_in_one_answer()
    {
        var draft = (await _client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "73" })).Is(HttpStatusCode.Created);

        var answer = await _client.Patch(
            $"/v1/agreements/{draft.Id}",
            """{"kind":null,"effectiveFrom":"2026-02-30","lifecycle":"signed","dprdApproval":{"number":5},"scope":[""],"notes":"3171041508900001"}""",
            ("If-Match", draft.ETag!));

        answer.IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(
            ["/dprdApproval/number", "/effectiveFrom", "/kind", "/lifecycle", "/notes", "/scope/0"],
            answer.Errors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(draft.Text, (await _client.Get($"/v1/agreements/{draft.Id}")).Text);
    }

    [Theory]
    [InlineData("/submit")]
    [InlineData("/approve")]
    public async Task An_action_that_needs_no_body_still_takes_no_unknown_member(string action)
    {
        var draft = (await _client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "73" })).Is(HttpStatusCode.Created);

        (await _client.Post($"/v1/agreements/{draft.Id}{action}", new { agreementId = draft.Id }, ("If-Match", draft.ETag!))).IsProblem(HttpStatusCode.BadRequest, "member.unknown");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/merge-patch+json")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=nonsense")]
    public async Task A_draft_sent_as_anything_but_JSON_is_415(string mediaType)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Plain.Replace("76", "73", StringComparison.Ordinal)));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);

        (await _client.Send(HttpMethod.Post, "/v1/agreements", content)).IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type.unsupported");
    }

    [Fact]
    public async Task A_draft_without_any_body_is_refused()
    {
        (await _client.Post("/v1/agreements", null)).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_patch_is_taken_as_plain_JSON_too()
    {
        var draft = (await _client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "73" })).Is(HttpStatusCode.Created);

        var answer = await _client.Send(HttpMethod.Patch, $"/v1/agreements/{draft.Id}", Hosting.Http.Json(new { owner = "Bagian Kerja Sama" }), ("If-Match", draft.ETag!));

        Assert.Equal("Bagian Kerja Sama", answer.Is(HttpStatusCode.OK).Body["owner"]!.GetValue<string>());
    }

    private Task<Answered> RefusedAsync(string body) => RefusedAsync(Encoding.UTF8.GetBytes(body));

    private async Task<Answered> RefusedAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        var answer = await _client.Send(HttpMethod.Post, "/v1/agreements", content);
        Assert.Empty((await _client.Get("/v1/agreements?regionCode=76")).Is(HttpStatusCode.OK).Items);
        return answer;
    }
}
