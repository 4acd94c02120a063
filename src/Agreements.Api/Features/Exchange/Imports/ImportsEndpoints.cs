using Agreements.Api.Http;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.OpenApi;
using Agreements.Api.Http.Problems;
using Agreements.Api.Http.Uploads;
using Agreements.Api.Security;
using Agreements.Data.Store;
using Agreements.Domain.Access;
using Agreements.Domain.Imports;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Exchange.Imports;

/// <summary>Taking an existing register in from a spreadsheet, and confirming what came in.</summary>
internal static class ImportsEndpoints
{
    private static readonly Bilingual TemplateName = new("templat-impor", "import-template");
    private static readonly Bilingual SheetName = new("Perjanjian", "Agreements");

    public static void MapImports(this IEndpointRouteBuilder v1)
    {
        var imports = v1.MapGroup("/imports").WithTags("Exchange");

        imports.MapPost("/", async (UploadDesk desk, IValidator<BeginImport> validator, IMediator mediator, ImportSignal signal) =>
            {
                await using var form = await desk.ReceiveAsync("mode", "dryRun", "mapping");
                var request = new BeginImport { Mode = form.Choice<ImportMode>("mode"), DryRun = form.Flag("dryRun"), Mapping = form.Text("mapping"), File = form.File };
                var import = await mediator.Send(form.Requested(request, validator), CancellationToken.None);
                signal.Raise();
                return Answer.Accepted(import, $"/v1/imports/{import.Id}");
            })
            .Operation("beginImport", "Import an existing register").Needs(Scope.AgreementsWrite).AcceptsFor<ImportView>().TakesFile<BeginImport>().Fails(409);

        imports.MapGet("/", async ([AsParameters] ListImports query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listImports", "List imports").Needs(Scope.AgreementsRead).Returns<Page<ImportView>>();

        imports.MapGet("/template", IResult ([AsParameters] ImportTemplate template, HttpRequest request) => Template(template, PreferredLanguage.Of(request)))
            .Operation("getImportTemplate", "Download a template for imports").Needs(Scope.AgreementsRead).Exports(Export.Xlsx, Export.Csv);

        imports.MapGet("/{importId:guid}", async ([AsParameters] GetImport query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Ok(await mediator.Send(query, cancellationToken)))
            .Operation("getImport", "Read how far an import has come").Needs(Scope.AgreementsRead).ReturnsTagged<ImportView>().Fails(404);

        imports.MapGet("/{importId:guid}/findings", async ([AsParameters] ListImportFindings query, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(query, cancellationToken)))
            .Operation("listImportFindings", "List what was found in the file of an import").Needs(Scope.AgreementsRead).Returns<Page<ImportFindingView>>().Fails(404);

        v1.MapGroup("/agreements").WithTags("Exchange").MapPost("/confirmations", async (Body<ConfirmAgreements> body, IMediator mediator, CancellationToken cancellationToken) =>
                Answer.Plain(await mediator.Send(body.Value, cancellationToken)))
            .Operation("confirmAgreements", "Confirm agreements that need review").Needs(Scope.AgreementsWrite).Returns<ConfirmationView>().TakesJson<ConfirmAgreements>().Fails(404, 409);
    }

    private static Export<ExportedAgreement> Template(ImportTemplate asked, Language preferred)
    {
        var language = preferred;
        if (asked.Language is { Value: var given })
        {
            language = given == SheetLanguage.En ? Language.English : Language.Indonesian;
        }

        var table = new RegisterTable(language, RegisterColumns.ForImport);
        var separator = asked.Separator is { Value: CsvSeparator.Comma } ? "," : ";";
        IExportForm<ExportedAgreement> form = asked.Format is { Value: TemplateFormat.Csv }
            ? new CsvSheet<ExportedAgreement>(table) { Separator = separator, IsMarked = true }
            : new XlsxWorkbook<ExportedAgreement>(table, SheetName.In(language), "");
        return new Export<ExportedAgreement>(AsyncEnumerable.Empty<ExportedAgreement>(), form, TemplateName.In(language), language);
    }
}
