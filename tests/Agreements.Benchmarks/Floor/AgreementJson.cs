using System.Text.Json;
using Agreements.Data.Reference;

namespace Agreements.Benchmarks.Floor;

/// <summary>An agreement as the service shows it to its administrator, written by hand.</summary>
internal static class AgreementJson
{
    private static readonly Dictionary<string, JsonEncodedText> RegionNames = RegionCatalogue.Shipped.All.ToDictionary(
        region => region.Code, region => JsonEncodedText.Encode(region.Name, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping), StringComparer.Ordinal);

    /// <summary>Writes a row.</summary>
    public static void Write<TRow>(Utf8JsonWriter json, TRow row, Today today)
        where TRow : struct, IRow
    {
        var regionCode = row.Text(Column.RegionCode)!;
        var zone = row.Text(Column.TimeZone)!;
        var day = today.In(zone);
        json.WriteStartObject();
        Text(json, Names.Id, row.Text(Column.Id));
        json.WriteNumber(Names.Version, row.Number(Column.Version)!.Value);
        Text(json, Names.Kind, row.Text(Column.Kind));
        Text(json, Names.Title, row.Text(Column.Title));
        Text(json, Names.Subject, row.Text(Column.Subject));
        Text(json, Names.Segment, row.Text(Column.Segment));
        json.WriteString(Names.RegionCode, regionCode);
        json.WriteString(Names.RegionName, RegionNames[regionCode]);
        json.WriteString(Names.TimeZone, zone);
        Text(json, Names.Agency, row.Text(Column.Agency));
        Text(json, Names.BpjsOfficeId, row.Text(Column.BpjsOfficeId));
        Text(json, Names.BpjsOfficeName, row.Text(Column.OfficeName));
        Text(json, Names.LocalNumber, row.Text(Column.LocalNumber));
        Text(json, Names.BpjsNumber, row.Text(Column.BpjsNumber));
        Raw(json, Names.Scope, row.Text(Column.Scope)!);
        Raw(json, Names.LegalBasis, row.Text(Column.LegalBasis)!);
        WriteTerm(json, row, day);
        json.WriteEndObject();
    }

    private static void WriteTerm<TRow>(Utf8JsonWriter json, TRow row, Day day)
        where TRow : struct, IRow
    {
        var (from, until) = (row.Text(Column.EffectiveFrom), row.Text(Column.EffectiveUntil));
        var openEnded = IsSet(row, Column.OpenEnded);
        var coverageFrom = row.Text(Column.CoverageFrom);
        var notice = KnownDay(row.Text(Column.NoticeOrder));
        Text(json, Names.EffectiveFrom, from);
        Text(json, Names.EffectiveUntil, until);
        json.WriteBoolean(Names.OpenEnded, openEnded);
        Text(json, Names.TermText, row.Text(Column.TermText));
        Text(json, Names.CoverageFrom, coverageFrom);
        Text(json, Names.ActivationMode, row.Text(Column.ActivationMode));
        Text(json, Names.ParticipantsHandedOverOn, row.Text(Column.ParticipantsHandedOverOn));
        Text(json, Names.CoverageBegins, from is null && coverageFrom is null ? null : KnownDay(row.Text(Column.CoverageBegins)));
        Number(json, Names.RenewalNoticeMonths, row.Number(Column.RenewalNoticeMonths));
        Text(json, Names.RenewalNoticeDue, notice);

        var (dprdRequired, dprdNumber, dprdApprovedOn) = (IsSet(row, Column.DprdRequired), row.Text(Column.DprdNumber), row.Text(Column.DprdApprovedOn));
        json.WriteStartObject(Names.DprdApproval);
        json.WriteBoolean(Names.Required, dprdRequired);
        Text(json, Names.Number, dprdNumber);
        Text(json, Names.ApprovedOn, dprdApprovedOn);
        json.WriteEndObject();

        Raw(json, Names.Signatures, row.Text(Column.Signatures)!);
        Text(json, Names.SignedOn, row.Text(Column.SignedOn));
        var lifecycle = row.Text(Column.Lifecycle)!;
        var terminatedOn = row.Text(Column.TerminationEffectiveOn);
        json.WriteString(Names.Lifecycle, lifecycle);
        WriteTermination(json, row, terminatedOn);
        var renewalId = row.Text(Column.RenewalId);
        var isContinued = IsSet(row, Column.IsContinued);
        var afterEnd = (isContinued, renewalId) switch
        {
            (true, _) => "superseded",
            (_, not null) => "lapsedInRenewal",
            _ => "lapsed",
        };
        var standing = StandingOn(day, lifecycle, terminatedOn, from, until, notice, afterEnd);
        json.WriteString(Names.Standing, standing);
        json.WriteStartArray(Names.StandingReasons);
        if (ReasonOf(standing, day, lifecycle, from, until, openEnded) is { } reason)
        {
            json.WriteStringValue(reason);
        }

        json.WriteEndArray();
        Number(json, Names.DaysLeft, until is null ? null : Day.Count(until) - day.Number);
        json.WriteString(Names.AsOf, day.Text);
        Text(json, Names.PredecessorId, row.Text(Column.PredecessorId));
        Text(json, Names.SuccessorId, row.Text(Column.SuccessorId));
        Text(json, Names.RenewalId, renewalId);
        Number(json, Names.ParticipantQuota, row.Number(Column.ParticipantQuota));
        json.WriteBoolean(Names.NeedsReview, IsSet(row, Column.NeedsReview));
        Text(json, Names.Owner, row.Text(Column.Owner));
        Text(json, Names.Notes, row.Text(Column.Notes));
        Text(json, Names.Source, row.Text(Column.Source));
        var lacksDecision = dprdRequired && (dprdNumber is null || dprdApprovedOn is null);
        AllowedActions.Write(json, row, lifecycle, isContinued, until is null && terminatedOn is null, lacksDecision);
        Text(json, Names.CreatedAt, row.Text(Column.CreatedAt));
        Text(json, Names.UpdatedAt, row.Text(Column.UpdatedAt));
    }

