using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Documents;

/// <summary>A folder that cannot be used, is full, or holds what a crash left behind.</summary>
public sealed class DocumentStorageTests : IDisposable
{
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task While_the_folder_cannot_be_used_files_are_refused_and_everything_else_is_served()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("penyusun");
        var draft = await client.DraftedAsync();

        // Where the folder should be there is a file.
        await File.WriteAllTextAsync(_store.Documents, "");

        var refused = (await client.AddDocumentAsync(draft, SampleFiles.Pdf)).IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");

        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.DoesNotContain(_store.Documents, refused.Text, StringComparison.Ordinal);
        Assert.Empty((await client.Get($"/v1/agreements/{draft.Id}/documents")).Is(HttpStatusCode.OK).Items);
        await client.StillAsync(draft);
        File.Delete(_store.Documents);
        (await client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
    }

    [SqliteFactWith(Need.SmallDisk)]
    public async Task On_a_full_disk_files_are_refused_until_there_is_room_again()
    {
        using var disk = new SmallDisk();
        await using var host = new ServiceHost().On(_store).With("Documents:Path", disk.Folder);
        using var client = host.ClientOf("penyusun");
        var draft = await client.DraftedAsync();

        (await client.AddDocumentAsync(draft, SampleFiles.PdfOf(4 * 1024 * 1024))).IsProblem(HttpStatusCode.InsufficientStorage, "store.full");

        Assert.Empty(Directory.EnumerateFiles(disk.Folder, "*", SearchOption.AllDirectories));
        Assert.Empty((await client.Get($"/v1/agreements/{draft.Id}/documents")).Is(HttpStatusCode.OK).Items);
        (await client.AddDocumentAsync(draft, SampleFiles.PdfOf(1024 * 1024))).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_start_sweeps_what_a_crash_left_and_spares_what_may_still_arrive()
    {
        var incoming = Directory.CreateDirectory(Path.Combine(_store.Documents, "incoming")).FullName;
        var (left, fresh, foreign) = (Path.Combine(incoming, "a.part"), Path.Combine(incoming, "b.part"), Path.Combine(_store.Documents, "catatan.txt"));
        foreach (var (file, age) in new[] { (left, 61), (fresh, 59), (foreign, 1000) })
        {
            await File.WriteAllTextAsync(file, "x");
            File.SetLastWriteTimeUtc(file, TestClock.Start.UtcDateTime.AddMinutes(-age));
        }

        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("penyusun");
        await client.DraftedAsync();

        Assert.Equal((false, true, true), (File.Exists(left), File.Exists(fresh), File.Exists(foreign)));
    }

    [Fact]
    public async Task A_kill_in_the_middle_of_an_upload_leaves_nothing_but_a_file_on_its_way_in()
    {
        var file = SampleFiles.PdfOf(400_000);
        Answered draft, kept;
        using (var service = await ServiceProcess.StartAsync(_store, ("Documents__Path", _store.Documents)))
        {
            using var client = await service.ClientAsync();
            draft = (await client.DraftAsync()).Is(HttpStatusCode.Created);
            kept = (await client.AddDocumentAsync(draft, SampleFiles.Pdf)).Is(HttpStatusCode.Created);
            var form = Forms.Bytes(Part.Field("kind", "other"), Part.File(file));
            var cut = RawHttp.SendAsync(client.BaseAddress!, RawHttp.Request("POST", $"/v1/agreements/{draft.Id}/documents", $"Content-Type: multipart/form-data; boundary=----batas7MA4YWxkTrZu0gW\r\nContent-Length: {form.Length + 1000}\r\n", form[..^1000]));
            await Eventually.IsTrueAsync(() => Task.FromResult(_store.Kept().Any(name => name.EndsWith(".part", StringComparison.Ordinal))), () => "nothing arrived");
            await service.KillAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => cut);
        }

        using var restarted = await ServiceProcess.StartAsync(_store, ("Documents__Path", _store.Documents));
        using var again = await restarted.ClientAsync();
        Assert.Equal([kept.Id], (await again.Get($"/v1/agreements/{draft.Id}/documents")).Ids());
        Assert.Equal(SampleFiles.Pdf, (await again.DownloadAsync($"/v1/documents/{kept.Id}/content")).Bytes);
        Assert.Equal([Forms.Hash(SampleFiles.Pdf)], _store.Kept().Where(name => !name.EndsWith(".part", StringComparison.Ordinal)));
        (await again.AddDocumentAsync(draft, file)).Is(HttpStatusCode.Created);
    }

    [SqliteFact]
    public async Task Left_to_itself_it_keeps_documents_beside_the_store_where_nobody_else_reads_them()
    {
        await using var host = new ServiceHost().On(_store);
        using var client = host.ClientOf("penyusun");

        (await client.AddDocumentAsync(await client.DraftedAsync(), SampleFiles.Pdf)).Is(HttpStatusCode.Created);

        Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(_store.File)!, "documents", Forms.Hash(SampleFiles.Pdf)[..2], Forms.Hash(SampleFiles.Pdf))));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_store.PathOf(SampleFiles.Pdf)));
        }
    }

    [Theory]
    [InlineData("Documents__MaxBytes", "0")]
    [InlineData("Documents__MaxBytes", "banyak")]
    [InlineData("Documents__RequiredToSign", "mungkin")]
    [InlineData("Documents__S3__Endpoint", "ftp://bucket")]
    [InlineData("Documents__S3__Endpoint", "http://127.0.0.1:9")]
    public async Task A_setting_that_cannot_be_used_is_refused_in_one_line(string setting, string value)
    {
        using var service = ServiceProcess.Launch(("Database__Provider", TestStore.Provider), ("Database__ConnectionString", _store.ConnectionString), (setting, value));

        var (status, errors) = await service.RefuseAsync();

        Assert.Equal(1, status);
        Assert.Contains("Documents", Assert.Single(errors), StringComparison.Ordinal);
    }
}
