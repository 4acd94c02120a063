using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Documents;

public sealed class AddDocumentTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    public static TheoryData<string, string, string> Taken => new()
    {
        { nameof(SampleFiles.Pdf), "application/pdf", "naskah.pdf" },
        { nameof(SampleFiles.Docx), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "naskah.docx" },
        { nameof(SampleFiles.Png), "image/png", "halaman.png" },
        { nameof(SampleFiles.Jpeg), "image/jpeg", "halaman.jpg" },
        { nameof(SampleFiles.Pdf), "application/pdf", "bukan-gambar.png" },
        { nameof(SampleFiles.Polyglot), "application/pdf", "dua wajah.html" },
    };

    public static TheoryData<string, string, string> Refused => new()
    {
        { nameof(SampleFiles.Html), "naskah.pdf", "document.type-not-allowed" },
        { nameof(SampleFiles.Zip), "naskah.docx", "document.type-not-allowed" },
        { nameof(SampleFiles.Bomb), "naskah.docx", "document.suspicious-archive" },
        { "Macros", "naskah.docx", "document.has-macros" },
        { "Empty", "naskah.pdf", "document.type-not-allowed" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public async Task A_file_is_taken_for_what_it_holds(string sample, string mediaType, string name)
    {
        var (draft, file) = (await _client.DraftedAsync(), Sample(sample));

        var document = (await _client.AddDocumentAsync(draft, file, name)).Is(HttpStatusCode.Created);

        var version = document.Body["versions"]!.AsArray().Single()!;
        Assert.Equal((1, name, mediaType, Forms.Hash(file), file.Length), (version.Number("number"), version.Said("fileName"), version.Said("mediaType"), version.Said("sha256"), version.Number("size")));
        Assert.Equal(("penyusun", draft.Id, "minutes", null), (version.Said("uploadedBy"), document.Body.Said("agreementId"), document.Body.Said("kind"), document.Body.Said("title")));
        var read = (await _client.Get(document.Headers.Location!.ToString())).Is(HttpStatusCode.OK);
        Assert.Equal((document.Text, document.ETag), (read.Text, read.ETag));
        Assert.Equal(file, (await _client.DownloadAsync($"{document.Headers.Location}/content")).Bytes);
        Assert.Equal(file, await File.ReadAllBytesAsync(host.Store.PathOf(file)));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_file_is_refused_for_what_it_holds_whatever_it_is_called(string sample, string name, string code)
    {
        var (draft, kept) = (await _client.DraftedAsync(), host.Store.Kept());

        var answer = await _client.PostFormAsync($"/v1/agreements/{draft.Id}/documents", Forms.Of(Part.Field("kind", "signedScan"), Part.File(Sample(sample), name, "application/pdf")));

        Assert.Equal(code, Assert.Contains("/file", answer.IsProblem(HttpStatusCode.BadRequest, code).Errors));
        await LeftNothingAsync(draft, kept);
    }

    [Theory]
    [InlineData("../x.pdf", "file-name.unusable")]
    [InlineData("..\\x.pdf", "file-name.unusable")]
    [InlineData("a\r\nSet-Cookie: x=1.pdf", "file-name.unusable")]
    [InlineData("a\0.pdf", "file-name.unusable")]
    [InlineData("naskah\u202Efdp.exe", "file-name.unusable")]
    [InlineData("NUL.pdf", "file-name.unusable")]
    [InlineData("naskah 7371015203900004.pdf", "text.personal-number")]
    [InlineData("", "text.blank")]
    [InlineData("   ", "text.blank")]
    public async Task A_name_that_could_do_harm_is_refused(string name, string code)
    {
        var (draft, kept) = (await _client.DraftedAsync(), host.Store.Kept());

        var answer = await UploadAsync(draft, Part.Field("kind", "other"), Part.FileNamed(SampleFiles.Pdf, name));

        Assert.Equal(code, Assert.Contains("/file", answer.IsProblem(HttpStatusCode.BadRequest, code).Errors));
        await LeftNothingAsync(draft, kept);
    }

    [Fact]
    public async Task A_name_may_have_two_hundred_characters_and_not_one_more()
    {
        var draft = await _client.DraftedAsync();
        var longest = string.Concat(Enumerable.Repeat("📄", 196)) + ".pdf";

        var document = (await UploadAsync(draft, Part.Field("kind", "other"), Part.FileNamed(SampleFiles.Pdf, longest))).Is(HttpStatusCode.Created);
        (await UploadAsync(draft, Part.Field("kind", "other"), Part.FileNamed(SampleFiles.Pdf, $"x{longest}"))).IsProblem(HttpStatusCode.BadRequest, "text.too-long");

        Assert.Equal(longest, document.Body["versions"]![0]!.Said("fileName"));
    }

    [Theory]
    [InlineData("filename=\"naskah.pdf\"", "naskah.pdf")]
    [InlineData("filename=naskah.pdf", "naskah.pdf")]
    [InlineData("filename=\"ꦤꦴꦒꦫꦶ.pdf\"", "ꦤꦴꦒꦫꦶ.pdf")]
    [InlineData("filename=\"x.pdf\"; filename*=UTF-8''n%C3%A4skah.pdf", "näskah.pdf")]
    public async Task A_name_is_kept_as_it_came(string parameter, string name)
    {
        var part = new Part($"Content-Disposition: form-data; name=\"file\"; {parameter}", SampleFiles.Pdf);

        var document = (await UploadAsync(await _client.DraftedAsync(), Part.Field("kind", "other"), part)).Is(HttpStatusCode.Created);

        Assert.Equal(name, document.Body["versions"]![0]!.Said("fileName"));
    }

    [Fact]
    public async Task Everything_wrong_with_a_form_is_said_at_once()
    {
        var (draft, kept) = (await _client.DraftedAsync(), host.Store.Kept());

        var answer = await UploadAsync(
            draft, Part.Field("kind", "rahasia"), Part.Field("title", new string('x', 201)), Part.Field("owner", "x"), Part.File(SampleFiles.Html), Part.File(SampleFiles.Pdf));

        Assert.Equal(
            [("/file", "member.duplicate"), ("/kind", "value.unknown"), ("/owner", "member.unknown"), ("/title", "text.too-long")],
            answer.IsProblem(HttpStatusCode.BadRequest, "request.invalid").Errors.Select(error => (error.Key, error.Value)).Order());
        await LeftNothingAsync(draft, kept);
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var draft = await _client.DraftedAsync();

        var nothing = await UploadAsync(draft, Part.Field("title", "Notulen"));
        var noFile = await UploadAsync(draft, Part.Field("kind", "minutes"), new Part("Content-Disposition: form-data; name=\"file\"", "%PDF-1.7"u8.ToArray()));
        var blank = await UploadAsync(draft, Part.Field("kind", "minutes"), Part.Field("title", " "), Part.File(SampleFiles.Pdf));

        Assert.Equal(["/file", "/kind"], nothing.IsProblem(HttpStatusCode.BadRequest, "value.required").Errors.Keys.Order(StringComparer.Ordinal));
        noFile.IsProblem(HttpStatusCode.BadRequest, "text.blank");
        Assert.Equal("text.blank", Assert.Contains("/title", blank.Is(HttpStatusCode.BadRequest).Errors));
    }

    [Fact]
    public async Task A_field_holds_text_and_no_control_characters()
    {
        var draft = await _client.DraftedAsync();
        foreach (var value in new[] { "a\0b"u8.ToArray(), [0xC3, 0x28], new byte[5000] })
        {
            var answer = await UploadAsync(draft, Part.Field("kind", "other"), new Part("Content-Disposition: form-data; name=\"title\"", value), Part.File(SampleFiles.Pdf));

            Assert.Equal("value.malformed", Assert.Contains("/title", answer.Is(HttpStatusCode.BadRequest).Errors));
        }
    }

    [Fact]
    public async Task What_is_no_form_is_refused()
    {
        var (draft, kept) = (await _client.DraftedAsync(), host.Store.Kept());
        var path = $"/v1/agreements/{draft.Id}/documents";
        var whole = Forms.Bytes(Part.Field("kind", "other"), Part.File(SampleFiles.Pdf));

        (await _client.PostFormAsync(path, Forms.Raw(whole, "application/pdf"))).IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type.unsupported");
        (await _client.Post(path, new { kind = "other" })).IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type.unsupported");
        (await _client.Post(path, body: null)).IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type.unsupported");
        (await _client.PostFormAsync(path, Forms.Raw(whole, "multipart/form-data"))).IsProblem(HttpStatusCode.BadRequest, "form.malformed");
        (await _client.PostFormAsync(path, Forms.Raw(whole, $"multipart/form-data; boundary={new string('x', 71)}"))).IsProblem(HttpStatusCode.BadRequest, "form.malformed");
        (await _client.PostFormAsync(path, Forms.Raw(whole, "multipart/form-data; boundary=lain"))).IsProblem(HttpStatusCode.BadRequest, "form.malformed");
        (await _client.PostFormAsync(path, Forms.Raw(whole[..^20]))).IsProblem(HttpStatusCode.BadRequest, "form.malformed");
        (await _client.PostFormAsync(path, Forms.Raw(Array.Empty<byte>()))).IsProblem(HttpStatusCode.BadRequest, "form.malformed");
        (await UploadAsync(draft, new Part("Content-Type: text/plain", [1]))).IsProblem(HttpStatusCode.BadRequest, "form.malformed");
        (await UploadAsync(draft, new Part("Content-Disposition: attachment; name=\"file\"", [1]))).IsProblem(HttpStatusCode.BadRequest, "form.malformed");
        (await UploadAsync(draft, [.. Enumerable.Range(0, 200).Select(i => Part.Field($"x{i}", "x"))])).IsProblem(HttpStatusCode.BadRequest, "form.malformed");

        await LeftNothingAsync(draft, kept);
    }

    [Fact]
    public async Task A_document_for_nothing_is_refused_before_it_is_read()
    {
        // A tenth of what is announced is sent: whoever reads it would wait.
        var answer = await RawHttp.SendAsync(
            _client.BaseAddress!,
            RawHttp.Request("POST", $"/v1/agreements/{Guid.CreateVersion7()}/documents", "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n", new byte[100_000]));

        answer.Is(404);
    }

    [Fact]
    public async Task A_repeat_with_the_same_key_gets_the_first_answer()
    {
        var draft = await _client.DraftedAsync();
        var key = ("Idempotency-Key", $"{Guid.CreateVersion7()}");

        var first = (await _client.AddDocumentAsync(draft, SampleFiles.Pdf, headers: key)).Is(HttpStatusCode.Created);
        var again = (await _client.AddDocumentAsync(draft, SampleFiles.Pdf, headers: key)).Is(HttpStatusCode.Created);
        var otherFile = await _client.AddDocumentAsync(draft, SampleFiles.Png, headers: key);
        var otherName = await _client.AddDocumentAsync(draft, SampleFiles.Pdf, "lain.pdf", headers: key);
        var otherKind = await _client.AddDocumentAsync(draft, SampleFiles.Pdf, kind: "draft", headers: key);

        Assert.Equal((first.Text, first.ETag, first.Headers.Location), (again.Text, again.ETag, again.Headers.Location));
        Assert.Equal("true", Assert.Single(again.Headers.GetValues("Idempotency-Replayed")));
        Assert.All([otherFile, otherName, otherKind], answer => answer.IsProblem(HttpStatusCode.UnprocessableEntity, "idempotency.key-reused"));
        Assert.Single((await _client.Get($"/v1/agreements/{draft.Id}/documents")).Items);
        Assert.DoesNotContain(host.Store.Kept(), file => file.EndsWith(".part", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_history_shows_a_document_and_the_agreement_stays_as_it_was()
    {
        var draft = await _client.DraftedAsync();

        var document = (await _client.AddDocumentAsync(draft, SampleFiles.Pdf, kind: "offerLetter")).Is(HttpStatusCode.Created);
        var edited = (await _client.EditAsync(draft, new { notes = "Surat penawaran sudah masuk" })).Is(HttpStatusCode.OK);
        (await _client.AddVersionAsync(document, SampleFiles.Docx, "naskah.docx")).Is(HttpStatusCode.Created);

        Assert.Equal(draft.Body.Number("version") + 1, edited.Body.Number("version"));
        foreach (var history in new[] { await _client.HistoryAsync(draft), await _client.WalkAsync($"/v1/agreements/{draft.Id}/history?limit=1") })
        {
            Assert.Equal(
                ["penyusun create ->draft", "penyusun addDocument draft>draft", "penyusun edit draft>draft", "penyusun addDocument draft>draft"],
                history.Select(entry => entry.Told()));
            Assert.Equal([1, 1, 2, 2], history.Select(entry => entry.Number("version")));
            Assert.Equal(
                $$"""null > {"documentId":"{{document.Id}}","kind":"offerLetter","title":null,"number":2,"fileName":"naskah.docx","sha256":"{{Forms.Hash(SampleFiles.Docx)}}"}""",
                history[3].Changed("documents"));
        }
    }

    [Fact]
    public async Task A_document_can_be_added_in_every_state()
    {
        foreach (var state in new[] { "draft", "inReview", "approved", "partiallySigned", "signed", "terminated", "cancelled" })
        {
            (await _client.AddDocumentAsync(await _client.InStateAsync(state), SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        }
    }

    [Fact]
    public async Task A_draft_with_documents_is_not_deleted()
    {
        var draft = await _client.DraftedAsync();
        var document = (await _client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created);

        (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).IsProblem(HttpStatusCode.Conflict, "agreement.has-documents");

        (await _client.Get($"/v1/documents/{document.Id}")).Is(HttpStatusCode.OK);
        var seen = (await _client.ReadAsync(draft)).Body["allowedActions"]!.AsArray().Single(action => action!.Said("action") == "delete")!;
        Assert.Equal(["agreement.has-documents"], seen.Texts("unmet"));
        (await _client.ActAsync(draft, "cancel", new { reason = "Salah unggah" })).Is(HttpStatusCode.OK);
    }

    private static byte[] Sample(string name) => name switch
    {
        nameof(SampleFiles.Pdf) => SampleFiles.Pdf,
        nameof(SampleFiles.Docx) => SampleFiles.Docx,
        nameof(SampleFiles.Png) => SampleFiles.Png,
        nameof(SampleFiles.Jpeg) => SampleFiles.Jpeg,
        nameof(SampleFiles.Polyglot) => SampleFiles.Polyglot,
        nameof(SampleFiles.Html) => SampleFiles.Html,
        nameof(SampleFiles.Zip) => SampleFiles.Zip,
        nameof(SampleFiles.Bomb) => SampleFiles.Bomb,
        "Macros" => SampleFiles.Word(("word/vbaProject.bin", [1])),
        _ => [],
    };

    private Task<Answered> UploadAsync(Answered agreement, params Part[] parts) => _client.PostFormAsync($"/v1/agreements/{agreement.Id}/documents", Forms.Of(parts));

    private async Task LeftNothingAsync(Answered agreement, IReadOnlyList<string> kept)
    {
        Assert.Equal(kept.Order(StringComparer.Ordinal), host.Store.Kept().Order(StringComparer.Ordinal));
        Assert.Empty((await _client.Get($"/v1/agreements/{agreement.Id}/documents")).Is(HttpStatusCode.OK).Items);
        await _client.StillAsync(agreement);
    }
}
