using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Register;

/// <summary>Checks what an agreement's content says about other records: the office and the predecessor exist, the numbers are free.</summary>
internal sealed class WrittenReferences(AgreementsDbContext db, IStoreEngine engine)
{
    public async Task CheckAsync(Agreement agreement, CancellationToken cancellationToken)
    {
        var faults = new List<InputFault>();
        if (agreement.BpjsOfficeId is { } officeId)
        {
            // Its name goes into the search text, so it must not change meanwhile.
            await engine.HoldOfficeAsync(db, officeId, toChange: false, cancellationToken);
            if (await db.BpjsOffices.FindAsync([officeId], cancellationToken) is null)
            {
                faults.Add(new InputFault("bpjsOfficeId", "office.unknown"));
            }
        }

        if (agreement.PredecessorId is { } predecessorId && !await db.Agreements.AnyAsync(other => other.Id == predecessorId, cancellationToken))
        {
            faults.Add(new InputFault("predecessorId", "agreement.unknown"));
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults);
        }

        // A cancelled agreement holds no numbers.
        if (agreement.Lifecycle == LifecycleState.Cancelled)
        {
            return;
        }

        if (agreement.LocalNumber is not null)
        {
            await RequireFreeAsync(db.Agreements.WithLocalNumberOf(agreement), Party.LocalGovernment, agreement.LocalNumber, cancellationToken);
        }

        if (agreement.BpjsNumber is not null)
        {
            await RequireFreeAsync(db.Agreements.WithBpjsNumberOf(agreement), Party.Bpjs, agreement.BpjsNumber, cancellationToken);
        }
    }

    private static async Task RequireFreeAsync(IQueryable<Agreement> holders, Party party, string number, CancellationToken cancellationToken)
    {
        var holder = await holders.Select(other => (Guid?)other.Id).FirstOrDefaultAsync(cancellationToken);
        TakenNumbers.Refuse(holder, party, number);
    }
}
