using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>Where a reminder stands.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<ReminderStanding>))]
public readonly record struct ReminderStanding(string Value) : ICode<ReminderStanding>
{
    /// <summary>Its day has come and whoever claims next gets it.</summary>
    public static readonly ReminderStanding Due = new("due");

    /// <summary>Somebody has it in hand, and their lease is not over.</summary>
    public static readonly ReminderStanding Claimed = new("claimed");

    /// <summary>It was delivered.</summary>
    public static readonly ReminderStanding Delivered = new("delivered");

    /// <summary>It could not be delivered: it rests until it is tried again, or is given up.</summary>
    public static readonly ReminderStanding Failed = new("failed");

    /// <summary>A more urgent one of the same deadline took its place.</summary>
    public static readonly ReminderStanding Collapsed = new("collapsed");

    /// <summary>It was claimed and not delivered, and nobody is to be reminded of its deadline now: that is closed, or acknowledged, or to be confirmed first.</summary>
    public static readonly ReminderStanding Withdrawn = new("withdrawn");

    /// <inheritdoc/>
    public static ReminderStanding Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>What a reminder goes out by.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<ReminderChannel>))]
public readonly record struct ReminderChannel(string Value) : ICode<ReminderChannel>
{
    /// <summary>By electronic mail.</summary>
    public static readonly ReminderChannel Email = new("email");

    /// <inheritdoc/>
    public static ReminderChannel Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>What became of an attempt to deliver.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<DeliveryOutcome>))]
public readonly record struct DeliveryOutcome(string Value) : ICode<DeliveryOutcome>
{
    /// <summary>It was sent.</summary>
    public static readonly DeliveryOutcome Delivered = new("delivered");

    /// <summary>It could not be sent.</summary>
    public static readonly DeliveryOutcome Failed = new("failed");

    /// <inheritdoc/>
    public static DeliveryOutcome Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}

/// <summary>The language that somebody is written to in.</summary>
/// <param name="Value">The value as it travels.</param>
[JsonConverter(typeof(CodeConverter<ContactLanguage>))]
public readonly record struct ContactLanguage(string Value) : ICode<ContactLanguage>
{
    /// <summary>Indonesian.</summary>
    public static readonly ContactLanguage Id = new("id");

    /// <summary>English.</summary>
    public static readonly ContactLanguage En = new("en");

    /// <inheritdoc/>
    public static ContactLanguage Of(string value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
