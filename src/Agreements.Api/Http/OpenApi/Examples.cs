using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agreements.Api.Features;
using Agreements.Api.Features.Access;
using Agreements.Api.Features.Audit;
using Agreements.Api.Features.Continuity;
using Agreements.Api.Features.Exchange;
using Agreements.Api.Features.Lifecycle;
using Agreements.Api.Features.Reference;
using Agreements.Api.Features.Register;
using Agreements.Api.Http.Exports;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using Agreements.Data.Configurations;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Data.SampleRegister;
using Agreements.Data.Store;
using Agreements.Domain;
using Agreements.Domain.Access;
using Agreements.Domain.Audit;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Http.OpenApi;

/// <summary>The document's examples: the agreement of Sulawesi Barat, as the sample register has it, seen on the day its renewal was discussed.</summary>
internal sealed class Examples
{
    private const string Staff = "Biro Pemkesra";
    private const string ActivationSource = "Surat Kantor Cabang BPJS Kesehatan";
    private static readonly DateTimeOffset RecordedAt = new(2025, 11, 27, 2, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2025, 11, 27);
    private static readonly Guid AgreementId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e01");
    private static readonly Guid OfficeId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e02");

    private static readonly Guid ActivationModeId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e15");

    private static readonly Guid KeyId = new("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e03");

    private readonly JsonSerializerOptions _json;
    private readonly Dictionary<Type, object> _bodies;
    private readonly Dictionary<string, object> _answers;

    public Examples(IOptions<JsonOptions> json)
    {
        _json = json.Value.SerializerOptions;
        var sample = SampleRegisterFile.Read();
        var term = sample.Agreements.Single(agreement => agreement.Key == "sulbar-2025");
        var renewal = sample.Agreements.Single(agreement => agreement.Key == "sulbar-2026");
        var officeEntry = sample.BpjsOffices.Single(entry => entry.Key == term.BpjsOfficeKey);

        var office = BpjsOffice.Open(OfficeId, officeEntry.Kind, officeEntry.Name, parent: null, officeEntry.CatchmentRegionCodes, RecordedAt);
        var agreement = Agreement.TakeIn(
            AgreementId, term.ToPublished(OfficeId, predecessorId: null), RegionCatalogue.Shipped.Get(term.RegionCode), new Authorship("sample-register", RecordedAt));

        _bodies = new(Bodies(term, renewal, officeEntry).Concat(RenewalExamples.Bodies(AgreementId)).Concat(WorkPlanExamples.Bodies()).Concat(CoverageExamples.Bodies(sample)).Concat(ContactExamples.Bodies()).Concat(ReminderExamples.Bodies()).Concat(ReminderRuleExamples.Bodies()).Concat(CalendarExamples.Bodies()).Concat(WebhookExamples.Bodies()).Concat(ImportExamples.Bodies()));
        var viewer = new Viewer(new Grant($"key:{KeyId}", new Author(Staff), Scopes.All, Reach.Everywhere, ExpiresAt: null), ScanRequired: false);
        var view = AgreementView.Of(new AgreementRow(agreement, office.Name, PredecessorId: null, SuccessorId: null, IsContinued: false), viewer, Day);
        _answers = new(Answers(view, agreement, BpjsOfficeView.Of(office)).Concat(ContinuityAnswers(view, agreement)).Concat(AccessAnswers()).Concat(DocumentExamples.Answers(agreement)).Concat(RenewalExamples.Answers(sample, agreement)).Concat(WorkPlanExamples.Answers(term, agreement, viewer)).Concat(CoverageExamples.Answers(sample)).Concat(ContactExamples.Answers()).Concat(ReminderExamples.Answers(agreement, office.Name)).Concat(ReminderRuleExamples.Answers(agreement)).Concat(EventExamples.Answers(agreement)).Concat(CalendarExamples.Answers()).Concat(WebhookExamples.Answers()).Concat(ImportExamples.Answers()), StringComparer.Ordinal);
    }

    public JsonNode? OfBody(Type type) => DocumentExamples.OfForm(type) ?? ImportExamples.OfForm(type) ?? (_bodies.TryGetValue(type, out var body) ? Node(body) : new JsonObject());

    public JsonNode? OfAnswer(string operationId) => Node(_answers.GetValueOrDefault(operationId) ?? _answers["getAgreement"]);

