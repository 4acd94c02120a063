namespace Agreements.Domain;

/// <summary>Who does something, and when: what every entry of a history is signed with.</summary>
/// <param name="By">The caller's name.</param>
/// <param name="At">The instant, in UTC, to the millisecond.</param>
public sealed record Authorship(string By, DateTimeOffset At);
