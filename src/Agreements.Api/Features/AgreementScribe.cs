using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Security;
using Agreements.Data.Configurations;
using Agreements.Data.Queries.Served;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Column = Agreements.Data.Queries.Served.AgreementColumn;

namespace Agreements.Api.Features;

/// <summary>
/// Writes agreements as an <see cref="AgreementView"/> shows them, straight from the store: for the reads that are asked for most. What has to be judged is judged
/// by the same rules; the rest passes through as it is stored. A test compares the two.
/// </summary>
/// <param name="json">Where to.</param>
/// <param name="viewer">Who looks at them.</param>
/// <param name="days">The day that they are judged by.</param>
/// <param name="horizonDays">Days ahead within which they count as expiring.</param>
internal sealed class AgreementScribe(Utf8JsonWriter json, Viewer viewer, JudgedBy days, int horizonDays)
{
    private static readonly Member[] Approval =
    [
        Flag(nameof(DprdApproval.Required), Column.DprdRequired),
        Text(nameof(DprdApproval.Number), Column.DprdNumber),
        Text(nameof(DprdApproval.ApprovedOn), Column.DprdApprovedOn),
    ];

    private static readonly Member[] Ending =
    [
        Text(nameof(Termination.Ground), Column.TerminationGround),
        Text(nameof(Termination.EffectiveOn), Column.TerminationEffectiveOn),
        Text(nameof(Termination.Reason), Column.TerminationReason),
    ];

    private static readonly Dictionary<string, JsonEncodedText> RegionNames =
        RegionCatalogue.Shipped.All.ToDictionary(region => region.Code, region => JsonEncodedText.Encode(region.Name, JsonRules.Encoder), StringComparer.Ordinal);

    // The members of the view, in its order.
    private static readonly Member[] Members =
    [
        Text(nameof(AgreementView.Id), Column.Id),
        Number(nameof(AgreementView.Version), Column.Version),
        Text(nameof(AgreementView.Kind), Column.Kind),
        Text(nameof(AgreementView.Title), Column.Title),
        Text(nameof(AgreementView.Subject), Column.Subject),
        Text(nameof(AgreementView.Segment), Column.Segment),
        Text(nameof(AgreementView.RegionCode), Column.RegionCode),
        Own(nameof(AgreementView.RegionName), (scribe, name) => scribe.Json.WriteString(name, RegionNames[scribe.StringOf(Column.RegionCode)!])),
        Text(nameof(AgreementView.TimeZone), Column.TimeZone),
        Text(nameof(AgreementView.Agency), Column.Agency),
        Text(nameof(AgreementView.BpjsOfficeId), Column.BpjsOfficeId),
        Text(nameof(AgreementView.BpjsOfficeName), Column.BpjsOfficeName),
        Text(nameof(AgreementView.LocalNumber), Column.LocalNumber),
        Text(nameof(AgreementView.BpjsNumber), Column.BpjsNumber),
        List(nameof(AgreementView.Scope), Column.Scope),
        List(nameof(AgreementView.LegalBasis), Column.LegalBasis),
        Text(nameof(AgreementView.EffectiveFrom), Column.EffectiveFrom),
        Text(nameof(AgreementView.EffectiveUntil), Column.EffectiveUntil),
        Flag(nameof(AgreementView.OpenEnded), Column.OpenEnded),
        Text(nameof(AgreementView.TermText), Column.TermText),
        Text(nameof(AgreementView.CoverageFrom), Column.CoverageFrom),
        Text(nameof(AgreementView.ActivationMode), Column.ActivationMode),
        Text(nameof(AgreementView.ParticipantsHandedOverOn), Column.ParticipantsHandedOverOn),
        Own(nameof(AgreementView.CoverageBegins), (scribe, name) => scribe.WriteDay(name, scribe.CoverageBegins)),
        Number(nameof(AgreementView.RenewalNoticeMonths), Column.RenewalNoticeMonths),
        Own(nameof(AgreementView.RenewalNoticeDue), (scribe, name) => scribe.WriteDay(name, scribe._facts.NoticeDue)),
        Own(nameof(AgreementView.DprdApproval), (scribe, name) => scribe.WriteGroup(name, Approval)),
        List(nameof(AgreementView.Signatures), Column.Signatures),
        Text(nameof(AgreementView.SignedOn), Column.SignedOn),
        Text(nameof(AgreementView.Lifecycle), Column.Lifecycle),
        Own(nameof(AgreementView.Termination), (scribe, name) => scribe.WriteTermination(name)),
        Own(nameof(AgreementView.Standing), (scribe, name) => scribe.Json.WriteString(name, EnumNames<Standing>.WrittenOf(scribe._standing))),
        Own(nameof(AgreementView.StandingReasons), (scribe, name) => scribe.WriteReasons(name)),
        Own(nameof(AgreementView.DaysLeft), (scribe, name) => scribe.WriteNumber(name, scribe._facts.Until?.DayNumber - scribe._today.DayNumber)),
        Own(nameof(AgreementView.AsOf), (scribe, name) => scribe.WriteDay(name, scribe._today)),
        Text(nameof(AgreementView.PredecessorId), Column.PredecessorId),
        Text(nameof(AgreementView.SuccessorId), Column.SuccessorId),
        Text(nameof(AgreementView.RenewalId), Column.RenewalId),
        Number(nameof(AgreementView.ParticipantQuota), Column.ParticipantQuota),
        Flag(nameof(AgreementView.NeedsReview), Column.NeedsReview),
        Text(nameof(AgreementView.Owner), Column.Owner),
        Text(nameof(AgreementView.Notes), Column.Notes),
        Text(nameof(AgreementView.Source), Column.Source),
        Own(nameof(AgreementView.AllowedActions), (scribe, name) => scribe.WriteRaw(name, scribe._offered.Json)),
        Text(nameof(AgreementView.CreatedAt), Column.CreatedAt),
        Text(nameof(AgreementView.UpdatedAt), Column.UpdatedAt),
    ];

