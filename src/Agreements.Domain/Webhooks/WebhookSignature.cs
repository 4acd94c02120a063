using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Agreements.Domain.Webhooks;

/// <summary>What a delivery is signed with, as Standard Webhooks writes it: <c>whsec_</c> and the base64 of random bytes.</summary>
public static class WebhookSecret
{
    /// <summary>What it begins with.</summary>
    public const string Mark = "whsec_";

    /// <summary>What every secret looks like.</summary>
    public const string Pattern = "^whsec_[A-Za-z0-9+/]+={0,2}$";

    /// <summary>Longest text of one, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>How many random bytes it has; Standard Webhooks asks for 24 to 64.</summary>
    public const int Bytes = 32;

    /// <summary>A new one.</summary>
    public static byte[] New() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>How its receiver is shown it.</summary>
    public static string TextOf(byte[] secret) => Mark + Convert.ToBase64String(secret);
}

/// <summary>The signature of a delivery by Standard Webhooks, version 1: who receives it can tell that it comes from here, whole and lately.</summary>
public static class WebhookSignature
{
    /// <summary>The signatures by each of these secrets, with a space between them.</summary>
    /// <param name="secrets">One, or two while the secret is being changed.</param>
    /// <param name="id">What <c>webhook-id</c> says.</param>
    /// <param name="at">When; <c>webhook-timestamp</c> says it in whole seconds since 1970.</param>
    /// <param name="body">The body, to the byte.</param>
    public static string Of(IEnumerable<byte[]> secrets, string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}."));
        byte[] signed = [.. head, .. body];
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}"));
    }
}
