using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Domain;
using Agreements.Domain.Deadlines;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Reference;

/// <summary>Adds a day on which government offices are closed, by the decree that says so. Open renewals whose plans lean on the day are scheduled anew.</summary>
public sealed record AddHoliday : IChange<HolidayView>
{
    /// <summary>The day.</summary>
    [Required]
    public DateOnly? On { get; init; }

    /// <summary>What is celebrated, in Indonesian.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>What makes it free of work; <c>national</c> when left out.</summary>
    public HolidayKind? Kind { get; init; }

    /// <summary>That it was calculated, and no decree says so yet; false when left out.</summary>
    public bool? Provisional { get; init; }

    /// <summary>The decree or calculation that says so.</summary>
    [Required]
    public string? Source { get; init; }
}

internal sealed class AddHolidayValidator : AbstractValidator<AddHoliday>
{
    public AddHolidayValidator()
    {
        RuleFor(body => body.On).Required().Date();
        RuleFor(body => body.Name).Required().Text(Holiday.NameMaxLength);
        RuleFor(body => body.Source).Required().Text(Holiday.SourceMaxLength);
    }
}

internal sealed class AddHolidayHandler(HolidayAtHand hand) : IRequestHandler<AddHoliday, HolidayView>
{
    public async Task<HolidayView> Handle(AddHoliday request, CancellationToken cancellationToken)
    {
        var holiday = new Holiday(request.On!.Value, request.Name!, request.Kind ?? HolidayKind.National, request.Provisional ?? false, request.Source!);
        if (await hand.TakeAsync(holiday.On, cancellationToken) is { Name: var name })
        {
            throw new RuleViolationException("holiday.already-there", ("name", name));
        }

        await hand.CorrectAsync(holiday.On, holiday, cancellationToken);
        return HolidayView.Of(holiday);
    }
}
