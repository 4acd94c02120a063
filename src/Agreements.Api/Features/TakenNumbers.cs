using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Instruments;

namespace Agreements.Api.Features;

/// <summary>A number that somebody looked up before writing it. Of two that write it at the same time, the store's index stops the later.</summary>
internal static class TakenNumbers
{
    /// <summary>Refuses a number that an agreement carries already, and names the agreement to those who may see it.</summary>
    public static void Refuse(NumberHolder? holder, Party party, string number, Reach reach)
    {
        if (holder is not null)
        {
            throw new RuleViolationException("number.taken", ("party", party), ("number", number), ("takenBy", reach.Covers(holder.RegionCode) ? holder.AgreementId : null));
        }
    }
}
