using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Documents;

public sealed class DocumentReachTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    [Theory]
    [InlineData("31", "74")]
    [InlineData("74", "76")]
    [InlineData("76", "31")]
    public async Task The_documents_of_a_foreign_agreement_are_answered_as_what_is_missing(string own, string foreign)
    {
        using var owner = host.ClientOf("penyusun");
        using var client = host.ClientOf("petugas", Scopes.All, own);
        var mine = (await owner.AddDocumentAsync(await owner.DraftedAsync(own), SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        var agreement = await owner.DraftedAsync(foreign);
        var document = (await owner.AddDocumentAsync(agreement, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        var kept = host.Store.Kept();

        (await client.Get($"/v1/documents/{mine.Id}")).Is(HttpStatusCode.OK);
        (await client.Get($"/v1/documents/{mine.Id}/content")).Is(HttpStatusCode.OK);
        (await client.AddVersionAsync(mine, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        foreach (var (code, there, missing) in new (string, Func<Task<Answered>>, Func<Task<Answered>>)[]
        {
            ("agreement.not-found", () => client.Get($"/v1/agreements/{agreement.Id}/documents"), () => client.Get($"/v1/agreements/{Guid.CreateVersion7()}/documents")),
            ("agreement.not-found", () => client.AddDocumentAsync(agreement, SampleFiles.Png), () => AddAsync($"/v1/agreements/{Guid.CreateVersion7()}/documents")),
            ("document.not-found", () => client.Get($"/v1/documents/{document.Id}"), () => client.Get($"/v1/documents/{Guid.CreateVersion7()}")),
            ("document.not-found", () => client.Get($"/v1/documents/{document.Id}/content"), () => client.Get($"/v1/documents/{Guid.CreateVersion7()}/content")),
            ("document.not-found", () => client.Get($"/v1/documents/{document.Id}/content?version=1"), () => client.Get($"/v1/documents/{Guid.CreateVersion7()}/content?version=1")),
            ("document.not-found", () => client.AddVersionAsync(document, SampleFiles.Png), () => AddAsync($"/v1/documents/{Guid.CreateVersion7()}/versions")),
        })
        {
            var (one, other) = ((await there()).IsProblem(HttpStatusCode.NotFound, code), (await missing()).IsProblem(HttpStatusCode.NotFound, code));
            Assert.Equal((one.Body.Said("title"), one.Body.Said("detail"), one.Headers.Count()), (other.Body.Said("title"), other.Body.Said("detail"), other.Headers.Count()));
        }

        Assert.Equal(kept, host.Store.Kept());
        Assert.Equal(document.Text, (await owner.Get($"/v1/documents/{document.Id}")).Text);

        Task<Answered> AddAsync(string path) => client.PostFormAsync(path, Forms.Of(Part.File(SampleFiles.Png)));
    }
}
