using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Data;
using Agreements.Data.Queries;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Coverage;

/// <summary>Lists the policies on universal health coverage by the day from which they are valid, the latest first: those that ship with the service, and those added.</summary>
public sealed record ListUhcPolicies : IRequest<Page<UhcPolicyView>>, IPaged
{
    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

internal sealed class ListUhcPoliciesValidator : AbstractValidator<ListUhcPolicies>
{
    public ListUhcPoliciesValidator() => this.AddPaging();
}

internal sealed class ListUhcPoliciesHandler(AgreementsDbContext db, PageWalk walk) : IRequestHandler<ListUhcPolicies, Page<UhcPolicyView>>
{
    public async Task<Page<UhcPolicyView>> Handle(ListUhcPolicies request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var after = walk.Start<Place>(request.After)?.ValidFrom;
        var rows = (await db.UhcPoliciesAsync(cancellationToken)).Where(policy => !(policy.ValidFrom >= after)).Take(limit + 1).ToList();
        var (page, next) = walk.Turn(rows, limit, policy => new Place(policy.ValidFrom));
        return new Page<UhcPolicyView> { Items = [.. page.Select(UhcPolicyView.Of)], Next = next };
    }

    private sealed record Place(DateOnly ValidFrom);
}
