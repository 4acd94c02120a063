using Agreements.Data.Reference;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Queries;

/// <summary>Who is told of deadlines.</summary>
public static class RecipientQueries
{
    /// <summary>The recipients of each of these deadlines, by its id: two questions, however many deadlines there are.</summary>
    public static async Task<IReadOnlyDictionary<Guid, IReadOnlyList<Recipient>>> RecipientsOfAsync(
        this AgreementsDbContext db, IReadOnlyCollection<Deadline> deadlines, CancellationToken cancellationToken)
    {
        if (deadlines.Count == 0)
        {
            return new Dictionary<Guid, IReadOnlyList<Recipient>>();
        }

        var agreementIds = deadlines.Select(deadline => deadline.AgreementId).OfType<Guid>().Distinct().ToArray();
        var owners = await db.Agreements.Where(agreement => agreementIds.Contains(agreement.Id)).Select(agreement => new { agreement.Id, agreement.Owner })
            .ToDictionaryAsync(agreement => agreement.Id, agreement => agreement.Owner, cancellationToken);
        var contacts = await db.ContactsForAsync(deadlines.Select(deadline => deadline.RegionCode), cancellationToken);
        return deadlines.ToDictionary(deadline => deadline.Id, deadline => Recipients.Resolve(
            [deadline.Owner, deadline.AgreementId is { } id ? owners.GetValueOrDefault(id) : null], contacts.OfRegion(deadline.RegionCode), contacts.OfProvince(deadline.RegionCode)));
    }

    /// <summary>The contacts of these regions, and of the provinces that they lie in.</summary>
    internal static async Task<KnownContacts> ContactsForAsync(this AgreementsDbContext db, IEnumerable<string> regionCodes, CancellationToken cancellationToken)
    {
        var codes = regionCodes.SelectMany(code => new[] { code, KnownContacts.ProvinceOf(code) }).Distinct(StringComparer.Ordinal).ToArray();
        return new KnownContacts(await db.RegionContacts.AsNoTracking().Where(each => codes.Contains(each.RegionCode))
            .ToDictionaryAsync(each => each.RegionCode, each => each.Contacts, StringComparer.Ordinal, cancellationToken));
    }
}

/// <summary>Contacts that are at hand, by their region.</summary>
internal sealed record KnownContacts(IReadOnlyDictionary<string, IReadOnlyList<Contact>> ByRegion)
{
    public static string ProvinceOf(string code) => RegionCatalogue.Shipped.Get(code).ProvinceCode;

    public IReadOnlyList<Contact> OfRegion(string code) => ByRegion.GetValueOrDefault(code, []);

    public IReadOnlyList<Contact> OfProvince(string code) => OfRegion(ProvinceOf(code));
}
