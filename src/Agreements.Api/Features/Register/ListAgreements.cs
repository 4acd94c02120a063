using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Register;

/// <summary>Lists agreements.</summary>
public sealed record ListAgreements : IRequest<AgreementPage>, IPaged, IShowsStanding
{
    internal AgreementFilters Filters { get; init; } = new();

    /// <summary>The day to judge dates by; today in each agreement's zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? HorizonDays { get; init; }

    /// <summary>Sort order; <c>effectiveUntil</c> when left out. Those without a last day come after all others, and first when turned round.</summary>
    public Sort? Sort { get; init; }

    /// <summary>Whether to count the matches, up to a thousand.</summary>
    public Param<bool>? Count { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListAgreementsValidator : AbstractValidator<ListAgreements>
{
    public ListAgreementsValidator()
    {
        this.AddPaging();
        this.AddHorizon();
        RuleFor(query => query.Filters).SetValidator(new AgreementFiltersValidator()).OverridePropertyName("");
    }
}

internal sealed class ListAgreementsHandler(AgreementsDbContext db, IStoreEngine engine, PageWalk walk, Caller caller, TimeProvider clock)
    : IRequestHandler<ListAgreements, AgreementPage>
{
    private static readonly AgreementOrder SoonestEndFirst = new(AgreementSort.EffectiveUntil, Descending: false);

    public async Task<AgreementPage> Handle(ListAgreements request, CancellationToken cancellationToken)
    {
        var day = JudgedBy.Day(request.AsOf, clock);
        var order = request.Sort?.Order ?? SoonestEndFirst;
        var limit = request.LimitOrDefault();
        var horizon = request.HorizonOrDefault();
        var matches = request.Filters.Apply(db, engine, caller.Reach, day, horizon);
        var rows = await order.Walk(matches, walk.Start<Position>(request.After, order.Knows)).AsRows(db, caller.Reach).Take(limit + 1).ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, row => order.PositionOf(row.Agreement));
        return new AgreementPage
        {
            Items = [.. page.Select(row => AgreementView.Listed(row, caller.Viewer, day.In(row.Agreement.TimeZone), horizon))],
            Next = next,
            AsOf = day.AsOf,
            Today = day.Today,
            AppliedDefaults = new AppliedDefaults { HorizonDays = request.HorizonDays is null ? horizon : null },
            Total = request.Count is { Value: true } ? await matches.Take(AgreementPage.MostCounted).CountAsync(cancellationToken) : null,
        };
    }
}