    /// <summary>How an export begins.</summary>
    public string OfExport(string operationId, string mediaType) => (operationId, mediaType) switch
    {
        ("getImportTemplate", Export.Csv) => $"{string.Join(';', RegisterColumns.ForImport.Select(column => column.Header.Indonesian).Take(3))};…\r\n",
        ("exportAgreements", Export.Csv) => $"{string.Join(',', RegisterColumns.All.Select(column => column.Header.Indonesian).Take(3))},…\r\n",
        ("exportAgreements", Export.Ndjson) => $"{Node(_answers["getAgreement"])!.ToJsonString(_json)}\n",
        (_, Export.Xlsx) => "PK…",
        (_, Export.Csv) => "id,at,by\r\n",
        _ => "{}\n",
    };

    public JsonNode OfProblem(int status)
    {
        var failure = status switch
        {
            401 => new Failure(status, "credentials.missing"),
            403 => new Failure(status, "scope.missing") { Arguments = [Scopes.NameOf(Scope.AgreementsWrite)] },
            404 => new Failure(status, "agreement.not-found"),
            409 => new Failure(status, "agreement.transition-not-allowed") { Facts = [("current", LifecycleState.Signed), ("allowedActions", new[] { AgreementAction.Terminate })] },
            410 => new Failure(status, "cursor.too-old"),
            412 => new Failure(status, "precondition.failed"),
            422 => new Failure(status, "idempotency.key-reused"),
            428 => new Failure(status, "precondition.required"),
            507 => new Failure(status, "store.full"),
            _ => ProblemSwitch.ForStatus(status),
        };
        return Node(Problem(failure))!;
    }

    public static JsonNode? OfPath(string parameter) => parameter switch
    {
        "agreementId" => AgreementId.ToString(),
        "officeId" => OfficeId.ToString(),
        "keyId" => KeyId.ToString(),
        "documentId" => DocumentExamples.DocumentId.ToString(),
        "renewalId" => RenewalExamples.RenewalId.ToString(),
        "meetingId" => RenewalExamples.MeetingId.ToString(),
        "workPlanId" => WorkPlanExamples.WorkPlanId.ToString(),
        "activityId" => WorkPlanExamples.ActivityId.ToString(),
        "deadlineId" => RenewalExamples.DeadlineId.ToString(),
        "reminderId" => ReminderExamples.ReminderId.ToString(),
        "activationModeId" => ActivationModeId.ToString(),
        "feedId" => CalendarExamples.FeedId.ToString(),
        Security.CalendarGate.Parameter => CalendarExamples.Token,
        "webhookId" => WebhookExamples.WebhookId.ToString(),
        "deliveryId" => WebhookExamples.DeliveryId.ToString(),
        "importId" => ImportExamples.ImportId.ToString(),
        "on" => "2025-12-25",
        "snapshotId" => CoverageExamples.SnapshotId.ToString(),
        "validFrom" => CoverageExamples.ValidFrom.ToString("O", CultureInfo.InvariantCulture),
        _ => "76",
    };

