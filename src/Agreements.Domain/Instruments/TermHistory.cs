namespace Agreements.Domain.Instruments;

/// <summary>The end of an agreement's term as it was first signed.</summary>
/// <param name="EffectiveUntil">Last day in force, as printed.</param>
/// <param name="OpenEnded">That it runs without an end, by agreement.</param>
public sealed record OriginalTerm(DateOnly? EffectiveUntil, bool OpenEnded);

/// <summary>The terms of an agreement as one of its documents made them: the original, or an amendment.</summary>
/// <param name="Amendment">The amendment that made them; null for the original.</param>
/// <param name="EffectiveOn">The day from which they hold; null where the agreement's first day is unknown.</param>
/// <param name="EffectiveUntil">Last day in force by these terms; null where there is none.</param>
/// <param name="OpenEnded">That it runs without an end, by agreement.</param>
/// <param name="ParticipantQuota">The number of participants by these terms, where it is known.</param>
public sealed record TermVersion(Amendment? Amendment, DateOnly? EffectiveOn, DateOnly? EffectiveUntil, bool OpenEnded, int? ParticipantQuota);

/// <summary>
/// Every version of an agreement's terms, in the order in which they take effect. An amendment changes what it names from its effective day on and leaves the
/// rest as it was; whatever was signed later prevails, also over an earlier signed one that takes effect after it.
/// </summary>
public sealed class TermHistory
{
    private readonly Agreement _agreement;

    private TermHistory(Agreement agreement, IReadOnlyList<TermVersion> versions) => (_agreement, Versions) = (agreement, versions);

    /// <summary>The versions, the original first.</summary>
    public IReadOnlyList<TermVersion> Versions { get; }

    /// <summary>The terms by all that has been signed, whether in effect yet or not.</summary>
    public TermVersion Latest => Versions[^1];

    /// <summary>The last terms that take effect before a day; the original ones where none does.</summary>
    public TermVersion ComeBefore(DateOnly day) => Versions.LastOrDefault(version => version.EffectiveOn is null || version.EffectiveOn < day) ?? Versions[0];

    /// <summary>Puts the terms together from the original and the amendments.</summary>
    public static TermHistory Of(Agreement agreement, IEnumerable<Amendment> amendments)
    {
        var original = agreement.OriginalTerm ?? new OriginalTerm(agreement.EffectiveUntil, agreement.OpenEnded);
        var versions = new List<TermVersion> { new(Amendment: null, agreement.EffectiveFrom, original.EffectiveUntil, original.OpenEnded, agreement.OriginalQuota) };
        foreach (var amendment in amendments.OrderBy(each => each.SignedOn).ThenBy(each => each.Ordinal))
        {
            var place = versions.FindLastIndex(version => version.EffectiveOn is null || version.EffectiveOn <= amendment.EffectiveOn) + 1;
            versions.Insert(place, versions[place - 1] with { Amendment = amendment, EffectiveOn = amendment.EffectiveOn });
            for (var index = place; index < versions.Count; index++)
            {
                versions[index] = Amended(versions[index], amendment);
            }
        }

        return new TermHistory(agreement, versions);
    }

    /// <summary>
    /// The first day on which none of the versions would be in force although a later one still came into force: people would be without cover between two
    /// terms of one agreement. Null where there is none.
    /// </summary>
    public DateOnly? FirstHole => Versions.Zip(Versions.Skip(1))
        .Where(pair => !(pair.Second.EffectiveUntil < pair.Second.EffectiveOn) && pair.First.EffectiveUntil?.AddDays(1) < pair.Second.EffectiveOn)
        .Select(pair => pair.First.EffectiveUntil?.AddDays(1))
        .FirstOrDefault();

    /// <summary>The version in force on a day; null where none is: not signed, not begun, over or terminated.</summary>
    public TermVersion? InForceOn(DateOnly day)
    {
        var version = Versions.LastOrDefault(each => each.EffectiveOn is null || each.EffectiveOn <= day);
        var isInForce = _agreement.IsSigned && !(_agreement.Termination?.EffectiveOn <= day) && version is not null && !(version.EffectiveUntil < day);
        return isInForce ? version : null;
    }

    private static TermVersion Amended(TermVersion version, Amendment amendment) => version with
    {
        EffectiveUntil = amendment.EffectiveUntil ?? version.EffectiveUntil,
        OpenEnded = version.OpenEnded && amendment.EffectiveUntil is null,
        ParticipantQuota = amendment.ParticipantQuota ?? version.ParticipantQuota,
    };
}
