using System.ComponentModel.DataAnnotations;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using Agreements.Domain.Regions;
using MediatR;

namespace Agreements.Api.Features.Access;

/// <summary>Reads who the caller is, what it may do, and where.</summary>
internal sealed record GetMe : IRequest<MeView>;

/// <summary>The caller, as its credential has it.</summary>
public sealed record MeView
{
    /// <summary>The name that histories record; nobody approves what the same name submitted.</summary>
    [MaxLength(ApiKey.OwnerMaxLength)]
    public required string Name { get; init; }

    /// <summary>What the caller may do.</summary>
    public required IReadOnlyList<Scope> Scopes { get; init; }

    /// <summary>Whether the caller reaches the whole country.</summary>
    public required bool AllRegions { get; init; }

    /// <summary>Kemendagri codes of all regions within the caller's reach, those that a province or an office brings included; null for the whole country.</summary>
    [MaxLength(BpjsOffice.CatchmentMax)]
    public required IReadOnlyList<string>? RegionCodes { get; init; }

    /// <summary>When the credential expires, in UTC; null where it does not.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    internal static MeView Of(Grant grant) => new()
    {
        Name = grant.Author.Name,
        Scopes = [.. grant.Scopes.Order()],
        AllRegions = grant.Reach.RegionCodes is null,
        RegionCodes = grant.Reach.RegionCodes?.Order(StringComparer.Ordinal).ToList(),
        ExpiresAt = grant.ExpiresAt,
    };
}

internal sealed class GetMeHandler(Caller caller) : IRequestHandler<GetMe, MeView>
{
    public Task<MeView> Handle(GetMe request, CancellationToken cancellationToken) => Task.FromResult(MeView.Of(caller.Grant));
}
