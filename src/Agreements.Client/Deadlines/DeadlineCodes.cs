using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>What somebody must do by a deadline.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<DeadlineKind>))]
public readonly record struct DeadlineKind(string Value) : ICode<DeadlineKind>
{
    /// <summary>Have a signed successor before the agreement ends.</summary>
    public static readonly DeadlineKind Expiry = new("expiry");

    /// <summary>Tell the other party that the agreement is to be renewed, as its renewal clause asks.</summary>
    public static readonly DeadlineKind RenewalNotice = new("renewalNotice");

    /// <summary>Bring a stage of a renewal to its end.</summary>
    public static readonly DeadlineKind RenewalStage = new("renewalStage");

    /// <summary>Do what a meeting agreed on.</summary>
    public static readonly DeadlineKind FollowUp = new("followUp");

    /// <summary>Have a signed work plan before the year, or the term, begins.</summary>
    public static readonly DeadlineKind WorkPlan = new("workPlan");

    /// <summary>Carry out an activity of a signed work plan.</summary>
    public static readonly DeadlineKind Activity = new("activity");

    /// <inheritdoc/>
    public static DeadlineKind Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>Where a deadline stands, as it is stored.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<DeadlineState>))]
public readonly record struct DeadlineState(string Value) : ICode<DeadlineState>
{
    /// <summary>Somebody must act.</summary>
    public static readonly DeadlineState Open = new("open");

    /// <summary>Somebody says that they are at it; holds no longer than to the day that they named, or to the due date.</summary>
    public static readonly DeadlineState Acknowledged = new("acknowledged");

    /// <summary>What was due is done.</summary>
    public static readonly DeadlineState Met = new("met");

    /// <summary>The date was moved, or nothing is due any more.</summary>
    public static readonly DeadlineState Superseded = new("superseded");

    /// <inheritdoc/>
    public static DeadlineState Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
