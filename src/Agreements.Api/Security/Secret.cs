using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Agreements.Data.Queries;
using Agreements.Domain.Access;

namespace Agreements.Api.Security;

/// <summary>
/// The secret of an API key, or of a calendar. Whoever has it is the caller; it is never stored or logged, and that of a key is never put into an address.
/// </summary>
internal readonly record struct Secret
{
    /// <summary>Shortest one that an operator may choose.</summary>
    public const int MinLength = 32;

    /// <summary>Longest one.</summary>
    public const int MaxLength = 200;

    /// <summary>What every secret, and every beginning of one, looks like.</summary>
    public const string Pattern = "^[!-~]+$";

    // What it begins with says what it is when it turns up where it should not: scanners for lost secrets look for such marks.
    private const string Mark = "agr_";
    private const string CalendarMark = $"{Mark}cal_";

    private Secret(string text) => Text = text;

    /// <summary>The secret itself.</summary>
    public string Text { get; }

    /// <summary>What it is found by.</summary>
    public string Prefix => Text[..ApiKey.PrefixLength];

    /// <summary>What is stored of it. A secret of 256 random bits needs no slow hash.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>A new one of 256 random bits.</summary>
    public static Secret New() => Make(Mark);

    /// <summary>A new one of a calendar, which opens nothing else.</summary>
    public static Secret OfCalendar() => Make(CalendarMark);

    /// <summary>Reads one as it was given; null where it cannot be one.</summary>
    public static Secret? Of(string text) => text.Length is >= MinLength and <= MaxLength && text.All(c => c is > ' ' and <= '~') ? new Secret(text) : null;

    /// <summary>Whether a key was issued for it, in a time that says nothing about how nearly.</summary>
    public bool Opens(StandingKey key) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(key.Hash));

    /// <inheritdoc/>
    public override string ToString() => "***";

    private static Secret Make(string mark) => new(mark + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
}
