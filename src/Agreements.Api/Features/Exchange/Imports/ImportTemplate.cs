using Agreements.Api.Http.Parameters;

namespace Agreements.Api.Features.Exchange.Imports;

/// <summary>The forms of a template.</summary>
public enum TemplateFormat
{
    /// <summary>A workbook of Excel.</summary>
    Xlsx,

    /// <summary>Values with a separator between them (RFC 4180).</summary>
    Csv,
}

/// <summary>
/// Downloads a file with the headers of every column that an import reads, and nothing below them. Needed are the kind of document and the region, by code or name; whatever else is not known
/// stays blank.
/// </summary>
public sealed record ImportTemplate
{
    /// <summary>The form; <c>xlsx</c> when left out.</summary>
    public Param<TemplateFormat>? Format { get; init; }

    /// <summary>The language of the headers; that of <c>Accept-Language</c> when left out, else Indonesian.</summary>
    public Param<SheetLanguage>? Language { get; init; }

    /// <summary>What stands between the values of CSV; <c>semicolon</c> when left out, as Excel has it in Indonesia.</summary>
    public Param<CsvSeparator>? Separator { get; init; }
}
