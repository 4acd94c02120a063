namespace Agreements.Client;

public sealed partial class AgreementArea
{
    /// <summary>Begins a draft. Only kind and region are needed; the rest can follow.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement.</returns>
    [Operation("draftAgreement")]
    public Task<Versioned<Agreement>> DraftAsync(DraftAgreement draft, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(Call.Post($"v1/agreements", idempotencyKey).Json(draft, AgreementsJson.Default.DraftAgreement), cancellationToken);

    /// <summary>Changes what is set and keeps the rest. It is sent once: where the answer is lost, read the agreement to learn whether it was changed.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="read">The tag of the agreement as it was read.</param>
    /// <param name="changes">What changes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement as it is now.</returns>
    /// <exception cref="ProblemException"><c>precondition.failed</c>: somebody else has changed it since.</exception>
    [Operation("editAgreement")]
    public Task<Versioned<Agreement>> EditAsync(Guid id, ETag read, EditAgreement changes, CancellationToken cancellationToken = default) => ChangeAsync(
        Call.Patch($"v1/agreements/{id}").IfMatch(read).Json(changes, AgreementsJson.Default.EditAgreement, "application/merge-patch+json"), cancellationToken);

    /// <summary>Removes a draft. It is sent once: where the answer is lost, a repeat that finds nothing says that it was removed.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="read">The tag of the agreement as it was read.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>When it is done.</returns>
    [Operation("deleteAgreement")]
    public Task DeleteAsync(Guid id, ETag read, CancellationToken cancellationToken = default) =>
        _wire.DoneAsync(Call.Delete($"v1/agreements/{id}").IfMatch(read), cancellationToken);

    /// <summary>Hands a draft to the reviewers. It needs a subject, a BPJS office and an owner.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="read">The tag of the agreement as it was read.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement as it is now.</returns>
    [Operation("submitAgreement")]
    public Task<Versioned<Agreement>> SubmitAsync(Guid id, ETag read, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(Call.Post($"v1/agreements/{id}/submit", idempotencyKey).IfMatch(read), cancellationToken);

    /// <summary>Hands an agreement back to its authors.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="read">The tag of the agreement as it was read.</param>
    /// <param name="reason">What is to be put right.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement as it is now.</returns>
    [Operation("returnAgreement")]
    public Task<Versioned<Agreement>> ReturnAsync(Guid id, ETag read, string reason, string? idempotencyKey = null, CancellationToken cancellationToken = default) => ChangeAsync(
        Call.Post($"v1/agreements/{id}/return", idempotencyKey).IfMatch(read).Json(new ReturnAgreement { Reason = reason }, AgreementsJson.Default.ReturnAgreement), cancellationToken);

    /// <summary>Releases an agreement for signature. Whoever submitted it cannot.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="read">The tag of the agreement as it was read.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement as it is now.</returns>
    [Operation("approveAgreement")]
    public Task<Versioned<Agreement>> ApproveAsync(Guid id, ETag read, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(Call.Post($"v1/agreements/{id}/approve", idempotencyKey).IfMatch(read), cancellationToken);

    /// <summary>Records one party's signature; the second one makes the agreement signed.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="signature">Who signed for which party, and when.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement as it is now.</returns>
    [Operation("signAgreement")]
    public Task<Versioned<Agreement>> SignAsync(Guid id, SignAgreement signature, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(Call.Post($"v1/agreements/{id}/signatures", idempotencyKey).Json(signature, AgreementsJson.Default.SignAgreement), cancellationToken);

    /// <summary>Records an amendment (adendum): a signed document that changes the terms from a day on.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="amendment">What changes from when on, and who signed it.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement as it is now.</returns>
    [Operation("amendAgreement")]
    public Task<Versioned<Agreement>> AmendAsync(Guid id, AmendAgreement amendment, string? idempotencyKey = null, CancellationToken cancellationToken = default) =>
        ChangeAsync(Call.Post($"v1/agreements/{id}/amendments", idempotencyKey).Json(amendment, AgreementsJson.Default.AmendAgreement), cancellationToken);

    /// <summary>Gives an agreement up before it is signed.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="read">The tag of the agreement as it was read.</param>
    /// <param name="reason">Why.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement as it is now.</returns>
    [Operation("cancelAgreement")]
    public Task<Versioned<Agreement>> CancelAsync(Guid id, ETag read, string reason, string? idempotencyKey = null, CancellationToken cancellationToken = default) => ChangeAsync(
        Call.Post($"v1/agreements/{id}/cancel", idempotencyKey).IfMatch(read).Json(new CancelAgreement { Reason = reason }, AgreementsJson.Default.CancelAgreement), cancellationToken);

    /// <summary>Ends a signed agreement on one of the law's grounds.</summary>
    /// <param name="id">Id of the agreement.</param>
    /// <param name="read">The tag of the agreement as it was read.</param>
    /// <param name="termination">The ground, the day and the reason.</param>
    /// <param name="idempotencyKey">Names the call; one of its own when left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The agreement as it is now.</returns>
    [Operation("terminateAgreement")]
    public Task<Versioned<Agreement>> TerminateAsync(
        Guid id, ETag read, TerminateAgreement termination, string? idempotencyKey = null, CancellationToken cancellationToken = default) => ChangeAsync(
        Call.Post($"v1/agreements/{id}/terminate", idempotencyKey).IfMatch(read).Json(termination, AgreementsJson.Default.TerminateAgreement), cancellationToken);

    private Task<Versioned<Agreement>> ChangeAsync(Call call, CancellationToken cancellationToken) => _wire.VersionedAsync(call, AgreementsJson.Default.Agreement, cancellationToken);
}
