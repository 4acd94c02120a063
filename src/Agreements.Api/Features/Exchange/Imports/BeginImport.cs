using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Agreements.Api.Http;
using Agreements.Api.Http.Uploads;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain;
using Agreements.Domain.Imports;
using Agreements.Domain.Text;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Features.Exchange.Imports;

/// <summary>
/// Has an existing register taken in from a workbook of Excel (XLSX) or from CSV, told by content, in the background. The header may stand below a title and on two rows; columns
/// go by the names of the export and of the template, by common Indonesian names, or by <c>mapping</c>. Dates may be written as people write them (<c>31 Desember 2025</c>;
/// <c>31/12/2025</c>, day first) or be dates of Excel; what leaves a doubt is kept in the remarks, and the row comes in as <c>needsReview</c>, as every row does whose column
/// <c>Perlu diperiksa</c> does not say <c>Tidak</c>. Nobody is reminded of what needs review: confirm it by <c>editAgreement</c> one by one, or by <c>confirmAgreements</c>. A row
/// whose number is in the register already is passed over, so that the same file can be sent again.
/// </summary>
public sealed record BeginImport : IChange<ImportView>, ICarriesFile
{
    /// <summary>What becomes of the other rows when one cannot be taken in; <c>perRow</c> when left out. With <c>allOrNothing</c> the file has at most 1,000 rows.</summary>
    public ImportMode? Mode { get; init; }

    /// <summary>That the file is only looked at, and nothing taken in; <c>false</c> when left out.</summary>
    public bool? DryRun { get; init; }

    /// <summary>
    /// Columns that go by other names: a JSON object whose members are headers of the file and whose values are names of the register's columns, as in
    /// <c>{"No. PKS": "localNumber", "Ket.": null}</c>; null passes a column over.
    /// </summary>
    public string? Mapping { get; init; }

    /// <summary>The file, with its name.</summary>
    [Required]
    public UploadedFile? File { get; init; }
}

internal sealed class BeginImportValidator : AbstractValidator<BeginImport>
{
    public BeginImportValidator()
    {
        RuleFor(form => form.Mapping).Text(RegisterImport.MappingMaxLength);
        RuleFor(form => form.Mapping).Custom((mapping, context) =>
        {
            if (!PersonalNumber.OccursIn(mapping ?? "") && ImportMapping.FaultOf(mapping) is var (code, arguments) && code is not null)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure(context.PropertyPath, code) { ErrorCode = code, CustomState = arguments });
            }
        });
        RuleFor(form => form.File).Named();
    }
}

internal sealed class BeginImportHandler(AgreementsDbContext db, IStoreEngine engine, Caller caller) : IRequestHandler<BeginImport, ImportView>
{
    public async Task<ImportView> Handle(BeginImport request, CancellationToken cancellationToken)
    {
        // One after the other, so that they are counted right.
        await engine.HoldNameAsync(db, $"imports\n{caller.Id}", cancellationToken);
        if (await db.CountOpenOfAsync(caller.Id, cancellationToken) >= RegisterImport.MostAtOnce)
        {
            throw new RuleViolationException("import.too-many", ("most", RegisterImport.MostAtOnce));
        }

        var authorship = caller.Sign();
        var order = new ImportOrder(request.Mode ?? ImportMode.PerRow, request.DryRun ?? false, ImportMapping.Read(request.Mapping));
        var file = new ImportFile(request.File!.Name, request.File.Size, request.File.Sha256);
        var import = RegisterImport.Ask(Guid.CreateVersion7(authorship.At), order, file, caller.Grant, caller.Id, authorship);
        var progress = new ImportProgress(import);
        db.Add(import);
        db.Add(progress);
        return ImportView.Of(import, progress);
    }
}

/// <summary>What a form says of the columns of a file.</summary>
internal static class ImportMapping
{
    private static readonly JsonSerializerOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly List<string> Meant = [.. RegisterColumns.All.Where(column => column.IsRecorded || column.Name == "regionName").Select(column => column.Name)];

    private const string Shape = """{"header": "column" | null}""";

    /// <summary>What is wrong with it; nothing where there is none.</summary>
    public static (string? Code, object?[] Arguments) FaultOf(string? mapping)
    {
        // What is wrong with it as a text is said already.
        if (string.IsNullOrWhiteSpace(mapping) || mapping.Length > RegisterImport.MappingMaxLength)
        {
            return (null, []);
        }

        try
        {
            var columns = Read(mapping);
            return columns switch
            {
                _ when columns.Any(each => PersonalNumber.OccursIn(each.Header)) => ("text.personal-number", []),
                { Count: > RegisterImport.MostMappings } => ("list.too-long", [RegisterImport.MostMappings]),
                _ when columns.Any(each => each.Column is { } name && !Meant.Contains(name)) => ("value.unknown", [string.Join(" | ", Meant)]),
                _ => (null, []),
            };
        }
        catch (JsonException)
        {
            return ("value.malformed", [Shape]);
        }
    }

    public static IReadOnlyList<ColumnMapping> Read(string? mapping) =>
        mapping is null ? [] : [.. (JsonSerializer.Deserialize<Dictionary<string, string?>>(mapping, Strict) ?? throw new JsonException()).Select(each => new ColumnMapping(each.Key, each.Value))];
}
