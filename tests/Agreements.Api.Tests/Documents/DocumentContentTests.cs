using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Documents;

public sealed class DocumentContentTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task A_content_is_served_to_be_saved_and_never_shown()
    {
        var path = await UploadedAsync(SampleFiles.Polyglot, "dua \"wajah\" ꦤ.html".Replace("\"", "'", StringComparison.Ordinal));

        var (status, bytes, headers, contentHeaders) = await _client.DownloadAsync(path);

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (status, contentHeaders.ContentType!.ToString()));
        Assert.Equal(SampleFiles.Polyglot, bytes);
        Assert.Equal(SampleFiles.Polyglot.Length, contentHeaders.ContentLength);
        Assert.Equal("attachment; filename=\"dua 'wajah' _.html.pdf\"; filename*=UTF-8''dua%20%27wajah%27%20%EA%A6%A4.html.pdf", Assert.Single(contentHeaders.GetValues("Content-Disposition")));
        Assert.Equal($"\"{Forms.Hash(SampleFiles.Polyglot)}\"", headers.ETag!.ToString());
        Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith("sandbox; default-src 'none'", Assert.Single(headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("bytes", Assert.Single(headers.AcceptRanges));
        Assert.True(headers.CacheControl!.Private);
    }

    [Theory]
    [InlineData("bytes=0-9", 0, 9)]
    [InlineData("bytes=100-", 100, 99_999)]
    [InlineData("bytes=-5", 99_995, 99_999)]
    [InlineData("bytes=99999-200000", 99_999, 99_999)]
    [InlineData("bytes=0-99999", 0, 99_999)]
    public async Task A_range_is_served_alone(string range, int from, int to)
    {
        var file = SampleFiles.PdfOf(100_000);
        var path = await UploadedAsync(file);

        var (status, bytes, headers, contentHeaders) = await _client.DownloadAsync(path, ("Range", range));

        Assert.Equal(HttpStatusCode.PartialContent, status);
        Assert.Equal(file[from..(to + 1)], bytes);
        Assert.Equal($"bytes {from}-{to}/100000", contentHeaders.ContentRange!.ToString());
        Assert.Equal($"\"{Forms.Hash(file)}\"", headers.ETag!.ToString());
    }

    [Theory]
    [InlineData("bytes=0-1,5-6")]
    [InlineData("bytes=9-0")]
    [InlineData("lines=0-9")]
    [InlineData("nonsense")]
    public async Task A_range_that_is_not_understood_is_passed_over(string range)
    {
        var (status, bytes, _, _) = await _client.DownloadAsync(await UploadedAsync(SampleFiles.Pdf), ("Range", range));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(SampleFiles.Pdf, bytes);
    }

    [Fact]
    public async Task A_range_beyond_the_content_is_refused_with_its_length()
    {
        var path = await UploadedAsync(SampleFiles.Pdf);

        var answer = (await _client.Get(path, ("Range", "bytes=5000-6000"))).IsProblem(HttpStatusCode.RequestedRangeNotSatisfiable, "range.not-satisfiable");

        Assert.Equal($"bytes */{SampleFiles.Pdf.Length}", answer.ContentHeaders.ContentRange!.ToString());
        Assert.Null(answer.ContentHeaders.ContentDisposition);
        Assert.Null(answer.ETag);
    }

    [Fact]
    public async Task A_range_of_another_content_is_not_pieced_together()
    {
        var file = SampleFiles.PdfOf(1000);
        var path = await UploadedAsync(file);

        var same = await _client.DownloadAsync(path, ("Range", "bytes=10-19"), ("If-Range", $"\"{Forms.Hash(file)}\""));
        var other = await _client.DownloadAsync(path, ("Range", "bytes=10-19"), ("If-Range", $"\"{Forms.Hash(SampleFiles.Pdf)}\""));

        Assert.Equal((HttpStatusCode.PartialContent, 10), (same.Status, same.Bytes.Length));
        Assert.Equal((HttpStatusCode.OK, 1000), (other.Status, other.Bytes.Length));
    }

    [Fact]
    public async Task What_the_caller_has_is_not_sent_again_and_what_it_expects_is_asked_for()
    {
        var path = await UploadedAsync(SampleFiles.Pdf);
        var tag = $"\"{Forms.Hash(SampleFiles.Pdf)}\"";

        (await _client.Get(path, ("If-None-Match", tag))).Is(HttpStatusCode.NotModified);
        (await _client.Get(path, ("If-Match", tag))).Is(HttpStatusCode.OK);
        (await _client.Get(path, ("If-Match", "\"lain\""))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
    }

    [Fact]
    public async Task HEAD_answers_without_the_content()
    {
        var file = SampleFiles.PdfOf(2000);
        var path = await UploadedAsync(file);

        var head = (await _client.Send(HttpMethod.Head, path, content: null)).Is(HttpStatusCode.OK);

        Assert.Empty(head.Text);
        Assert.Equal((2000, $"\"{Forms.Hash(file)}\""), (head.ContentHeaders.ContentLength, head.ETag));
    }

    [Fact]
    public async Task A_caller_that_rules_the_type_out_is_told_so()
    {
        var path = await UploadedAsync(SampleFiles.Pdf);

        (await _client.Get(path, ("Accept", "application/pdf"))).Is(HttpStatusCode.OK);
        (await _client.Get(path, ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"))).Is(HttpStatusCode.OK);
        (await _client.Get(path, ("Accept", "image/png"))).IsProblem(HttpStatusCode.NotAcceptable, "media-type.not-acceptable");
    }

    [Fact]
    public async Task Only_versions_that_there_are_can_be_asked_for()
    {
        var path = await UploadedAsync(SampleFiles.Pdf);

        (await _client.Get($"{path}?version=2")).IsProblem(HttpStatusCode.NotFound, "document.not-found");
        (await _client.Get($"{path}?version=0")).IsProblem(HttpStatusCode.BadRequest, "value.out-of-range");
        (await _client.Get($"{path}?version=satu")).IsProblem(HttpStatusCode.BadRequest, "parameter.malformed");
        (await _client.Get($"{path}?versi=1")).IsProblem(HttpStatusCode.BadRequest, "parameter.unknown");
        (await _client.Get($"/v1/documents/{Guid.CreateVersion7()}/content")).IsProblem(HttpStatusCode.NotFound, "document.not-found");
    }

    [Fact]
    public async Task A_content_that_is_gone_or_altered_is_never_served()
    {
        var (altered, cut, gone) = (SampleFiles.PdfOf(3001), SampleFiles.PdfOf(3002), SampleFiles.PdfOf(3003));
        var paths = new[] { await UploadedAsync(altered), await UploadedAsync(cut), await UploadedAsync(gone) };
        await using (var content = File.OpenWrite(host.Store.PathOf(altered)))
        {
            content.Position = 2000;
            content.WriteByte((byte)(altered[2000] ^ 1));
        }

        await File.WriteAllBytesAsync(host.Store.PathOf(cut), cut[..3000]);
        File.Delete(host.Store.PathOf(gone));

        foreach (var path in paths)
        {
            (await _client.Get(path)).IsProblem(HttpStatusCode.InternalServerError, "document.content-missing");
            (await _client.Get(path, ("Range", "bytes=0-9"))).IsProblem(HttpStatusCode.InternalServerError, "document.content-missing");
        }

        // Whoever still has the file brings it back.
        await UploadedAsync(altered);
        Assert.Equal(altered, (await _client.DownloadAsync(paths[0])).Bytes);
    }

    private async Task<string> UploadedAsync(byte[] file, string name = "naskah.pdf") =>
        $"/v1/documents/{(await _client.AddDocumentAsync(await _client.DraftedAsync(), file, name)).Is(HttpStatusCode.Created).Id}/content";
}
