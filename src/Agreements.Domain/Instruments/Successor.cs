namespace Agreements.Domain.Instruments;

/// <summary>An agreement that names another as the one it continues, as far as the other depends on it.</summary>
/// <param name="Id">The successor.</param>
/// <param name="RegionCode">The local government that is party to it.</param>
/// <param name="Segment">Whom it covers.</param>
/// <param name="Lifecycle">Where it stands on its way to signature.</param>
/// <param name="From">First day in force.</param>
/// <param name="InForceUntil">Last day in force, by its end or its termination; null where it runs without one.</param>
public sealed record Successor(Guid Id, string RegionCode, Segment Segment, LifecycleState Lifecycle, DateOnly? From, DateOnly? InForceUntil)
{
    /// <summary>That it came in from a file, and nobody has confirmed it yet.</summary>
    public bool IsUnconfirmed { get; init; }

    private bool IsSigned => Lifecycle is LifecycleState.Signed or LifecycleState.Terminated;

    /// <summary>
    /// Whether it goes on where an agreement ends: for the same people, signed, begun no later than the day after, and still in force then. Terms that touch
    /// leave no gap, one day between them is one. A successor that begins nobody knows when is no proof that nobody loses cover.
    /// </summary>
    public bool Continues(Agreement agreement) => agreement.InForceUntil is { } end
        && RegionCode == agreement.RegionCode && Segment == agreement.Segment
        && IsSigned && From is { } from && from <= end.AddDays(1) && (InForceUntil is not { } last || last > end);

    /// <summary>Whether nobody need be reminded of an agreement's end any more: it goes on there, and somebody has looked at what says so.</summary>
    public bool Settles(Agreement agreement) => !IsUnconfirmed && Continues(agreement);

    /// <summary>The one to show of several: a signed one first, then the latest drafted; a cancelled one never was.</summary>
    public static Guid? ToShow(IEnumerable<Successor> successors) => successors
        .Where(successor => successor.Lifecycle != LifecycleState.Cancelled)
        .OrderByDescending(successor => successor.IsSigned)
        .ThenByDescending(successor => successor.Id)
        .Select(successor => (Guid?)successor.Id)
        .FirstOrDefault();
}
