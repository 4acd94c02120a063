using Agreements.Api.Http.Problems;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;

namespace Agreements.Api.Security;

/// <summary>
/// Sees to it that the audit keeps what was refused: callers who are not known or lack the scope, changes that the state or the four eyes forbid, and things that lie
/// beyond a caller's reach. Requests that are merely faulty are not in it.
/// </summary>
internal sealed class RefusedAccess(RefusalLedger ledger, TimeProvider clock)
{
    // What the parameters of a path name.
    private static readonly Dictionary<string, AuditSubjectKind> Named = new(StringComparer.Ordinal)
    {
        ["agreementId"] = AuditSubjectKind.Agreement,
        ["keyId"] = AuditSubjectKind.ApiKey,
        ["feedId"] = AuditSubjectKind.CalendarFeed,
        ["officeId"] = AuditSubjectKind.BpjsOffice,
        ["documentId"] = AuditSubjectKind.Document,
        ["renewalId"] = AuditSubjectKind.Renewal,
        ["meetingId"] = AuditSubjectKind.Meeting,
        ["deadlineId"] = AuditSubjectKind.Deadline,
        ["reminderId"] = AuditSubjectKind.Reminder,
        ["workPlanId"] = AuditSubjectKind.WorkPlan,
        ["activityId"] = AuditSubjectKind.Activity,
        ["snapshotId"] = AuditSubjectKind.CoverageSnapshot,
        ["activationModeId"] = AuditSubjectKind.ActivationMode,
        ["webhookId"] = AuditSubjectKind.Webhook,
        ["importId"] = AuditSubjectKind.Import,
    };

    /// <summary>Writes the failure down if it is a refusal. A store that takes nothing does not change what the caller is told.</summary>
    public async Task NoteAsync(HttpContext context, Failure failure)
    {
        var subject = failure.Beyond ?? SubjectOf(context);
        if (IsRefusal(context, failure, subject))
        {
            await ledger.WriteAsync(new Refusal(RequestActs.Of(context, clock.GetUtcNow()), failure.Code, subject));
        }
    }

    private static bool IsRefusal(HttpContext context, Failure failure, AuditSubject? subject) => failure.Status switch
    {
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden => true,
        StatusCodes.Status409Conflict => failure.IsByRule,

        // To those who reach everywhere it is not there; to others it may be, and whether it is must not show.
        StatusCodes.Status404NotFound => subject is not null && context.Features.Get<Grant>() is { Reach.RegionCodes: not null },
        _ => failure.Beyond is not null,
    };

    private static AuditSubject? SubjectOf(HttpContext context)
    {
        foreach (var (name, value) in context.Request.RouteValues)
        {
            if (Named.TryGetValue(name, out var kind) && Guid.TryParse(value as string, out var id))
            {
                return kind == AuditSubjectKind.Agreement ? AuditSubject.OfAgreement(id) : new AuditSubject(kind, id);
            }
        }

        return null;
    }
}
