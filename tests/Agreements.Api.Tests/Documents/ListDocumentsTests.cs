using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Documents;

public sealed class ListDocumentsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("penyusun");

    [Fact]
    public async Task Documents_are_listed_oldest_first_each_with_its_latest_version()
    {
        var draft = await _client.DraftedAsync();
        var minutes = (await _client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        var text = (await _client.AddDocumentAsync(draft, SampleFiles.Docx, "naskah.docx", "draft")).Is(HttpStatusCode.Created);
        var later = (await _client.AddVersionAsync(minutes, SampleFiles.Png, "foto.png")).Is(HttpStatusCode.Created);

        var list = (await _client.Get($"/v1/agreements/{draft.Id}/documents")).Is(HttpStatusCode.OK);

        Assert.Equal([minutes.Id, text.Id], list.Ids());
        Assert.Equal([2, 1], list.Items.Select(item => item.Number("version")));
        Assert.Equal(later.Body["versions"]![1]!.ToJsonString(), list.Items[0]["latest"]!.ToJsonString());
        Assert.Equal([text.Id], (await _client.Get($"/v1/agreements/{draft.Id}/documents?kind=draft,signedScan")).Ids());
        Assert.Empty((await _client.Get($"/v1/agreements/{draft.Id}/documents?kind=signedScan")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task Walking_the_pages_meets_every_document_once()
    {
        var draft = await _client.DraftedAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(1));
            ids.Add((await _client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created).Id);
        }

        Assert.Equal(ids, (await _client.WalkAsync($"/v1/agreements/{draft.Id}/documents?limit=2")).Select(item => item.Said("id")!));
        Assert.Equal(ids, (await _client.WalkAsync($"/v1/agreements/{draft.Id}/documents?kind=minutes&limit=2")).Select(item => item.Said("id")!));
    }

    [Fact]
    public async Task A_list_of_nothing_is_empty_and_one_of_no_agreement_is_missing()
    {
        var draft = await _client.DraftedAsync();

        Assert.Empty((await _client.Get($"/v1/agreements/{draft.Id}/documents")).Is(HttpStatusCode.OK).Items);
        (await _client.Get($"/v1/agreements/{Guid.CreateVersion7()}/documents")).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
        (await _client.Get($"/v1/agreements/{draft.Id}/documents?kind=rahasia")).IsProblem(HttpStatusCode.BadRequest, "parameter.malformed");
        (await _client.Get($"/v1/agreements/{draft.Id}/documents?limit=0")).IsProblem(HttpStatusCode.BadRequest, "value.out-of-range");
        (await _client.Get($"/v1/agreements/{draft.Id}/documents?after=x")).IsProblem(HttpStatusCode.BadRequest, "cursor.invalid");
    }
}
