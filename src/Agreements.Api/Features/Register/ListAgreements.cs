using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Register;

/// <summary>Lists agreements.</summary>
public sealed record ListAgreements : IRequest<WrittenBody>, IPaged, IShowsStanding
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

internal sealed class ListAgreementsHandler(AgreementsDbContext db, IStoreEngine engine, AgreementPages pages, Caller caller, TimeProvider clock)
    : IRequestHandler<ListAgreements, WrittenBody>
{
    private static readonly AgreementOrder SoonestEndFirst = new(AgreementSort.EffectiveUntil, Descending: false);

    public async Task<WrittenBody> Handle(ListAgreements request, CancellationToken cancellationToken)
    {
        var day = JudgedBy.Day(request.AsOf, clock);
        var horizon = request.HorizonOrDefault();
        var around = new AgreementPage
        {
            Items = [],
            Next = null,
            AsOf = day.AsOf,
            Today = day.Today,
            AppliedDefaults = new AppliedDefaults { HorizonDays = request.HorizonDays is null ? horizon : null },
            Total = request.Count is { Value: true } ? await Matches().Take(AgreementPage.MostCounted).CountAsync(cancellationToken) : null,
        };
        return await pages.WriteAsync(request, Matches, request.Sort?.Order ?? SoonestEndFirst, day, horizon, around, cancellationToken);

        IQueryable<Agreement> Matches() => request.Filters.Apply(db, engine, caller.Reach, day, horizon);
    }
}
