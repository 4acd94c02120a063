using Agreements.Domain.Text;

namespace Agreements.Domain.Regions;

/// <summary>The languages that reminders are written in, by their ISO 639-1 codes.</summary>
public enum ContactLanguage
{
    /// <summary>Bahasa Indonesia.</summary>
    Id,

    /// <summary>English.</summary>
    En,
}

/// <summary>An office or functional mailbox that is told of deadlines; never somebody's private address.</summary>
/// <param name="Name">What the office is called.</param>
/// <param name="Email">Its address, as it was written.</param>
/// <param name="Language">The language that it is written to in.</param>
/// <param name="Owner">Whose deadlines alone it is told of, as agreements and deadlines name their owner; null where it is told of all.</param>
public sealed record Contact(string Name, string Email, ContactLanguage Language, string? Owner)
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 200;
}

/// <summary>Who is told of the deadlines of a region: one set for each region, replaced as a whole.</summary>
public sealed class RegionContacts
{
    /// <summary>Most contacts of one region.</summary>
    public const int MostContacts = 50;

    private RegionContacts()
    {
    }

    /// <summary>Begins with nobody.</summary>
    public RegionContacts(Guid id, string regionCode) => (Id, RegionCode) = (id, regionCode);

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Kemendagri code of the region.</summary>
    public string RegionCode { get; private init; } = "";

    /// <summary>Raised by every change; 0 before the first.</summary>
    public int Version { get; private set; }

    /// <summary>The contacts, in the order in which they were given.</summary>
    public IReadOnlyList<Contact> Contacts { get; private set; } = [];

    /// <summary>When they were last changed; null before the first time.</summary>
    public DateTimeOffset? UpdatedAt { get; private set; }

    /// <summary>Who changed them.</summary>
    public string? UpdatedBy { get; private set; }

    /// <summary>Puts others in the place of those that are there; nothing happens when nothing differs.</summary>
    public void Replace(IReadOnlyList<Contact> contacts, Authorship authorship)
    {
        var repeated = RepeatedIn(contacts).ToList();
        if (repeated.Count > 0)
        {
            throw new InvalidInputException([.. repeated.Select(place => new InputFault($"contacts/{place}/email", "email.repeated"))]);
        }

        if (!contacts.SequenceEqual(Contacts))
        {
            (Contacts, Version, UpdatedAt, UpdatedBy) = (contacts, Version + 1, authorship.At, authorship.By);
        }
    }

    // The places of those whose mailbox is there already.
    private static IEnumerable<int> RepeatedIn(IEnumerable<Contact> contacts)
    {
        var known = new HashSet<string>(EmailAddress.Mailboxes);
        return contacts.Index().Where(contact => !known.Add(contact.Item.Email)).Select(contact => contact.Index);
    }
}
