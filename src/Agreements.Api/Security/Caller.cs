using Agreements.Domain;
using Agreements.Domain.Access;

namespace Agreements.Api.Security;

/// <summary>Who is asking, as the credential of the request has it. Nothing that needs a caller runs without one.</summary>
internal sealed class Caller(IHttpContextAccessor accessor, TimeProvider clock)
{
    /// <summary>What the caller was granted.</summary>
    public Grant Grant => accessor.HttpContext?.Features.Get<Grant>() ?? throw new InvalidOperationException("Nobody is asking.");

    /// <summary>Whose idempotency keys are looked up.</summary>
    public string Id => Grant.CallerId;

    /// <summary>The caller's name, as histories record it.</summary>
    public string Name => Grant.Name;

    /// <summary>Where the caller may look.</summary>
    public Reach Reach => Grant.Reach;

    /// <summary>The caller's hand on a change made now.</summary>
    public Authorship Sign() => new(Name, Now());

    /// <summary>Now, to the millisecond: what is stored must read back as it was answered.</summary>
    public DateTimeOffset Now() => clock.GetUtcNow().ToMilliseconds();
}

/// <summary>The precision in which instants are stored.</summary>
internal static class StoredInstants
{
    public static DateTimeOffset ToMilliseconds(this DateTimeOffset at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