    // Of all that could be only some occur, and what is offered then is the same for every agreement.
    private static readonly ConcurrentDictionary<(ActionFacts Facts, bool MayWrite, bool MayApprove), Offered> Offers = [];

    private readonly bool _mayWrite = viewer.Grant.Scopes.Contains(Domain.Access.Scope.AgreementsWrite);
    private readonly bool _mayApprove = viewer.Grant.Scopes.Contains(Domain.Access.Scope.AgreementsApprove);

    private StoredRow _row = null!;
    private DateOnly _today;
    private StandingFacts _facts;
    private Standing _standing;
    private Offered _offered = null!;

    private Utf8JsonWriter Json => json;

    // Without a first day and a finding it is unknown, whatever the store sorts it by.
    private DateOnly? CoverageBegins => _facts.From is null && IsNull(Column.CoverageFrom) ? null : KnownDay(Column.CoverageBegins);

    /// <summary>Writes one.</summary>
    public void Write(StoredRow row)
    {
        _row = row;
        _today = days.In(StringOf(Column.TimeZone)!);
        _facts = new StandingFacts(
            StoredNames<LifecycleState>.Named(row.Text((int)Column.Lifecycle)),
            row.Day((int)Column.TerminationEffectiveOn),
            row.Day((int)Column.EffectiveFrom),
            row.Day((int)Column.EffectiveUntil),
            row.Flag((int)Column.OpenEnded),
            KnownDay(Column.NoticeOrder),
            row.Flag((int)Column.IsContinued),
            !IsNull(Column.RenewalId));
        _standing = _facts.On(_today, horizonDays);
        _offered = Offers.GetOrAdd((ActionsOf(), _mayWrite, _mayApprove), static offer => Offered.Of(offer.Facts, offer.MayWrite, offer.MayApprove));

        json.WriteStartObject();
        WriteAll(Members);
        json.WriteEndObject();
    }

    /// <summary>The ETag of the one that was written last.</summary>
    public EntityTag Tag() => new(
        _row.Number((int)Column.Version),
        EntityTag.FingerprintOf(StringOf(Column.BpjsOfficeName)),
        AgreementView.ViewOf(_today, _standing, StringOf(Column.PredecessorId), StringOf(Column.SuccessorId), _offered.Actions));

