using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Reminders;

/// <summary>
/// Lists the reminders that go out in a span of days, the earliest first, as things stand now: of every live deadline each rung on its day. What is acknowledged up to its due
/// date or held for review is left out; of what is snoozed, the most urgent that came meanwhile goes out on the day after. What is due already and was not
/// sent is no part of it, and so a day that has passed holds nothing. Nothing is changed by asking.
/// </summary>
public sealed record PreviewReminders : IRequest<Page<ReminderPreviewView>>, IPaged
{
    /// <summary>The longest span, in days.</summary>
    public const int MostDays = 366;

    /// <summary>First day.</summary>
    [Required]
    public DateOnly? From { get; init; }

    /// <summary>Last day; of a span of 366 days at most.</summary>
    [Required]
    public DateOnly? To { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    [JsonIgnore]
    public string? After { get; init; }
}

/// <summary>Which page of a preview.</summary>
public sealed record PreviewPaging
{
    /// <summary>How many items to return at most; 50 when left out.</summary>
    public Param<int>? Limit { get; init; }

    /// <summary>The cursor that the page before gave as <c>next</c>.</summary>
    public string? After { get; init; }
}

internal sealed class PreviewRemindersValidator : AbstractValidator<PreviewReminders>
{
    public PreviewRemindersValidator()
    {
        this.AddPaging();
        RuleFor(body => body.From).Required().Date();
        RuleFor(body => body.To).Required().Date();
        RuleFor(body => body.To).Must((body, to) => to >= body.From).When(body => body is { From: not null, To: not null })
            .WithErrorCode("window.ends-before-start").WithState(body => new object?[] { body.From });
        RuleFor(body => body.To).Must((body, to) => to!.Value.DayNumber - body.From!.Value.DayNumber < PreviewReminders.MostDays).When(body => body.To > body.From)
            .WithErrorCode("window.too-long").WithState(_ => new object?[] { PreviewReminders.MostDays });
    }
}

internal sealed class PreviewRemindersHandler(AgreementsDbContext db, PageWalk walk, Caller caller, TimeProvider clock) : IRequestHandler<PreviewReminders, Page<ReminderPreviewView>>
{
    public async Task<Page<ReminderPreviewView>> Handle(PreviewReminders request, CancellationToken cancellationToken)
    {
        var (from, to, limit) = (request.From!.Value, request.To!.Value, request.LimitOrDefault());

        // What is asked for is no part of the address: the cursor keeps it.
        var after = walk.Start<Place>(request.After, place => place.From == from && place.To == to);
        var span = new ReminderSpan(from, to, IndonesianTime.DatesAt(clock.GetUtcNow()));
        var rows = await db.GoingOutAsync(caller.Reach, span, after is null ? null : new DayPlace(after.Day, after.Id), limit + 1, cancellationToken);
        var (page, next) = walk.Turn(rows, limit, row => new Place(from, to, row.On, row.Deadline.Id));
        return new Page<ReminderPreviewView> { Items = [.. page.Select(ReminderPreviewView.Of)], Next = next };
    }

    private sealed record Place(DateOnly From, DateOnly To, DateOnly Day, Guid Id);
}
