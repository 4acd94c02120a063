using System.Globalization;
using System.Net;
using System.Text;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Documents;

public sealed class DocumentLimitsTests(DocumentLimitsTests.SmallHost host) : IClassFixture<DocumentLimitsTests.SmallHost>
{
    private const int MaxBytes = 3 * 1024 * 1024;

    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task A_file_may_be_as_large_as_the_setting_says_and_not_a_byte_more()
    {
        var draft = await _client.DraftedAsync();

        Assert.Equal(MaxBytes, (await _client.AddDocumentAsync(draft, SampleFiles.PdfOf(MaxBytes))).Is(HttpStatusCode.Created).Body["versions"]![0]!.Number("size"));
        var kept = host.Store.Kept();
        (await _client.AddDocumentAsync(draft, SampleFiles.PdfOf(MaxBytes + 1))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "document.too-large");

        Assert.Equal(kept, host.Store.Kept());
    }

    [Fact]
    public async Task A_body_that_announces_too_much_is_refused_before_any_of_it_is_read()
    {
        var draft = await _client.DraftedAsync();

        var answer = await RawHttp.SendAsync(_client.BaseAddress!, RawHttp.Request("POST", $"/v1/agreements/{draft.Id}/documents", $"{ContentType}Content-Length: {4L * 1024 * 1024 * 1024}\r\n"));

        answer.Is(413);
        Assert.Contains("document.too-large", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_unknown_length_is_refused_as_soon_as_it_is_too_large()
    {
        var (draft, kept) = (await _client.DraftedAsync(), host.Store.Kept());
        var form = Forms.Bytes(Part.Field("kind", "other"), Part.File(SampleFiles.PdfOf(MaxBytes + 1)));

        // The end of the body never comes.
        var answer = await RawHttp.SendAsync(
            _client.BaseAddress!,
            RawHttp.Request("POST", $"/v1/agreements/{draft.Id}/documents", $"{ContentType}Transfer-Encoding: chunked\r\n", Chunk(form)));

        answer.Is(413);
        Assert.Contains("document.too-large", answer.Body, StringComparison.Ordinal);
        Assert.Equal(kept, host.Store.Kept());
    }

    [Fact]
    public async Task What_stands_around_the_file_is_bounded_too()
    {
        var draft = await _client.DraftedAsync();
        var form = Forms.Bytes(Part.Field("lain", new string('x', MaxBytes)), Part.Field("kind", "other"), Part.File(SampleFiles.PdfOf(100_000)));

        (await _client.PostFormAsync($"/v1/agreements/{draft.Id}/documents", Forms.Raw(form))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "document.too-large");
    }

    [Fact]
    public async Task A_sender_that_looks_for_the_answer_only_after_the_whole_file_learns_why_it_was_refused()
    {
        var draft = await _client.DraftedAsync();
        var form = Forms.Bytes(Part.Field("kind", "other"), Part.File(SampleFiles.PdfOf(2 * MaxBytes)));

        for (var time = 0; time < 5; time++)
        {
            (await _client.PostFormAsync($"/v1/agreements/{draft.Id}/documents", Forms.Raw(form))).IsProblem(HttpStatusCode.RequestEntityTooLarge, "document.too-large");
        }
    }

    [Fact]
    public async Task A_client_that_dies_leaves_nothing()
    {
        var (draft, kept) = (await _client.DraftedAsync(), host.Store.Kept());
        var form = Forms.Bytes(Part.Field("kind", "other"), Part.File(SampleFiles.PdfOf(MaxBytes)));

        await RawHttp.SendAndCutAsync(
            _client.BaseAddress!,
            RawHttp.Request("POST", $"/v1/agreements/{draft.Id}/documents", $"{ContentType}Content-Length: {form.Length.ToString(CultureInfo.InvariantCulture)}\r\n", form[..(form.Length / 2)]));

        await Eventually.IsTrueAsync(() => Task.FromResult(kept.SequenceEqual(host.Store.Kept(), StringComparer.Ordinal)), () => string.Join(" ", host.Store.Kept()));
        Assert.Empty((await _client.Get($"/v1/agreements/{draft.Id}/documents")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task The_document_says_how_large_a_file_may_be()
    {
        var schemas = (await _client.Get("/openapi/v1.json")).Body["components"]!["schemas"]!;

        Assert.Equal(MaxBytes, schemas["AddDocument"]!["properties"]!["file"]!.Number("maxLength"));
    }

    private static string ContentType => "Content-Type: multipart/form-data; boundary=----batas7MA4YWxkTrZu0gW\r\n";

    private static byte[] Chunk(byte[] bytes) => [.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8];

    public sealed class SmallHost : ServiceHost
    {
        public SmallHost() => With("Documents:MaxBytes", MaxBytes.ToString(CultureInfo.InvariantCulture));
    }
}