    /// <summary>A flag.</summary>
    public static bool IsSet<TRow>(TRow row, Column column)
        where TRow : struct, IRow => row.Number(column) is 1;

    private static void WriteTermination<TRow>(Utf8JsonWriter json, TRow row, string? terminatedOn)
        where TRow : struct, IRow
    {
        if (terminatedOn is null)
        {
            json.WriteNull(Names.Termination);
            return;
        }

        json.WriteStartObject(Names.Termination);
        Text(json, Names.Ground, row.Text(Column.TerminationGround));
        json.WriteString(Names.EffectiveOn, terminatedOn);
        Text(json, Names.Reason, row.Text(Column.TerminationReason));
        json.WriteEndObject();
    }

    private static string? ReasonOf(string standing, Day day, string lifecycle, string? from, string? until, bool openEnded) => standing switch
    {
        "notInForce" when lifecycle != "cancelled" && from is not null && string.CompareOrdinal(from, day.Text) <= 0 => "startMissed",
        "active" when until is null => openEnded ? "openEnded" : "endUnknown",
        _ => null,
    };

    private static string StandingOn(Day day, string lifecycle, string? terminatedOn, string? from, string? until, string? notice, string afterEnd)
    {
        var today = day.Text;
        if (terminatedOn is not null && string.CompareOrdinal(today, terminatedOn) >= 0)
        {
            return "terminated";
        }

        if (lifecycle is not ("signed" or "terminated"))
        {
            return "notInForce";
        }

        if (from is not null && string.CompareOrdinal(today, from) < 0)
        {
            return "upcoming";
        }

        if (until is not null && string.CompareOrdinal(today, until) > 0)
        {
            return afterEnd;
        }

        if (notice is not null && string.CompareOrdinal(today, notice) >= 0)
        {
            return "inNotice";
        }

        return until is not null && string.CompareOrdinal(until, day.Horizon) <= 0 ? "expiring" : "active";
    }

    private static string? KnownDay(string? order) => order == Today.NoEnd ? null : order;

    private static void Text(Utf8JsonWriter json, JsonEncodedText name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    private static void Number(Utf8JsonWriter json, JsonEncodedText name, int? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Raw(Utf8JsonWriter json, JsonEncodedText name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }
}
