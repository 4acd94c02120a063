namespace Agreements.ReminderJob;

/// <summary>How the job ends.</summary>
internal static class ExitCodes
{
    /// <summary>All that was due is delivered, or nothing was due; in a loop: it was asked to stop.</summary>
    public const int Done = 0;

    /// <summary>Something was refused, has nobody to tell, or is left to the next run.</summary>
    public const int Failed = 1;

    public const int WrongUsage = 2;

    /// <summary>A setting is missing or wrong; nothing was claimed.</summary>
    public const int SettingsUnusable = 3;

    /// <summary>The service did not answer or refused, or does not know of something that was sent.</summary>
    public const int ServiceUnusable = 4;

    /// <summary>The mail server cannot be used; what was not claimed stays due.</summary>
    public const int MailUnusable = 5;

    /// <summary>Asked to stop before all was done; what is left is due again when its lease is over.</summary>
    public const int Interrupted = 130;
}
