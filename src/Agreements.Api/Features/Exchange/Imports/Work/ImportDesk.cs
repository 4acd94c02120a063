using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Files;
using Agreements.Data.Queries;
using Agreements.Data.Store;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>An import that somebody has in hand.</summary>
/// <param name="Import">What was asked for.</param>
/// <param name="Claim">By which whoever has it is known.</param>
/// <param name="Pass">The pass to go on with.</param>
/// <param name="LastRow">The last row that is settled in it.</param>
/// <param name="Attempts">How often it was taken in hand since.</param>
internal sealed record ImportInHand(RegisterImport Import, Guid Claim, int Pass, int LastRow, int Attempts);

/// <summary>Somebody else has the import by now.</summary>
internal sealed class ImportLostException() : Exception("Somebody else has the import by now.");

/// <summary>Writes down what becomes of an import, stretch by stretch: the rows, what was found in them and how far it has come are in one transaction.</summary>
internal sealed class ImportDesk(AgreementsDbContext db, IStoreEngine engine, UnitOfWork unitOfWork, TimeProvider clock)
{
    /// <summary>For how long an import is left to whoever has it in hand and is not heard of.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>The imports that somebody may take in hand.</summary>
    public async Task<IReadOnlyList<Guid>> WaitingAsync(CancellationToken cancellationToken)
    {
        var at = Now();
        return await db.ImportProgress.AsNoTracking().Open().Where(progress => progress.LeaseUntil == null || progress.LeaseUntil <= at).Select(progress => progress.ImportId).ToListAsync(cancellationToken);
    }

    /// <summary>Takes an import in hand; null where somebody else has it, or it is over.</summary>
    public Task<ImportInHand?> TakeAsync(Guid importId, CancellationToken cancellationToken) => KeepAsync(
        async () =>
        {
            var (at, claim) = (Now(), Guid.CreateVersion7());
            if (await engine.HoldingThoseFree(db.ImportProgress.Where(each => each.ImportId == importId)).SingleOrDefaultAsync(cancellationToken) is not { } progress || !progress.Take(claim, at, at + Lease))
            {
                return null;
            }

            var import = await db.Imports.AsNoTracking().SingleAsync(each => each.Id == importId, cancellationToken);
            return new ImportInHand(import, claim, progress.Pass, progress.LastRow, progress.Attempts);
        },
        cancellationToken);

    /// <summary>Keeps it in hand a while longer.</summary>
    public Task HoldAsync(ImportInHand hand, CancellationToken cancellationToken) => InHandAsync(hand, (progress, at) => progress.Hold(at, at + Lease), cancellationToken);

    /// <summary>Notes how many rows the file has, and what is to be said of its header.</summary>
    public Task CountAsync(ImportInHand hand, int rows, IReadOnlyList<ImportFinding> aboutHeader, CancellationToken cancellationToken) => InHandAsync(
        hand,
        (progress, at) =>
        {
            if (progress.RowsTotal is null)
            {
                progress.Count(rows, at, at + Lease);
                db.AddRange(aboutHeader);
                progress.Advance(0, 0, new ImportTally(0, 0, 0, 0, 0, aboutHeader.Count), at, at + Lease);
            }
            else
            {
                progress.Hold(at, at + Lease);
            }
        },
        cancellationToken);

