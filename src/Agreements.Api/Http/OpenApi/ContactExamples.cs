using Agreements.Api.Features.Reference;
using Agreements.Domain;
using Agreements.Domain.Regions;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The examples of contacts: two offices of a province, at addresses of nobody (RFC 2606).</summary>
internal static class ContactExamples
{
    private const string Province = "76";
    private static readonly Authorship Author = new("Biro Pemkesra", new DateTimeOffset(2025, 11, 27, 2, 30, 0, TimeSpan.Zero));

    private static readonly Contact[] Offices =
    [
        new("Biro Pemkesra", "pemkesra@sulbar.example", ContactLanguage.Id, Owner: null),
        new("Dinas Kesehatan", "dinkes@sulbar.example", ContactLanguage.Id, Owner: "Dinas Kesehatan"),
    ];

    public static Dictionary<Type, object> Bodies() => new()
    {
        [typeof(ReplaceRegionContacts)] = new ReplaceRegionContacts
        {
            Contacts = [.. Offices.Select(office => new ContactFields { Name = office.Name, Email = office.Email, Language = office.Language, Owner = office.Owner })],
        },
    };

    public static Dictionary<string, object> Answers()
    {
        var contacts = new RegionContacts(Guid.Empty, Province);
        contacts.Replace(Offices, Author);
        var view = RegionContactsView.Of(contacts);
        return new(StringComparer.Ordinal) { ["getRegionContacts"] = view, ["replaceRegionContacts"] = view };
    }
}
