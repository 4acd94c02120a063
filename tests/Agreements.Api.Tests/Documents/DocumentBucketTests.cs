using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Documents;

/// <summary>The same documents in a bucket.</summary>
public sealed class DocumentBucketTests : IAsyncLifetime, IDisposable
{
    private readonly ObjectStore _objects = new();
    private readonly ServiceHost _host = new();

    public async Task InitializeAsync()
    {
        if (ObjectStore.WhyNot is null)
        {
            await _objects.StartAsync();
            Configure(_host);
        }
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    public void Dispose()
    {
        _host.Dispose();
        _objects.Dispose();
    }

    [ObjectStoreFact]
    public async Task A_file_lies_in_the_bucket_under_its_hash_and_comes_back_whole_and_in_ranges()
    {
        using var client = _host.ClientOf("penyusun");
        var file = SampleFiles.PdfOf(9 * 1024 * 1024);

        var document = (await client.AddDocumentAsync(await client.DraftedAsync(), file)).Is(HttpStatusCode.Created);
        (await client.AddVersionAsync(document, SampleFiles.Png)).Is(HttpStatusCode.Created);

        Assert.Equal(new[] { Forms.Hash(file), Forms.Hash(SampleFiles.Png) }.Order(StringComparer.Ordinal), _objects.Objects());
        var path = $"/v1/documents/{document.Id}/content?version=1";
        Assert.Equal(file, (await client.DownloadAsync(path)).Bytes);
        Assert.Equal(file[1000..2001], (await client.DownloadAsync(path, ("Range", "bytes=1000-2000"))).Bytes);
        Assert.Equal(SampleFiles.Png, (await client.DownloadAsync($"/v1/documents/{document.Id}/content")).Bytes);
        Assert.Empty(_host.Store.Kept());
    }

    [ObjectStoreFact]
    public async Task An_object_that_is_gone_or_altered_is_never_served()
    {
        using var client = _host.ClientOf("penyusun");
        var document = (await client.AddDocumentAsync(await client.DraftedAsync(), SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        var place = _objects.PathOf(Forms.Hash(SampleFiles.Pdf));

        await File.WriteAllBytesAsync(place, [.. SampleFiles.Pdf[..^1], (byte)'!']);
        (await client.Get($"/v1/documents/{document.Id}/content")).IsProblem(HttpStatusCode.InternalServerError, "document.content-missing");
        _objects.Lose(Forms.Hash(SampleFiles.Pdf));
        (await client.Get($"/v1/documents/{document.Id}/content")).IsProblem(HttpStatusCode.InternalServerError, "document.content-missing");

        Assert.Empty(_host.Store.Kept());
    }

    [ObjectStoreFact]
    public async Task While_the_bucket_cannot_be_reached_files_are_refused_and_everything_else_is_served()
    {
        using var client = _host.ClientOf("penyusun");
        var draft = await client.DraftedAsync();
        var document = (await client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        _objects.Stop();

        var upload = (await client.AddDocumentAsync(draft, SampleFiles.Png)).IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");
        var download = (await client.Get($"/v1/documents/{document.Id}/content")).IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");

        Assert.All([upload, download], answer => Assert.NotNull(answer.Headers.RetryAfter));
        Assert.Equal([document.Id], (await client.Get($"/v1/agreements/{draft.Id}/documents")).Ids());
        Assert.Empty(_host.Store.Kept());
        await _objects.StartAsync();
        (await client.AddDocumentAsync(draft, SampleFiles.Png)).Is(HttpStatusCode.Created);
        Assert.Equal(SampleFiles.Pdf, (await client.DownloadAsync($"/v1/documents/{document.Id}/content")).Bytes);
    }

    [ObjectStoreFact]
    public async Task A_key_that_opens_nothing_is_told_as_trouble_of_the_storage()
    {
        await using var host = Configure(new ServiceHost()).With("Documents:S3:AccessKey", "salah");
        using var client = host.ClientOf("penyusun");

        (await client.AddDocumentAsync(await client.DraftedAsync(), SampleFiles.Pdf)).IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");

        Assert.Empty(_objects.Objects());
    }

    private ServiceHost Configure(ServiceHost host) => host
        .With("Documents:S3:Endpoint", _objects.Endpoint).With("Documents:S3:Bucket", ObjectStore.Bucket)
        .With("Documents:S3:AccessKey", ObjectStore.Key).With("Documents:S3:SecretKey", ObjectStore.Key);
}
