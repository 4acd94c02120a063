using Agreements.Domain.Text;

namespace Agreements.Domain;

/// <summary>Somebody who acts. One person may hold several credentials, and may go by another name in each.</summary>
/// <param name="Name">The name that histories record.</param>
/// <param name="Holder">Who holds the credential, in the terms of whoever issued it (<c>token:…</c>, <c>key:…</c>); null where nobody does.</param>
public sealed record Author(string Name, string? Holder = null)
{
    /// <summary>Whether both are one person: the same holder whatever the name, or the same name whatever its case, accents and spaces.</summary>
    public bool IsSameAs(Author? other) =>
        other is not null && ((Holder is not null && Holder == other.Holder) || FoldedText.Of(Name) == FoldedText.Of(other.Name));
}

/// <summary>Who does something, and when: what every entry of a history is signed with.</summary>
/// <param name="Author">Who.</param>
/// <param name="At">The instant, in UTC, to the millisecond.</param>
public sealed record Authorship(Author Author, DateTimeOffset At)
{
    /// <summary>The hand of somebody who is known by name alone.</summary>
    public Authorship(string by, DateTimeOffset at)
        : this(new Author(by), at)
    {
    }

    /// <summary>The author's name.</summary>
    public string By => Author.Name;
}
