using System.Globalization;
using Agreements.Api.Http;
using Agreements.Api.Http.Problems;
using Agreements.Domain.Coverage;
using Agreements.Domain.Imports;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using FluentValidation;

namespace Agreements.Api.Features.Exchange.Imports.Work;

/// <summary>What a row says besides the content of its agreement.</summary>
internal sealed record RowRest(string? Source, string? TerminationReason, DateOnly? TerminatedOn, string? OfficeName, DateOnly? SignedOn, int? Quota);

internal sealed class RowRestRules : AbstractValidator<RowRest>
{
    public RowRestRules()
    {
        RuleFor(row => row.Source).Text(Agreement.SourceMaxLength);
        RuleFor(row => row.TerminationReason).Text(Agreement.ReasonMaxLength).OverridePropertyName("Termination.Reason");
        RuleFor(row => row.TerminatedOn).Date().OverridePropertyName("Termination.EffectiveOn");
        RuleFor(row => row.SignedOn).Date();
        RuleFor(row => row.Quota).Range(0, AmendmentContent.ParticipantQuotaMax).OverridePropertyName("ParticipantQuota");
        RuleFor(row => row.OfficeName).Text(BpjsOffice.NameMaxLength).OverridePropertyName("BpjsOfficeName");
    }
}

/// <summary>Makes the record that a row stands for, by the rules that drafts and signatures are judged by. What is not there stays blank.</summary>
internal static class RowRecord
{
    // Each is built once: to build one takes longer than to judge a row.
    private static readonly AgreementContentRules ContentRules = new();
    private static readonly SignatureFieldsValidator SignatureRules = new();
    private static readonly RowRestRules RestRules = new();

    /// <summary>The record; whatever is wrong with it is found in the row.</summary>
    public static PublishedAgreement Of(RowDraft draft, Region region, RegisterImport import, Guid? officeId, Guid? predecessorId, DateTimeOffset at)
    {
        var today = IndonesianTime.DateIn(region.TimeZone, at);
        var lifecycle = LifecycleOf(draft);
        var signatures = new[] { Party.LocalGovernment, Party.Bpjs }.Select(party => SignatureOf(draft, party, today)).OfType<Signature>().ToList();
        if (draft.Value<DateOnly>("signedOn") > today)
        {
            draft.Refuse("signature.signed-in-future", "signedOn", today);
        }

        if (signatures.Count == 2 && signatures.Max(signature => signature.SignedOn) is var later && draft.Value<DateOnly>("signedOn") is { } said && said != later)
        {
            draft.Doubt("import.signed-on-differs", "signedOn", later);
            draft.Keep("signedOn");
        }

        if (draft.Text("termText") is not null && draft.Value<DateOnly>("effectiveUntil") is null && draft.Value<bool>("openEnded") != true)
        {
            draft.Doubt("import.term-unclear", "termText");
        }

        var termination = TerminationOf(draft, lifecycle);
        Judge(RestRules, new RowRest(draft.Text("source"), draft.Text("termination/reason"), draft.Value<DateOnly>("termination/effectiveOn"), draft.Text("bpjsOfficeName"), draft.Value<DateOnly>("signedOn"), draft.Value<int>("participantQuota")), draft);
        // Whoever may not approve does not vouch for what is signed either.
        var mayVouch = import.MayApprove || lifecycle is not (LifecycleState.Signed or LifecycleState.Terminated);
        var vouched = mayVouch && draft.Value<bool>("needsReview") == false && !draft.IsDoubtful;
        var content = ContentOf(draft, region, officeId, predecessorId) with { NeedsReview = !vouched };
        Judge(ContentRules, content, draft);
        foreach (var fault in content.Faults())
        {
            draft.Refuse(fault.Code, fault.Member, fault.Arguments);
        }

        return new PublishedAgreement(content, lifecycle, signatures, draft.Value<DateOnly>("signedOn"), draft.Text("source"))
        {
            Termination = termination,
            ParticipantQuota = draft.Value<int>("participantQuota"),
            ImportId = import.Id,
            IsVouchedFor = vouched,
        };
    }

    /// <summary>What the row says of the council's approval.</summary>
    public static DprdApproval ApprovalOf(RowDraft draft) =>
        new(draft.Value<bool>("dprdApproval/required") ?? false, draft.Text("dprdApproval/number"), draft.Value<DateOnly>("dprdApproval/approvedOn"));

    private static LifecycleState LifecycleOf(RowDraft draft)
    {
        if (draft.Value<LifecycleState>("lifecycle") is { } said)
        {
            return said;
        }

        // What is kept as an existing register has been signed, though the row does not say so.
        draft.Doubt("import.state-assumed", "lifecycle");
        return LifecycleState.Signed;
    }

