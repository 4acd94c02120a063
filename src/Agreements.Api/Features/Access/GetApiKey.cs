using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace Agreements.Api.Features.Access;

/// <summary>Reads one key, without its secret.</summary>
public sealed record GetApiKey : IRequest<ApiKeyView>
{
    /// <summary>The key.</summary>
    [FromRoute]
    public Guid KeyId { get; init; }
}

internal sealed class GetApiKeyHandler(KeyAtHand hand) : IRequestHandler<GetApiKey, ApiKeyView>
{
    public async Task<ApiKeyView> Handle(GetApiKey request, CancellationToken cancellationToken) => ApiKeyView.Of(await hand.TakeAsync(request.KeyId, cancellationToken));
}
