namespace Agreements.Client;

/// <summary>Who is told of the deadlines of a region: offices and functional mailboxes.</summary>
public sealed record RegionContacts
{
    /// <summary>Kemendagri code of the region.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Raised by every change; 0 before the first.</summary>
    public required int Version { get; init; }

    /// <summary>The contacts, in the order in which they were given.</summary>
    public required IReadOnlyList<Contact> Contacts { get; init; }

    /// <summary>When they were last changed, in UTC; null before the first time.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who changed them.</summary>
    public required string? UpdatedBy { get; init; }
}

/// <summary>An office or functional mailbox that is told of deadlines.</summary>
public sealed record Contact
{
    /// <summary>What the office is called.</summary>
    public required string Name { get; init; }

    /// <summary>Its e-mail address, as it was written.</summary>
    public required string Email { get; init; }

    /// <summary>The language that it is written to in.</summary>
    public required ContactLanguage Language { get; init; }

    /// <summary>Whose deadlines alone it is told of; null where it is told of all.</summary>
    public required string? Owner { get; init; }
}

/// <summary>Sets whom reminders about a region go to.</summary>
public sealed record ReplaceRegionContacts
{
    /// <summary>All of them, at most 50, each address once.</summary>
    public required IReadOnlyList<ContactFields> Contacts { get; init; }
}

/// <summary>An office and its functional mailbox.</summary>
public sealed record ContactFields
{
    /// <summary>What the office is called.</summary>
    public required string Name { get; init; }

    /// <summary>Its functional mailbox; no private person's.</summary>
    public required string Email { get; init; }

    /// <summary>The language it is written to in.</summary>
    public required ContactLanguage Language { get; init; }

    /// <summary>To be told only about what this owner looks after; about everything when left out.</summary>
    public string? Owner { get; init; }
}
