namespace Agreements.Domain.Instruments;

/// <summary>An agreement that names another as the one it continues, as far as the other depends on it.</summary>
/// <param name="Id">The successor.</param>
/// <param name="Lifecycle">Where it stands on its way to signature.</param>
/// <param name="From">First day in force.</param>
/// <param name="InForceUntil">Last day in force, by its end or its termination; null where it runs without one.</param>
public sealed record Successor(Guid Id, LifecycleState Lifecycle, DateOnly? From, DateOnly? InForceUntil)
{
    private bool IsSigned => Lifecycle is LifecycleState.Signed or LifecycleState.Terminated;

    /// <summary>
    /// Whether it goes on where a term ends: signed, begun no later than the day after, and still in force then. Terms that touch leave no gap, one day
    /// between them is one. A successor that begins nobody knows when is no proof that nobody loses cover.
    /// </summary>
    public bool Continues(DateOnly end) => IsSigned && From is { } from && from <= end.AddDays(1) && (InForceUntil is not { } last || last > end);

    /// <summary>The one to show of several: a signed one first, then the latest drafted; a cancelled one never was.</summary>
    public static Guid? ToShow(IEnumerable<Successor> successors) => successors
        .Where(successor => successor.Lifecycle != LifecycleState.Cancelled)
        .OrderByDescending(successor => successor.IsSigned)
        .ThenByDescending(successor => successor.Id)
        .Select(successor => (Guid?)successor.Id)
        .FirstOrDefault();
}
