using System.Text.Json.Serialization;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Features;

/// <summary>What an answer assumed because the caller did not say. Only what was assumed is there.</summary>
public sealed record AppliedDefaults
{
    /// <summary>The window, in days.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? WithinDays { get; init; }

    /// <summary>Days ahead within which an agreement counts as expiring.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? HorizonDays { get; init; }

    /// <summary>False where agreements that a signed successor continues without a gap were left out.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IncludeRenewed { get; init; }

    /// <summary>False where agreements were left out of which nobody knows when they end. The open-ended never expire.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? IncludeEndUnknown { get; init; }

    /// <summary>Where deadlines stand that are listed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<DeadlineState>? State { get; init; }

    /// <summary>Whom the line covers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Segment? Segment { get; init; }

    /// <summary>First day of the window.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? From { get; init; }

    /// <summary>Last day of the window.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? To { get; init; }
}
