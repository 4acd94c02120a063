using System.ComponentModel.DataAnnotations;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Queries;
using Agreements.Domain.Documents;
using Agreements.Domain.Instruments;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Register;

/// <summary>Lists every change of an agreement, and every document that was put with it, oldest first.</summary>
public sealed record ListAgreementHistory : IRequest<Page<AgreementChangeView>>, IPaged
{
    /// <summary>The agreement.</summary>
    [FromRoute]
    public Guid AgreementId { get; init; }

    /// <inheritdoc/>
    public Param<int>? Limit { get; init; }

    /// <inheritdoc/>
    public string? After { get; init; }
}

/// <summary>One change of an agreement.</summary>
public sealed record AgreementChangeView
{
    /// <summary>The version that the change made; for a document, which makes none, the version at the time.</summary>
    [Range(1, int.MaxValue)]
    public required int Version { get; init; }

    /// <summary>When, in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who.</summary>
    [MaxLength(Agreement.NameMaxLength)]
    public required string By { get; init; }

    /// <summary>What was done.</summary>
    public required AgreementAction Action { get; init; }

    /// <summary>The state before; null where the record began.</summary>
    public required LifecycleState? From { get; init; }

    /// <summary>The state after.</summary>
    public required LifecycleState? To { get; init; }

    /// <summary>The reason given, where the action asks for one; the source, where a record was taken in.</summary>
    [MaxLength(Agreement.ReasonMaxLength)]
    public required string? Reason { get; init; }

    /// <summary>The fields that changed, each with its value before and after.</summary>
    public required IReadOnlyList<FieldChange> Changes { get; init; }

    internal static AgreementChangeView Of(AgreementChange change) => new()
    {
        Version = change.Version,
        At = change.At,
        By = change.By,
        Action = change.Action,
        From = change.From,
        To = change.To,
        Reason = change.Reason,
        Changes = change.Changes,
    };

    internal static AgreementChangeView Of(Filing filing) => new()
    {
        Version = filing.Version.AgreementVersion,
        At = filing.Version.UploadedAt,
        By = filing.Version.UploadedBy,
        Action = AgreementAction.AddDocument,
        From = filing.State,
        To = filing.State,
        Reason = null,
        Changes =
        [
            new FieldChange("documents", Before: null, new FiledVersion(
                filing.Document.Id, filing.Document.Kind, filing.Document.Title, filing.Version.Number, filing.Version.FileName, filing.Version.Sha256)),
        ],
    };

    private sealed record FiledVersion(Guid DocumentId, DocumentKind Kind, string? Title, int Number, string FileName, string Sha256);
}

internal sealed class ListAgreementHistoryValidator : AbstractValidator<ListAgreementHistory>
{
    public ListAgreementHistoryValidator() => this.AddPaging();
}

internal sealed class ListAgreementHistoryHandler(AgreementsDbContext db, PageWalk walk, Caller caller, ForeignPredecessors foreign) : IRequestHandler<ListAgreementHistory, Page<AgreementChangeView>>
{
    public async Task<Page<AgreementChangeView>> Handle(ListAgreementHistory request, CancellationToken cancellationToken)
    {
        var limit = request.LimitOrDefault();
        var after = walk.Start<Place>(request.After) ?? new Place(0, Filing: null);
        var changes = await db.HistoryWithin(caller.Reach).AsNoTracking()
            .Where(change => change.AgreementId == request.AgreementId && change.Version > after.Version)
            .OrderBy(change => change.Version)
            .Take(limit + 1)
            .ToListAsync(cancellationToken);

        // Every agreement has a first entry, so nothing at all means no agreement.
        if (changes.Count == 0 && !await db.AgreementsWithin(caller.Reach).AnyAsync(agreement => agreement.Id == request.AgreementId, cancellationToken))
        {
            throw HttpFailureException.NotFound("agreement");
        }

        // A document leaves the record's version as it is: it comes after the change that made that version.
        var filings = await db.FilingsAfter(request.AgreementId, after.Version, after.Filing).AsNoTracking().Take(limit + 1).ToListAsync(cancellationToken);
        var rows = changes.Select(change => (Entry: AgreementChangeView.Of(change), Place: new Place(change.Version, Filing: null)))
            .Concat(filings.Select(filing => (Entry: AgreementChangeView.Of(filing), Place: new Place(filing.Version.AgreementVersion, filing.Version.Id))))
            .OrderBy(row => row.Place.Version).ThenBy(row => row.Place.Filing is not null)
            .Take(limit + 1).ToList();
        var (page, next) = walk.Turn(rows, limit, row => row.Place);
        return new Page<AgreementChangeView> { Items = await foreign.BlankAsync([.. page.Select(row => row.Entry)], row => row.Changes, (row, changes) => row with { Changes = changes }, cancellationToken), Next = next };
    }

    private sealed record Place(int Version, Guid? Filing);
}
