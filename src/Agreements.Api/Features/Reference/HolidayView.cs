using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Agreements.Api.Http;
using Agreements.Domain.Deadlines;

namespace Agreements.Api.Features.Reference;

/// <summary>A day on which government offices are closed.</summary>
public sealed record HolidayView : Resource
{
    /// <summary>The day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>What is celebrated, in Indonesian.</summary>
    [MaxLength(Holiday.NameMaxLength)]
    public required string Name { get; init; }

    /// <summary>What makes it free of work.</summary>
    public required HolidayKind Kind { get; init; }

    /// <summary>That it was calculated, and no decree says so yet.</summary>
    public required bool Provisional { get; init; }

    /// <summary>The decree or calculation that says so.</summary>
    [MaxLength(Holiday.SourceMaxLength)]
    public required string Source { get; init; }

    internal static EntityTag TagOf(Holiday holiday) => new(0, EntityTag.FingerprintOf(string.Create(CultureInfo.InvariantCulture, $"{holiday.On:O} {holiday.Name} {holiday.Kind} {holiday.IsProvisional} {holiday.Source}")));

    internal static HolidayView Of(Holiday holiday) => new()
    {
        Tag = TagOf(holiday).ToString(),
        On = holiday.On,
        Name = holiday.Name,
        Kind = holiday.Kind,
        Provisional = holiday.IsProvisional,
        Source = holiday.Source,
    };
}
