using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Agreements.Api.Http.Json;

namespace Agreements.Api.Http.Parameters;

/// <summary>A query parameter that was given, readable or not: an answer to a bad request names every faulty one, so reading never stops at the first.</summary>
public interface IParam
{
    /// <summary>Whether it could be read.</summary>
    bool IsValid { get; }

    /// <summary>What it holds.</summary>
    Type ValueType { get; }

    /// <summary>Whether it is a comma-separated list.</summary>
    bool IsList { get; }
}

/// <summary>One value, read as strictly as in a body.</summary>
public readonly record struct Param<T>(bool IsValid, T Value) : IParam
    where T : struct
{
    Type IParam.ValueType => typeof(T);

    bool IParam.IsList => false;

    /// <summary>Succeeds whenever something was given; see <see cref="IParam"/>.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Param<T> param)
    {
        var isValid = ParamText.TryRead(text, out T value);
        param = new Param<T>(isValid, value);
        return !string.IsNullOrEmpty(text);
    }
}

/// <summary>A comma-separated list of values.</summary>
public readonly record struct Params<T>(bool IsValid, IReadOnlyList<T> Values) : IParam
    where T : struct
{
    /// <summary>Most values that one list takes.</summary>
    public const int Most = 50;

    Type IParam.ValueType => typeof(T);

    bool IParam.IsList => true;

    /// <summary>Succeeds whenever something was given; see <see cref="IParam"/>.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Params<T> param)
    {
        var texts = (text ?? "").Split(',');
        var values = new List<T>(texts.Length);
        var isValid = texts.Length <= Most;
        foreach (var each in texts)
        {
            isValid &= ParamText.TryRead(each, out T value);
            values.Add(value);
        }

        param = new Params<T>(isValid, values);
        return !string.IsNullOrEmpty(text);
    }

    /// <summary>Whether another list has the same values, in the same order.</summary>
    public bool Equals(Params<T> other) => IsValid == other.IsValid && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(IsValid, Values.Count, Values.Count > 0 ? Values[0] : default);
}

/// <summary>Reads values of a query in the spelling that bodies use, and in no other.</summary>
internal static partial class ParamText
{
    public static bool TryRead<T>(string? text, [NotNullWhen(true)] out T value)
        where T : struct
    {
        value = default;
        object? read = null;
        if (text is null)
        {
            return false;
        }

        if (typeof(T) == typeof(DateOnly))
        {
            read = Digits().IsMatch(text) && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
        }
        else if (typeof(T) == typeof(int))
        {
            read = Integer().IsMatch(text) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
        }
        else if (typeof(T) == typeof(bool))
        {
            read = text switch { "true" => true, "false" => false, _ => null };
        }
        else if (typeof(T) == typeof(Guid))
        {
            read = Guid.TryParseExact(text, "D", out var id) ? id : null;
        }
        else if (typeof(T) == typeof(DateTimeOffset))
        {
            read = Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at.ToUniversalTime() : null;
        }
        else if (typeof(T).IsEnum)
        {
            read = EnumReader<T>.Read(text);
        }

        if (read is null)
        {
            return false;
        }

        value = (T)read;
        return true;
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^-?[0-9]{1,9}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?(?:Z|[+-][0-9]{2}:[0-9]{2})\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Instant();

    // The generic constraint of EnumNames cannot be met by a T that is only known to be an enum at run time.
    private static class EnumReader<T>
    {
        public static readonly Func<string, object?> Read =
            typeof(EnumReading).GetMethod(nameof(EnumReading.Read))!.MakeGenericMethod(typeof(T)).CreateDelegate<Func<string, object?>>();
    }

    private static class EnumReading
    {
        public static object? Read<T>(string text)
            where T : struct, Enum =>
            EnumNames<T>.TryParse(text, out var value) ? value : null;
    }
}
