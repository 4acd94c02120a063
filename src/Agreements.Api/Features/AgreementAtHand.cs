using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features;

/// <summary>How every change to one agreement begins and ends: held, compared with what the caller has seen, and shown as it has become.</summary>
internal sealed class AgreementAtHand(AgreementsDbContext db, IStoreEngine engine, Preconditions preconditions, Caller caller, TimeProvider clock)
{
    /// <summary>Changes what the caller names by <c>If-Match</c>.</summary>
    public async Task<AgreementView> ChangeAsync(Guid id, Action<Agreement, Authorship> change, CancellationToken cancellationToken)
    {
        var agreement = await TakeAsync(id, cancellationToken);
        await RequireMatchAsync(agreement, cancellationToken);
        change(agreement, caller.Sign());
        return await ShowAsync(agreement, cancellationToken);
    }

    /// <summary>Takes the agreement in hand until the end of the transaction.</summary>
    public async Task<Agreement> TakeAsync(Guid id, CancellationToken cancellationToken)
    {
        await engine.HoldAgreementAsync(db, id, cancellationToken);
        return await db.AgreementsWithin(caller.Reach).SingleOrDefaultAsync(agreement => agreement.Id == id, cancellationToken) ?? throw HttpFailureException.NotFound("agreement");
    }

    /// <summary>Refuses when the caller has not seen the agreement as it is.</summary>
    public async Task RequireMatchAsync(Agreement agreement, CancellationToken cancellationToken) =>
        preconditions.RequireMatch(AgreementView.TagOf(await RowAsync(agreement, cancellationToken), caller.Viewer, Today(agreement)));

    /// <summary>The agreement as the answer shows it.</summary>
    public async Task<AgreementView> ShowAsync(Agreement agreement, CancellationToken cancellationToken) =>
        AgreementView.Of(await RowAsync(agreement, cancellationToken), caller.Viewer, Today(agreement));

    /// <summary>Refuses what is to be put with an agreement that is not there, before anything of it is read.</summary>
    public async Task RequireAsync(Guid id, CancellationToken cancellationToken)
    {
        if (!await db.AgreementsWithin(caller.Reach).AnyAsync(agreement => agreement.Id == id, cancellationToken))
        {
            throw HttpFailureException.NotFound("agreement");
        }
    }

    /// <summary>The date in the agreement's zone.</summary>
    public DateOnly Today(Agreement agreement) => IndonesianTime.DateIn(agreement.TimeZone, clock.GetUtcNow());

    private async Task<AgreementRow> RowAsync(Agreement agreement, CancellationToken cancellationToken)
    {
        var office = agreement.BpjsOfficeId is { } id ? await db.BpjsOffices.FindAsync([id], cancellationToken) : null;
        var predecessor = agreement.PredecessorId is { } before && await db.AgreementsWithin(caller.Reach).AnyAsync(other => other.Id == before, cancellationToken) ? agreement.PredecessorId : null;

        // What is only being written down nobody continues yet.
        var successors = db.IsNew(agreement) ? [] : await db.SuccessorsOf(agreement).ToListAsync(cancellationToken);
        return new AgreementRow(
            agreement, office?.Name, predecessor, Successor.ToShow(successors.Where(successor => caller.Reach.Covers(successor.RegionCode))), agreement.FactsFor(successors).IsContinued);
    }
}
