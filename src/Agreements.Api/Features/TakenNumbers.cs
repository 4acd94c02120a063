using Agreements.Domain;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Features;

/// <summary>A number that somebody looked up before writing it. Of two that write it at the same time, the store's index stops the later.</summary>
internal static class TakenNumbers
{
    /// <summary>Refuses a number that an agreement carries already.</summary>
    public static void Refuse(Guid? holder, Party party, string number)
    {
        if (holder is not null)
        {
            throw new RuleViolationException("number.taken", ("party", party), ("number", number), ("takenBy", holder));
        }
    }
}