    private static AgreementContent ContentOf(RowDraft draft, Region region, Guid? officeId, Guid? predecessorId) => new()
    {
        Kind = draft.Value<AgreementKind>("kind")!.Value,
        Title = draft.Text("title"),
        Subject = draft.Text("subject"),
        Segment = draft.Value<Segment>("segment") ?? Segment.PbpuBp,
        RegionCode = region.Code,
        Agency = draft.Text("agency"),
        BpjsOfficeId = officeId,
        LocalNumber = draft.Text("localNumber"),
        BpjsNumber = draft.Text("bpjsNumber"),
        Scope = draft.Lines("scope"),
        LegalBasis = draft.Lines("legalBasis"),
        EffectiveFrom = draft.Value<DateOnly>("effectiveFrom"),
        EffectiveUntil = draft.Value<DateOnly>("effectiveUntil"),
        OpenEnded = draft.Value<bool>("openEnded") ?? false,
        TermText = draft.Text("termText"),
        CoverageFrom = draft.Value<DateOnly>("coverageFrom"),
        ActivationMode = draft.Value<ActivationMode>("activationMode"),
        ParticipantsHandedOverOn = draft.Value<DateOnly>("participantsHandedOverOn"),
        RenewalNoticeMonths = draft.Value<int>("renewalNoticeMonths"),
        DprdApproval = ApprovalOf(draft),
        PredecessorId = predecessorId,
        Owner = draft.Text("owner"),
        Notes = draft.Kept.Count == 0 ? draft.Text("notes") : string.Join('\n', draft.Kept.Prepend(draft.Text("notes")).OfType<string>()),
    };

    private static Termination? TerminationOf(RowDraft draft, LifecycleState lifecycle)
    {
        var (ground, day, reason) = (draft.Value<TerminationGround>("termination/ground"), draft.Value<DateOnly>("termination/effectiveOn"), draft.Text("termination/reason"));
        if (lifecycle != LifecycleState.Terminated)
        {
            string[] parts = ["termination/ground", "termination/effectiveOn", "termination/reason"];
            if (Array.Find(parts, draft.Has) is { } part)
            {
                draft.Doubt("termination.state-mismatch", part);
                Array.ForEach(parts, draft.Keep);
            }

            return null;
        }

        Require("termination/ground", ground);
        Require("termination/effectiveOn", day);
        Require("termination/reason", reason);
        return ground is null || day is null || reason is null ? null : new Termination(ground.Value, day.Value, reason);

        void Require(string member, object? value)
        {
            if (value is null)
            {
                draft.Refuse("value.required", member);
            }
        }
    }

    // Registers often have a name and one day of signing for both: that is taken for each, and said.
    private static Signature? SignatureOf(RowDraft draft, Party party, DateOnly today)
    {
        var side = $"signatures/{(party == Party.Bpjs ? "bpjs" : "localGovernment")}";
        var (name, title, signedOn) = (draft.Text($"{side}/name"), draft.Text($"{side}/title"), draft.Value<DateOnly>($"{side}/signedOn"));
        if (name is null && title is null && signedOn is null)
        {
            return null;
        }

        if (signedOn is null && name is not null && title is not null && draft.Value<DateOnly>("signedOn") is { } day)
        {
            signedOn = day;
            draft.Doubt("import.signature-date-assumed", $"{side}/name", day);
        }

        if (name is null || title is null || signedOn is null)
        {
            string[] parts = [$"{side}/name", $"{side}/title", $"{side}/signedOn"];
            draft.Doubt("import.signature-incomplete", Array.Find(parts, draft.Has));
            Array.ForEach([.. parts, $"{side}/mandate", $"{side}/place"], draft.Keep);
            return null;
        }

        var fields = new SignatureFields
        {
            Party = party,
            Name = name,
            Title = title,
            ActingType = draft.Value<ActingType>($"{side}/actingType"),
            Mandate = draft.Text($"{side}/mandate"),
            SignedOn = signedOn,
            Place = draft.Text($"{side}/place"),
            Method = draft.Value<SignatureMethod>($"{side}/method"),
        };
        Judge(SignatureRules, fields, draft, $"{side}/");
        if (signedOn > today)
        {
            draft.Refuse("signature.signed-in-future", $"{side}/signedOn", today);
        }

        return fields.ToSignature();
    }

    private static void Judge<T>(AbstractValidator<T> rules, T what, RowDraft draft, string side = "")
    {
        foreach (var failure in rules.Validate(what).Errors)
        {
            var error = ProblemSwitch.Error(failure);

            // Items of a list stand in one cell.
            var member = string.Join('/', error.Pointer!.TrimStart('/').Split('/').Where(part => !int.TryParse(part, CultureInfo.InvariantCulture, out _)));
            draft.Refuse(error.Code, $"{side}{member}", error.Arguments);
        }
    }
}
