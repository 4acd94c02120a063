using System.Globalization;
using System.Text.Json;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Domain.Access;
using MediatR;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Features.Exchange;

/// <summary>Taking the register out, as a spreadsheet or for other systems.</summary>
internal static class ExchangeEndpoints
{
    private static readonly Bilingual FileName = new("perjanjian", "agreements");
    private static readonly Bilingual SheetName = new("Perjanjian", "Agreements");
    private static readonly Bilingual CutMark = new("… [terpotong: satu sel Excel memuat paling banyak 32.767 karakter]", "… [cut off: a cell of Excel holds at most 32,767 characters]");

    public static void MapExchange(this IEndpointRouteBuilder v1)
    {
        var agreements = v1.MapGroup("/agreements").WithTags("Exchange");

        agreements.MapGet("/export", async ([AsParameters] AgreementFilters filters, [AsParameters] ExportAgreements query, HttpRequest request, IOptions<JsonOptions> json, IMediator mediator, CancellationToken cancellationToken) =>
                FileOf(await mediator.Send(query with { Filters = filters }, cancellationToken), query, PreferredLanguage.Of(request), json.Value.SerializerOptions))
            .Operation("exportAgreements", "Export agreements").Needs(Scope.AgreementsRead).Exports(Export.Ndjson, Export.Xlsx, Export.Csv);
    }

    private static Export<ExportedAgreement> FileOf(AgreementExport export, ExportAgreements query, Language preferred, JsonSerializerOptions json)
    {
        var language = query.Language is { Value: var asked } ? LanguageOf(asked) : preferred;
        IExportForm<ExportedAgreement> form = query.FormatOrDefault switch
        {
            RegisterFormat.Xlsx => new XlsxWorkbook<ExportedAgreement>(new RegisterTable(language, RegisterColumns.All), SheetName.In(language), CutMark.In(language)),
            RegisterFormat.Csv => new CsvSheet<ExportedAgreement>(new RegisterTable(language, RegisterColumns.All)) { Separator = query.Separator is { Value: CsvSeparator.Semicolon } ? ";" : ",", IsMarked = true },
            _ => new JsonLines<ExportedAgreement, AgreementView>(row => row.Agreement, json),
        };
        var speaks = query.FormatOrDefault == RegisterFormat.Ndjson ? null : (Language?)language;
        return new Export<ExportedAgreement>(export.Rows, form, string.Create(CultureInfo.InvariantCulture, $"{FileName.In(speaks ?? Language.English)}-{export.Day:O}"), speaks);
    }

    private static Language LanguageOf(SheetLanguage asked) => asked == SheetLanguage.En ? Language.English : Language.Indonesian;
}