    /// <summary>Takes a stretch of rows in, as far as each can be.</summary>
    public async Task ApplyAsync(ImportInHand hand, ImportPlan plan, IReadOnlyList<RowDraft> drafts, int pass, int lastRow, CancellationToken cancellationToken)
    {
        try
        {
            var import = hand.Import;
            var at = Now();
            await unitOfWork.RunAsync(
                new Act("takeInAgreements", import.Author, import.Credential, at),
                async () =>
                {
                    var progress = await RequireAsync(hand, cancellationToken);
                    if (await ReachNowAsync(import, at, cancellationToken) is not { } reach)
                    {
                        progress.Fail("import.credential-ended", [], at);
                        return false;
                    }

                    var neighbours = await RowNeighbours.OfAsync(db, drafts, cancellationToken);
                    var judge = new RowJudge(import, reach, plan, neighbours, new Authorship(import.Author, at));
                    var judged = drafts.Select(judge.Judge).ToList();
                    await WriteAsync(import, progress, judge, judged, cancellationToken);
                    progress.Advance(pass, lastRow, TallyOf(import, judged), at, at + Lease);
                    return true;
                },
                cancellationToken);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>Every row is settled.</summary>
    public Task CompleteAsync(ImportInHand hand, CancellationToken cancellationToken) => InHandAsync(hand, (progress, at) => progress.Complete(at), cancellationToken);

    /// <summary>It goes no further.</summary>
    public Task FailAsync(ImportInHand hand, string fault, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        InHandAsync(hand, (progress, at) => progress.Fail(fault, arguments, at), cancellationToken);

    /// <summary>Lets go of it, for whoever comes next.</summary>
    /// <param name="hand">What is in hand.</param>
    /// <param name="because">What happened: an outage or a shutdown does not count against the file.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public Task LetGoAsync(ImportInHand hand, Exception because, CancellationToken cancellationToken)
    {
        var blameless = because is OperationCanceledException or FileStoreException || engine.Diagnose(because) is StoreFault.Busy or StoreFault.Full or StoreFault.Unavailable;
        return InHandAsync(hand, (progress, at) => progress.LetGo(at, blameless), cancellationToken);
    }

    private static ImportTally TallyOf(RegisterImport import, List<JudgedRow> judged)
    {
        var failed = judged.Count(row => row.Agreement is null && !row.IsDuplicate);
        var created = import.Mode == ImportMode.AllOrNothing && failed > 0 ? [] : judged.Select(row => row.Agreement).Where(agreement => agreement is not null).ToList();
        return new ImportTally(
            judged.Count, created.Count, created.Count(agreement => agreement!.NeedsReview), judged.Count(row => row.IsDuplicate), failed, Findings: 0);
    }

    private async Task WriteAsync(RegisterImport import, ImportProgress progress, RowJudge judge, List<JudgedRow> judged, CancellationToken cancellationToken)
    {
        var ordinal = progress.Findings;
        foreach (var row in judged)
        {
            foreach (var found in row.Draft.Found.Where(found => ordinal < (found.Severity == ImportSeverity.Error ? ImportFinding.Most : ImportFinding.MostWithWarnings)))
            {
                ordinal++;
                db.Add(row.Draft.ToFinding(found, import.Id, ordinal));
            }
        }

        progress.Advance(progress.Pass, progress.LastRow, new ImportTally(0, 0, 0, 0, 0, ordinal - progress.Findings), Now(), Now() + Lease);
        if (import.DryRun || (import.Mode == ImportMode.AllOrNothing && judged.Exists(row => row.Agreement is null && !row.IsDuplicate)))
        {
            return;
        }

        db.AddRange(judge.Opened);

        // Their names go into the search texts, so they must not change meanwhile.
        foreach (var office in judged.Select(row => row.Agreement?.BpjsOfficeId).OfType<Guid>().Distinct().Except(judge.Opened.Select(office => office.Id)).Order())
        {
            await engine.HoldOfficeAsync(db, office, toChange: false, cancellationToken);
        }

        db.AddRange(judged.Select(row => row.Agreement).OfType<object>());
    }

    // Not beyond what the credential reaches now; a key that is over takes its imports along, and a token is worth a day.
    private async Task<Reach?> ReachNowAsync(RegisterImport import, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (import.KeyId is not { } keyId)
        {
            return import.CreatedAt.AddDays(1) <= at ? null : import.Reach;
        }

        var key = await db.ApiKeys.AsNoTracking().SingleAsync(each => each.Id == keyId, cancellationToken);
        return key.RevokedAt is not null || key.ExpiresAt <= at ? null : import.Reach.Within(await db.ReachOfAsync(key.Binding(), cancellationToken));
    }

    private async Task<ImportProgress> RequireAsync(ImportInHand hand, CancellationToken cancellationToken) =>
        await db.ImportProgress.SingleOrDefaultAsync(each => each.ImportId == hand.Import.Id, cancellationToken) is { } progress && progress.IsHeldBy(hand.Claim) ? progress : throw new ImportLostException();

    private Task<bool> InHandAsync(ImportInHand hand, Action<ImportProgress, DateTimeOffset> step, CancellationToken cancellationToken) => KeepAsync(
        async () =>
        {
            step(await RequireAsync(hand, cancellationToken), Now());
            return true;
        },
        cancellationToken);

    private async Task<T> KeepAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await unitOfWork.RunAsync(new Act("lookAfterImports", new Author("agreements"), Credential: null, Now()), work, cancellationToken);
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }

    private DateTimeOffset Now() => Security.StoredInstants.ToMilliseconds(clock.GetUtcNow());
}
