using System.Text.Json;

namespace Agreements.Benchmarks.Floor;

/// <summary>What the service's administrator can do to an agreement, with what is in the way.</summary>
internal static class AllowedActions
{
    private const string Administrator = "administrator";

    /// <summary>Writes them.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="row">The agreement.</param>
    /// <param name="lifecycle">Where it stands on its way to signature.</param>
    /// <param name="isContinued">Whether a signed successor goes on.</param>
    /// <param name="isEndless">Whether no day is known on which it ends.</param>
    /// <param name="lacksDecision">Whether the council's decision is missing.</param>
    public static void Write<TRow>(Utf8JsonWriter json, TRow row, string lifecycle, bool isContinued, bool isEndless, bool lacksDecision)
        where TRow : struct, IRow
    {
        json.WriteStartArray(Names.AllowedActions);
        switch (lifecycle)
        {
            case "draft":
                Say(json, "submit", row.Text(Column.Subject) is null || row.Text(Column.BpjsOfficeId) is null || row.Text(Column.Owner) is null ? "agreement.incomplete" : null);
                Say(json, "cancel");
                Say(json, "delete", AgreementJson.IsSet(row, Column.HasDocuments) ? "agreement.has-documents" : null, AgreementJson.IsSet(row, Column.HasWorkPlans) ? "agreement.has-work-plans" : null);
                break;
            case "inReview":
                Say(json, "return");
                Say(json, "approve", row.Text(Column.SubmittedBy) == Administrator ? "agreement.self-approval" : null, lacksDecision ? "agreement.dprd-approval-missing" : null);
                Say(json, "cancel");
                break;
            case "approved" or "partiallySigned":
                var isTermless = row.Text(Column.EffectiveFrom) is null || (row.Text(Column.EffectiveUntil) is null && !AgreementJson.IsSet(row, Column.OpenEnded));
                Say(json, "sign", isTermless ? "agreement.term-missing" : null);
                Say(json, "cancel");
                break;
            case "signed":
                Say(json, "terminate");
                Say(json, "amend");
                json.WriteStartObject();
                json.WriteString(Names.Action, "openRenewal");
                json.WriteStartArray(Names.Unmet);
                Code(json, row.Text(Column.RenewalId) is null ? null : "renewal.already-open");
                Code(json, isContinued ? "renewal.already-renewed" : null);
                Code(json, isEndless ? "renewal.end-unknown" : null);
                json.WriteEndArray();
                json.WriteEndObject();
                break;
        }

        json.WriteEndArray();
    }

    private static void Say(Utf8JsonWriter json, string action, string? unmet = null, string? alsoUnmet = null)
    {
        json.WriteStartObject();
        json.WriteString(Names.Action, action);
        json.WriteStartArray(Names.Unmet);
        Code(json, unmet);
        Code(json, alsoUnmet);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Code(Utf8JsonWriter json, string? code)
    {
        if (code is not null)
        {
            json.WriteStringValue(code);
        }
    }
}
