using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Agreements.Domain.Audit;

/// <summary>A seal and its place, as people note it outside of the store: <c>12.9f86d0…</c>.</summary>
/// <param name="Sequence">The place; 0 before the first entry.</param>
/// <param name="Hash">The seal over everything up to there, in 64 hexadecimal digits; zeros before the first entry.</param>
public sealed record AuditSeal(long Sequence, string Hash)
{
    /// <summary>Length of the seal itself, in hexadecimal digits.</summary>
    public const int HashLength = 64;

    /// <summary>What every seal looks like.</summary>
    public const string Pattern = "^[0-9]{1,18}\\.[0-9a-f]{64}$";

    /// <summary>Longest seal, in characters.</summary>
    public const int MaxLength = 18 + 1 + HashLength;

    /// <summary>Before anything was sealed.</summary>
    public static AuditSeal None { get; } = new(0, new string('0', HashLength));

    /// <summary>Reads one as it was noted; null where it is none.</summary>
    public static AuditSeal? Of(string noted) =>
        noted.Split('.') is [{ Length: <= 18 } place, { Length: HashLength } hash]
        && long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
        && hash.All(char.IsAsciiHexDigitLower)
            ? new AuditSeal(sequence, hash)
            : null;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}.{Hash}");
}

/// <summary>Where the chain ends. It is kept apart from the entries, so that a tail that was cut off is missed.</summary>
public sealed class AuditHead
{
    /// <summary>There is one chain.</summary>
    public int Id { get; private init; } = 1;

    /// <summary>Place of the last entry sealed; 0 before the first.</summary>
    public long Sequence { get; private set; } = AuditSeal.None.Sequence;

    /// <summary>Its seal.</summary>
    public string Hash { get; private set; } = AuditSeal.None.Hash;

    /// <summary>Both.</summary>
    public AuditSeal Seal => new(Sequence, Hash);

    internal void MoveTo(AuditEntry entry) => (Sequence, Hash) = (entry.Sequence!.Value, entry.Hash!);
}

/// <summary>How the chain is broken.</summary>
public enum AuditFaultKind
{
    /// <summary>The entry is not what was sealed in this place: it was edited, or moved here.</summary>
    Altered,

    /// <summary>The entry that was sealed in this place is gone.</summary>
    Missing,

    /// <summary>An entry stands where nothing was ever sealed, before the first place: somebody put it there.</summary>
    Inserted,
}

/// <summary>The first place in which the chain is broken.</summary>
/// <param name="Sequence">The place.</param>
/// <param name="EntryId">The entry that stands there; null where none does.</param>
/// <param name="Kind">How it is broken.</param>
public sealed record AuditFault(long Sequence, Guid? EntryId, AuditFaultKind Kind);

/// <summary>
/// The chain of seals, walked from its beginning. Each seal is the SHA-256 of the one before and of everything that its entry says: whoever edits, removes or
/// moves an entry breaks it there.
/// </summary>
public sealed class AuditChain
{
    /// <summary>The last entry, counted from the beginning, that is what was sealed.</summary>
    public AuditSeal Verified { get; private set; } = AuditSeal.None;

    /// <summary>Follows the chain to the entry that stands next in it; gives back what is wrong there.</summary>
    public AuditFault? Follow(AuditEntry next)
    {
        if (next.Sequence != Verified.Sequence + 1)
        {
            return new AuditFault(Verified.Sequence + 1, EntryId: null, AuditFaultKind.Missing);
        }

        if (next.Hash != HashOf(next, Verified.Hash))
        {
            return new AuditFault(next.Sequence.Value, next.Id, AuditFaultKind.Altered);
        }

        Verified = new AuditSeal(next.Sequence.Value, next.Hash);
        return null;
    }

    /// <summary>Compares where the walk ended with where the chain does; gives back what is wrong.</summary>
    public AuditFault? EndAt(AuditSeal end)
    {
        if (end == Verified)
        {
            return null;
        }

        return end.Sequence > Verified.Sequence
            ? new AuditFault(Verified.Sequence + 1, EntryId: null, AuditFaultKind.Missing)
            : new AuditFault(Math.Min(end.Sequence + 1, Verified.Sequence), EntryId: null, AuditFaultKind.Altered);
    }

    /// <summary>
    /// The seal of an entry: SHA-256, in lower-case hexadecimal digits, over the seal before and the entry's fields in this order, each as a netstring (its length in
    /// bytes of UTF-8, a colon, the bytes, a comma) that is empty where the field is.
    /// </summary>
    public static string HashOf(AuditEntry entry, string before)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var field in Fields(entry).Prepend(before))
        {
            var bytes = Encoding.UTF8.GetBytes(field ?? "");
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}:")));
            hash.AppendData(bytes);
            hash.AppendData(","u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string?> Fields(AuditEntry entry) =>
    [
        entry.Sequence?.ToString(CultureInfo.InvariantCulture),
        entry.Id.ToString(),
        entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        entry.By,
        entry.Credential,
        entry.Action,
        NameOf(entry.Outcome),
        entry.Code,
        NameOf(entry.SubjectKind),
        entry.SubjectId?.ToString(),
        entry.AgreementId?.ToString(),
        entry.RegionCode,
        entry.Changes,
        entry.TraceId,
    ];

    // As the API spells it.
    private static string? NameOf<T>(T? member)
        where T : struct, Enum => NameOf(member?.ToString());

    private static string? NameOf<T>(T member)
        where T : struct, Enum => NameOf(member.ToString());

    private static string? NameOf(string? member) => member is null ? null : $"{char.ToLowerInvariant(member[0])}{member[1..]}";
}
