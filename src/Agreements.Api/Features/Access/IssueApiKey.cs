using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Access;

/// <summary>
/// Issues a key. Exactly one of <c>regionCodes</c>, <c>bpjsOfficeId</c> and <c>allRegions: true</c> says where it may be used. Nobody issues one with scopes
/// or a reach beyond their own, nor with a key that expires one that expires later. The secret is in the first answer alone: whoever loses it, a repeat with
/// the same idempotency key included, revokes the key and issues another.
/// </summary>
public sealed record IssueApiKey : IChange<ApiKeyView>
{
    /// <summary>What it is for.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Who answers for what is done with it, as histories record it; the caller when left out. Nobody approves what the same owner submitted.</summary>
    public string? Owner { get; init; }

    /// <summary>What it allows; at least one.</summary>
    [Required]
    public IReadOnlyList<Scope>? Scopes { get; init; }

    /// <summary>Kemendagri codes of the regions it is bound to; a province brings its regencies and cities.</summary>
    public IReadOnlyList<string>? RegionCodes { get; init; }

    /// <summary>The BPJS office whose catchment, and that of the offices under it, it is bound to.</summary>
    public Guid? BpjsOfficeId { get; init; }

    /// <summary>That it reaches the whole country.</summary>
    public bool? AllRegions { get; init; }

    /// <summary>From when on it is refused; it does not expire when left out, which takes a credential that does not expire either.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    internal KeyBinding Binding => new(AllRegions ?? false, RegionCodes ?? [], BpjsOfficeId);
}

internal sealed class IssueApiKeyValidator : AbstractValidator<IssueApiKey>
{
    public IssueApiKeyValidator()
    {
        RuleFor(body => body.Name).Required().Text(ApiKey.NameMaxLength);
        RuleFor(body => body.Owner).Text(ApiKey.OwnerMaxLength);
        RuleFor(body => body.Scopes).Required().Items(Scopes.All.Count).Must(scopes => scopes is not { Count: 0 }).WithErrorCode("list.empty");
        RuleFor(body => body.RegionCodes).Items(BpjsOffice.CatchmentMax).Must((body, _) => body.Binding.IsOne).WithErrorCode("api-key.binding-unclear");
        RuleForEach(body => (body.RegionCodes ?? Array.Empty<string>()).Take(BpjsOffice.CatchmentMax)).Must(code => RegionCatalogue.Shipped.Find(code) is not null).WithErrorCode("region.unknown").OverridePropertyName("RegionCodes");
    }
}

internal sealed class IssueApiKeyHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller) : IRequestHandler<IssueApiKey, ApiKeyView>
{
    public async Task<ApiKeyView> Handle(IssueApiKey request, CancellationToken cancellationToken)
    {
        var authorship = caller.Sign();
        var secret = Secret.New();
        var key = ApiKey.Issue(
            Guid.CreateVersion7(authorship.At),
            request.Name!,
            request.Owner ?? caller.Author.Name,
            secret.Prefix,
            secret.Hash,
            request.Scopes!,
            request.Binding,
            request.ExpiresAt?.ToMilliseconds(),
            authorship);
        await RequireOfficeAsync(key.BpjsOfficeId, cancellationToken);
        if (!caller.Grant.Includes(key.Scopes, await db.ReachOfAsync(key.Binding(), cancellationToken)))
        {
            throw new HttpFailureException(StatusCodes.Status403Forbidden, "api-key.beyond-own-rights");
        }

        // A token is short-lived by nature, and whoever holds it gets the next one.
        if (caller.Grant is { IsKey: true, ExpiresAt: { } end } && !(key.ExpiresAt <= end))
        {
            throw new HttpFailureException(StatusCodes.Status403Forbidden, "api-key.outlives-issuer", end);
        }

        db.ApiKeys.Add(key);
        return ApiKeyView.Of(key) with { Key = secret.Text };
    }

    private async Task RequireOfficeAsync(Guid? id, CancellationToken cancellationToken)
    {
        if (id is { } given)
        {
            await engine.HoldOfficeAsync(db, given, toChange: false, cancellationToken);
            if (await db.BpjsOffices.FindAsync([given], cancellationToken) is null)
            {
                throw new InvalidInputException(new InputFault("bpjsOfficeId", "office.unknown"));
            }
        }
    }
}
