using Agreements.Data.Files;
using Agreements.Domain.Documents;

namespace Agreements.Api.Http.Uploads;

/// <summary>A file that came with a request, taken in and looked at. What its sender says of its type decides nothing.</summary>
public sealed record UploadedFile
{
    /// <summary>The name it came with.</summary>
    public required string Name { get; init; }

    /// <summary>Its length, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>SHA-256 of its content, in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>What it is, where it is taken.</summary>
    internal FileType? Type { get; init; }

    /// <summary>What keeps its content out.</summary>
    internal string? Fault { get; init; }

    internal IncomingFile? Content { get; init; }

    internal StoredFile ToStored() => new(Name, Type!.MediaType, Size, Sha256);
}

/// <summary>A request that brings a file, which is kept before anything is recorded of it.</summary>
internal interface ICarriesFile
{
    UploadedFile? File { get; }
}
