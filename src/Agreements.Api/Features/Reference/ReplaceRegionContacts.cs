using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Reference;

/// <summary>
/// Says who is told of the deadlines of a region, in the place of all that were told before. Name offices and functional mailboxes, never somebody's private address.
/// Where nobody of a region is told of a deadline, its province's contacts are.
/// </summary>
public sealed record ReplaceRegionContacts : IChange<RegionContactsView>
{
    /// <summary>Kemendagri code of the region, from the path.</summary>
    [JsonIgnore]
    public string RegionCode { get; init; } = "";

    /// <summary>All contacts of the region, none of them with the address of another; empty for none.</summary>
    [Required]
    public IReadOnlyList<ContactFields>? Contacts { get; init; }
}

/// <summary>An office or functional mailbox that is to be told of deadlines.</summary>
public sealed record ContactFields
{
    /// <summary>What the office is called, on one line.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Its e-mail address: plain ASCII, kept as it is written.</summary>
    [Required]
    public string? Email { get; init; }

    /// <summary>The language that it is written to in.</summary>
    [Required]
    public ContactLanguage? Language { get; init; }

    /// <summary>Whose deadlines alone it is told of: the owner of the deadline or its agreement, whatever the case. Left out, it is told of all.</summary>
    public string? Owner { get; init; }

    internal Contact ToContact() => new(Name!, Email!, Language!.Value, Owner);
}

internal sealed class ContactFieldsValidator : AbstractValidator<ContactFields>
{
    public ContactFieldsValidator()
    {
        RuleFor(contact => contact.Name).Required().Text(Contact.NameMaxLength).OnOneLine();
        RuleFor(contact => contact.Email).Required().Email();
        RuleFor(contact => contact.Language).Required();
        RuleFor(contact => contact.Owner).Text(Agreement.NameMaxLength);
    }
}

internal sealed class ReplaceRegionContactsValidator : AbstractValidator<ReplaceRegionContacts>
{
    public ReplaceRegionContactsValidator()
    {
        RuleFor(body => body.Contacts).Required().Items(RegionContacts.MostContacts);
        RuleForEach(body => (body.Contacts ?? Array.Empty<ContactFields>()).Take(RegionContacts.MostContacts)).Required().SetValidator(new ContactFieldsValidator()).OverridePropertyName("Contacts");
    }
}

internal sealed class ReplaceRegionContactsHandler(AgreementsDbContext db, IStoreEngine engine, Preconditions preconditions, Caller caller)
    : IRequestHandler<ReplaceRegionContacts, RegionContactsView>
{
    public async Task<RegionContactsView> Handle(ReplaceRegionContacts request, CancellationToken cancellationToken)
    {
        var region = caller.RegionIn(request.RegionCode);

        // Two who both saw that there was nobody do not both begin.
        await engine.HoldNameAsync(db, $"contacts:{region.Code}", cancellationToken);
        var authorship = caller.Sign();
        var known = await db.ContactsWithin(caller.Reach).SingleOrDefaultAsync(each => each.RegionCode == region.Code, cancellationToken);
        var contacts = known ?? new RegionContacts(Guid.CreateVersion7(authorship.At), region.Code);
        preconditions.RequireMatch(RegionContactsView.TagOf(contacts));
        contacts.Replace([.. request.Contacts!.Select(contact => contact.ToContact())], authorship);
        if (known is null && contacts.Version > 0)
        {
            db.Add(contacts);
        }

        return RegionContactsView.Of(contacts);
    }
}
