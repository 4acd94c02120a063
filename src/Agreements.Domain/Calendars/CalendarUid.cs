using Agreements.Domain.Deadlines;

namespace Agreements.Domain.Calendars;

/// <summary>
/// What calendars know a day by: what it is about, not the deadline, which is superseded by another one when the date moves. So the entry moves in the calendar
/// instead of appearing twice, also where a reminder had brought it by mail.
/// </summary>
public static class CalendarUid
{
    /// <summary>Longest one, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>The UID (RFC 5545, 3.8.4.7) of a deadline: ids of this register, so that no other calendar has it.</summary>
    public static string Of(Deadline deadline) => deadline.Key.Replace(':', '-').ToLowerInvariant();
}
