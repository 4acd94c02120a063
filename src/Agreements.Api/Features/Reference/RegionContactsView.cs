using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;

namespace Agreements.Api.Features.Reference;

/// <summary>Who is told of the deadlines of a region: offices and functional mailboxes.</summary>
public sealed record RegionContactsView : Resource
{
    /// <summary>Kemendagri code of the region.</summary>
    public required string RegionCode { get; init; }

    /// <summary>Raised by every change; 0 before the first.</summary>
    [Range(0, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>The contacts, in the order in which they were given.</summary>
    [MaxLength(RegionContacts.MostContacts)]
    public required IReadOnlyList<ContactView> Contacts { get; init; }

    /// <summary>When they were last changed, in UTC; null before the first time.</summary>
    public required DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Who changed them.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string? UpdatedBy { get; init; }

    internal static RegionContactsView Of(RegionContacts contacts) => new()
    {
        Tag = TagOf(contacts).ToString(),
        RegionCode = contacts.RegionCode,
        Version = contacts.Version,
        Contacts = [.. contacts.Contacts.Select(ContactView.Of)],
        UpdatedAt = contacts.UpdatedAt,
        UpdatedBy = contacts.UpdatedBy,
    };

    internal static EntityTag TagOf(RegionContacts contacts) => new(contacts.Version);
}

/// <summary>An office or functional mailbox that is told of deadlines.</summary>
public sealed record ContactView
{
    /// <summary>What the office is called.</summary>
    public required string Name { get; init; }

    /// <summary>Its e-mail address, as it was written.</summary>
    public required string Email { get; init; }

    /// <summary>The language that it is written to in.</summary>
    public required ContactLanguage Language { get; init; }

    /// <summary>Whose deadlines alone it is told of; null where it is told of all.</summary>
    public required string? Owner { get; init; }

    internal static ContactView Of(Contact contact) => new() { Name = contact.Name, Email = contact.Email, Language = contact.Language, Owner = contact.Owner };
}
