namespace Agreements.ReminderJob.Letters;

/// <summary>What one reminder says, to all who are told: one message, so that it is either handed over or not.</summary>
/// <param name="Languages">Tags of the languages it speaks, the first first.</param>
/// <param name="Subject">On one line.</param>
/// <param name="Text">For those who read plain text.</param>
/// <param name="Html">The same in HTML, complete in itself.</param>
/// <param name="Calendar">The due date as an event; null where there is none.</param>
internal sealed record Letter(IReadOnlyList<string> Languages, string Subject, string Text, string Html, string? Calendar);
