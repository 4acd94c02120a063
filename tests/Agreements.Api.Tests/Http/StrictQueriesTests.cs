using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed class StrictQueriesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Nobody = "00000000-0000-7000-8000-000000000000";

    private readonly HttpClient _client = host.ClientOf("pembaca");

    [Theory]
    [InlineData("/v1/agreements", "typo=1", "typo", "parameter.unknown")]
    [InlineData("/v1/agreements", "Limit=5", "Limit", "parameter.unknown")]
    [InlineData("/v1/agreements", "withinDays=5", "withinDays", "parameter.unknown")]
    [InlineData("/v1/agreements", "standing[]=active", "standing[]", "parameter.unknown")]
    [InlineData("/v1/agreements/expiring", "withinDay=34", "withinDay", "parameter.unknown")]
    [InlineData("/v1/agreements/expiring", "sort=title", "sort", "parameter.unknown")]
    [InlineData("/v1/agreements/expiring", "agreementId=" + Nobody, "agreementId", "parameter.unknown")]
    [InlineData("/v1/agreements/" + Nobody, "fields=id", "fields", "parameter.unknown")]
    [InlineData("/v1/agreements/" + Nobody + "/history", "asOf=2026-01-01", "asOf", "parameter.unknown")]
    [InlineData("/v1/agreements/" + Nobody, "agreementId=" + Nobody, "agreementId", "parameter.unknown")]
    [InlineData("/v1/agreements/" + Nobody + "/history", "agreementId=" + Nobody, "agreementId", "parameter.unknown")]
    [InlineData("/v1/bpjs-offices/" + Nobody, "officeId=" + Nobody, "officeId", "parameter.unknown")]
    [InlineData("/v1/regions/76", "code=31", "code", "parameter.unknown")]
    [InlineData("/v1/regions", "name=Aceh", "name", "parameter.unknown")]
    [InlineData("/v1/regions/76", "asOf=2026-01-01", "asOf", "parameter.unknown")]
    [InlineData("/v1/bpjs-offices", "q=Mamuju", "q", "parameter.unknown")]
    [InlineData("/v1/agreements", "kind=jointAgreement&kind=jointAgreement", "kind", "parameter.repeated")]
    [InlineData("/v1/agreements/expiring", "withinDays=3&withinDays=30", "withinDays", "parameter.repeated")]
    [InlineData("/v1/regions", "q=a&q=b", "q", "parameter.repeated")]
    [InlineData("/v1/agreements", "kind=", "kind", "parameter.blank")]
    [InlineData("/v1/agreements", "kind", "kind", "parameter.blank")]
    [InlineData("/v1/agreements", "q=%20%09", "q", "parameter.blank")]
    [InlineData("/v1/agreements/expiring", "withinDays=", "withinDays", "parameter.blank")]
    [InlineData("/v1/agreements/expiring", "asOf=01/02/2026", "asOf", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "asOf=2026-02-30", "asOf", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "asOf=2026-2-3", "asOf", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "asOf=2026-01-01T00:00:00Z", "asOf", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "asOf=２０２６-０１-０１", "asOf", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "asOf=today", "asOf", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "asOf=%202026-01-01", "asOf", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "asOf=2026-01-01%0A", "asOf", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "withinDays=abc", "withinDays", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "withinDays=1.5", "withinDays", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "withinDays=1e3", "withinDays", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "withinDays=٩٠", "withinDays", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "withinDays=9223372036854775808", "withinDays", "parameter.malformed")]
    [InlineData("/v1/agreements/expiring", "withinDays=-1", "withinDays", "value.out-of-range")]
    [InlineData("/v1/agreements/expiring", "withinDays=3651", "withinDays", "value.out-of-range")]
    [InlineData("/v1/agreements", "limit=0", "limit", "value.out-of-range")]
    [InlineData("/v1/agreements", "limit=201", "limit", "value.out-of-range")]
    [InlineData("/v1/agreements", "limit=-1", "limit", "value.out-of-range")]
    [InlineData("/v1/regions", "limit=201", "limit", "value.out-of-range")]
    [InlineData("/v1/bpjs-offices", "limit=201", "limit", "value.out-of-range")]
    [InlineData("/v1/agreements/" + Nobody + "/history", "limit=201", "limit", "value.out-of-range")]
    [InlineData("/v1/agreements", "lifecycle=Signed", "lifecycle", "parameter.malformed")]
    [InlineData("/v1/agreements", "lifecycle=4", "lifecycle", "parameter.malformed")]
    [InlineData("/v1/agreements", "lifecycle=signed,", "lifecycle", "parameter.malformed")]
    [InlineData("/v1/agreements", "lifecycle=signed,%20draft", "lifecycle", "parameter.malformed")]
    [InlineData("/v1/agreements", "kind=nota", "kind", "parameter.malformed")]
    [InlineData("/v1/agreements", "segment=PBPU", "segment", "parameter.malformed")]
    [InlineData("/v1/agreements", "bpjsOfficeId=x", "bpjsOfficeId", "parameter.malformed")]
    [InlineData("/v1/agreements", "bpjsOfficeId=" + Nobody + ",x", "bpjsOfficeId", "parameter.malformed")]
    [InlineData("/v1/agreements", "needsReview=yes", "needsReview", "parameter.malformed")]
    [InlineData("/v1/agreements", "needsReview=True", "needsReview", "parameter.malformed")]
    [InlineData("/v1/agreements", "count=1", "count", "parameter.malformed")]
    [InlineData("/v1/agreements", "effectiveUntilFrom=31/12/2026", "effectiveUntilFrom", "parameter.malformed")]
    [InlineData("/v1/agreements", "effectiveUntilTo=2026-12", "effectiveUntilTo", "parameter.malformed")]
    [InlineData("/v1/agreements", "updatedAfter=2026-01-01", "updatedAfter", "parameter.malformed")]
    [InlineData("/v1/agreements", "updatedAfter=2026-01-01T00:00:00", "updatedAfter", "parameter.malformed")]
    [InlineData("/v1/agreements", "updatedAfter=2026-01-01T25:00:00Z", "updatedAfter", "parameter.malformed")]
    [InlineData("/v1/agreements", "sort=name", "sort", "parameter.malformed")]
    [InlineData("/v1/agreements", "sort=Title", "sort", "parameter.malformed")]
    [InlineData("/v1/agreements", "sort=--title", "sort", "parameter.malformed")]
    [InlineData("/v1/agreements", "q=a%00b", "q", "parameter.malformed")]
    [InlineData("/v1/agreements", "regionCode=99", "regionCode", "region.unknown")]
    [InlineData("/v1/agreements", "regionCode=76,", "regionCode", "region.unknown")]
    [InlineData("/v1/agreements", "provinceCode=76.01", "provinceCode", "region.unknown")]
    [InlineData("/v1/agreements", "provinceCode=7", "provinceCode", "region.unknown")]
    [InlineData("/v1/bpjs-offices", "regionCode=7601", "regionCode", "region.unknown")]
    [InlineData("/v1/agreements", "after=x", "after", "cursor.invalid")]
    [InlineData("/v1/agreements", "after=%00", "after", "cursor.invalid")]
    [InlineData("/v1/regions", "after=eyJDb2RlIjoiMTEifQ", "after", "cursor.invalid")]
    [InlineData("/v1/regions", "level=Province", "level", "parameter.malformed")]
    public async Task A_faulty_parameter_is_named(string path, string query, string parameter, string code)
    {
        var answer = await _client.Get($"{path}?{query}");

        answer.IsProblem(HttpStatusCode.BadRequest, code);
        Assert.Equal([(parameter, code)], answer.Errors.Select(error => (error.Key, error.Value)));
    }

    [Theory]
    [InlineData("POST", "/v1/agreements?dryRun=true")]
    [InlineData("PATCH", "/v1/agreements/" + Nobody + "?force=true")]
    [InlineData("DELETE", "/v1/agreements/" + Nobody + "?force=true")]
    [InlineData("POST", "/v1/agreements/" + Nobody + "/submit?force=true")]
    [InlineData("DELETE", "/v1/bpjs-offices/" + Nobody + "?force=true")]
    public async Task A_write_takes_no_parameters(string method, string path)
    {
        var body = method == "DELETE" ? null : Hosting.Http.Json("""{"kind":"jointAgreement","regionCode":"76"}""");
        using var content = path.Contains("submit", StringComparison.Ordinal) ? Hosting.Http.Json("{}") : body;

        (await _client.Send(new HttpMethod(method), path, content, ("If-Match", "*"))).Is(HttpStatusCode.BadRequest).IsProblem(HttpStatusCode.BadRequest, "parameter.unknown");
    }

    [Fact]
    public async Task All_faulty_parameters_are_named_in_one_answer()
    {
        var answer = await _client.Get("/v1/agreements?typo=1&asOf=01/02/2026&needsReview=&lifecycle=4&count=true&count=true&sort=name");

        answer.IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(
            [("asOf", "parameter.malformed"), ("count", "parameter.repeated"), ("lifecycle", "parameter.malformed"), ("needsReview", "parameter.blank"), ("sort", "parameter.malformed"), ("typo", "parameter.unknown")],
            answer.Errors.Select(error => (error.Key, error.Value)).OrderBy(error => error.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_parameters_out_of_their_bounds_are_named_in_one_answer()
    {
        var answer = await _client.Get("/v1/agreements/expiring?withinDays=9999&limit=0&regionCode=99&provinceCode=xx");

        answer.IsProblem(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(["limit", "provinceCode", "regionCode", "withinDays"], answer.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/v1/agreements?asOf=2026-02-28&effectiveUntilFrom=2026-01-01&needsReview=false&lifecycle=signed,draft&updatedAfter=2026-01-01T00:00:00.5%2B07:00&sort=-title&limit=200&count=true")]
    [InlineData("/v1/agreements?bpjsOfficeId=" + Nobody + "&regionCode=76,76.02&provinceCode=76&segment=general&kind=jointAgreement&owner=x&number=1/2&q=100%25_%5B%5C%22*")]
    [InlineData("/v1/agreements/expiring?withinDays=0")]
    [InlineData("/v1/agreements/expiring?withinDays=3650&asOf=9999-12-31")]
    [InlineData("/v1/regions?level=regency&provinceCode=76&q=mamuju&limit=1")]
    [InlineData("/v1/bpjs-offices?kind=branch&regionCode=76.02&parentId=" + Nobody)]
    public async Task Every_parameter_is_taken_when_it_is_right(string path)
    {
        (await _client.Get(path)).Is(HttpStatusCode.OK);
    }
}
