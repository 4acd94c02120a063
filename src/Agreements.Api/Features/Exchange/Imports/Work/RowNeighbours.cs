using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>What the rows of a stretch are compared with: the agreements and offices that they name, asked for once for all of them.</summary>
internal sealed class RowNeighbours
{
    private readonly Dictionary<Guid, KnownAgreement> _byId;
    private readonly List<KnownAgreement> _numbered;
    private readonly List<KnownOffice> _offices;

    private RowNeighbours(IEnumerable<KnownAgreement> named, List<KnownAgreement> numbered, List<KnownOffice> offices) =>
        (_byId, _numbered, _offices) = (named.ToDictionary(agreement => agreement.Id), numbered, offices);

    /// <summary>The offices, those that the rows open included.</summary>
    public IReadOnlyList<KnownOffice> Offices => _offices;

    public static async Task<RowNeighbours> OfAsync(AgreementsDbContext db, IReadOnlyList<RowDraft> drafts, CancellationToken cancellationToken)
    {
        var ids = drafts.SelectMany(draft => new[] { draft.Value<Guid>("id"), draft.Value<Guid>("predecessorId") }).OfType<Guid>().ToHashSet();
        var keys = drafts.SelectMany(draft => new[] { draft.Text("localNumber"), draft.Text("bpjsNumber"), draft.Text("predecessorNumber") }).Select(DocumentNumber.LookUpKey).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var offices = drafts.Select(draft => draft.Value<Guid>("bpjsOfficeId")).OfType<Guid>().ToHashSet();
        var names = drafts.Select(draft => draft.Text("bpjsOfficeName")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new RowNeighbours(
            await db.WithTheseIdsAsync(ids, cancellationToken),
            [.. await db.CarryingAsync(keys, cancellationToken)],
            offices.Count + names.Count == 0 ? [] : await db.OfficesCalledAsync(offices, names, cancellationToken));
    }

    /// <summary>The agreement of this id; null where there is none.</summary>
    public KnownAgreement? WithId(Guid id) => _byId.GetValueOrDefault(id);

    /// <summary>Whoever carries the number of a party that a row says.</summary>
    public KnownAgreement? Holder(AgreementKind kind, Party party, string? number, string regionCode) => DocumentNumber.Identity(number) is not { } identity
        ? null
        : _numbered.Find(agreement => agreement.Kind == kind
            && (party == Party.Bpjs ? agreement.BpjsIdentity == identity : agreement.LocalIdentity == identity && agreement.RegionCode == regionCode));

    /// <summary>The agreements that carry a number of either party.</summary>
    public IEnumerable<KnownAgreement> Carrying(string? number) => DocumentNumber.Identity(number) is { } identity
        ? _numbered.Where(agreement => agreement.LocalIdentity == identity || agreement.BpjsIdentity == identity)
        : [];

    /// <summary>Adds what a row brings, for those that come after it.</summary>
    public void Add(Agreement agreement)
    {
        var holdsNumbers = agreement.Lifecycle != LifecycleState.Cancelled;
        var known = new KnownAgreement(
            agreement.Id, agreement.RegionCode, agreement.Kind, holdsNumbers ? DocumentNumber.Identity(agreement.LocalNumber) : null, holdsNumbers ? DocumentNumber.Identity(agreement.BpjsNumber) : null);
        _byId[known.Id] = known;
        _numbered.Add(known);
    }

    /// <summary>Adds an office that a row opens.</summary>
    public void Add(KnownOffice office) => _offices.Add(office);
}
