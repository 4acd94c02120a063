using Agreements.Api.Http.Json;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Imports;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>What becomes of a row.</summary>
/// <param name="Draft">The row, with what was found in it.</param>
/// <param name="Agreement">The agreement that it brings; null where it brings none.</param>
/// <param name="IsDuplicate">Whether that is there already.</param>
internal sealed record JudgedRow(RowDraft Draft, Agreement? Agreement, bool IsDuplicate = false);

/// <summary>Judges rows one after another, each as if those before it were taken in. Nothing is written.</summary>
/// <param name="import">What was asked for.</param>
/// <param name="reach">Where it may write now.</param>
/// <param name="plan">What the rows have to do with each other.</param>
/// <param name="neighbours">What they are compared with.</param>
/// <param name="authorship">Who takes them in, and when.</param>
internal sealed class RowJudge(RegisterImport import, Reach reach, ImportPlan plan, RowNeighbours neighbours, Authorship authorship)
{
    private readonly List<BpjsOffice> _opened = [];

    /// <summary>The offices that have to be recorded along with the rows.</summary>
    public IReadOnlyList<BpjsOffice> Opened => _opened;

    public JudgedRow Judge(RowDraft draft)
    {
        var judged = TryTakeIn(draft);
        if (judged is { Agreement: null, IsDuplicate: false })
        {
            plan.Refuse(draft.Row);
        }

        return judged;
    }

    private JudgedRow TryTakeIn(RowDraft draft)
    {
        if (PlaceOf(draft) is not { } region || draft.Value<AgreementKind>("kind") is not { } kind)
        {
            return new JudgedRow(draft, Agreement: null);
        }

        if (plan.RepeatedFrom(draft.Row) is { } earlier)
        {
            draft.Refuse("import.repeated-row", member: null, earlier);
            return new JudgedRow(draft, Agreement: null);
        }

        if (FindAgain(draft, kind, region) is { } there)
        {
            draft.Mention("import.already-there", there.Member, there.Id);
            return new JudgedRow(draft, Agreement: null, IsDuplicate: true);
        }

        if (draft.Value<Guid>("id") is null && draft.Text("localNumber") is null && draft.Text("bpjsNumber") is null)
        {
            draft.Mention("import.no-number", member: null);
        }

        RequireScope(draft);
        var ((officeId, opened), predecessorId) = (OfficeOf(draft), PredecessorOf(draft, region));
        var published = RowRecord.Of(draft, region, import, officeId, predecessorId, authorship.At);
        var agreement = draft.IsRefused ? null : TakeIn(draft, published, region);
        if (agreement is not null && opened is not null)
        {
            _opened.Add(opened);
            neighbours.Add(new KnownOffice(opened.Id, opened.Kind, opened.Name));
        }

        return new JudgedRow(draft, agreement);
    }

    private Agreement? TakeIn(RowDraft draft, PublishedAgreement published, Region region)
    {
        // An id is kept where it is free, so that what other systems remember goes on meaning the same.
        var id = draft.Value<Guid>("id") is { } given && neighbours.WithId(given) is null ? given : Guid.CreateVersion7(authorship.At);
        try
        {
            var agreement = Agreement.TakeIn(id, published, region, authorship);
            neighbours.Add(agreement);
            return agreement;
        }
        catch (InvalidInputException e)
        {
            foreach (var fault in e.Faults)
            {
                draft.Refuse(fault.Code, fault.Member == "signatures" ? "lifecycle" : fault.Member, fault.Arguments);
            }

            return null;
        }
    }

    private Region? PlaceOf(RowDraft draft)
    {
        if (draft.Value<AgreementKind>("kind") is null && !draft.Found.Any(found => found.Member == "kind"))
        {
            draft.Refuse("value.required", "kind");
        }

        var region = RowPlace.Of(draft);
        var member = draft.Text("regionCode") is null && draft.Text("regionName") is not null ? "regionName" : "regionCode";
        if (region is null)
        {
            draft.Refuse(draft.Text(member) is null ? "value.required" : "region.unknown", member);
        }
        else if (!region.IsAutonomous)
        {
            draft.Refuse("region.not-autonomous", member, region.Name);
        }
        else if (!reach.Covers(region.Code))
        {
            draft.Refuse("region.out-of-reach", member, region.Code);
        }
        else
        {
            if (RowPlace.Named(draft) is { } named && named != region)
            {
                draft.Doubt("import.region-differs", "regionName", region.Name);
                draft.Keep("regionName");
            }

            return region;
        }

        return null;
    }

