using System.Runtime.CompilerServices;
using System.Text.Json;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Audit;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Audit;

/// <summary>
/// Exports what was done and what was refused, oldest first: of an agreement, of a person, of a period. Each entry carries its place in the chain and its seal.
/// </summary>
public sealed record ExportAuditEntries : IRequest<IAsyncEnumerable<AuditEntryView>>
{
    internal AuditFilters Filters { get; init; } = new();

    /// <summary>The form; <c>ndjson</c> when left out.</summary>
    public Param<ExportFormat>? Format { get; init; }

    internal IExportForm<AuditEntryView> FormIn(JsonSerializerOptions json) => Format is { Value: ExportFormat.Csv }
        ? new CsvSheet<AuditEntryView>(new JsonMembers<AuditEntryView>(json))
        : new JsonLines<AuditEntryView, AuditEntryView>(entry => entry, json);
}

internal sealed class ExportAuditEntriesHandler(AgreementsDbContext db, Caller caller, ForeignPredecessors foreign) : IRequestHandler<ExportAuditEntries, IAsyncEnumerable<AuditEntryView>>
{
    private const int ReadAtOnce = 500;

    public Task<IAsyncEnumerable<AuditEntryView>> Handle(ExportAuditEntries request, CancellationToken cancellationToken)
    {
        // What is added while it runs is not part of it, or it might never end.
        var now = caller.Now();
        return Task.FromResult(ReadAsync(request.Filters.Apply(db.AuditWithin(caller.Reach)).Where(entry => entry.At < now), cancellationToken));
    }

    private async IAsyncEnumerable<AuditEntryView> ReadAsync(IQueryable<AuditEntry> entries, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AuditEntry? last = null;
        do
        {
            var batch = await entries.AsNoTracking().OldestFirst(last?.At, last?.Id).Take(ReadAtOnce).ToListAsync(cancellationToken);
            foreach (var entry in await AuditEntryView.OfAsync(batch, foreign, cancellationToken))
            {
                yield return entry;
            }

            last = batch.Count == ReadAtOnce ? batch[^1] : null;
        }
        while (last is not null);
    }
}
