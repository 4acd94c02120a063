using Agreements.ReminderJob.Letters;

namespace Agreements.ReminderJob.Work;

/// <summary>A reminder in this job's hands.</summary>
/// <param name="Notice">What it tells.</param>
/// <param name="Addressees">Whom; may be nobody.</param>
/// <param name="Unusable">Addresses that no mail can be sent to.</param>
/// <param name="Attempt">How often it has been claimed, this time included.</param>
/// <param name="Channel">What it goes out by.</param>
internal sealed record Errand(Notice Notice, IReadOnlyList<Addressee> Addressees, IReadOnlyList<string> Unusable, int Attempt, string Channel);

/// <summary>What was claimed at once.</summary>
/// <param name="Claim">Names the claim.</param>
/// <param name="Items">The reminders; none when nothing is due.</param>
internal sealed record Errands(Guid Claim, IReadOnlyList<Errand> Items);
