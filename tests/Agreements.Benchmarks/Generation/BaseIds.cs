using System.Globalization;

namespace Agreements.Benchmarks.Generation;

/// <summary>Version-7 ids of the base register: the same at every run, and ending in zeros, in whose place copies have their number.</summary>
internal sealed class BaseIds(Random random)
{
    /// <summary>How many characters of an id a copy keeps.</summary>
    public const int KeptLength = 32;

    private uint _count;

    /// <summary>The next one, of an instant.</summary>
    public Guid Next(DateTimeOffset at)
    {
        var time = at.ToUnixTimeMilliseconds().ToString("x12", CultureInfo.InvariantCulture);
        var (one, other) = (random.Next(0x1000), random.Next(0x1000));
        return Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"{time[..8]}-{time[8..]}-7{one:x3}-8{other:x3}-{++_count:x8}0000"));
    }
}