    // By its id or its numbers. One that lies beyond the reach is not named; its number is taken all the same.
    private (Guid Id, string Member)? FindAgain(RowDraft draft, AgreementKind kind, Region region)
    {
        if (draft.Value<Guid>("id") is { } id && neighbours.WithId(id) is { } same && reach.Covers(same.RegionCode))
        {
            return (id, "id");
        }

        // A cancelled agreement gives its numbers back.
        if (draft.Value<LifecycleState>("lifecycle") == LifecycleState.Cancelled)
        {
            return null;
        }

        foreach (var (party, member) in new[] { (Party.LocalGovernment, "localNumber"), (Party.Bpjs, "bpjsNumber") })
        {
            var holder = neighbours.Holder(kind, party, draft.Text(member), region.Code);
            if (holder is not null && reach.Covers(holder.RegionCode))
            {
                return (holder.Id, member);
            }

            if (holder is not null)
            {
                draft.Refuse("number.taken", member);
            }
        }

        return null;
    }

    private void RequireScope(RowDraft draft)
    {
        // As whoever approves it here would need it.
        if (draft.Value<LifecycleState>("lifecycle") is LifecycleState.Approved or LifecycleState.PartiallySigned && RowRecord.ApprovalOf(draft).LacksDecision())
        {
            draft.Refuse("agreement.dprd-approval-missing", "dprdApproval/number");
        }

        if (!import.MayApprove && draft.Value<LifecycleState>("lifecycle") is LifecycleState.Approved or LifecycleState.PartiallySigned)
        {
            draft.Refuse("scope.missing", "lifecycle", EnumNames<Scope>.Of(Scope.AgreementsApprove));
        }
    }

    private (Guid? Id, BpjsOffice? Opened) OfficeOf(RowDraft draft)
    {
        var (id, name, kind) = (draft.Value<Guid>("bpjsOfficeId"), draft.Text("bpjsOfficeName"), draft.Value<BpjsOfficeKind>("bpjsOfficeKind"));
        if (id is null && name is null)
        {
            return (null, null);
        }

        var called = neighbours.Offices.Where(office => office.Name == name && (kind is null || office.Kind == kind)).ToList();
        if ((neighbours.Offices.FirstOrDefault(office => office.Id == id) ?? (called.Count == 1 ? called[0] : null)) is { } there)
        {
            return (there.Id, null);
        }

        // The offices of another installation come along with its register, for whoever administers the whole country.
        if (import is { MayAdminister: true } && reach.RegionCodes is null && id is { } given && name is { Length: <= BpjsOffice.NameMaxLength } && !string.IsNullOrWhiteSpace(name) && kind is { } tier && called.Count == 0)
        {
            return (given, BpjsOffice.Open(given, tier, name, parent: null, catchment: [], authorship.At));
        }

        draft.Refuse("import.office-unknown", name is null ? "bpjsOfficeId" : "bpjsOfficeName");
        return (null, null);
    }

    private Guid? PredecessorOf(RowDraft draft, Region region)
    {
        var (id, number) = (draft.Value<Guid>("predecessorId"), draft.Text("predecessorNumber"));
        if (id is null && number is null)
        {
            return null;
        }

        var member = number is null ? "predecessorId" : "predecessorNumber";
        if (plan.IsCircular(draft.Row))
        {
            draft.Doubt("import.predecessor-circular", member);
            return null;
        }

        if (id is { } given && neighbours.WithId(given) is { } named && reach.Covers(named.RegionCode))
        {
            return named.Id;
        }

        // By a number it is one of the same local government, and only where there is no doubt which.
        var own = draft.Value<Guid>("id");
        if (neighbours.Carrying(number).Where(each => each.RegionCode == region.Code && each.Id != own).ToList() is [var only])
        {
            return only.Id;
        }

        // In a dry run the rows before are not there to be found; whether they could be taken in is said of them.
        if (import.DryRun && plan.HasBefore(draft.Row))
        {
            return null;
        }

        draft.Doubt("import.predecessor-unknown", member);
        draft.Keep(member);
        return null;
    }
}
