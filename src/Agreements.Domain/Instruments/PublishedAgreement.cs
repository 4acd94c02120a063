namespace Agreements.Domain.Instruments;

/// <summary>A record as it was published, on its way into the register.</summary>
/// <param name="Content">What is known of it; unknown dates and numbers are null.</param>
/// <param name="Lifecycle">The state it was published in.</param>
/// <param name="Signatures">The signatures that are public.</param>
/// <param name="SignedOn">The day of signing, where it is public.</param>
/// <param name="Source">Where it was published.</param>
public sealed record PublishedAgreement(AgreementContent Content, LifecycleState Lifecycle, IReadOnlyList<Signature> Signatures, DateOnly? SignedOn, string Source);
