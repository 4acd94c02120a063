namespace Agreements.ReminderJob.Letters;

/// <summary>Where people see an agreement, if there is such a place.</summary>
internal static class AgreementLink
{
    public const string Placeholder = "{agreementId}";

    public static string? Of(string? template, Notice notice) =>
        notice.Agreement is { } agreement ? template?.Replace(Placeholder, agreement.Id.ToString(), StringComparison.Ordinal) : null;
}
