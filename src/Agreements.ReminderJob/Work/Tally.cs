namespace Agreements.ReminderJob.Work;

/// <summary>What a round came to.</summary>
internal sealed record Tally
{
    public int Delivered { get; set; }

    /// <summary>Not handed over, and reported so; the service has them claimed again after a while.</summary>
    public int Failed { get; set; }

    /// <summary>Not handed over since nobody is there to tell, and reported so.</summary>
    public int WithoutRecipients { get; set; }

    /// <summary>Claimed and not looked at; due again when the lease is over.</summary>
    public int Left { get; set; }

    /// <summary>Handed over or not, without the service knowing which.</summary>
    public int Unreported { get; set; }

    /// <summary>Whether the service did not answer or refused.</summary>
    public bool ServiceFailed { get; set; }

    /// <summary>Whether the mail server could not be used.</summary>
    public bool MailFailed { get; set; }

    /// <summary>Whether it was asked to stop before all was done.</summary>
    public bool IsInterrupted { get; set; }

    public bool IsAnything => this != new Tally();

    public int ExitCode => this switch
    {
        { ServiceFailed: true } or { Unreported: > 0 } => ExitCodes.ServiceUnusable,
        { MailFailed: true } => ExitCodes.MailUnusable,
        { Failed: > 0 } or { WithoutRecipients: > 0 } => ExitCodes.Failed,
        { IsInterrupted: true } => ExitCodes.Interrupted,
        { Left: > 0 } => ExitCodes.Failed,
        _ => ExitCodes.Done,
    };

    public string In(Words words) => words.In(
        $"{Delivered} terkirim, {Failed} gagal, {WithoutRecipients} tanpa penerima, {Left} tersisa, {Unreported} tidak terlaporkan.",
        $"{Delivered} delivered, {Failed} failed, {WithoutRecipients} with nobody to tell, {Left} left, {Unreported} unreported.");
}
