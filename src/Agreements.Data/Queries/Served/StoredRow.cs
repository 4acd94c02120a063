using System.Text;

namespace Agreements.Data.Queries.Served;

/// <summary>
/// A row while it is being read, by the numbers of its columns. Its values are as they are served: an id in hyphens, a day as <c>yyyy-MM-dd</c>, an instant as
/// RFC 3339 in UTC to the millisecond, a list as JSON.
/// </summary>
public abstract class StoredRow
{
    /// <summary>Moves on to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Whether there is no value.</summary>
    public abstract bool IsNull(int column);

    /// <summary>A value in UTF-8, until another is asked for; empty where there is none.</summary>
    public abstract ReadOnlySpan<byte> Text(int column);

    /// <summary>A number.</summary>
    public abstract int Number(int column);

    /// <summary>A flag.</summary>
    public abstract bool Flag(int column);

    /// <summary>A value as a string; null where there is none.</summary>
    public string? String(int column)
    {
        var text = Text(column);
        return text.IsEmpty && IsNull(column) ? null : Encoding.UTF8.GetString(text);
    }

    /// <summary>A day; null where there is none.</summary>
    public DateOnly? Day(int column)
    {
        var text = Text(column);
        return text.IsEmpty ? null : new DateOnly(Digits(text[..4]), Digits(text[5..7]), Digits(text[8..10]));
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var digit in text)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
