using Agreements.Domain.Reminders;

namespace Agreements.Api.Setup;

/// <summary>How often reminders are tried, from the section <c>Reminders</c>.</summary>
public sealed class ReminderOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Reminders";

    /// <summary>After so many reports that it could not be delivered a reminder is given up and stays listed as failed; 1 to 100.</summary>
    public int MaxAttempts { get; init; } = BackOff.Default.MaxAttempts;
}

/// <summary>Registers what reminders are tried by.</summary>
internal static class ReminderSetup
{
    public static void AddReminders(this WebApplicationBuilder builder) => builder.Services.AddSingleton(
        new BackOff(builder.Configuration.WholeNumber($"{ReminderOptions.Section}:{nameof(ReminderOptions.MaxAttempts)}", 1, BackOff.MostAttempts, BackOff.Default.MaxAttempts)));
}
