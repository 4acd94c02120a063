using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Data;
using Agreements.Data.Queries;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Coverage;

/// <summary>Reads the policy on universal health coverage that becomes valid on a day.</summary>
public sealed record GetUhcPolicy : IRequest<UhcPolicyView>
{
    /// <summary>Its first day, as YYYY-MM-DD.</summary>
    [FromRoute]
    public string ValidFrom { get; init; } = "";
}

internal sealed class GetUhcPolicyHandler(AgreementsDbContext db) : IRequestHandler<GetUhcPolicy, UhcPolicyView>
{
    public async Task<UhcPolicyView> Handle(GetUhcPolicy request, CancellationToken cancellationToken) =>
        ParamText.TryRead(request.ValidFrom, out DateOnly day) && (await db.UhcPoliciesAsync(cancellationToken)).SingleOrDefault(policy => policy.ValidFrom == day) is { } policy
            ? UhcPolicyView.Of(policy)
            : throw HttpFailureException.NotFound("uhc-policy");
}
