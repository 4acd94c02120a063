using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Agreements.Data;
using Agreements.Domain.Access;

namespace Agreements.Api.Http;

/// <summary>
/// The strong ETag of a single resource. It names everything that the representation shows: the version of the record and what it shows of another one,
/// then the view: the day its dates were judged by, how it stands then, its successor, and what this caller may do. A write compares all but the view: a
/// record has not changed because a day has passed, because another continues it or because somebody else looks at it.
/// </summary>
/// <param name="Version">Version of the record.</param>
/// <param name="Shown">Fingerprint of what the representation shows of another record; 0 where there is none.</param>
/// <param name="View">Fingerprint of the view; null where every caller sees the same on every day.</param>
internal readonly record struct EntityTag(int Version, uint Shown = 0, uint? View = null)
{
    /// <summary>The longest tag: a version and two fingerprints, with dots and quotes.</summary>
    public const int MaxLength = 30;

    /// <summary>What every tag looks like.</summary>
    public const string Pattern = "^\"[0-9a-f.]+\"$";

    /// <summary>The fingerprint of a text.</summary>
    public static uint FingerprintOf(string? text) =>
        text is null ? 0 : BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"\"{Version}.{Shown:x}{(View is { } view ? $".{view:x}" : "")}\"");

    /// <summary>Whether a tag that a caller sent names the same record as this one, whatever the view.</summary>
    public bool IsSameRecordAs(string tag)
    {
        var parts = tag.Trim('"').Split('.');
        return parts.Length == (View is null ? 2 : 3)
            && tag == $"\"{string.Join('.', parts)}\""
            && $"\"{parts[0]}.{parts[1]}\"" == (this with { View = null }).ToString()
            && (View is null || uint.TryParse(parts[2], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _));
    }
}

/// <summary>The representation of a single resource, with its ETag.</summary>
public abstract record Resource
{
    /// <summary>The ETag, quotes included; it travels as a header.</summary>
    [JsonIgnore]
    public string Tag { get; set; } = "";

    /// <summary>The representation as it may be kept for repeats: without what is shown only once.</summary>
    internal virtual Resource ToKeep() => this;

    /// <summary>Answers as if it were not there what has come to lie beyond the caller since it was kept; what all may see lies within for everybody.</summary>
    internal virtual Task RequireWithinAsync(Reach reach, AgreementsDbContext db, CancellationToken cancellationToken) => Task.CompletedTask;
}
