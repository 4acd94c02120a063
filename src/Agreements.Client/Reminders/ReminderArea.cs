namespace Agreements.Client;

/// <summary>Reminders: what is to be sent, by whom it is, and what became of it.</summary>
public sealed class ReminderArea
{
    private readonly Wire _wire;

    internal ReminderArea(Wire wire) => _wire = wire;

    /// <summary>Takes reminders that are due in hand. A repeat under the same key is given the same ones.</summary>
    /// <param name="claim">Who takes how many, and for how long.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out. A job that keeps its key over a crash is given the same claim again.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The claim and what it holds.</returns>
    [Operation("claimReminders")]
    public Task<ReminderClaim> ClaimAsync(ClaimReminders claim, string? idempotencyKey = null, CancellationToken cancellationToken = default) => _wire.AnswerAsync(
        Call.Post($"v1/reminders/claims", idempotencyKey).Json(claim, AgreementsJson.Default.ClaimReminders), AgreementsJson.Default.ReminderClaim, cancellationToken);

    /// <summary>Says what became of a reminder. Saying the same again changes nothing.</summary>
    /// <param name="id">Id of the reminder.</param>
    /// <param name="report">What became of it, under which claim.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The reminder as it is now.</returns>
    /// <exception cref="ProblemException">
    /// <c>reminder.already-delivered</c>, <c>reminder.claim-lost</c>, <c>reminder.already-reported</c>, <c>reminder.claim-unknown</c>: somebody else has it, or had.
    /// </exception>
    [Operation("reportDelivery")]
    public Task<Versioned<Reminder>> ReportAsync(Guid id, ReportDelivery report, string? idempotencyKey = null, CancellationToken cancellationToken = default) => _wire.VersionedAsync(
        Call.Post($"v1/reminders/{id}/deliveries", idempotencyKey).Json(report, AgreementsJson.Default.ReportDelivery), AgreementsJson.Default.Reminder, cancellationToken);

    /// <summary>Every reminder that matches, those that fire first first; pages are asked for as they are needed.</summary>
    /// <param name="filter">Which ones; those that are due when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The reminders.</returns>
    [Operation("listReminders")]
    public IAsyncEnumerable<ListedReminder> ListAsync(ReminderFilter? filter = null, CancellationToken cancellationToken = default) =>
        Wire.AllAsync<Page<ListedReminder>, ListedReminder>((after, token) => ListPageAsync(filter, limit: null, after, token), cancellationToken);

    /// <summary>One page of the reminders that match.</summary>
    /// <param name="filter">Which ones; those that are due when left out.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that the page before gave as <c>next</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("listReminders")]
    public Task<Page<ListedReminder>> ListPageAsync(ReminderFilter? filter = null, int? limit = null, string? after = null, CancellationToken cancellationToken = default)
    {
        var call = Call.Get($"v1/reminders")
            .Query("state", filter?.State)
            .Query("kind", filter?.Kind)
            .Query("regionCode", filter?.RegionCode)
            .Query("provinceCode", filter?.ProvinceCode)
            .Query("agreementId", filter?.AgreementId)
            .Query("deadlineId", filter?.DeadlineId)
            .Query("limit", limit)
            .Query("after", after);
        return _wire.AnswerAsync(call, AgreementsJson.Default.PageListedReminder, cancellationToken);
    }

    /// <summary>A reminder with its attempts.</summary>
    /// <param name="id">Id of the reminder.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The reminder.</returns>
    [Operation("getReminder")]
    public Task<Versioned<Reminder>> GetAsync(Guid id, CancellationToken cancellationToken = default) =>
        _wire.VersionedAsync(Call.Get($"v1/reminders/{id}"), AgreementsJson.Default.Reminder, cancellationToken);

    /// <summary>A reminder, if it has changed.</summary>
    /// <param name="id">Id of the reminder.</param>
    /// <param name="since">The tag it had.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The reminder; null where it is as it was.</returns>
    [Operation("getReminder")]
    public Task<Versioned<Reminder>?> GetIfChangedAsync(Guid id, ETag since, CancellationToken cancellationToken = default) =>
        _wire.IfChangedAsync(Call.Get($"v1/reminders/{id}"), since, AgreementsJson.Default.Reminder, cancellationToken);

    /// <summary>Every reminder that fires in a span, without what waits from before; pages are asked for as they are needed.</summary>
    /// <param name="span">The span.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The reminders, by the day they fire.</returns>
    [Operation("previewReminders")]
    public IAsyncEnumerable<ReminderPreview> PreviewAsync(PreviewReminders span, CancellationToken cancellationToken = default) =>
        Wire.AllAsync<Page<ReminderPreview>, ReminderPreview>((after, token) => PreviewPageAsync(span, limit: null, after, token), cancellationToken);

    /// <summary>One page of the reminders that fire in a span.</summary>
    /// <param name="span">The span.</param>
    /// <param name="limit">How many at most, 1–200; 50 when left out.</param>
    /// <param name="after">The cursor that the page before gave as <c>next</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The page.</returns>
    [Operation("previewReminders")]
    public Task<Page<ReminderPreview>> PreviewPageAsync(PreviewReminders span, int? limit = null, string? after = null, CancellationToken cancellationToken = default) => _wire.AnswerAsync(
        Call.Ask($"v1/reminders/preview").Query("limit", limit).Query("after", after).Json(span, AgreementsJson.Default.PreviewReminders),
        AgreementsJson.Default.PageReminderPreview,
        cancellationToken);

    /// <summary>The ladders of all kinds of deadlines.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The rules.</returns>
    [Operation("getReminderRules")]
    public Task<Versioned<ReminderRules>> GetRulesAsync(CancellationToken cancellationToken = default) =>
        _wire.VersionedAsync(Call.Get($"v1/reminder-rules"), AgreementsJson.Default.ReminderRules, cancellationToken);

    /// <summary>The ladders of all kinds of deadlines, where they have changed.</summary>
    /// <param name="since">The tag they had.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The rules, or null where they are as they were.</returns>
    [Operation("getReminderRules")]
    public Task<Versioned<ReminderRules>?> GetRulesIfChangedAsync(ETag since, CancellationToken cancellationToken = default) =>
        _wire.IfChangedAsync(Call.Get($"v1/reminder-rules"), since, AgreementsJson.Default.ReminderRules, cancellationToken);

    /// <summary>Sets the ladders of all kinds. What has been reminded of is not reminded of again.</summary>
    /// <param name="read">The tag of the rules as they were read.</param>
    /// <param name="rules">Every kind, once.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The rules as they are now.</returns>
    [Operation("replaceReminderRules")]
    public Task<Versioned<ReminderRules>> ReplaceRulesAsync(ETag read, ReplaceReminderRules rules, CancellationToken cancellationToken = default) => _wire.VersionedAsync(
        Call.Put($"v1/reminder-rules").IfMatch(read).Json(rules, AgreementsJson.Default.ReplaceReminderRules), AgreementsJson.Default.ReminderRules, cancellationToken);

    /// <summary>Whether reminders go out.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The last claim, the last delivery and what waits.</returns>
    [Operation("getReminderHealth")]
    public Task<ReminderHealth> HealthAsync(CancellationToken cancellationToken = default) =>
        _wire.AnswerAsync(Call.Get($"v1/health/reminders"), AgreementsJson.Default.ReminderHealth, cancellationToken);
}
