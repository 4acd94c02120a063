using Agreements.Api.Http.Json;
using Agreements.Api.Http.Problems;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Agreements.Domain.Text;

namespace Agreements.Api.Security;

/// <summary>
/// Who is asking. Until access control is there a caller names itself, which is why the service listens on loopback only.
/// </summary>
internal sealed class Caller
{
    public const string ActorHeader = "X-Actor";
    public const string Anonymous = "anonymous";
    private readonly TimeProvider _clock;

    public Caller(IHttpContextAccessor accessor, TimeProvider clock)
    {
        _clock = clock;
        var given = accessor.HttpContext?.Request.Headers[ActorHeader] ?? default;
        if (given.Count == 0)
        {
            Name = Anonymous;
            return;
        }

        if (given.Count != 1 || string.IsNullOrWhiteSpace(given[0]) || given[0]!.EnumerateRunes().Count() > Agreement.NameMaxLength || !TextConverter.IsStorable(given[0]!))
        {
            throw new BadInputException([InputError.InParameter(ActorHeader, "header.malformed", $"UTF-8, 1–{Agreement.NameMaxLength}")]);
        }

        if (PersonalNumber.OccursIn(given[0]!))
        {
            throw new BadInputException([InputError.InParameter(ActorHeader, "text.personal-number")]);
        }

        Name = given[0]!;
    }

    /// <summary>The caller's name, as histories record it.</summary>
    public string Name { get; }

    /// <summary>The caller's hand on a change made now.</summary>
    public Authorship Sign() => new(Name, Now());

    /// <summary>Now, to the millisecond: what is stored must read back as it was answered.</summary>
    public DateTimeOffset Now()
    {
        var now = _clock.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
