using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using MediatR;

namespace Agreements.Api.Features.Access;

/// <summary>Ends a key for good; answers with its hash, by which it is forgotten once the change is committed.</summary>
internal sealed record RevokeApiKey(Guid KeyId) : IRequest<string>, IChange;

internal sealed class RevokeApiKeyHandler(KeyAtHand hand, Preconditions preconditions, Caller caller) : IRequestHandler<RevokeApiKey, string>
{
    public async Task<string> Handle(RevokeApiKey request, CancellationToken cancellationToken)
    {
        var key = await hand.TakeAsync(request.KeyId, cancellationToken);
        preconditions.RequireMatch(ApiKeyView.TagOf(key));
        key.Revoke(caller.Sign());
        return key.Hash;
    }
}
