using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Agreements.Domain.Renewals;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Renewals;

/// <summary>
/// Ends a renewal. It ends by itself as <c>renewed</c> when a successor is signed, and cannot end so before; <c>notRenewed</c> is the parties' decision that
/// nothing is to follow; <c>abandoned</c> leaves what is due of the agreement due.
/// </summary>
public sealed record CloseRenewal : IChange<RenewalView>
{
    /// <summary>The renewal, from the path.</summary>
    [JsonIgnore]
    public Guid RenewalId { get; init; }

    /// <summary>How it ended.</summary>
    [Required]
    public RenewalOutcome? Outcome { get; init; }

    /// <summary>Why.</summary>
    [Required]
    public string? Reason { get; init; }
}

internal sealed class CloseRenewalValidator : AbstractValidator<CloseRenewal>
{
    public CloseRenewalValidator()
    {
        RuleFor(body => body.Outcome).Required();
        RuleFor(body => body.Reason).Required().Text(Agreement.ReasonMaxLength);
    }
}

internal sealed class CloseRenewalHandler(AgreementsDbContext db, RenewalAtHand hand, Caller caller) : IRequestHandler<CloseRenewal, RenewalView>
{
    public async Task<RenewalView> Handle(CloseRenewal request, CancellationToken cancellationToken)
    {
        if (request.Outcome == RenewalOutcome.Renewed)
        {
            await hand.HoldDraftsAsync(request.RenewalId, cancellationToken);
        }

        var (renewal, agreement) = await hand.TakeAsync(request.RenewalId, cancellationToken);
        hand.RequireMatch(renewal, agreement, await db.WorkCalendarAsync(cancellationToken));
        var authorship = caller.Sign();
        renewal.Close(request.Outcome!.Value, request.Reason, await db.SignedSuccessorAsync(agreement, cancellationToken), agreement, authorship);
        if (request.Outcome == RenewalOutcome.Renewed)
        {
            await hand.HandOverAsync(renewal, agreement, before: null, authorship, cancellationToken);
        }

        return await hand.ShowAsync(renewal, agreement, cancellationToken);
    }
}
