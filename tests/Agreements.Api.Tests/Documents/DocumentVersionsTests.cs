using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Documents;

public sealed class DocumentVersionsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task A_version_is_appended_and_the_earlier_ones_can_still_be_downloaded()
    {
        using var other = host.ClientOf("arsiparis");
        var first = (await _client.AddDocumentAsync(await _client.DraftedAsync(), SampleFiles.Pdf)).Is(HttpStatusCode.Created);

        var second = (await other.AddVersionAsync(first, SampleFiles.Docx, "naskah.docx")).Is(HttpStatusCode.Created);

        Assert.NotEqual(first.ETag, second.ETag);
        Assert.Equal(2, second.Body.Number("version"));
        Assert.Equal([(1, "naskah.pdf", "penyusun"), (2, "naskah.docx", "arsiparis")], second.Body["versions"]!.AsArray().Select(version => (version!.Number("number"), version!.Said("fileName")!, version!.Said("uploadedBy")!)));
        var read = (await _client.Get(second.Headers.Location!.ToString())).Is(HttpStatusCode.OK);
        Assert.Equal((second.Text, second.ETag), (read.Text, read.ETag));
        Assert.Equal(SampleFiles.Pdf, (await _client.DownloadAsync($"/v1/documents/{first.Id}/content?version=1")).Bytes);
        Assert.Equal(SampleFiles.Docx, (await _client.DownloadAsync($"/v1/documents/{first.Id}/content?version=2")).Bytes);
        Assert.Equal(SampleFiles.Docx, (await _client.DownloadAsync($"/v1/documents/{first.Id}/content")).Bytes);
    }

    [Fact]
    public async Task Versions_that_come_at_the_same_time_are_all_kept()
    {
        var document = (await _client.AddDocumentAsync(await _client.DraftedAsync(), SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        var files = Enumerable.Range(0, 6).Select(i => SampleFiles.PdfOf(100_000 + i)).ToList();

        var answers = await Task.WhenAll(files.Select(file => _client.AddVersionAsync(document, file)));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        var versions = (await _client.Get($"/v1/documents/{document.Id}")).Body["versions"]!.AsArray();
        Assert.Equal(Enumerable.Range(1, 7), versions.Select(version => version!.Number("number")));
        Assert.Equal(files.Append(SampleFiles.Pdf).Select(Forms.Hash).Order(StringComparer.Ordinal), versions.Select(version => version!.Said("sha256")!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_version_takes_a_file_and_nothing_else()
    {
        var document = (await _client.AddDocumentAsync(await _client.DraftedAsync(), SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        var path = $"/v1/documents/{document.Id}/versions";

        (await _client.PostFormAsync(path, Forms.Of(Part.Field("kind", "draft"), Part.File(SampleFiles.Png)))).IsProblem(HttpStatusCode.BadRequest, "member.unknown");
        (await _client.AddVersionAsync(document, SampleFiles.Html)).IsProblem(HttpStatusCode.BadRequest, "document.type-not-allowed");
        (await _client.PostFormAsync(path, Forms.Of())).IsProblem(HttpStatusCode.BadRequest, "value.required");

        Assert.Equal(document.Text, (await _client.Get($"/v1/documents/{document.Id}")).Text);
    }

    [Fact]
    public async Task The_same_content_lies_in_the_storage_once()
    {
        var file = SampleFiles.PdfOf(5000);
        var document = (await _client.AddDocumentAsync(await _client.DraftedAsync(), file)).Is(HttpStatusCode.Created);
        var kept = host.Store.Kept();

        (await _client.AddVersionAsync(document, file)).Is(HttpStatusCode.Created);
        (await _client.AddDocumentAsync(await _client.DraftedAsync(), file)).Is(HttpStatusCode.Created);

        Assert.Equal(kept, host.Store.Kept());
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_appends_nothing()
    {
        var document = (await _client.AddDocumentAsync(await _client.DraftedAsync(), SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        var key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");

        var first = (await _client.AddVersionAsync(document, SampleFiles.Png, headers: key)).Is(HttpStatusCode.Created);
        var again = (await _client.AddVersionAsync(document, SampleFiles.Png, headers: key)).Is(HttpStatusCode.Created);

        Assert.Equal((first.Text, first.ETag), (again.Text, again.ETag));
        Assert.Equal(first.Text, (await _client.Get($"/v1/documents/{document.Id}")).Text);
    }

    [Fact]
    public async Task What_is_known_is_not_sent_again()
    {
        var document = (await _client.AddDocumentAsync(await _client.DraftedAsync(), SampleFiles.Pdf)).Is(HttpStatusCode.Created);

        (await _client.Get($"/v1/documents/{document.Id}", ("If-None-Match", document.ETag!))).Is(HttpStatusCode.NotModified);
        (await _client.Get($"/v1/documents/{Guid.CreateVersion7()}")).IsProblem(HttpStatusCode.NotFound, "document.not-found");
    }
}
