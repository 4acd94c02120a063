using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Domain.Instruments;
using FluentValidation;
using FluentValidation.Results;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Exchange.Imports;

/// <summary>
/// Says of agreements that need review that they have been looked at: from now on they are reminded of. Either those that are named, or those that an import brought, at most 100 at a time: ask
/// again until <c>remaining</c> is 0. One that needs no review stays as it is.
/// </summary>
public sealed record ConfirmAgreements : IChange<ConfirmationView>
{
    /// <summary>Most agreements that are confirmed together.</summary>
    public const int MostTogether = 100;

    /// <summary>The agreements.</summary>
    public IReadOnlyList<Guid>? AgreementIds { get; init; }

    /// <summary>The import that brought them.</summary>
    public Guid? ImportId { get; init; }
}

/// <summary>What was confirmed.</summary>
public sealed record ConfirmationView : Resource
{
    /// <summary>How many agreements were.</summary>
    [Range(0, ConfirmAgreements.MostTogether)]
    public required int Confirmed { get; init; }

    /// <summary>How many of the import still need review; 0 where agreements were named.</summary>
    public required int Remaining { get; init; }
}

internal sealed class ConfirmAgreementsValidator : AbstractValidator<ConfirmAgreements>
{
    public ConfirmAgreementsValidator()
    {
        RuleFor(body => body.AgreementIds).Items(ConfirmAgreements.MostTogether).Must(ids => ids is not { Count: 0 }).WithErrorCode("list.empty");
        RuleFor(body => body).Custom((body, context) =>
        {
            if (body is { AgreementIds: null, ImportId: null } or { AgreementIds: not null, ImportId: not null })
            {
                context.AddFailure(new ValidationFailure(nameof(body.AgreementIds), "confirmation.either-or") { ErrorCode = "confirmation.either-or" });
            }
        });
    }
}

internal sealed class ConfirmAgreementsHandler(AgreementsDbContext db, IStoreEngine engine, ImportAtHand hand, Caller caller) : IRequestHandler<ConfirmAgreements, ConfirmationView>
{
    public async Task<ConfirmationView> Handle(ConfirmAgreements request, CancellationToken cancellationToken)
    {
        var ids = request.AgreementIds?.Distinct().Order().ToList() ?? await NextOfAsync(request.ImportId!.Value, cancellationToken);

        // In one order, so that two who confirm the same do not wait for each other.
        foreach (var id in ids)
        {
            await engine.HoldAgreementAsync(db, id, cancellationToken);
        }

        var agreements = await db.AgreementsWithin(caller.Reach).Where(agreement => ids.Contains(agreement.Id)).ToListAsync(cancellationToken);
        if (request.AgreementIds is not null && agreements.Count < ids.Count)
        {
            throw HttpFailureException.NotFound("agreement");
        }

        var confirmed = agreements.Where(agreement => agreement.NeedsReview).ToList();
        foreach (var agreement in confirmed)
        {
            agreement.Edit(agreement.Content with { NeedsReview = false }, RegionCatalogue.Shipped.Get(agreement.RegionCode), caller.Sign());
        }

        var remaining = request.ImportId is { } import ? await Brought(import).CountAsync(cancellationToken) - confirmed.Count : 0;
        return new ConfirmationView { Confirmed = confirmed.Count, Remaining = remaining };
    }

    private async Task<List<Guid>> NextOfAsync(Guid importId, CancellationToken cancellationToken)
    {
        await hand.FindAsync(importId, cancellationToken);
        return await Brought(importId).OrderBy(agreement => agreement.Id).Select(agreement => agreement.Id).Take(ConfirmAgreements.MostTogether).ToListAsync(cancellationToken);
    }

    private IQueryable<Agreement> Brought(Guid importId) => db.AgreementsWithin(caller.Reach).BroughtBy(importId);
}
