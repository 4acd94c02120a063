namespace Agreements.Domain.WorkPlans;

/// <summary>
/// Iuran of class III for residents whom a local government registers (PBPU dan BP): data with the law that sets it. A plan keeps the amount that it was made with; a
/// later rate never rewrites it.
/// </summary>
/// <param name="ValidFrom">The first day on which it holds.</param>
/// <param name="PerPersonMonth">Rupiah for each person and month: the sum of the three shares.</param>
/// <param name="ParticipantShare">The share of the participant, which the local government pays for those whom it registers.</param>
/// <param name="CentralShare">The share of the central government.</param>
/// <param name="LocalShare">The share of the local government.</param>
/// <param name="LegalBasis">The law that sets it.</param>
public sealed record ContributionRate(DateOnly ValidFrom, long PerPersonMonth, long ParticipantShare, long CentralShare, long LocalShare, string LegalBasis)
{
    /// <summary>Most rupiah for one person and month.</summary>
    public const int MostPerPersonMonth = 1_000_000;

    /// <summary>Longest legal basis, in characters.</summary>
    public const int LegalBasisMaxLength = 500;

    /// <summary>What a person costs a local government that registers them: all but the share of the central government.</summary>
    public long LocalGovernmentCost => ParticipantShare + LocalShare;

    /// <summary>What is wrong with it by itself.</summary>
    public IEnumerable<InputFault> Faults()
    {
        if (ParticipantShare + CentralShare + LocalShare != PerPersonMonth)
        {
            yield return new InputFault("perPersonMonth", "contribution-rate.shares-differ", ParticipantShare + CentralShare + LocalShare);
        }
    }
}

/// <summary>A rate that was added to those that ship with the service; it goes before a shipped one of the same day.</summary>
public sealed class AddedContributionRate
{
    private AddedContributionRate()
    {
    }

    /// <summary>Records a rate.</summary>
    /// <exception cref="InvalidInputException">It is wrong by itself.</exception>
    public AddedContributionRate(Guid id, ContributionRate rate, Authorship authorship)
    {
        if (rate.Faults().ToList() is { Count: > 0 } faults)
        {
            throw new InvalidInputException(faults);
        }

        (Id, RecordedAt, RecordedBy) = (id, authorship.At, authorship.By);
        (ValidFrom, PerPersonMonth, ParticipantShare, CentralShare, LocalShare, LegalBasis) =
            (rate.ValidFrom, rate.PerPersonMonth, rate.ParticipantShare, rate.CentralShare, rate.LocalShare, rate.LegalBasis);
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <inheritdoc cref="ContributionRate.ValidFrom"/>
    public DateOnly ValidFrom { get; private init; }

    /// <inheritdoc cref="ContributionRate.PerPersonMonth"/>
    public long PerPersonMonth { get; private init; }

    /// <inheritdoc cref="ContributionRate.ParticipantShare"/>
    public long ParticipantShare { get; private init; }

    /// <inheritdoc cref="ContributionRate.CentralShare"/>
    public long CentralShare { get; private init; }

    /// <inheritdoc cref="ContributionRate.LocalShare"/>
    public long LocalShare { get; private init; }

    /// <inheritdoc cref="ContributionRate.LegalBasis"/>
    public string LegalBasis { get; private init; } = "";

    /// <summary>When it was recorded.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Who recorded it.</summary>
    public string RecordedBy { get; private init; } = "";

    /// <summary>The rate.</summary>
    public ContributionRate Rate => new(ValidFrom, PerPersonMonth, ParticipantShare, CentralShare, LocalShare, LegalBasis);
}
