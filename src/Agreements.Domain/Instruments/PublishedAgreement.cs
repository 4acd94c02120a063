namespace Agreements.Domain.Instruments;

/// <summary>A record as it was published, on its way into the register.</summary>
/// <param name="Content">What is known of it; unknown dates and numbers are null.</param>
/// <param name="Lifecycle">The state it was published in.</param>
/// <param name="Signatures">The signatures that are public.</param>
/// <param name="SignedOn">The day of signing, where it is public.</param>
/// <param name="Source">Where it was published; null where nobody says.</param>
public sealed record PublishedAgreement(AgreementContent Content, LifecycleState Lifecycle, IReadOnlyList<Signature> Signatures, DateOnly? SignedOn, string? Source)
{
    /// <summary>That and why it was terminated.</summary>
    public Termination? Termination { get; init; }

    /// <summary>The number of participants by its terms, where it is known.</summary>
    public int? ParticipantQuota { get; init; }

    /// <summary>The import that brings it.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>That whoever brings it says that it has been looked at: what is blank in it is known to be.</summary>
    public bool IsVouchedFor { get; init; }
}
