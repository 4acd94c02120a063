using System.Runtime.CompilerServices;
using Agreements.Api.Http;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Regions;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Features.Exchange;

/// <summary>The forms that the register is exported in.</summary>
public enum RegisterFormat
{
    /// <summary>One agreement a line, as it is read by itself (NDJSON): for programs.</summary>
    Ndjson,

    /// <summary>A workbook of Excel, with dates that are dates and numbers that stay text: for people.</summary>
    Xlsx,

    /// <summary>Values with a separator between them (RFC 4180).</summary>
    Csv,
}

/// <summary>The languages of headers and words.</summary>
public enum SheetLanguage
{
    /// <summary>Bahasa Indonesia.</summary>
    Id,

    /// <summary>English.</summary>
    En,
}

/// <summary>What stands between the values of CSV.</summary>
public enum CsvSeparator
{
    /// <summary>A comma, as RFC 4180 has it.</summary>
    Comma,

    /// <summary>A semicolon, as Excel has it where a comma separates decimals, such as in Indonesia.</summary>
    Semicolon,
}

/// <summary>
/// Exports the agreements that a list with the same filters has, in its order: those that match when it begins, each as it is when its turn comes. What is removed or
/// leaves the caller's reach meanwhile is left out; nothing comes twice. Terms are those in force by everything signed, amendments included. In CSV and XLSX headers, kinds,
/// states and the like are words of the language asked for, lists have one item a line, and an import reads all of it back; in CSV a text that a spreadsheet would take for a
/// formula begins with an apostrophe. In NDJSON each agreement is what <c>GET /v1/agreements/{agreementId}</c> shows of it. A file that breaks off is not whole: the connection
/// ends before its time.
/// </summary>
public sealed record ExportAgreements : IRequest<AgreementExport>, IShowsStanding
{
    internal AgreementFilters Filters { get; init; } = new();

    /// <summary>The form; <c>ndjson</c> when left out.</summary>
    public Param<RegisterFormat>? Format { get; init; }

    /// <summary>The language of headers and words in CSV and XLSX; that of <c>Accept-Language</c> when left out, else Indonesian.</summary>
    public Param<SheetLanguage>? Language { get; init; }

    /// <summary>What stands between the values of CSV; <c>comma</c> when left out.</summary>
    public Param<CsvSeparator>? Separator { get; init; }

    /// <summary>The day to judge dates by; today in each agreement's zone when left out.</summary>
    public Param<DateOnly>? AsOf { get; init; }

    /// <inheritdoc/>
    public Param<int>? HorizonDays { get; init; }

    /// <summary>Sort order; <c>effectiveUntil</c> when left out. Those without a last day come after all others, and first when turned round.</summary>
    public Sort? Sort { get; init; }

    internal RegisterFormat FormatOrDefault => Format?.Value ?? RegisterFormat.Ndjson;
}

/// <summary>An export under way.</summary>
/// <param name="Day">The day that it is named for.</param>
/// <param name="Rows">The agreements, read as they are taken.</param>
public sealed record AgreementExport(DateOnly Day, IAsyncEnumerable<ExportedAgreement> Rows);

/// <summary>An agreement on its way out, with what a spreadsheet shows of the records that it names.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="OfficeKind">The tier of its office.</param>
/// <param name="PredecessorNumber">The number of the agreement that it continues: the local government's, else that of BPJS Kesehatan.</param>
public sealed record ExportedAgreement(AgreementView Agreement, BpjsOfficeKind? OfficeKind, string? PredecessorNumber);

internal sealed class ExportAgreementsValidator : AbstractValidator<ExportAgreements>
{
    public ExportAgreementsValidator()
    {
        this.AddHorizon();
        RuleFor(query => query.Filters).SetValidator(new AgreementFiltersValidator()).OverridePropertyName("");
    }
}

internal sealed class ExportAgreementsHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller, TimeProvider clock) : IRequestHandler<ExportAgreements, AgreementExport>
{
    private const int ReadAtOnce = 500;
    private static readonly AgreementOrder SoonestEndFirst = new(AgreementSort.EffectiveUntil, Descending: false);

    public Task<AgreementExport> Handle(ExportAgreements request, CancellationToken cancellationToken)
    {
        var day = JudgedBy.Day(request.AsOf, clock);
        return Task.FromResult(new AgreementExport(day.AsOf ?? day.ByZone.Values.Min(), ReadAsync(request, day, cancellationToken)));
    }

    // The ids of all are read at once, which is quick and sixteen bytes each, so that nothing that changes meanwhile moves a row past the walk; the rows themselves come by
    // their keys, in reads so short that no writer and no checkpoint of the store waits for a slow receiver.
    private async IAsyncEnumerable<ExportedAgreement> ReadAsync(ExportAgreements request, JudgedBy day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (horizon, viewer, isForPeople) = (request.HorizonOrDefault(), caller.Viewer, request.FormatOrDefault != RegisterFormat.Ndjson);
        var order = request.Sort?.Order ?? SoonestEndFirst;
        var ids = await order.Walk(request.Filters.Apply(db, engine, caller.Reach, day, horizon), after: null).Select(agreement => agreement.Id).ToListAsync(cancellationToken);
        var offices = new Dictionary<Guid, BpjsOfficeKind>();
        foreach (var batch in ids.Chunk(ReadAtOnce))
        {
            var rows = await db.AgreementsWithin(caller.Reach).WithIds(batch).AsRows(db, caller.Reach).ToDictionaryAsync(row => row.Agreement.Id, cancellationToken);
            var views = batch.Where(rows.ContainsKey).Select(id => AgreementView.Listed(rows[id], viewer, day.In(rows[id].Agreement.TimeZone), horizon)).ToList();
            var numbers = isForPeople ? await NumbersAsync(views, cancellationToken) : [];
            if (isForPeople)
            {
                await AddOfficesAsync(views, offices, cancellationToken);
            }

            foreach (var view in views)
            {
                yield return new ExportedAgreement(
                    view,
                    view.BpjsOfficeId is { } office && offices.TryGetValue(office, out var kind) ? kind : null,
                    view.PredecessorId is { } predecessor ? numbers.GetValueOrDefault(predecessor) : null);
            }
        }
    }

    private async Task<Dictionary<Guid, string?>> NumbersAsync(List<AgreementView> views, CancellationToken cancellationToken)
    {
        var predecessors = views.Select(view => view.PredecessorId).OfType<Guid>().ToHashSet();
        return predecessors.Count == 0
            ? []
            : await db.AgreementsWithin(caller.Reach).WithIds(predecessors)
                .Select(agreement => new { agreement.Id, Number = agreement.LocalNumber ?? agreement.BpjsNumber })
                .ToDictionaryAsync(agreement => agreement.Id, agreement => agreement.Number, cancellationToken);
    }

    // There are some hundred in the country, so they are remembered.
    private async Task AddOfficesAsync(List<AgreementView> views, Dictionary<Guid, BpjsOfficeKind> known, CancellationToken cancellationToken)
    {
        var unknown = views.Select(view => view.BpjsOfficeId).OfType<Guid>().Where(id => !known.ContainsKey(id)).ToHashSet();
        if (unknown.Count == 0)
        {
            return;
        }

        foreach (var office in await db.BpjsOffices.Where(office => unknown.Contains(office.Id)).Select(office => new { office.Id, office.Kind }).ToListAsync(cancellationToken))
        {
            known[office.Id] = office.Kind;
        }
    }
}