    private ActionFacts ActionsOf() => new()
    {
        Lifecycle = _facts.Lifecycle,
        HasSubject = !IsNull(Column.Subject),
        HasOffice = !IsNull(Column.BpjsOfficeId),
        HasOwner = !IsNull(Column.Owner),
        IsOwnSubmission = StringOf(Column.SubmittedBy) is { } name && viewer.Grant.Author.IsSameAs(new Author(name, StringOf(Column.SubmittedByHolder))),
        NeedsDecision = _row.Flag((int)Column.DprdRequired),
        HasDecisionNumber = !IsNull(Column.DprdNumber),
        HasDecisionDay = !IsNull(Column.DprdApprovedOn),
        HasFirstDay = _facts.From is not null,
        HasLastDay = _facts.Until is not null,
        OpenEnded = _facts.OpenEnded,
        LacksScan = viewer.ScanRequired && !_row.Flag((int)Column.HasSignedScan),
        IsInRenewal = _facts.IsInRenewal,
        IsContinued = _facts.IsContinued,
        RunsOut = _facts.Until is not null || _facts.TerminatedOn is not null,
        HasDocuments = _row.Flag((int)Column.HasDocuments),
        HasWorkPlans = _row.Flag((int)Column.HasWorkPlans),
    };

    private void WriteAll(Member[] members)
    {
        foreach (var member in members)
        {
            member.Write(this, member.Name);
        }
    }

    private void WriteGroup(JsonEncodedText name, Member[] members)
    {
        json.WriteStartObject(name);
        WriteAll(members);
        json.WriteEndObject();
    }

    private void WriteTermination(JsonEncodedText name)
    {
        if (_facts.TerminatedOn is null)
        {
            json.WriteNull(name);
        }
        else
        {
            WriteGroup(name, Ending);
        }
    }

    private void WriteReasons(JsonEncodedText name)
    {
        json.WriteStartArray(name);
        foreach (var reason in _facts.ReasonsOn(_today))
        {
            json.WriteStringValue(EnumNames<StandingReason>.WrittenOf(reason));
        }

        json.WriteEndArray();
    }

    private void WriteText(JsonEncodedText name, Column column)
    {
        // Most have a value, so that is asked for first: each question to the store's row costs.
        var text = _row.Text((int)column);
        if (text.IsEmpty && IsNull(column))
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, text);
        }
    }

    private void WriteDay(JsonEncodedText name, DateOnly? day)
    {
        if (day is { } known)
        {
            Span<byte> written = stackalloc byte[10];
            known.TryFormat(written, out _, "O", CultureInfo.InvariantCulture);
            json.WriteString(name, written);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void WriteNumber(JsonEncodedText name, int? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void WriteRaw(JsonEncodedText name, ReadOnlySpan<byte> written)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(written, skipInputValidation: true);
    }

    private bool IsNull(Column column) => _row.IsNull((int)column);

    private string? StringOf(Column column) => _row.String((int)column);

    // Where the store sorts what has no day.
    private DateOnly? KnownDay(Column column) => _row.Day((int)column) is { } day && day < DateOnly.MaxValue ? day : null;

    private static Member Text(string name, Column column) => Own(name, (scribe, written) => scribe.WriteText(written, column));

    private static Member Number(string name, Column column) => Own(name, (scribe, written) => scribe.WriteNumber(written, scribe.IsNull(column) ? null : scribe._row.Number((int)column)));

    private static Member Flag(string name, Column column) => Own(name, (scribe, written) => scribe.Json.WriteBoolean(written, scribe._row.Flag((int)column)));

    private static Member List(string name, Column column) => Own(name, (scribe, written) => scribe.WriteRaw(written, scribe._row.Text((int)column)));

    private static Member Own(string name, Action<AgreementScribe, JsonEncodedText> write) => new(JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(name)), write);

    private sealed record Member(JsonEncodedText Name, Action<AgreementScribe, JsonEncodedText> Write);

    /// <summary>What a caller can do to agreements of which the same is true.</summary>
    private sealed record Offered(IReadOnlyList<AllowedAction> Actions, byte[] Json)
    {
        public static Offered Of(ActionFacts facts, bool mayWrite, bool mayApprove)
        {
            var actions = facts.Allowed().Where(allowed => AgreementView.NeedsApproval(allowed.Action) ? mayApprove : mayWrite).ToList();
            return new Offered(actions, JsonSerializer.SerializeToUtf8Bytes(actions, Rules));
        }

        private static readonly JsonSerializerOptions Rules = MakeRules();

        private static JsonSerializerOptions MakeRules()
        {
            var rules = new JsonSerializerOptions();
            JsonRules.Apply(rules);
            return rules;
        }
    }
}
