using System.Security.Cryptography;
using Agreements.Data.Engines;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>A key that seals secrets which have to be read again, where the operator has chosen none. It lies in the store, so that every instance and every backup has it.</summary>
public sealed class StoredSealingKey
{
    /// <summary>Length of its text.</summary>
    public const int TextLength = 44;

    /// <summary>What sealed secrets call it.</summary>
    public string Name { get; init; } = "";

    /// <summary>The key, in base64.</summary>
    public string Text { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A key for AES-256-GCM, by which secrets are sealed that have to be read again.</summary>
public sealed record SealingKey
{
    /// <summary>Its length, in bytes.</summary>
    public const int Bytes = 32;

    /// <summary>Length of its name, in hexadecimal digits.</summary>
    public const int NameLength = 16;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private readonly byte[] _key;

    /// <summary>A key of these bytes.</summary>
    public SealingKey(byte[] key) => (_key, Name) = (key, Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, NameLength / 2)));

    /// <summary>What sealed secrets call it; says nothing of the key.</summary>
    public string Name { get; }

    /// <summary>Seals a secret for one owner; nobody can pass it off as another's.</summary>
    public string Seal(byte[] secret, Guid owner)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var (hidden, tag) = (new byte[secret.Length], new byte[TagBytes]);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, secret, hidden, tag, owner.ToByteArray(bigEndian: true));
        return $"{Name}.{Convert.ToBase64String([.. nonce, .. tag, .. hidden])}";
    }

    /// <summary>Opens what it sealed; null where it did not, or where it was altered.</summary>
    public byte[]? Open(string sealedSecret, Guid owner)
    {
        try
        {
            var box = Convert.FromBase64String(sealedSecret[(NameLength + 1)..]);
            var secret = new byte[box.Length - NonceBytes - TagBytes];
            using var cipher = new AesGcm(_key, TagBytes);
            cipher.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), secret, owner.ToByteArray(bigEndian: true));
            return secret;
        }
        catch (Exception e) when (e is FormatException or CryptographicException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The name of the key that sealed a secret.</summary>
    public static string NameIn(string sealedSecret) => sealedSecret.Split('.')[0];

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The key that the operator has chosen to seal secrets with; null where they leave it to the store.</summary>
/// <param name="Key">The key.</param>
public sealed record ChosenSealingKey(SealingKey? Key);

/// <summary>
/// Seals the secrets that the service has to read again to sign with, and opens them. With a key that the operator has chosen a copy of the store alone opens none; without
/// one the key lies in the store, and whoever has all of that has the secrets too.
/// </summary>
public sealed class SigningSecrets(AgreementsDbContext db, IStoreEngine engine, ChosenSealingKey chosen)
{
    private readonly Dictionary<string, SealingKey> _known = new(StringComparer.Ordinal);

    /// <summary>Seals a secret, in the transaction that is open.</summary>
    public async Task<string> SealAsync(byte[] secret, Guid owner, DateTimeOffset at, CancellationToken cancellationToken) =>
        (chosen.Key ?? await KeyOfStoreAsync(at, cancellationToken)).Seal(secret, owner);

    /// <summary>Opens a secret; null where the key that sealed it is not there any more.</summary>
    public async Task<byte[]?> OpenAsync(string sealedSecret, Guid owner, CancellationToken cancellationToken)
    {
        var name = SealingKey.NameIn(sealedSecret);
        if (chosen.Key?.Name == name)
        {
            return chosen.Key.Open(sealedSecret, owner);
        }

        if (!_known.TryGetValue(name, out var key))
        {
            if (await db.SealingKeys.AsNoTracking().SingleOrDefaultAsync(each => each.Name == name, cancellationToken) is not { } stored)
            {
                return null;
            }

            _known[name] = key = new SealingKey(Convert.FromBase64String(stored.Text));
        }

        return key.Open(sealedSecret, owner);
    }

    private async Task<SealingKey> KeyOfStoreAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Of two instances that need the first one at once, the second waits and then finds it.
        await engine.HoldNameAsync(db, "sealing-key", cancellationToken);
        if (await db.SealingKeys.AsNoTracking().OrderBy(each => each.CreatedAt).FirstOrDefaultAsync(cancellationToken) is { } stored)
        {
            return new SealingKey(Convert.FromBase64String(stored.Text));
        }

        var bytes = RandomNumberGenerator.GetBytes(SealingKey.Bytes);
        var key = new SealingKey(bytes);
        db.SealingKeys.Add(new StoredSealingKey { Name = key.Name, Text = Convert.ToBase64String(bytes), CreatedAt = at });
        return key;
    }
}
