namespace Agreements.Domain.Audit;

/// <summary>What became of what somebody did or wanted to do.</summary>
public enum AuditOutcome
{
    /// <summary>It was done: something changed.</summary>
    Done,

    /// <summary>It was refused, and nothing changed.</summary>
    Refused,
}

/// <summary>The kinds of things that the audit speaks of.</summary>
public enum AuditSubjectKind
{
    /// <summary>An agreement.</summary>
    Agreement,

    /// <summary>An amendment of an agreement.</summary>
    Amendment,

    /// <summary>An office of BPJS Kesehatan, with its catchment.</summary>
    BpjsOffice,

    /// <summary>A key.</summary>
    ApiKey,

    /// <summary>A document of an agreement, with its versions.</summary>
    Document,

    /// <summary>A renewal, with its log.</summary>
    Renewal,

    /// <summary>A meeting.</summary>
    Meeting,

    /// <summary>A deadline, as far as somebody acknowledged it; that it opens and closes follows from other changes.</summary>
    Deadline,

    /// <summary>A day on which government offices are closed.</summary>
    Holiday,

    /// <summary>A work plan, with its addenda.</summary>
    WorkPlan,

    /// <summary>An activity of a work plan, with its reports.</summary>
    Activity,

    /// <summary>A contribution rate.</summary>
    ContributionRate,

    /// <summary>A snapshot of a region's coverage.</summary>
    CoverageSnapshot,

    /// <summary>A policy on universal health coverage.</summary>
    UhcPolicy,

    /// <summary>How soon people of a region are activated.</summary>
    ActivationMode,

    /// <summary>A reminder, with its attempts; that one was left out follows from the more urgent one that was claimed.</summary>
    Reminder,

    /// <summary>The ladders by which deadlines are reminded of.</summary>
    ReminderRules,

    /// <summary>Who is told of the deadlines of a region.</summary>
    RegionContacts,

    /// <summary>A calendar feed, without what opens it.</summary>
    CalendarFeed,

    /// <summary>A webhook; what it is told follows from other changes.</summary>
    Webhook,

    /// <summary>An import; what it brings is told of the agreements.</summary>
    Import,
}

/// <summary>What an entry of the audit is about.</summary>
/// <param name="Kind">What kind of thing it is; null where it is about a region as such.</param>
/// <param name="Id">Which one.</param>
/// <param name="AgreementId">The agreement that it is or belongs to.</param>
/// <param name="RegionCode">The region that it lies in.</param>
public sealed record AuditSubject(AuditSubjectKind? Kind, Guid? Id, Guid? AgreementId = null, string? RegionCode = null)
{
    /// <summary>A region, and nothing in particular that lies in it.</summary>
    public static AuditSubject OfRegion(string code) => new(Kind: null, Id: null, RegionCode: code);

    /// <summary>An agreement.</summary>
    public static AuditSubject OfAgreement(Guid id) => new(AuditSubjectKind.Agreement, id, id);
}

/// <summary>Something that somebody does or wants to do.</summary>
/// <param name="Action">The operation, by its id in the API document; a verb and a noun where it is none.</param>
/// <param name="Author">Who; null where nobody knows.</param>
/// <param name="Credential">The credential used (<c>key:…</c>, <c>token:…</c>); null where none was.</param>
/// <param name="At">When, in UTC, to the millisecond.</param>
/// <param name="TraceId">W3C trace id of the request; null where there was none.</param>
public sealed record Act(string Action, Author? Author, string? Credential, DateTimeOffset At, string? TraceId = null);

/// <summary>One entry of the audit. Entries are added, never changed; sealing gives each its place in the chain, once.</summary>
public sealed class AuditEntry
{
    /// <summary>Longest name of an operation, in characters.</summary>
    public const int ActionMaxLength = 100;

    /// <summary>Longest problem code, in characters.</summary>
    public const int CodeMaxLength = 100;

    /// <summary>Longest credential, in characters.</summary>
    public const int CredentialMaxLength = 100;

    /// <summary>Length of a trace id, in hexadecimal digits.</summary>
    public const int TraceIdLength = 32;

    private AuditEntry()
    {
    }

    /// <summary>Version-7 id.</summary>
    public Guid Id { get; private init; }

    /// <summary>When it happened.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Name of who did it; null where nobody knows.</summary>
    public string? By { get; private init; }

    /// <summary>The credential used; null where none was.</summary>
    public string? Credential { get; private init; }

    /// <summary>The operation.</summary>
    public string Action { get; private init; } = "";

    /// <summary>What became of it.</summary>
    public AuditOutcome Outcome { get; private init; }

    /// <summary>The problem code that it was refused with; null where it was done.</summary>
    public string? Code { get; private init; }

    /// <summary>The kind of thing it was done to.</summary>
    public AuditSubjectKind? SubjectKind { get; private init; }

    /// <summary>The thing it was done to.</summary>
    public Guid? SubjectId { get; private init; }

    /// <summary>The agreement that the thing is or belongs to.</summary>
    public Guid? AgreementId { get; private init; }

    /// <summary>The region that the thing lies in.</summary>
    public string? RegionCode { get; private init; }

    /// <summary>The values that changed, as a JSON list of <see cref="Instruments.FieldChange"/>, kept to the letter.</summary>
    public string Changes { get; private init; } = "[]";

    /// <summary>W3C trace id of the request.</summary>
    public string? TraceId { get; private init; }

    /// <summary>Its place in the chain, from 1 on; null until it is sealed.</summary>
    public long? Sequence { get; private set; }

    /// <summary>The seal over it and everything before; null until it is sealed.</summary>
    public string? Hash { get; private set; }

    /// <summary>That something was changed.</summary>
    public static AuditEntry Done(Act act, AuditSubject subject, string changes) => Of(act, AuditOutcome.Done, code: null, subject, changes);

    /// <summary>That something was refused.</summary>
    public static AuditEntry Refused(Act act, string code, AuditSubject? subject) => Of(act, AuditOutcome.Refused, code, subject, "[]");

    /// <summary>Puts it behind everything sealed so far.</summary>
    public void Seal(AuditHead head)
    {
        if (Sequence is not null)
        {
            throw new InvalidOperationException("It has its place in the chain already.");
        }

        Sequence = head.Sequence + 1;
        Hash = AuditChain.HashOf(this, head.Hash);
        head.MoveTo(this);
    }

    private static AuditEntry Of(Act act, AuditOutcome outcome, string? code, AuditSubject? subject, string changes) => new()
    {
        Id = Guid.CreateVersion7(act.At),
        At = act.At,
        By = act.Author?.Name,
        Credential = act.Credential,
        Action = act.Action,
        Outcome = outcome,
        Code = code,
        SubjectKind = subject?.Kind,
        SubjectId = subject?.Id,
        AgreementId = subject?.AgreementId,
        RegionCode = subject?.RegionCode,
        Changes = changes,
        TraceId = act.TraceId,
    };
}
