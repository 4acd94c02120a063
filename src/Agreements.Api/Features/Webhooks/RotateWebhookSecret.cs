using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data.Store;
using Agreements.Domain.Webhooks;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Webhooks;

/// <summary>
/// Replaces the secret of a webhook. Until the overlap is over every delivery carries two signatures, by the new secret and by the one before it, so that the receiver can change over in
/// between; a secret that was already being replaced signs no more. The new one is in this answer alone.
/// </summary>
public sealed record RotateWebhookSecret : IChange<WebhookView>
{
    /// <summary>The webhook, from the path.</summary>
    [JsonIgnore]
    public Guid WebhookId { get; init; }

    /// <summary>For how many hours the present secret signs along; 24 when left out, 0 where somebody else may have it.</summary>
    public int? OverlapHours { get; init; }
}

internal sealed class RotateWebhookSecretValidator : AbstractValidator<RotateWebhookSecret>
{
    public RotateWebhookSecretValidator() => RuleFor(body => body.OverlapHours).Range(0, Webhook.MaxOverlapHours);
}

internal sealed class RotateWebhookSecretHandler(WebhookAtHand hand, Preconditions preconditions, SigningSecrets secrets, Caller caller) : IRequestHandler<RotateWebhookSecret, WebhookView>
{
    public async Task<WebhookView> Handle(RotateWebhookSecret request, CancellationToken cancellationToken)
    {
        var webhook = await hand.TakeAsync(request.WebhookId, cancellationToken);
        var progress = await hand.ProgressOfAsync(webhook, cancellationToken);
        preconditions.RequireMatch(WebhookView.TagOf(webhook, progress));
        var authorship = caller.Sign();
        var secret = WebhookSecret.New();
        webhook.Rotate(
            await secrets.SealAsync(secret, webhook.Id, authorship.At, cancellationToken), TimeSpan.FromHours(request.OverlapHours ?? Webhook.DefaultOverlapHours), authorship);
        return WebhookView.Of(webhook, progress) with { Secret = WebhookSecret.TextOf(secret) };
    }
}
