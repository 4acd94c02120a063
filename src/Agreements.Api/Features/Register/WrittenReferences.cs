using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Audit;
using Agreements.Domain.Instruments;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Register;

/// <summary>Checks what an agreement's content says about other records: it lies within reach, the office and the predecessor exist, the numbers are free.</summary>
internal sealed class WrittenReferences(AgreementsDbContext db, IStoreEngine engine, Caller caller)
{
    public async Task CheckAsync(Agreement agreement, CancellationToken cancellationToken)
    {
        if (!caller.Reach.Covers(agreement.RegionCode))
        {
            throw new HttpFailureException(StatusCodes.Status403Forbidden, "region.out-of-reach", agreement.RegionCode);
        }

        var faults = new List<InputFault>();
        AuditSubject? beyond = null;
        if (agreement.BpjsOfficeId is { } officeId)
        {
            // Its name goes into the search text, so it must not change meanwhile.
            await engine.HoldOfficeAsync(db, officeId, toChange: false, cancellationToken);
            if (await db.OfficeAsync(officeId, cancellationToken) is null)
            {
                faults.Add(new InputFault("bpjsOfficeId", "office.unknown"));
            }
        }

        if (agreement.PredecessorId is { } predecessorId && IsWritten(agreement, predecessorId) && !await db.AgreementsWithin(caller.Reach).AnyAsync(other => other.Id == predecessorId, cancellationToken))
        {
            faults.Add(new InputFault("predecessorId", "agreement.unknown"));
            beyond = await db.ExistsBeyondAsync(predecessorId, cancellationToken) ? AuditSubject.OfAgreement(predecessorId) : null;
        }

        if (faults.Count > 0)
        {
            throw new InvalidInputException(faults) { Beyond = beyond };
        }

        // A cancelled agreement holds no numbers.
        if (agreement.Lifecycle == LifecycleState.Cancelled)
        {
            return;
        }

        if (agreement.LocalNumber is not null)
        {
            TakenNumbers.Refuse(await db.HolderOfLocalNumberAsync(agreement, cancellationToken), Party.LocalGovernment, agreement.LocalNumber, caller.Reach);
        }

        if (agreement.BpjsNumber is not null)
        {
            TakenNumbers.Refuse(await db.HolderOfBpjsNumberAsync(agreement, cancellationToken), Party.Bpjs, agreement.BpjsNumber, caller.Reach);
        }
    }

    // One that was written before, by somebody who reaches further, stays.
    private bool IsWritten(Agreement agreement, Guid predecessorId) =>
        db.Entry(agreement) is var entry && (entry.State == EntityState.Detached || entry.Property(each => each.PredecessorId).OriginalValue != predecessorId);
}
