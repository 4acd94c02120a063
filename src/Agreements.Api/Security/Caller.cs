using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;

namespace Agreements.Api.Security;

/// <summary>Who is asking, as the credential of the request has it. Nothing that needs a caller runs without one.</summary>
internal sealed class Caller(IHttpContextAccessor accessor, TimeProvider clock, SigningRule signing)
{
    /// <summary>What the caller was granted.</summary>
    public Grant Grant => accessor.HttpContext?.Features.Get<Grant>() ?? throw new InvalidOperationException("Nobody is asking.");

    /// <summary>Whose idempotency keys are looked up.</summary>
    public string Id => Grant.CallerId;

    /// <summary>Who the caller is, as histories record it.</summary>
    public Author Author => Grant.Author;

    /// <summary>What the caller asks for, as the audit names it.</summary>
    public Act Act => RequestActs.Of(accessor.HttpContext!, clock.GetUtcNow());

    /// <summary>The caller as somebody who looks at agreements.</summary>
    public Viewer Viewer => new(Grant, signing.ScanRequired);

    /// <summary>Where the caller may look.</summary>
    public Reach Reach => Grant.Reach;

    /// <summary>The caller's hand on a change made now.</summary>
    public Authorship Sign() => new(Author, Now());

    /// <summary>Now, to the millisecond: what is stored must read back as it was answered.</summary>
    public DateTimeOffset Now() => clock.GetUtcNow().ToMilliseconds();
}

/// <summary>Who looks at an agreement, and by which rule it would be signed: both decide what can be done to it.</summary>
internal sealed record Viewer(Grant Grant, bool ScanRequired);

/// <summary>Whether it takes the scan of the signed document to complete a signature, as the operator has decided.</summary>
internal sealed record SigningRule(bool ScanRequired);

/// <summary>The precision in which instants are stored.</summary>
internal static class StoredInstants
{
    public static DateTimeOffset ToMilliseconds(this DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
