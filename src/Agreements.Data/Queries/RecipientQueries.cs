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
        var codes = deadlines.Select(deadline => deadline.RegionCode).SelectMany(code => new[] { code, ProvinceOf(code) }).Distinct(StringComparer.Ordinal).ToArray();
        var contacts = await db.RegionContacts.AsNoTracking().Where(each => codes.Contains(each.RegionCode))
            .ToDictionaryAsync(each => each.RegionCode, each => each.Contacts, StringComparer.Ordinal, cancellationToken);
        return deadlines.ToDictionary(deadline => deadline.Id, deadline => Recipients.Resolve(
            [deadline.Owner, deadline.AgreementId is { } id ? owners.GetValueOrDefault(id) : null], ContactsOf(deadline.RegionCode), ContactsOf(ProvinceOf(deadline.RegionCode))));

        IReadOnlyList<Contact> ContactsOf(string code) => contacts.GetValueOrDefault(code, []);
    }

    private static string ProvinceOf(string code) => RegionCatalogue.Shipped.Get(code).ProvinceCode;
}
