using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Lists the contribution rates, the latest first.</summary>
public sealed record ListContributionRates : IRequest<Page<ContributionRateView>>, IPaged
{
    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListContributionRatesValidator : AbstractValidator<ListContributionRates>
{
    public ListContributionRatesValidator() => this.AddPaging();
}

internal sealed class ListContributionRatesHandler(AgreementsDbContext db, PageWalk walk) : IRequestHandler<ListContributionRates, Page<ContributionRateView>>
{
    public async Task<Page<ContributionRateView>> Handle(ListContributionRates request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var after = walk.Start<Place>(request.After)?.ValidFrom;
        var rows = (await db.ContributionRatesAsync(cancellationToken)).Where(rate => !(rate.ValidFrom >= after)).Take(limit + 1).ToList();
        var (page, next) = walk.Turn(rows, limit, rate => new Place(rate.ValidFrom));
        return new Page<ContributionRateView> { Items = [.. page.Select(ContributionRateView.Of)], Next = next };
    }

    private sealed record Place(DateOnly ValidFrom);
}
