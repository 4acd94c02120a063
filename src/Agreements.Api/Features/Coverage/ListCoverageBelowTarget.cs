using Agreements.Api.Http.Parameters;
using Agreements.Domain.Coverage;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Coverage;

/// <summary>
/// Lists the regions within reach whose latest snapshot does not show that they reach the bounds of the policy valid on the day, by code, each with how many people it
/// lacks. One of which a figure is missing is in it, and its reasons say so; one without a snapshot is not.
/// </summary>
public sealed record ListCoverageBelowTarget : IRequest<UhcStatusPage>, IUhcStatusQuery
{
    /// <inheritdoc/>
    public string? ProvinceCode { get; init; }

    /// <inheritdoc/>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListCoverageBelowTargetValidator : AbstractValidator<ListCoverageBelowTarget>
{
    public ListCoverageBelowTargetValidator() => this.AddUhcStatus();
}

internal sealed class ListCoverageBelowTargetHandler(CoverageAtHand hand) : IRequestHandler<ListCoverageBelowTarget, UhcStatusPage>
{
    public Task<UhcStatusPage> Handle(ListCoverageBelowTarget request, CancellationToken cancellationToken) =>
        hand.PageAsync(request, judged => judged is { Snapshot: not null, Policy: not null, Judgement.Predicate: UhcPredicate.None }, cancellationToken);
}
