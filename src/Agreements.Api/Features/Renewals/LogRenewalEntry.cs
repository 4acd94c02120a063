using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Renewals;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Renewals;

/// <summary>
/// Appends an entry to the log of a renewal that is open or ended as renewed; of the latter only <c>participantData</c> can still be completed. Entries are never
/// changed; what was wrong is put right by another one.
/// </summary>
public sealed record LogRenewalEntry : IChange<RenewalView>
{
    /// <summary>The renewal, from the path.</summary>
    [JsonIgnore]
    public Guid RenewalId { get; init; }

    /// <summary>What it is about. The first <c>letter</c> counts as the notice that the renewal clause asks for.</summary>
    [Required]
    public RenewalEntryKind? Kind { get; init; }

    /// <summary>The day on which it happened; not after today in the region's zone.</summary>
    [Required]
    public DateOnly? OccurredOn { get; init; }

    /// <summary>What happened.</summary>
    [Required]
    public string? Summary { get; init; }

    /// <summary>The meeting at which it happened.</summary>
    public Guid? MeetingId { get; init; }

    /// <summary>The stage that was through with it; one that was through before keeps its day. The successor takes the day of <c>participantData</c>, unless it has one.</summary>
    public RenewalStage? CompletesStage { get; init; }
}

internal sealed class LogRenewalEntryValidator : AbstractValidator<LogRenewalEntry>
{
    public LogRenewalEntryValidator()
    {
        RuleFor(body => body.Kind).Required();
        RuleFor(body => body.OccurredOn).Required().Date();
        RuleFor(body => body.Summary).Required().Text(RenewalEntryContent.SummaryMaxLength);
    }
}

internal sealed class LogRenewalEntryHandler(AgreementsDbContext db, RenewalAtHand hand, AgreementAtHand agreements, Caller caller) : IRequestHandler<LogRenewalEntry, RenewalView>
{
    public async Task<RenewalView> Handle(LogRenewalEntry request, CancellationToken cancellationToken)
    {
        if (request.CompletesStage == RenewalStage.ParticipantData)
        {
            await hand.HoldDraftsAsync(request.RenewalId, cancellationToken);
        }

        var (renewal, agreement) = await hand.TakeAsync(request.RenewalId, cancellationToken);
        if (request.MeetingId is { } meetingId && !await db.MeetingsWithin(caller.Reach).AnyAsync(meeting => meeting.Id == meetingId, cancellationToken))
        {
            throw new InvalidInputException(new InputFault("meetingId", "meeting.unknown"));
        }

        var authorship = caller.Sign();
        var content = new RenewalEntryContent(request.Kind!.Value, request.OccurredOn!.Value, request.Summary!, request.MeetingId, request.CompletesStage);
        var handedOverOn = renewal.ParticipantsHandedOverOn;
        db.Add(renewal.Log(Guid.CreateVersion7(authorship.At), content, agreement, agreements.Today(agreement), authorship));
        await hand.HandOverAsync(renewal, agreement, handedOverOn, authorship, cancellationToken);
        return await hand.ShowAsync(renewal, agreement, cancellationToken);
    }
}
