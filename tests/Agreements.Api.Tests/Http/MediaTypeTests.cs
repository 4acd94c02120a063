using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed class MediaTypeTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Theory]
    [InlineData("application/json-patch+json")]
    [InlineData("application/vnd.agreements+json")]
    public async Task JSON_sent_as_anything_else_is_refused(string mediaType)
    {
        var draft = await _client.DraftedAsync();

        var edited = await _client.Send(
            HttpMethod.Patch, $"/v1/agreements/{draft.Id}", Hosting.Http.Json(new { notes = "Diperbarui" }, mediaType), ("If-Match", draft.ETag!));
        var created = await _client.Send(HttpMethod.Post, "/v1/agreements", Hosting.Http.Json(Story.Draft(), mediaType));

        Assert.All([edited, created], answer => answer.IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type.unsupported"));
        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task A_merge_patch_creates_nothing()
    {
        var created = await _client.Send(HttpMethod.Post, "/v1/agreements", Hosting.Http.Json(Story.Draft(), "application/merge-patch+json"));

        created.IsProblem(HttpStatusCode.UnsupportedMediaType, "media-type.unsupported");
    }
}
