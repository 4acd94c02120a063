using Agreements.Domain.Regions;
using Agreements.Domain.Text;

namespace Agreements.Domain.Reminders;

/// <summary>Somebody who is told of a deadline.</summary>
/// <param name="Name">What they are called; the address itself where nobody said.</param>
/// <param name="Email">Their address, as it was written.</param>
/// <param name="Language">The language that they are written to in.</param>
public sealed record Recipient(string Name, string Email, ContactLanguage Language);

/// <summary>Who is told of a deadline.</summary>
public static class Recipients
{
    /// <summary>
    /// The contacts of its region that are told of everything or of what this owner looks after, and an owner who is an e-mail address; where that is nobody, those
    /// of its province. Each mailbox once, by address; nobody at all where nobody is known.
    /// </summary>
    /// <param name="owners">Whoever looks after the deadline, and whoever looks after its agreement; null where nobody is named.</param>
    /// <param name="regionContacts">The contacts of its region.</param>
    /// <param name="provinceContacts">The contacts of the province that the region lies in.</param>
    public static IReadOnlyList<Recipient> Resolve(IEnumerable<string?> owners, IEnumerable<Contact> regionContacts, IEnumerable<Contact> provinceContacts)
    {
        var named = owners.OfType<string>().ToList();
        var folded = named.Select(FoldedText.Of).ToHashSet(StringComparer.Ordinal);
        var addresses = named.Select(owner => owner.Trim()).Where(EmailAddress.IsValid).Select(address => new Recipient(address, address, ContactLanguage.Id));

        // What a contact says of a mailbox goes before an owner who merely is its address.
        var ofRegion = InOrder([.. ToldOf(folded, regionContacts), .. addresses]);
        return ofRegion.Count > 0 ? ofRegion : InOrder(ToldOf(folded, provinceContacts));
    }

    private static IEnumerable<Recipient> ToldOf(HashSet<string> owners, IEnumerable<Contact> contacts) => contacts
        .Where(contact => contact.Owner is null || owners.Contains(FoldedText.Of(contact.Owner)))
        .Select(contact => new Recipient(contact.Name, contact.Email, contact.Language));

    private static IReadOnlyList<Recipient> InOrder(IEnumerable<Recipient> recipients) =>
        [.. recipients.DistinctBy(recipient => recipient.Email, EmailAddress.Mailboxes).OrderBy(recipient => recipient.Email, EmailAddress.Mailboxes)];
}
