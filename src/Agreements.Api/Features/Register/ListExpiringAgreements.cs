using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Register;

/// <summary>
/// Lists what expires: signed agreements in force on the day whose last day lies between that day and so many days later, soonest first. Each is judged in
/// its own zone, and one that ends today is among them. One that a signed successor continues without a gap needs no reminder and is left out; so is one of
/// which nobody knows when it ends, unless it is asked for. The open-ended never expire. <c>appliedDefaults</c> says what was assumed.
/// </summary>
public sealed record ListExpiringAgreements : IRequest<WrittenBody>, IPaged, IShowsStanding
{
    internal AgreementFilters Filters { get; init; } = new();

    /// <summary>The widest window, in days.</summary>
    public const int MaxWithinDays = 3650;

    /// <summary>The window when none is given, in days.</summary>
    public const int DefaultWithinDays = 90;

    /// <summary>How many days ahead to look: 0 for what ends today; 90 when left out.</summary>
    public Param<int>? WithinDays { get; init; }

    /// <summary>The day to look from; today in each agreement's zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? HorizonDays { get; init; }

    /// <summary>Whether to list those too that a signed successor continues without a gap; false when left out.</summary>
    public Param<bool>? IncludeRenewed { get; init; }

    /// <summary>Whether to list those in force too of which nobody knows when they end, after all others; false when left out.</summary>
    public Param<bool>? IncludeEndUnknown { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListExpiringAgreementsValidator : AbstractValidator<ListExpiringAgreements>
{
    public ListExpiringAgreementsValidator()
    {
        this.AddPaging();
        this.AddHorizon();
        RuleFor(query => query.Filters).SetValidator(new AgreementFiltersValidator()).OverridePropertyName("");
        RuleFor(query => query.WithinDays!.Value.Value).Parameter("withinDays", 0, ListExpiringAgreements.MaxWithinDays).When(query => query.WithinDays is not null);
    }
}

internal sealed class ListExpiringAgreementsHandler(AgreementsDbContext db, IStoreEngine engine, AgreementPages pages, Caller caller, TimeProvider clock)
    : IRequestHandler<ListExpiringAgreements, WrittenBody>
{
    private static readonly AgreementOrder SoonestFirst = new(AgreementSort.EffectiveUntil, Descending: false);

    public async Task<WrittenBody> Handle(ListExpiringAgreements request, CancellationToken cancellationToken)
    {
        var day = JudgedBy.Day(request.AsOf, clock);
        var horizon = request.HorizonOrDefault();
        var withinDays = request.WithinDays?.Value ?? ListExpiringAgreements.DefaultWithinDays;
        var around = new AgreementPage
        {
            Items = [],
            Next = null,
            AsOf = day.AsOf,
            Today = day.Today,
            AppliedDefaults = new AppliedDefaults
            {
                WithinDays = request.WithinDays is null ? withinDays : null,
                HorizonDays = request.HorizonDays is null ? horizon : null,
                IncludeRenewed = request.IncludeRenewed is null ? false : null,
                IncludeEndUnknown = request.IncludeEndUnknown is null ? false : null,
            },
        };
        return await pages.WriteAsync(request, Expiring, SoonestFirst, day, horizon, around, cancellationToken);

        IQueryable<Agreement> Expiring()
        {
            var matches = request.Filters.Apply(db, engine, caller.Reach, day, horizon);
            var expiring = request.IncludeEndUnknown is { Value: true }
                ? matches.ExpiringWithinOrNobodyKnows(day.ByZone, withinDays)
                : matches.ExpiringWithin(day.ByZone, withinDays);
            return request.IncludeRenewed is { Value: true } ? expiring : expiring.NotContinued(db);
        }
    }
}