    private static Problem Problem(Failure failure) => new()
    {
        Type = $"urn:agreements:problem:{failure.Code}",
        Title = ProblemTexts.Title(failure.Code, Language.Indonesian),
        Status = failure.Status,
        Detail = ProblemTexts.Detail(failure.Code, Language.Indonesian, failure.Arguments),
        Instance = "/v1/agreements",
        Code = failure.Code,
        TraceId = "4bf92f3577b34da6a3ce929d0e0e4736",
        Facts = failure.Facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal),
    };

    private static Dictionary<Type, object> Bodies(SampleAgreement term, SampleAgreement renewal, SampleOffice office)
    {
        var signature = term.Signatures[0];
        return new()
        {
            [typeof(DraftAgreement)] = new DraftAgreement
            {
                Kind = renewal.Kind,
                Subject = renewal.Subject,
                Segment = renewal.Segment,
                RegionCode = renewal.RegionCode,
                Agency = renewal.Agency,
                BpjsOfficeId = OfficeId,
                EffectiveFrom = renewal.EffectiveFrom,
                EffectiveUntil = new DateOnly(2026, 12, 31),
                RenewalNoticeMonths = 3,
                PredecessorId = AgreementId,
                Owner = renewal.Agency,
            },
            [typeof(EditAgreement)] = new JsonObject { ["renewalNoticeMonths"] = 3, ["notes"] = null },
            [typeof(ReturnAgreement)] = new ReturnAgreement { Reason = "Dasar hukum belum lengkap." },
            [typeof(CancelAgreement)] = new CancelAgreement { Reason = "Diganti dengan naskah baru." },
            [typeof(TerminateAgreement)] = new TerminateAgreement { Ground = TerminationGround.PartiesAgreed, EffectiveOn = new DateOnly(2025, 12, 1), Reason = "Disepakati para pihak." },
            [typeof(SignAgreement)] = new SignAgreement
            {
                Party = signature.Party,
                Name = signature.Name,
                Title = signature.Title,
                ActingType = signature.ActingType,
                SignedOn = signature.SignedOn,
            },
            [typeof(AmendAgreement)] = new AmendAgreement
            {
                SignedOn = new DateOnly(2025, 11, 25),
                EffectiveOn = new DateOnly(2025, 11, 25),
                Summary = "Perpanjangan jangka waktu.",
                EffectiveUntil = new DateOnly(2026, 3, 31),
                Signatures =
                [
                    new() { Party = Party.LocalGovernment, Name = "…", Title = "Gubernur Sulawesi Barat", SignedOn = new DateOnly(2025, 11, 24) },
                    new() { Party = Party.Bpjs, Name = signature.Name, Title = signature.Title, SignedOn = new DateOnly(2025, 11, 25) },
                ],
            },
            [typeof(IssueApiKey)] = new IssueApiKey
            {
                Name = "Pengingat harian",
                Owner = Staff,
                Scopes = [Scope.AgreementsRead],
                RegionCodes = ["76"],
                ExpiresAt = new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero),
            },
            [typeof(AddActivationMode)] = new AddActivationMode { Mode = ActivationMode.NextMonth, ValidFrom = new DateOnly(2025, 1, 1), Source = ActivationSource },
            [typeof(AddBpjsOffice)] = new AddBpjsOffice { Kind = office.Kind, Name = office.Name, CatchmentRegionCodes = office.CatchmentRegionCodes },
            [typeof(EditBpjsOffice)] = new JsonObject { ["catchmentRegionCodes"] = new JsonArray("76", "76.01") },
        };
    }

    private static Dictionary<string, object> Answers(AgreementView agreement, Agreement entity, BpjsOfficeView office)
    {
        var defaults = new AppliedDefaults { HorizonDays = StandingFacts.DefaultHorizonDays };
        var page = new AgreementPage { Items = [agreement], Next = null, AsOf = Day, Today = null, AppliedDefaults = defaults };
        var region = RegionView.Of(RegionCatalogue.Shipped.Get("76"));
        var activation = RegionActivationView.Of(new RegionActivation(ActivationModeId, "76", ActivationMode.NextMonth, new DateOnly(2025, 1, 1), revision: 1, ActivationSource, new Authorship(Staff, RecordedAt)));
        var entry = entity.History[0];
        return new(StringComparer.Ordinal)
        {
            ["getAgreement"] = agreement,
            ["listAgreements"] = page,
            ["listExpiringAgreements"] = page with
            {
                AppliedDefaults = defaults with { WithinDays = ListExpiringAgreements.DefaultWithinDays, IncludeRenewed = false, IncludeEndUnknown = false },
            },
            ["listAgreementTerms"] = AgreementTerms.Of(entity, [], Day),
            ["listAgreementHistory"] = new Page<AgreementChangeView>
            {
                Items =
                [
                    new()
                    {
                        Version = entry.Version,
                        At = entry.At,
                        By = entry.By,
                        Action = entry.Action,
                        From = entry.From,
                        To = entry.To,
                        Reason = entry.Reason,
                        Changes = entry.Changes,
                    },
                ],
                Next = null,
            },
            ["getRegion"] = region,
            ["listRegions"] = new Page<RegionView> { Items = [region], Next = null },
            ["getActivationMode"] = activation,
            ["addActivationMode"] = activation,
            ["listActivationModes"] = new Page<RegionActivationView> { Items = [activation], Next = null },
            ["getBpjsOffice"] = office,
            ["addBpjsOffice"] = office,
            ["editBpjsOffice"] = office,
            ["listBpjsOffices"] = new Page<BpjsOfficeView> { Items = [office], Next = null },
        };
    }

    private static Dictionary<string, object> ContinuityAnswers(AgreementView agreement, Agreement entity)
    {
        var counts = StandingCounts.Of([new StandingCount("76", agreement.Standing, 1)]);
        var gap = new GapView { From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 1, 31), Days = 31, AfterAgreementId = AgreementId, BeforeAgreementId = null, ParticipantsAffected = null };
        var uncovered = new CoverBreak
        {
            AgreementId = AgreementId,
            RegionCode = agreement.RegionCode,
            Segment = agreement.Segment,
            TimeZone = agreement.TimeZone,
            Quota = -1,
            From = gap.From,
        };
        return new(StringComparer.Ordinal)
        {
            ["getSummary"] = new SummaryView
            {
                AsOf = Day,
                Today = null,
                Total = 1,
                ByStanding = counts,
                ByProvince = [new() { ProvinceCode = "76", ProvinceName = agreement.RegionName, Total = 1, ByStanding = counts }],
                Gaps = new GapCounts(Open: 0, Ahead: 1, EndUnknown: 0),
                OverdueDeadlines = 1,
                MissingWorkPlans = 0,
                AppliedDefaults = new AppliedDefaults { HorizonDays = StandingFacts.DefaultHorizonDays },
            },
            ["getContinuity"] = new ContinuityView
            {
                RegionCode = agreement.RegionCode,
                RegionName = agreement.RegionName,
                Segment = agreement.Segment,
                From = agreement.EffectiveFrom!.Value,
                To = new DateOnly(2026, 1, 31),
                AsOf = Day,
                Terms = [LineTerm.Of(entity, Day)],
                Signed = new LineView([gap], []),
                Coverage = new LineView([gap], []),
                AppliedDefaults = new AppliedDefaults { From = agreement.EffectiveFrom },
            },
            ["listContinuityGaps"] = new ContinuityGapPage
            {
                Items = [ContinuityGapView.Of(new CoverBreakRow(uncovered, NextFrom: null, NextCoverageFrom: null, SuccessorId: null, agreement.Owner), Day)],
                Next = null,
                AsOf = Day,
                Today = null,
                AppliedDefaults = new AppliedDefaults { WithinDays = ListContinuityGaps.DefaultWithinDays },
            },
        };
    }

    private static Dictionary<string, object> AccessAnswers()
    {
        var entry = AuditedSubmission();
        var key = ApiKeyView.Of(ApiKey.Issue(
            KeyId,
            "Pengingat harian",
            Staff,
            "agr_Contoh00",
            hash: "",
            [Scope.AgreementsRead],
            new KeyBinding(AllRegions: false, ["76"], BpjsOfficeId: null),
            new DateTimeOffset(2026, 12, 31, 16, 0, 0, TimeSpan.Zero),
            new Authorship("administrator", RecordedAt)));
        return new(StringComparer.Ordinal)
        {
            ["getMe"] = MeView.Of(new Grant($"key:{KeyId}", new Author(Staff), [Scope.AgreementsRead], ReachQueries.ReachOf(["76"]), key.ExpiresAt)),
            ["issueApiKey"] = key with { Key = "agr_Contoh00_bukan_kunci_sungguhan_000000000000" },
            ["getApiKey"] = key,
            ["listApiKeys"] = new Page<ApiKeyView> { Items = [key], Next = null },
            ["listAuditEntries"] = new Page<AuditEntryView> { Items = [entry], Next = null },
            ["verifyAudit"] = AuditVerification.Of(new AuditVerdict(new AuditSeal(1, entry.Hash!), FirstFault: null, Unsealed: 0)),
        };
    }

    private static AuditEntryView AuditedSubmission()
    {
        var act = new Act("submitAgreement", new Author(Staff), $"key:{KeyId}", RecordedAt, "0af7651916cd43dd8448eb211c80319c");
        var changes = StoredAs.Write(new[] { new FieldChange("lifecycle", LifecycleState.Draft, LifecycleState.InReview) });
        var entry = AuditEntry.Done(act, new AuditSubject(AuditSubjectKind.Agreement, AgreementId, AgreementId, "76"), changes);
        entry.Seal(new AuditHead());

        // Both differ each time, and the document must not.
        return AuditEntryView.Of(entry) with { Id = new Guid("019ac2f4-7f40-7c3e-9a51-2b6f0c1d8e04"), Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" };
    }

    private JsonNode? Node(object value) => value as JsonNode is { } node ? node.DeepClone() : Pruned(JsonSerializer.SerializeToNode(value, value.GetType(), _json), value);

    // A body shows what one would send; members left out are not sent as null.
    private JsonNode? Pruned(JsonNode? node, object value)
    {
        if (node is JsonObject body && _bodies.ContainsKey(value.GetType()))
        {
            foreach (var name in body.Where(member => member.Value is null).Select(member => member.Key).ToList())
            {
                body.Remove(name);
            }
        }

        return node;
    }
}
