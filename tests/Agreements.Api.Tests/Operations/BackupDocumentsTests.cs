using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Tests.Documents;

namespace Agreements.Api.Tests.Operations;

/// <summary>What becomes of the documents in a backup and in a restore.</summary>
public sealed class BackupDocumentsTests : IDisposable
{
    private static readonly byte[] Text = "naskah"u8.ToArray();
    private static readonly byte[] Attachment = "lampiran"u8.ToArray();

    private readonly TestStore _store = new();
    private readonly TestStore _elsewhere = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("agreements-backup-").FullName;

    private string Target => Path.Combine(_folder, "backup");

    public void Dispose()
    {
        _store.Dispose();
        _elsewhere.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [BackupFact]
    public async Task Documents_are_backed_up_with_the_store_and_what_is_still_on_its_way_in_is_not()
    {
        await using (var host = HostOn(_store))
        {
            using var client = host.ClientOf("penyusun");
            (await client.AddDocumentAsync(await client.DraftedAsync(), SampleFiles.Pdf)).Is(HttpStatusCode.Created);
        }

        Directory.CreateDirectory(Path.Combine(_store.Documents, "incoming"));
        await File.WriteAllTextAsync(Path.Combine(_store.Documents, "incoming", "a.part"), "x");
        await File.WriteAllTextAsync(Path.Combine(_store.Documents, "catatan.txt"), "x");

        (await BackUpAsync(_store)).Is(0);
        (await RestoreAsync(_elsewhere)).Is(0);

        Assert.Equal([Forms.Hash(SampleFiles.Pdf)], _elsewhere.Kept());
        await using var restored = HostOn(_elsewhere);
        using var reader = restored.ClientOf("pembaca");
        var document = Assert.Single((await reader.Get($"/v1/agreements/{(await reader.WalkAsync("/v1/agreements")).Single().Said("id")}/documents")).Is(HttpStatusCode.OK).Items);
        Assert.Equal(SampleFiles.Pdf, (await reader.DownloadAsync($"/v1/documents/{document.Said("id")}/content")).Bytes);
    }

    [SqliteFact]
    public async Task A_blank_folder_of_documents_is_the_one_where_the_service_puts_them()
    {
        await StartOnceAsync(_store);
        await _store.PutAsync(Text);

        (await BackUpAsync(_store, [], ("Documents__Path", " "))).Is(0);

        Assert.Equal([$"documents/{Forms.Hash(Text)[..2]}/{Forms.Hash(Text)}"], Manifest()["files"]!.AsArray().Select(file => file!.Said("path")!).Where(path => path.Contains('/', StringComparison.Ordinal)));
    }

    [BackupFact]
    public async Task A_restore_spares_what_is_sound_and_replaces_what_is_not()
    {
        await StartOnceAsync(_store);
        await _store.PutAsync(Text);
        await _store.PutAsync(Attachment);
        (await BackUpAsync(_store)).Is(0);
        await _elsewhere.PutAsync(Text);
        await _elsewhere.PutAsync(Attachment);
        await File.AppendAllTextAsync(_elsewhere.PathOf(Attachment), "!");
        var untouched = File.GetLastWriteTimeUtc(_elsewhere.PathOf(Text));

        (await RestoreAsync(_elsewhere)).Is(0);

        Assert.Equal(untouched, File.GetLastWriteTimeUtc(_elsewhere.PathOf(Text)));
        Assert.Equal(Attachment, await File.ReadAllBytesAsync(_elsewhere.PathOf(Attachment)));
        Assert.Equal(2, _elsewhere.Kept().Count);

        await File.AppendAllTextAsync(Path.Combine(Target, "documents", Forms.Hash(Text)[..2], Forms.Hash(Text)), "!");
        Assert.Contains(Forms.Hash(Text), (await RestoreAsync(_elsewhere, "--force")).Is(1).Errors[^1], StringComparison.Ordinal);
    }

    [BackupFact]
    public async Task What_is_missing_or_altered_is_named_and_left_out_and_no_former_backup_that_may_hold_it_is_replaced()
    {
        byte[] gone = SampleFiles.Pdf, changed = SampleFiles.PdfOf(4096);
        await using (var host = HostOn(_store))
        {
            using var client = host.ClientOf("penyusun");
            var draft = await client.DraftedAsync();
            (await client.AddDocumentAsync(draft, gone)).Is(HttpStatusCode.Created);
            (await client.AddDocumentAsync(draft, changed)).Is(HttpStatusCode.Created);
        }

        (await BackUpAsync(_store)).Is(0);
        var former = Manifest().ToJsonString();
        File.Delete(_store.PathOf(gone));
        await File.WriteAllBytesAsync(_store.PathOf(changed), gone);

        var refused = (await BackUpAsync(_store, ["--force"])).Is(1);
        Assert.Contains("is not replaced", refused.Errors[^1], StringComparison.Ordinal);
        Assert.Equal(former, Manifest().ToJsonString());

        Directory.Move(Target, Path.Combine(_folder, "former"));
        var incomplete = (await BackUpAsync(_store)).Is(1);
        Assert.Contains($"The document {Forms.Hash(gone)} is missing.", incomplete.Errors);
        Assert.Contains($"The document {Forms.Hash(changed)} is not what was stored.", incomplete.Errors);
        Assert.Contains("2 documents are not in it", incomplete.Errors[^1], StringComparison.Ordinal);
        Assert.Equal(
            new[] { $"{Forms.Hash(gone)} missing", $"{Forms.Hash(changed)} altered" }.Order(StringComparer.Ordinal),
            Manifest()["amiss"]!.AsArray().Select(document => $"{document!.Said("sha256")} {document!.Said("fault")}").Order(StringComparer.Ordinal));

        // What is left of it can be put back all the same, and the former one holds the rest.
        (await RestoreAsync(_elsewhere)).Is(0);
        Assert.Empty(_elsewhere.Kept());
    }

    [BackupFact]
    public async Task Documents_in_a_bucket_stay_there_and_the_backup_says_so()
    {
        await StartOnceAsync(_store);

        var made = (await BackUpAsync(
            _store, [], ("Documents__S3__Endpoint", "https://s3.example"), ("Documents__S3__Bucket", "naskah"), ("Documents__S3__AccessKey", "kunci"), ("Documents__S3__SecretKey", "rahasia"))).Is(0);

        Assert.Contains(made.Errors, line => line.Contains("stay in the bucket naskah", StringComparison.Ordinal));
        Assert.Equal("naskah", Manifest().Said("bucket"));
        Assert.Contains((await RestoreAsync(_elsewhere)).Is(0).Errors, line => line.Contains("in the bucket naskah", StringComparison.Ordinal));
    }

    private static ServiceHost HostOn(TestStore store) => new ServiceHost().On(store).With("Documents:Path", store.Documents);

    private static async Task StartOnceAsync(TestStore store)
    {
        await using var host = HostOn(store);
        using var client = host.CreateClient();
        (await client.Get("/health/ready")).Is(HttpStatusCode.OK);
    }

    private static (string, string)[] Settings(TestStore store) =>
        [("Database__Provider", TestStore.Provider), ("Database__ConnectionString", store.ConnectionString), ("Documents__Path", store.Documents)];

    private Task<CommandResult> BackUpAsync(TestStore store) => BackUpAsync(store, []);

    private Task<CommandResult> BackUpAsync(TestStore store, string[] options, params (string Name, string Value)[] settings) =>
        ServiceProcess.RunAsync(["backup", Target, .. options], [.. Settings(store), .. settings]);

    private Task<CommandResult> RestoreAsync(TestStore store, params string[] options) => ServiceProcess.RunAsync(["restore", Target, .. options], Settings(store));

    private JsonObject Manifest() => JsonNode.Parse(File.ReadAllText(Path.Combine(Target, "manifest.json")))!.AsObject();
}
