using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Data.Store;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Events;
using Agreements.Domain.Regions;
using Agreements.Domain.Webhooks;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Webhooks;

/// <summary>
/// Adds a webhook: from now on each event of these types and regions is sent to the address as <c>POST</c>, signed as Standard Webhooks says. The body is the event as
/// <c>GET /v1/events</c> shows it, in the JSON format of CloudEvents; <c>webhook-id</c> is the event's id and the same on every attempt: keep the ids that you have dealt with, since an event
/// may come more than once, and not always in order. Answer with 2xx within the time-out. The secret is in this answer alone: whoever loses it, a repeat with the same idempotency key included,
/// rotates it. Nobody has more told than they may read themselves, and a webhook ends with the key that it was made with.
/// </summary>
public sealed record AddWebhook : IChange<WebhookView>
{
    /// <summary>What it is for.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The address to call: <c>https</c>, without user and password, a public one unless the operator allows others.</summary>
    [Required]
    [RegularExpression(WebhookAddress.Pattern)]
    public string? Url { get; init; }

    /// <summary>What it tells of; everything when left out.</summary>
    public IReadOnlyList<EventType>? EventTypes { get; init; }

    /// <summary>Kemendagri codes of the regions that it tells of; a province brings its regencies and cities. All that the caller reaches when left out, as it is now.</summary>
    public IReadOnlyList<string>? RegionCodes { get; init; }
}

internal sealed class AddWebhookValidator : AbstractValidator<AddWebhook>
{
    public AddWebhookValidator(WebhookTargets targets)
    {
        RuleFor(body => body.Name).Required().Text(Webhook.NameMaxLength);
        RuleFor(body => body.Url).Required().Url(targets);
        RuleFor(body => body.EventTypes).Items(WebhookRules.MostTypes).Must(types => types is not { Count: 0 }).WithErrorCode("list.empty");
        RuleFor(body => body.RegionCodes).Items(BpjsOffice.CatchmentMax).Must(codes => codes is not { Count: 0 }).WithErrorCode("list.empty");
        RuleForEach(body => (body.RegionCodes ?? Array.Empty<string>()).Take(BpjsOffice.CatchmentMax)).Must(code => RegionCatalogue.Shipped.Find(code) is not null).WithErrorCode("region.unknown").OverridePropertyName("RegionCodes");
    }
}

internal sealed class AddWebhookHandler(AgreementsDbContext db, WebhookAtHand hand, SigningSecrets secrets, Caller caller) : IRequestHandler<AddWebhook, WebhookView>
{
    public async Task<WebhookView> Handle(AddWebhook request, CancellationToken cancellationToken)
    {
        var codes = request.RegionCodes ?? caller.Reach.RegionCodes;
        hand.RequireRights(codes is null ? Reach.Everywhere : ReachQueries.ReachOf(codes));
        if (await db.Webhooks.CountAsync(cancellationToken) >= Webhook.Most)
        {
            throw new RuleViolationException("webhook.too-many", ("most", Webhook.Most));
        }

        var authorship = caller.Sign();
        var (id, secret) = (Guid.CreateVersion7(authorship.At), WebhookSecret.New());
        var sealedSecret = await secrets.SealAsync(secret, id, authorship.At, cancellationToken);
        var webhook = Webhook.Make(id, new WebhookContent(request.Name!, request.Url!, request.EventTypes ?? []), codes, hand.KeyId, sealedSecret, authorship);
        var progress = new WebhookProgress(id, await db.EndOfFeedAsync(cancellationToken));
        db.Add(webhook);
        db.Add(progress);
        return WebhookView.Of(webhook, progress) with { Secret = WebhookSecret.TextOf(secret) };
    }
}

/// <summary>The rules that bodies of webhooks share.</summary>
internal static class WebhookRules
{
    /// <summary>There are no more types than this.</summary>
    public static int MostTypes { get; } = Enum.GetValues<EventType>().Length;

    /// <summary>An address that may be called; null passes.</summary>
    public static IRuleBuilderOptions<T, string?> Url<T>(this IRuleBuilder<T, string?> rule, WebhookTargets targets) => rule
        .SetValidator(new TextLength<T>(WebhookAddress.MaxLength)).WithErrorCode("text.too-long").WithState(_ => new object?[] { WebhookAddress.MaxLength })
        .Must(url => FaultOf(url, targets) is not "webhook.url-invalid").WithErrorCode("webhook.url-invalid")
        .Must(url => FaultOf(url, targets) is not "webhook.url-credentials").WithErrorCode("webhook.url-credentials")
        .Must(url => FaultOf(url, targets) is not "webhook.scheme-not-allowed").WithErrorCode("webhook.scheme-not-allowed")
        .Must(url => FaultOf(url, targets) is not "webhook.target-not-allowed").WithErrorCode("webhook.target-not-allowed");

    private static string? FaultOf(string? url, WebhookTargets targets) => url is null || url.Length > WebhookAddress.MaxLength ? null : WebhookAddress.FaultOf(url, targets);
}
