using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Instruments;
using Agreements.Domain.Renewals;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Renewals;

/// <summary>Lists the log of a renewal, in the order in which it was written.</summary>
public sealed record ListRenewalEntries : IRequest<Page<RenewalEntryView>>, IPaged
{
    /// <summary>The renewal.</summary>
    [FromRoute]
    public Guid RenewalId { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

/// <summary>One entry of a renewal's log.</summary>
public sealed record RenewalEntryView
{
    /// <summary>Version-7 UUID.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about.</summary>
    public required RenewalEntryKind Kind { get; init; }

    /// <summary>The day on which it happened.</summary>
    public required DateOnly OccurredOn { get; init; }

    /// <summary>What happened.</summary>
    [MaxLength(RenewalEntryContent.SummaryMaxLength)]
    public required string Summary { get; init; }

    /// <summary>The meeting at which it happened; null where it lies beyond the caller's reach.</summary>
    public required Guid? MeetingId { get; init; }

    /// <summary>The stage that was through with it.</summary>
    public required RenewalStage? CompletesStage { get; init; }

    /// <summary>When it was recorded, in UTC.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who recorded it.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string RecordedBy { get; init; }

    internal static RenewalEntryView Of(RenewalEntry entry, Guid? meetingId) => new()
    {
        Id = entry.Id,
        Kind = entry.Kind,
        OccurredOn = entry.OccurredOn,
        Summary = entry.Summary,
        MeetingId = meetingId,
        CompletesStage = entry.CompletesStage,
        RecordedAt = entry.RecordedAt,
        RecordedBy = entry.RecordedBy,
    };
}

internal sealed class ListRenewalEntriesValidator : AbstractValidator<ListRenewalEntries>
{
    public ListRenewalEntriesValidator() => this.AddPaging();
}

internal sealed class ListRenewalEntriesHandler(AgreementsDbContext db, PageWalk walk, Caller caller) : IRequestHandler<ListRenewalEntries, Page<RenewalEntryView>>
{
    public async Task<Page<RenewalEntryView>> Handle(ListRenewalEntries request, CancellationToken cancellationToken)
    {
        if (!await db.RenewalsWithin(caller.Reach).AnyAsync(renewal => renewal.Id == request.RenewalId, cancellationToken))
        {
            throw HttpFailureException.NotFound("renewal");
        }

        var limit = request.LimitOrDefault();
        var meetings = db.MeetingsWithin(caller.Reach);
        var rows = await db.LogOf(request.RenewalId, walk.Start<Place>(request.After)?.Id).AsNoTracking().Take(limit + 1)
            .Select(entry => new { Entry = entry, MeetingId = meetings.Where(meeting => meeting.Id == entry.MeetingId).Select(meeting => (Guid?)meeting.Id).FirstOrDefault() })
            .ToListAsync(cancellationToken);
        var (page, next) = walk.Turn(rows, limit, row => new Place(row.Entry.Id));
        return new Page<RenewalEntryView> { Items = [.. page.Select(row => RenewalEntryView.Of(row.Entry, row.MeetingId))], Next = next };
    }

    private sealed record Place(Guid Id);
}
