using System.Globalization;
using System.Text.Json;
using Agreements.Data.Reference;
using Agreements.Domain.Instruments;
using Agreements.Domain.Text;

namespace Agreements.Benchmarks.Floor;

/// <summary>A draft on its way into the store: as much of one as the load sends.</summary>
internal sealed class NewAgreement
{
    private readonly string?[] _texts = new string?[Enum.GetValues<Column>().Length];

    /// <summary>When it was recorded.</summary>
    public required string At { get; init; }

    /// <summary>First day covered.</summary>
    public required string CoverBegins { get; init; }

    /// <summary>Months of notice.</summary>
    public int? NoticeMonths { get; private set; }

    /// <summary>Name of its office.</summary>
    public string? OfficeName { get; set; }

    /// <summary>A text of it.</summary>
    public string? Text(Column column) => _texts[(int)column];

    /// <summary>Reads a body, of which it takes the sense on trust.</summary>
    public static async Task<NewAgreement> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var document = await JsonDocument.ParseAsync(body, default, cancellationToken);
        var json = document.RootElement;
        var at = TimeProvider.System.GetUtcNow();
        var (from, until) = (Said("effectiveFrom"), Said("effectiveUntil"));
        var months = json.TryGetProperty("renewalNoticeMonths", out var notice) && notice.ValueKind == JsonValueKind.Number ? notice.GetInt32() : (int?)null;
        var instant = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var draft = new NewAgreement { At = instant, CoverBegins = from ?? until ?? Today.NoEnd, NoticeMonths = months };
        var region = RegionCatalogue.Shipped.Get(Said("regionCode")!);
        var texts = draft._texts;
        texts[(int)Column.Id] = Guid.CreateVersion7(at).ToString();
        texts[(int)Column.Kind] = Said("kind");
        texts[(int)Column.Title] = Said("title");
        texts[(int)Column.Subject] = Said("subject");
        texts[(int)Column.Segment] = Said("segment") ?? "pbpuBp";
        texts[(int)Column.RegionCode] = region.Code;
        texts[(int)Column.TimeZone] = region.TimeZone;
        texts[(int)Column.Agency] = Said("agency");
        texts[(int)Column.BpjsOfficeId] = Said("bpjsOfficeId");
        texts[(int)Column.LocalNumber] = Said("localNumber");
        texts[(int)Column.BpjsNumber] = Said("bpjsNumber");
        texts[(int)Column.Scope] = texts[(int)Column.LegalBasis] = texts[(int)Column.Signatures] = "[]";
        texts[(int)Column.EffectiveFrom] = from;
        texts[(int)Column.EffectiveUntil] = until;
        texts[(int)Column.EndsOrder] = until ?? Today.NoEnd;
        texts[(int)Column.CoverageBegins] = draft.CoverBegins;
        texts[(int)Column.NoticeOrder] = until is not null && months is { } early ? Day.Write(DateOnly.ParseExact(until, "O", CultureInfo.InvariantCulture).AddMonths(-early)) : Today.NoEnd;
        texts[(int)Column.Lifecycle] = "draft";
        texts[(int)Column.Owner] = Said("owner");
        texts[(int)Column.Notes] = Said("notes");
        texts[(int)Column.CreatedAt] = texts[(int)Column.UpdatedAt] = instant;
        return draft;

        string? Said(string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    /// <summary>What is inserted, column by column.</summary>
    public static IReadOnlyList<(string Name, Func<NewAgreement, object?> Value)> Stored { get; } =
    [
        ("id", draft => draft.Text(Column.Id)),
        ("version", _ => 1),
        ("kind", draft => draft.Text(Column.Kind)),
        ("title", draft => draft.Text(Column.Title)),
        ("subject", draft => draft.Text(Column.Subject)),
        ("segment", draft => draft.Text(Column.Segment)),
        ("region_code", draft => draft.Text(Column.RegionCode)),
        ("time_zone", draft => draft.Text(Column.TimeZone)),
        ("agency", draft => draft.Text(Column.Agency)),
        ("bpjs_office_id", draft => draft.Text(Column.BpjsOfficeId)),
        ("local_number", draft => draft.Text(Column.LocalNumber)),
        ("local_number_identity", draft => DocumentNumber.Identity(draft.Text(Column.LocalNumber))),
        ("local_number_key", draft => DocumentNumber.LookUpKey(draft.Text(Column.LocalNumber))),
        ("bpjs_number", draft => draft.Text(Column.BpjsNumber)),
        ("bpjs_number_identity", draft => DocumentNumber.Identity(draft.Text(Column.BpjsNumber))),
        ("bpjs_number_key", draft => DocumentNumber.LookUpKey(draft.Text(Column.BpjsNumber))),
        ("scope", _ => "[]"),
        ("legal_basis", _ => "[]"),
        ("effective_from", draft => draft.Text(Column.EffectiveFrom)),
        ("effective_until", draft => draft.Text(Column.EffectiveUntil)),
        ("ends_order", draft => draft.Text(Column.EndsOrder)),
        ("cover_ends", draft => draft.Text(Column.EndsOrder)),
        ("cover_begins", draft => draft.CoverBegins),
        ("coverage_begins", draft => draft.CoverBegins),
        ("terminated_order", _ => Today.NoEnd),
        ("notice_order", draft => draft.Text(Column.NoticeOrder)),
        ("renewal_notice_months", draft => draft.NoticeMonths),
        ("quota_order", _ => -1),
        ("open_ended", _ => 0),
        ("signed", _ => 0),
        ("dprd_required", _ => 0),
        ("needs_review", _ => 0),
        ("signatures", _ => "[]"),
        ("lifecycle", _ => "draft"),
        ("title_key", draft => FoldedText.Of(draft.Text(Column.Title) ?? draft.Text(Column.Subject))),
        ("owner", draft => draft.Text(Column.Owner)),
        ("notes", draft => draft.Text(Column.Notes)),
        ("created_at", draft => draft.At),
        ("updated_at", draft => draft.At),
    ];
}

/// <summary>A draft to be served.</summary>
internal readonly struct NewRow(NewAgreement draft) : IRow
{
    public string? Text(Column column) => column == Column.OfficeName ? draft.OfficeName : draft.Text(column);

    public int? Number(Column column) => column switch
    {
        Column.Version => 1,
        Column.RenewalNoticeMonths => draft.NoticeMonths,
        Column.ParticipantQuota => null,
        _ => 0,
    };
}
