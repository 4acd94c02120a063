using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Audit;

/// <summary>
/// Lists what was done and what was refused, newest first. A caller bound to regions sees what happened to their agreements; what lies in no region, such as keys
/// and offices, is for those who reach everywhere.
/// </summary>
public sealed record ListAuditEntries : IRequest<Page<AuditEntryView>>, IPaged
{
    internal AuditFilters Filters { get; init; } = new();

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListAuditEntriesValidator : AbstractValidator<ListAuditEntries>
{
    public ListAuditEntriesValidator() => this.AddPaging();
}

internal sealed class ListAuditEntriesHandler(AgreementsDbContext db, PageWalk walk, Caller caller, ForeignPredecessors foreign) : IRequestHandler<ListAuditEntries, Page<AuditEntryView>>
{
    public async Task<Page<AuditEntryView>> Handle(ListAuditEntries request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var after = walk.Start<Place>(request.After);
        var rows = await request.Filters.Apply(db.AuditWithin(caller.Reach)).AsNoTracking().NewestFirst(after?.At, after?.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, entry => new Place(entry.At, entry.Id));
        return new Page<AuditEntryView> { Items = await AuditEntryView.OfAsync(page, foreign, cancellationToken), Next = next };
    }

    private sealed record Place(DateTimeOffset At, Guid Id);
}
