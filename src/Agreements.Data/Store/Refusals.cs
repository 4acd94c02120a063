using Agreements.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>Writes down what was refused, in transactions of their own: those that it was refused in came to nothing.</summary>
public sealed class Refusals(AgreementsDbContext db, UnitOfWork unitOfWork)
{
    /// <summary>Writes down refusals, all of them or none.</summary>
    public async Task NoteAsync(IReadOnlyList<Refusal> refusals, CancellationToken cancellationToken)
    {
        var entries = new List<AuditEntry>(refusals.Count);
        foreach (var (act, code, subject) in refusals)
        {
            entries.Add(AuditEntry.Refused(act, code, await PlacedAsync(subject, cancellationToken)));
        }

        await unitOfWork.KeepAsync(
            () =>
            {
                db.AuditEntries.AddRange(entries);
                return Task.FromResult(entries.Count);
            },
            cancellationToken);
    }

    private async Task<AuditSubject?> PlacedAsync(AuditSubject? subject, CancellationToken cancellationToken)
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

        return subject;
    }
}

/// <summary>That somebody was refused something.</summary>
/// <param name="Act">Who wanted what.</param>
/// <param name="Code">The problem code.</param>
/// <param name="Subject">What it was about; null where nobody knows.</param>
public sealed record Refusal(Act Act, string Code, AuditSubject? Subject);
