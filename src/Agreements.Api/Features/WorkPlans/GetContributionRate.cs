using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.WorkPlans;

/// <summary>Reads the contribution rate that holds on a day.</summary>
public sealed record GetContributionRate : IRequest<ContributionRateView>
{
    /// <summary>The day, as YYYY-MM-DD.</summary>
    [FromRoute]
    public string On { get; init; } = "";
}

internal sealed class GetContributionRateHandler(AgreementsDbContext db) : IRequestHandler<GetContributionRate, ContributionRateView>
{
    public async Task<ContributionRateView> Handle(GetContributionRate request, CancellationToken cancellationToken) =>
        ParamText.TryRead(request.On, out DateOnly on) && (await db.ContributionRatesAsync(cancellationToken)).FirstOrDefault(rate => rate.ValidFrom <= on) is { } rate
            ? ContributionRateView.Of(rate)
            : throw HttpFailureException.NotFound("contribution-rate");
}
