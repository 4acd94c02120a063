using System.ComponentModel.DataAnnotations;
using Agreements.Data.Store;
using Agreements.Domain.Audit;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Audit;

/// <summary>
/// Walks the chain of seals from its beginning and says whether every entry is what was sealed, or which is the first that is not: edited, moved, gone, or inserted. Whoever
/// rewrites all of it, the end included, is found out by a seal that was noted elsewhere, for example in the log: give it as <c>noted</c>.
/// </summary>
public sealed record VerifyAudit : IRequest<AuditVerification>
{
    /// <summary>A seal that was noted earlier, through which the chain has to lead.</summary>
    public string? Noted { get; init; }
}

/// <summary>What a walk along the chain of the audit found.</summary>
public sealed record AuditVerification
{
    /// <summary>Whether every entry is what was sealed, and none is missing.</summary>
    public required bool Intact { get; init; }

    /// <summary>How many entries, from the first on, are what was sealed.</summary>
    [Range(0, long.MaxValue)]
    public required long Verified { get; init; }

    /// <summary>The seal over them, with its place: note it elsewhere, and nobody can rewrite what came before without being found out.</summary>
    [RegularExpression(AuditSeal.Pattern)]
    [MaxLength(AuditSeal.MaxLength)]
    public required string Seal { get; init; }

    /// <summary>The first place in which the chain is broken; null where it is whole.</summary>
    public required BrokenPlace? FirstFault { get; init; }

    /// <summary>How many entries wait to be sealed: those of the last moment.</summary>
    [Range(0, int.MaxValue)]
    public required int Unsealed { get; init; }

    internal static AuditVerification Of(AuditVerdict verdict) => new()
    {
        Intact = verdict.FirstFault is null,
        Verified = verdict.Verified.Sequence,
        Seal = verdict.Verified.ToString(),
        FirstFault = verdict.FirstFault is { } fault ? new BrokenPlace { Sequence = fault.Sequence, EntryId = fault.EntryId, Kind = fault.Kind } : null,
        Unsealed = verdict.Unsealed,
    };
}

/// <summary>A place in which the chain of the audit is broken.</summary>
public sealed record BrokenPlace
{
    /// <summary>The place, counted from 1; 0 or less where an entry was inserted before the first.</summary>
    [Range(long.MinValue, long.MaxValue)]
    public required long Sequence { get; init; }

    /// <summary>The entry that stands there; null where none does.</summary>
    public required Guid? EntryId { get; init; }

    /// <summary>How it is broken.</summary>
    public required AuditFaultKind Kind { get; init; }
}

internal sealed class VerifyAuditValidator : AbstractValidator<VerifyAudit>
{
    public VerifyAuditValidator() => RuleFor(query => query.Noted).Must(noted => AuditSeal.Of(noted!) is not null)
        .When(query => query.Noted is not null).WithErrorCode("parameter.malformed").WithState(_ => new object?[] { AuditSeal.Pattern }).OverridePropertyName("?noted");
}

internal sealed class VerifyAuditHandler(AuditSealing audit) : IRequestHandler<VerifyAudit, AuditVerification>
{
    public async Task<AuditVerification> Handle(VerifyAudit request, CancellationToken cancellationToken) =>
        AuditVerification.Of(await audit.VerifyAsync(request.Noted is { } noted ? AuditSeal.Of(noted) : null, progress: null, cancellationToken));
}
