namespace Agreements.ReminderJob.Mail;

/// <summary>What became of a message.</summary>
internal enum HandoverOutcome
{
    /// <summary>The server said that it has it.</summary>
    Taken,

    /// <summary>Nobody has it, and the same will not be taken later.</summary>
    Refused,

    /// <summary>Nobody has it; it may be taken later.</summary>
    Deferred,

    /// <summary>The server had ended the session before the message was begun, as one may after so many messages or too long a pause: nobody has it.</summary>
    NotBegun,

    /// <summary>All of it was sent, and no answer came: the server may have it. A repeat has the same Message-ID.</summary>
    Unknown,
}

/// <summary>What became of a message, and what to tell of it.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">What the server said, or where the connection broke; null when there is nothing to tell.</param>
/// <param name="Refused">Those among the addressees whom the server does not take mail for, with what it said.</param>
internal sealed record Handover(HandoverOutcome Outcome, string? Detail, IReadOnlyList<(MailBox MailBox, string Detail)> Refused);

/// <summary>The mail server cannot be used at all.</summary>
internal sealed class MailServerException(string message, Exception? innerException = null) : Exception(message, innerException);
