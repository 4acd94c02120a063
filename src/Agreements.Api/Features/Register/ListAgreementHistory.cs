using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Register;

/// <summary>Lists every change of an agreement, oldest first.</summary>
public sealed record ListAgreementHistory : IRequest<Page<AgreementChangeView>>, IPaged
{
    /// <summary>The agreement.</summary>
    [FromRoute]
    public Guid AgreementId { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

/// <summary>One change of an agreement.</summary>
public sealed record AgreementChangeView
{
    /// <summary>The version that the change made.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string By { get; init; }

    /// <summary>What was done.</summary>
    public required AgreementAction Action { get; init; }

    /// <summary>The state before; null where the record began.</summary>
    public required LifecycleState? From { get; init; }

    /// <summary>The state after.</summary>
    public required LifecycleState? To { get; init; }

    /// <summary>The reason given, where the action asks for one; the source, where a record was taken in.</summary>
    [MaxLength(Agreement.ReasonMaxLength)]
    public required string? Reason { get; init; }

    /// <summary>The fields that changed, each with its value before and after.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }
}

internal sealed class ListAgreementHistoryValidator : AbstractValidator<ListAgreementHistory>
{
    public ListAgreementHistoryValidator() => this.AddPaging();
}

internal sealed class ListAgreementHistoryHandler(AgreementsDbContext db, PageWalk walk, Caller caller) : IRequestHandler<ListAgreementHistory, Page<AgreementChangeView>>
{
    public async Task<Page<AgreementChangeView>> Handle(ListAgreementHistory request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var after = walk.Start<Place>(request.After)?.Version ?? 0;
        var rows = await db.HistoryWithin(caller.Reach).AsNoTracking()
            .Where(change => change.AgreementId == request.AgreementId && change.Version > after)
            .OrderBy(change => change.Version)
            .Take(limit + 1)
            .Select(change => new AgreementChangeView
            {
                Version = change.Version,
                At = change.At,
                By = change.By,
                Action = change.Action,
                From = change.From,
                To = change.To,
                Reason = change.Reason,
                Changes = change.Changes,
            })
            .ToListAsync(cancellationToken);

        // Every agreement has a first entry, so nothing at all means no agreement.
        if (rows.Count == 0 && !await db.AgreementsWithin(caller.Reach).AnyAsync(agreement => agreement.Id == request.AgreementId, cancellationToken))
        {
            throw HttpFailureException.NotFound("agreement");
        }

        var (page, next) = walk.Turn(rows, limit, row => new Place(row.Version));
        return new Page<AgreementChangeView> { Items = await WithoutForeignAsync(page, cancellationToken), Next = next };
    }

    // A predecessor beyond the caller's reach is no more named here than in the record itself.
    private async Task<IReadOnlyList<AgreementChangeView>> WithoutForeignAsync(IReadOnlyList<AgreementChangeView> page, CancellationToken cancellationToken)
    {
        var named = page.SelectMany(row => row.Changes).Where(IsAboutPredecessor).SelectMany(change => new[] { IdIn(change.Before), IdIn(change.After) }).OfType<Guid>().ToHashSet();
        if (caller.Reach.RegionCodes is null || named.Count == 0)
        {
            return page;
        }

        var within = await db.AgreementsWithin(caller.Reach).Where(agreement => named.Contains(agreement.Id)).Select(agreement => agreement.Id).ToListAsync(cancellationToken);
        return [.. page.Select(row => row with { Changes = [.. row.Changes.Select(change => IsAboutPredecessor(change) ? change with { Before = Seen(change.Before), After = Seen(change.After) } : change)] })];

        object? Seen(object? value) => IdIn(value) is { } id && within.Contains(id) ? value : null;
    }

    private static bool IsAboutPredecessor(FieldChange change) => change.Field == "predecessorId";

    private static Guid? IdIn(object? value) => Guid.TryParse(value?.ToString(), out var id) ? id : null;

    private sealed record Place(int Version);
}
