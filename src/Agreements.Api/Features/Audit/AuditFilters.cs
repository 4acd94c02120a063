using Agreements.Api.Http.Parameters;
using Agreements.Domain.Audit;

namespace Agreements.Api.Features.Audit;

/// <summary>The filters that a list and an export of the audit take. All must hold.</summary>
public sealed record AuditFilters
{
    /// <summary>The agreement, with its amendments.</summary>
    public Param<Guid>? AgreementId { get; init; }

    /// <summary>Name of who did it, as written.</summary>
    public string? By { get; init; }

    /// <summary>The operation, by its id in this document.</summary>
    public string? Action { get; init; }

    /// <summary>What became of it.</summary>
    public Param<AuditOutcome>? Outcome { get; init; }

    /// <summary>At or after this instant.</summary>
    public Param<DateTimeOffset>? From { get; init; }

    /// <summary>Before this instant.</summary>
    public Param<DateTimeOffset>? Until { get; init; }

    internal IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries)
    {
        if (AgreementId is { Value: var agreement })
        {
            entries = entries.Where(entry => entry.AgreementId == agreement);
        }

        if (By is { } by)
        {
            entries = entries.Where(entry => entry.By == by);
        }

        if (Action is { } action)
        {
            entries = entries.Where(entry => entry.Action == action);
        }

        if (Outcome is { Value: var outcome })
        {
            entries = entries.Where(entry => entry.Outcome == outcome);
        }

        if (From is { Value: var from })
        {
            entries = entries.Where(entry => entry.At >= from);
        }

        if (Until is { Value: var until })
        {
            entries = entries.Where(entry => entry.At < until);
        }

        return entries;
    }
}
