using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features;

/// <summary>Blanks predecessors beyond the caller's reach in what is told of changes: they are no more named there than in the record itself.</summary>
internal sealed class ForeignPredecessors(AgreementsDbContext db, Caller caller)
{
    /// <summary>The same rows without them.</summary>
    public async Task<IReadOnlyList<T>> BlankAsync<T>(
        IReadOnlyList<T> rows, Func<T, IReadOnlyList<FieldChange>> changesOf, Func<T, IReadOnlyList<FieldChange>, T> with, CancellationToken cancellationToken)
    {
        var named = rows.SelectMany(changesOf).Where(IsAboutPredecessor).SelectMany(change => new[] { IdIn(change.Before), IdIn(change.After) }).OfType<Guid>().ToHashSet();
        if (caller.Reach.RegionCodes is null || named.Count == 0)
        {
            return rows;
        }

        var within = await db.AgreementsWithin(caller.Reach).Where(agreement => named.Contains(agreement.Id)).Select(agreement => agreement.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(row => with(row, [.. changesOf(row).Select(change => IsAboutPredecessor(change) ? change with { Before = Seen(change.Before), After = Seen(change.After) } : change)]))];

        object? Seen(object? value) => IdIn(value) is { } id && within.Contains(id) ? value : null;
    }

    private static bool IsAboutPredecessor(FieldChange change) => change.Field == "predecessorId";

    private static Guid? IdIn(object? value) => Guid.TryParse(value?.ToString(), out var id) ? id : null;
}
