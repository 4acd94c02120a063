using Agreements.ReminderJob.Mail;

namespace Agreements.ReminderJob.Settings;

/// <summary>Everything the job is told.</summary>
internal sealed record JobSettings
{
    /// <summary>Where the service is.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The key that claims and reports.</summary>
    public required string ApiKey { get; init; }

    /// <summary>The mail server; null where nothing is sent.</summary>
    public required SmtpSettings? Smtp { get; init; }

    /// <summary>The name of this worker in the register.</summary>
    public required string Worker { get; init; }

    /// <summary>How many reminders are claimed at once.</summary>
    public required int Limit { get; init; }

    /// <summary>How long they are held.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>How long a loop rests between two rounds.</summary>
    public required TimeSpan Pause { get; init; }

    /// <summary>Who hears of agreements with nobody to tell.</summary>
    public required MailBox? NobodyToTell { get; init; }

    /// <summary>A link with <c>{agreementId}</c> in it.</summary>
    public required string? LinkTemplate { get; init; }
}

/// <summary>How mail is handed over.</summary>
internal sealed record SmtpSettings
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>Whether nothing is said before the connection is encrypted.</summary>
    public required bool StartTls { get; init; }

    public required string? User { get; init; }

    public required string? Password { get; init; }

    public required MailBox From { get; init; }

    /// <summary>How long an answer may take, but for that to a whole message, which may take as long as the lease lasts.</summary>
    public required TimeSpan Timeout { get; init; }
}

/// <summary>Settings that the job cannot work with.</summary>
/// <param name="faults">A line for each that is missing or wrong.</param>
internal sealed class UnusableSettingsException(IReadOnlyList<string> faults) : Exception(string.Join(' ', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
