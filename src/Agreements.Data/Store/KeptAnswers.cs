using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.Store;

/// <summary>Forgets the answers that were kept for repeats and are not given again any more.</summary>
public sealed class KeptAnswers(AgreementsDbContext db, UnitOfWork unitOfWork)
{
    private const int ForgottenAtOnce = 500;

    /// <summary>Forgets what is over by now; asks one question where nothing is.</summary>
    public async Task ForgetAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - IdempotencyRecord.Retention;
        var old = db.IdempotencyRecords.Where(record => record.At <= before).OrderBy(record => record.At);
        for (var isFull = true; isFull && await old.AnyAsync(cancellationToken);)
        {
            // Writers get their turn between two batches.
            isFull = await unitOfWork.KeepAsync(
                async () =>
                {
                    var oldest = await old.Select(record => record.At).Take(ForgottenAtOnce).ToListAsync(cancellationToken);
                    var until = oldest.Count == 0 ? before : oldest[^1];
                    await db.IdempotencyRecords.Where(record => record.At <= until).ExecuteDeleteAsync(cancellationToken);
                    return oldest.Count == ForgottenAtOnce;
                },
                cancellationToken);
        }
    }
}
