using System.Net;
using Agreements.Data.Engines;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Agreements.Data.Files;

/// <summary>A bucket of an S3-compatible store.</summary>
/// <param name="Endpoint">Its address.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="AccessKey">The access key.</param>
/// <param name="SecretKey">The secret key.</param>
/// <param name="Region">The region that requests are signed for.</param>
/// <param name="PathStyle">Whether the bucket is named in the path, as most servers other than Amazon's want it, or in the host name.</param>
public sealed record S3Bucket(Uri Endpoint, string Bucket, string AccessKey, string SecretKey, string Region, bool PathStyle);

/// <summary>A bucket: the object <c>abcd…</c> holds the bytes whose hash is <c>abcd…</c>.</summary>
public sealed class S3FileStore : IFileStore, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly string _bucket;

    /// <summary>Points at a bucket, which has to be there.</summary>
    public S3FileStore(S3Bucket bucket, IncomingFiles incoming)
    {
        Incoming = incoming;
        _bucket = bucket.Bucket;
        _client = new AmazonS3Client(new BasicAWSCredentials(bucket.AccessKey, bucket.SecretKey), new AmazonS3Config
        {
            ServiceURL = bucket.Endpoint.ToString(),
            AuthenticationRegion = bucket.Region,
            ForcePathStyle = bucket.PathStyle,
            Timeout = TimeSpan.FromSeconds(30),
            MaxErrorRetry = 1,

            // Checksums of their own kind, which many compatible servers do not know; every content is compared with its SHA-256 here.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    /// <inheritdoc/>
    public IncomingFiles Incoming { get; }

    /// <inheritdoc/>
    public async Task KeepAsync(IncomingFile file, CancellationToken cancellationToken)
    {
        try
        {
            await _client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket, Key = file.Sha256, FilePath = file.Path, UseChunkEncoding = false }, cancellationToken);
        }
        catch (Exception e) when (IsRefusal(e, cancellationToken))
        {
            throw Refusal(e);
        }
    }

    /// <inheritdoc/>
    /// <remarks>Fetched whole before it is served: only then is it known to be what was stored.</remarks>
    public async Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        var copy = Incoming.Scratch();
        try
        {
            using (var found = await _client.GetObjectAsync(_bucket, sha256, cancellationToken))
            {
                await CopyAsync(found.ResponseStream, copy, sha256, cancellationToken);
            }

            return await copy.VerifiedAsync(sha256, cancellationToken);
        }
        catch (Exception e)
        {
            await copy.DisposeAsync();
            if (e is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
            {
                throw new FileMissingException(sha256, e);
            }

            if (IsRefusal(e, cancellationToken))
            {
                throw Refusal(e);
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    // The client compares what it can with the ETag, before the bytes are compared with their hash here.
    private static async Task CopyAsync(Stream found, FileStream copy, string sha256, CancellationToken cancellationToken)
    {
        try
        {
            await found.CopyToAsync(copy, cancellationToken);
        }
        catch (AmazonClientException e)
        {
            throw new FileMissingException(sha256, e);
        }
    }

    // A server that does not answer shows as its client's time-out, which looks like a cancellation that nobody asked for.
    private static bool IsRefusal(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        AmazonServiceException or AmazonClientException or HttpRequestException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => FileStoreException.IsTold(exception),
    };

    private static FileStoreException Refusal(Exception exception) =>
        FileStoreException.IsTold(exception) ? FileStoreException.Of(exception) : new FileStoreException(StoreFault.Unavailable, exception.Message, exception);
}
