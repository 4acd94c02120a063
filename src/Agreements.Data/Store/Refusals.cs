using Agreements.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>Writes down what was refused, in a transaction of its own: the one that it was refused in came to nothing.</summary>
public sealed class Refusals(AgreementsDbContext db, UnitOfWork unitOfWork)
{
    /// <summary>Writes down one refusal.</summary>
    public async Task NoteAsync(Act act, string code, AuditSubject? subject, CancellationToken cancellationToken)
    {
        // Whether it exists or not, it takes as long, so that the time of the answer does not tell.
        if (subject is { Kind: AuditSubjectKind.Document, Id: var document })
        {
            subject = subject with { AgreementId = await db.Documents.Where(each => each.Id == document).Select(each => (Guid?)each.AgreementId).SingleOrDefaultAsync(cancellationToken) };
        }

        if (subject is { Kind: AuditSubjectKind.Document or AuditSubjectKind.Agreement, AgreementId: var id })
        {
            subject = subject with { RegionCode = await db.Agreements.Where(agreement => agreement.Id == id).Select(agreement => agreement.RegionCode).SingleOrDefaultAsync(cancellationToken) };
        }

        await unitOfWork.KeepAsync(() => Task.FromResult(db.AuditEntries.Add(AuditEntry.Refused(act, code, subject))), cancellationToken);
    }
}
