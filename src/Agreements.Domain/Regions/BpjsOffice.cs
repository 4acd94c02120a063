namespace Agreements.Domain.Regions;

/// <summary>The tier of a BPJS Kesehatan office.</summary>
public enum BpjsOfficeKind
{
    /// <summary>Kedeputian Wilayah.</summary>
    RegionalOffice,

    /// <summary>Kantor Cabang.</summary>
    Branch,

    /// <summary>Kantor Kabupaten/Kota.</summary>
    DistrictOffice,
}

/// <summary>An office of BPJS Kesehatan that can be party to agreements, with the regions it serves.</summary>
public sealed class BpjsOffice
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Most regions that one office serves.</summary>
    public const int CatchmentMax = 600;

    private readonly List<OfficeCatchment> _catchment = [];

    private BpjsOffice()
    {
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Raised by every change, starting at 1.</summary>
    public int Version { get; private set; }

    /// <summary>Tier.</summary>
    public BpjsOfficeKind Kind { get; private set; }

    /// <summary>Official name.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The office it reports to.</summary>
    public Guid? ParentId { get; private set; }

    /// <summary>The regions it serves.</summary>
    public IReadOnlyCollection<OfficeCatchment> Catchment => _catchment;

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Records an office.</summary>
    public static BpjsOffice Open(Guid id, BpjsOfficeKind kind, string name, BpjsOffice? parent, IEnumerable<string> catchment, DateTimeOffset at)
    {
        var office = new BpjsOffice { Id = id, CreatedAt = at };
        office.Revise(kind, name, parent, highestChild: null, catchment, at);
        return office;
    }

    /// <summary>Changes what is recorded of the office; nothing happens when nothing differs.</summary>
    /// <param name="kind">Tier.</param>
    /// <param name="name">Official name.</param>
    /// <param name="parent">The office it reports to.</param>
    /// <param name="highestChild">The highest tier among the offices that report to it.</param>
    /// <param name="catchment">The regions it serves.</param>
    /// <param name="at">When.</param>
    public void Revise(BpjsOfficeKind kind, string name, BpjsOffice? parent, BpjsOfficeKind? highestChild, IEnumerable<string> catchment, DateTimeOffset at)
    {
        // Ranks fall strictly from parent to child, so offices cannot form a circle.
        if (parent is not null && parent.Kind >= kind)
        {
            throw new InvalidInputException(new InputFault("parentId", "office.parent-not-above"));
        }

        if (highestChild <= kind)
        {
            throw new InvalidInputException(new InputFault("kind", "office.child-not-below"));
        }

        var codes = catchment.ToHashSet(StringComparer.Ordinal);
        if (Version > 0 && kind == Kind && name == Name && parent?.Id == ParentId && codes.SetEquals(_catchment.Select(c => c.RegionCode)))
        {
            return;
        }

        _catchment.RemoveAll(c => !codes.Contains(c.RegionCode));
        _catchment.AddRange(codes.Except(_catchment.Select(c => c.RegionCode)).Select(code => new OfficeCatchment(Id, code)));
        (Kind, Name, ParentId, UpdatedAt, Version) = (kind, name, parent?.Id, at, Version + 1);
    }
}

/// <summary>That an office serves a region.</summary>
/// <param name="OfficeId">The office.</param>
/// <param name="RegionCode">Kemendagri code of the region.</param>
public sealed record OfficeCatchment(Guid OfficeId, string RegionCode);
