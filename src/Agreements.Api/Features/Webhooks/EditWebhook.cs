using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Events;
using Agreements.Domain.Webhooks;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Webhooks;

/// <summary>
/// Changes a webhook by JSON Merge Patch (RFC 7396): an absent member keeps its value, null clears it. What happens while it is disabled waits, as far as the feed keeps it, and so do its
/// deliveries, as long as the log keeps them; all goes on when it is enabled. Whoever enables it, or says where it goes or what it tells, answers for it from then on with their key or token. When it is enabled its failures are forgotten.
/// </summary>
public sealed record EditWebhook : IChange<WebhookView>
{
    /// <summary>The webhook, from the path.</summary>
    [JsonIgnore]
    public Guid WebhookId { get; init; }

    /// <summary>What it is for; cannot be cleared.</summary>
    public Optional<string?> Name { get; init; }

    /// <summary>The address to call; cannot be cleared.</summary>
    public Optional<string?> Url { get; init; }

    /// <summary>What it tells of; null for everything.</summary>
    public Optional<IReadOnlyList<EventType>?> EventTypes { get; init; }

    /// <summary>Whether it is called; cannot be cleared.</summary>
    public Optional<WebhookState?> State { get; init; }
}

internal sealed class EditWebhookValidator : AbstractValidator<EditWebhook>
{
    public EditWebhookValidator(WebhookTargets targets)
    {
        RuleFor(body => body.Name.Value).Required().When(body => body.Name.IsSet);
        RuleFor(body => body.Name.Value).Text(Webhook.NameMaxLength);
        RuleFor(body => body.Url.Value).Required().When(body => body.Url.IsSet);
        RuleFor(body => body.Url.Value).Url(targets);
        RuleFor(body => body.EventTypes.Value).Items(WebhookRules.MostTypes).Must(types => types is not { Count: 0 }).WithErrorCode("list.empty");
        RuleFor(body => body.State.Value).Required().When(body => body.State.IsSet);
    }
}

internal sealed class EditWebhookHandler(AgreementsDbContext db, WebhookAtHand hand, Preconditions preconditions, Caller caller) : IRequestHandler<EditWebhook, WebhookView>
{
    public async Task<WebhookView> Handle(EditWebhook request, CancellationToken cancellationToken)
    {
        var webhook = await hand.TakeAsync(request.WebhookId, cancellationToken);
        var progress = await hand.ProgressOfAsync(webhook, cancellationToken);
        preconditions.RequireMatch(WebhookView.TagOf(webhook, progress));

        // Whoever says where it goes, or that it goes, has to be let read what it tells.
        hand.RequireRights(webhook.Reach());
        var authorship = caller.Sign();
        webhook.Revise(new WebhookContent(request.Name.Or(webhook.Name)!, request.Url.Or(webhook.Url)!, request.EventTypes.Or(webhook.EventTypes) ?? []), hand.KeyId, authorship);
        if (request.State.Value == WebhookState.Disabled)
        {
            webhook.Disable(WebhookDisabledReason.Paused, authorship);
        }
        else if (request.State.Value == WebhookState.Enabled && webhook.Enable(hand.KeyId, authorship))
        {
            progress.Forgive();
            await db.RearmAsync(webhook.Id, authorship.At, cancellationToken);
        }

        return WebhookView.Of(webhook, progress);
    }
}
