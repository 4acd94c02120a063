using Agreements.Api.Http.Uploads;
using Agreements.Api.Security;
using Agreements.Data.Files;
using Agreements.Domain.Documents;
using Microsoft.Data.Sqlite;

namespace Agreements.Api.Setup;

/// <summary>The documents of agreements, from the section <c>Documents</c>.</summary>
public sealed class DocumentsOptions
{
    /// <summary>The folder that holds them, or, with a bucket, through which they pass; <c>documents</c> beside the SQLite file when left out, else <c>data/documents</c>.</summary>
    public string? Path { get; init; }

    /// <summary>The largest file, in bytes: from 1 KiB to 1 GiB.</summary>
    public int MaxBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Whether the scan of the signed document has to be there before the second party's signature is recorded.</summary>
    public bool RequiredToSign { get; init; }

    /// <summary>The bucket that holds them instead of the folder.</summary>
    public S3Options? S3 { get; init; }
}

/// <summary>A bucket of an S3-compatible store, from the section <c>Documents:S3</c>.</summary>
public sealed class S3Options
{
    /// <summary>The address of the store.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The bucket, which has to be there.</summary>
    public string? Bucket { get; init; }

    /// <summary>The access key.</summary>
    public string? AccessKey { get; init; }

    /// <summary>The secret key.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The region that requests are signed for.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>Whether the bucket is named in the path, not in the host name.</summary>
    public bool PathStyle { get; init; } = true;
}

/// <summary>Where documents are kept, and how large they may be.</summary>
internal static class DocumentsSetup
{
    private const int LeastMaxBytes = 1024;

    public static void AddDocuments(this WebApplicationBuilder builder)
    {
        var options = Read(builder.Configuration);
        var folder = FolderOf(builder.Configuration, builder.Environment);
        var bucket = BucketOf(builder.Configuration);
        builder.Services.AddSingleton(new UploadLimit(options.MaxBytes));
        builder.Services.AddSingleton(new SigningRule(options.RequiredToSign));
        builder.Services.AddSingleton(provider => new IncomingFiles(Path.Combine(folder, "incoming"), provider.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IFileStore>(provider => bucket is null
            ? new FolderFileStore(folder, provider.GetRequiredService<IncomingFiles>())
            : new S3FileStore(bucket, provider.GetRequiredService<IncomingFiles>()));
        builder.Services.AddScoped<UploadDesk>();
    }

    /// <summary>The folder that the settings name, or the one where documents lie by themselves; a blank setting names none.</summary>
    internal static string FolderOf(IConfiguration configuration, IHostEnvironment environment) => Path.GetFullPath(PathOf(configuration), environment.ContentRootPath);

    private static DocumentsOptions Read(IConfiguration configuration)
    {
        DocumentsOptions options;
        try
        {
            options = configuration.GetSection("Documents").Get<DocumentsOptions>() ?? new DocumentsOptions();
        }
        catch (InvalidOperationException e)
        {
            throw new UnusableSettingException($"A setting of Documents cannot be read: {e.Message.ReplaceLineEndings(" ")}");
        }

        return options.MaxBytes is >= LeastMaxBytes and <= DocumentVersion.MostBytes
            ? options
            : throw new UnusableSettingException($"Documents__MaxBytes is {options.MaxBytes}; it must be {LeastMaxBytes} to {DocumentVersion.MostBytes}.");
    }

    private static string PathOf(IConfiguration configuration)
    {
        if (Read(configuration).Path is { } given && !string.IsNullOrWhiteSpace(given))
        {
            return given;
        }

        var store = configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions();
        return store.Provider == DatabaseProvider.Sqlite
            ? Path.Combine(Path.GetDirectoryName(new SqliteConnectionStringBuilder(store.ConnectionString).DataSource) ?? "", "documents")
            : Path.Combine("data", "documents");
    }

    /// <summary>The bucket that the settings name; null where documents lie in the folder.</summary>
    internal static S3Bucket? BucketOf(IConfiguration configuration)
    {
        if (Read(configuration).S3 is not { } s3 || string.IsNullOrWhiteSpace(s3.Endpoint))
        {
            return null;
        }

        if (!Uri.TryCreate(s3.Endpoint, UriKind.Absolute, out var endpoint) || !(endpoint.Scheme == Uri.UriSchemeHttps || endpoint.Scheme == Uri.UriSchemeHttp))
        {
            throw new UnusableSettingException($"Documents__S3__Endpoint is {s3.Endpoint}; it must be an http or https address.");
        }

        return new S3Bucket(
            endpoint, Given(s3.Bucket, nameof(s3.Bucket)), Given(s3.AccessKey, nameof(s3.AccessKey)), Given(s3.SecretKey, nameof(s3.SecretKey)), s3.Region, s3.PathStyle);

        static string Given(string? value, string name) =>
            string.IsNullOrWhiteSpace(value) ? throw new UnusableSettingException($"Documents__S3__{name} is missing: documents cannot be kept in a bucket without it.") : value;
    }
}
