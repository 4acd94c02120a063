using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Documents;

public sealed class RequiredToSignTests(RequiredToSignTests.StrictHost host) : IClassFixture<RequiredToSignTests.StrictHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task The_second_signature_waits_for_the_scan()
    {
        var approved = await _client.ApprovedAsync();
        Assert.Empty(Unmet(approved));
        var partial = (await _client.SignAsync(approved, "localGovernment")).Is(HttpStatusCode.Created);

        var refused = (await _client.SignAsync(approved, "bpjs")).IsProblem(HttpStatusCode.Conflict, "signature.document-missing");

        Assert.Equal(["signature.document-missing"], refused.Body.Texts("unmet"));
        Assert.Equal(["signature.document-missing"], Unmet(partial));
        await _client.StillAsync(partial);
        (await _client.AddDocumentAsync(approved, SampleFiles.Docx, kind: "draft")).Is(HttpStatusCode.Created);
        (await _client.SignAsync(approved, "bpjs")).IsProblem(HttpStatusCode.Conflict, "signature.document-missing");
        (await _client.AddDocumentAsync(approved, SampleFiles.Pdf, kind: "signedScan")).Is(HttpStatusCode.Created);
        Assert.Equal("signed", (await _client.SignAsync(approved, "bpjs")).Is(HttpStatusCode.Created).Body.Said("lifecycle"));
    }

    [Fact]
    public async Task The_scan_shows_in_what_can_be_done_and_turns_nobody_away_who_edits()
    {
        var partial = await _client.PartiallySignedAsync();
        var listed = (await _client.Get("/v1/agreements?lifecycle=partiallySigned&limit=200")).Items.Single(item => item.Said("id") == partial.Id);
        Assert.Equal(["signature.document-missing"], listed["allowedActions"]!.AsArray().Single(action => action!.Said("action") == "sign")!.Texts("unmet"));

        (await _client.AddDocumentAsync(partial, SampleFiles.Pdf, kind: "signedScan")).Is(HttpStatusCode.Created);

        var now = await _client.ReadAsync(partial);
        Assert.Empty(Unmet(now));
        Assert.NotEqual(partial.ETag, now.ETag);
        Assert.Equal(partial.Body.Number("version"), now.Body.Number("version"));
        (await _client.EditAsync(partial, new { notes = "Menunggu pihak kedua" })).Is(HttpStatusCode.OK);
    }

    private static IEnumerable<string> Unmet(Answered agreement) => agreement.Body["allowedActions"]!.AsArray().Single(action => action!.Said("action") == "sign")!.Texts("unmet");

    public sealed class StrictHost : ServiceHost
    {
        public StrictHost() => With("Documents:RequiredToSign", "true");
    }
}
