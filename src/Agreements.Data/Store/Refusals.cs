using Agreements.Data.Queries;
using Agreements.Domain.Audit;
using Agreements.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>Writes down what was refused, in a transaction of its own: the one that it was refused in came to nothing.</summary>
public sealed class Refusals(AgreementsDbContext db, UnitOfWork unitOfWork)
{
    /// <summary>Writes down one refusal.</summary>
    public async Task NoteAsync(Act act, string code, AuditSubject? subject, CancellationToken cancellationToken)
    {
        // Whether the agreement exists or not, it takes as long, so that the time of the answer does not tell.
        if (subject is { AgreementId: { } id })
        {
            subject = subject with { RegionCode = await db.AgreementsWithin(Reach.Everywhere).Where(agreement => agreement.Id == id).Select(agreement => agreement.RegionCode).SingleOrDefaultAsync(cancellationToken) };
        }

        await unitOfWork.KeepAsync(() => Task.FromResult(db.AuditEntries.Add(AuditEntry.Refused(act, code, subject))), cancellationToken);
    }
}
