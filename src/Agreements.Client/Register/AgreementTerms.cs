namespace Agreements.Client;

/// <summary>Every version of an agreement's terms.</summary>
public sealed record AgreementTerms : IPage<TermVersion>
{
    /// <summary>The rows, in the order of the list.</summary>
    public required IReadOnlyList<TermVersion> Items { get; init; }

    /// <summary>Opaque cursor to pass as <c>after</c> for the next page; null on the last one.</summary>
    public required string? Next { get; init; }

    /// <summary>The day on which the version in force is marked.</summary>
    public required DateOnly AsOf { get; init; }
}

/// <summary>The terms of an agreement by one of its documents.</summary>
public sealed record TermVersion
{
    /// <summary>The document that made them.</summary>
    public required TermSource Source { get; init; }

    /// <summary>The amendment that made them; null for the original.</summary>
    public required Guid? AmendmentId { get; init; }

    /// <summary>The local government's number of that document.</summary>
    public required string? LocalNumber { get; init; }

    /// <summary>The number of BPJS Kesehatan of that document.</summary>
    public required string? BpjsNumber { get; init; }

    /// <summary>The later party's day of signing. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly? SignedOn { get; init; }

    /// <summary>The day from which they hold; may lie before the signature. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly? EffectiveOn { get; init; }

    /// <summary>Last day in force by these terms. From 1945-08-17 to 2199-12-31.</summary>
    public required DateOnly? EffectiveUntil { get; init; }

    /// <summary>That they run without an end, by agreement.</summary>
    public required bool OpenEnded { get; init; }

    /// <summary>The number of participants by these terms, where it is known.</summary>
    public required int? ParticipantQuota { get; init; }

    /// <summary>What the document changed, in words; null for the original.</summary>
    public required string? Summary { get; init; }

    /// <summary>The signatures below the document.</summary>
    public required IReadOnlyList<Signature> Signatures { get; init; }

    /// <summary>When the document was begun on record, in UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Whether these are the terms in force on the day.</summary>
    public required bool InForce { get; init; }
}
