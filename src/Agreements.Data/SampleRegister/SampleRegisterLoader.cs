using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Reference;
using Agreements.Data.Store;
using Agreements.Domain;
using Agreements.Domain.Audit;
using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using Agreements.Domain.WorkPlans;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Data.SampleRegister;

/// <summary>
/// Takes the published agreements that ship with the service into the register, through the door that imports use. What has been taken in once is
/// remembered: loading again adds nothing, overwrites nothing and brings nothing back that somebody deleted.
/// </summary>
public sealed class SampleRegisterLoader(AgreementsDbContext db, IStoreEngine engine, UnitOfWork unitOfWork)
{
    private const string Source = "sample-register";
    private const string Author = "sample-register";

    /// <summary>Takes in what is not there yet, all of it or nothing; asks one question where this very file was taken in before.</summary>
    public async Task<int> LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await db.HasAnyAsync($"SELECT 1 FROM imported_records WHERE source = '{Source}' AND key = '{SampleRegisterFile.Digest}'", cancellationToken))
        {
            return 0;
        }

        var at = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        var authorship = new Authorship(Author, at);
        return await unitOfWork.RunAsync(
            new Act("takeInSampleRegister", authorship.Author, Credential: null, at), () => TakeInAsync(SampleRegisterFile.Read(), authorship, cancellationToken), cancellationToken);
    }

    private async Task<int> TakeInAsync(SampleRegisterFile sample, Authorship authorship, CancellationToken cancellationToken)
    {
        // Of two instances that start at once, the second waits and then finds everything there.
        await engine.HoldNameAsync(db, Source, cancellationToken);
        var known = await db.ImportedRecords.Where(record => record.Source == Source).ToDictionaryAsync(record => record.Key, record => record.RecordId, cancellationToken);
        var added = 0;

        await TakeInOfficesAsync(sample, known, Remember, authorship, cancellationToken);
        foreach (var agreement in sample.Agreements.Where(agreement => !known.ContainsKey(agreement.Key)))
        {
            var published = agreement.ToPublished(known[agreement.BpjsOfficeKey], agreement.PredecessorKey is { } predecessor ? known[predecessor] : null);
            db.Agreements.Add(Agreement.TakeIn(Remember(agreement.Key, recorded: null), published, RegionCatalogue.Shipped.Get(agreement.RegionCode), authorship));
        }

        await TakeInPlansAsync(sample, known, Remember, authorship, cancellationToken);
        await TakeInMeetingsAsync(sample, known, Remember, authorship, cancellationToken);
        await TakeInCoverageAsync(sample, known, Remember, authorship, cancellationToken);
        if (!known.ContainsKey(SampleRegisterFile.Digest))
        {
            db.ImportedRecords.Add(new ImportedRecord { Source = Source, Key = SampleRegisterFile.Digest, RecordId = Guid.Empty, At = authorship.At });
        }

        return added;

        Guid Remember(string key, Guid? recorded)
        {
            var id = recorded ?? Guid.CreateVersion7(authorship.At);
            known.Add(key, id);
            db.ImportedRecords.Add(new ImportedRecord { Source = Source, Key = key, RecordId = id, At = authorship.At });
            added++;
            return id;
        }
    }

    // An office that somebody has recorded already is the same office.
    private async Task TakeInOfficesAsync(SampleRegisterFile sample, Dictionary<string, Guid> known, Func<string, Guid?, Guid> remember, Authorship authorship, CancellationToken cancellationToken)
    {
        var names = sample.BpjsOffices.Select(office => office.Name).ToList();
        var offices = await db.BpjsOffices.Where(office => names.Contains(office.Name)).ToListAsync(cancellationToken);
        foreach (var office in sample.BpjsOffices.Where(office => !known.ContainsKey(office.Key)))
        {
            var recorded = offices.Find(each => each.Kind == office.Kind && each.Name == office.Name);
            var id = remember(office.Key, recorded?.Id);
            if (recorded is null)
            {
                var parent = office.ParentKey is null ? null : offices.Find(each => each.Id == known[office.ParentKey]);
                var opened = BpjsOffice.Open(id, office.Kind, office.Name, parent, office.CatchmentRegionCodes, authorship.At);
                offices.Add(opened);
                db.BpjsOffices.Add(opened);
            }
        }
    }

    // A year that somebody has planned already is theirs, and what somebody has done to an agreement since goes before what was published of its plans.
    private async Task TakeInPlansAsync(SampleRegisterFile sample, Dictionary<string, Guid> known, Func<string, Guid?, Guid> remember, Authorship authorship, CancellationToken cancellationToken)
    {
        var plans = from agreement in sample.Agreements
                    from plan in agreement.WorkPlans
                    let key = $"{agreement.Key}/work-plan-{plan.Year}"
                    where !known.ContainsKey(key)
                    select (agreement, plan, key);
        foreach (var (published, plan, key) in plans.OrderBy(each => known[each.agreement.Key]).ToList())
        {
            await engine.HoldAgreementAsync(db, known[published.Key], cancellationToken);
            if (await db.Agreements.FindAsync([known[published.Key]], cancellationToken) is not { } agreement)
            {
                continue;
            }

            var taken = plan.ToPublished(agreement, published.Source);
            if (await db.PlanForAsync(agreement.Id, plan.Year, cancellationToken) is { } theirs)
            {
                remember(key, theirs.Id);
            }
            else if (WorkPlan.LiesWithin(taken.Content.PeriodFrom, taken.Content.PeriodUntil, agreement))
            {
                db.WorkPlans.Add(WorkPlan.TakeIn(remember(key, null), agreement, plan.Year, taken, authorship));
            }
        }
    }

    // An agreement that somebody has deleted since it was taken in cannot be named any more.
    private async Task TakeInMeetingsAsync(SampleRegisterFile sample, Dictionary<string, Guid> known, Func<string, Guid?, Guid> remember, Authorship authorship, CancellationToken cancellationToken)
    {
        var meetings = sample.Meetings.Where(meeting => !known.ContainsKey(meeting.Key)).ToList();
        var named = meetings.SelectMany(meeting => meeting.AgreementKeys).Select(key => known[key]).ToList();
        var there = db.Agreements.Local.Select(agreement => agreement.Id).ToHashSet();
        if (named.Exists(agreement => !there.Contains(agreement)))
        {
            there.UnionWith(await db.Agreements.Where(agreement => named.Contains(agreement.Id)).Select(agreement => agreement.Id).ToListAsync(cancellationToken));
        }

        foreach (var meeting in meetings)
        {
            var id = remember(meeting.Key, null);
            var region = RegionCatalogue.Shipped.Get(meeting.RegionCode);
            db.Meetings.Add(new Meeting(id, meeting.ToContent(key => there.Contains(known[key]) ? known[key] : null, authorship.At), region, IndonesianTime.DateIn(region.TimeZone, authorship.At), meeting.Source, authorship.At));
        }
    }

    // Somebody who has recorded that day already knows better.
    private async Task TakeInCoverageAsync(SampleRegisterFile sample, Dictionary<string, Guid> known, Func<string, Guid?, Guid> remember, Authorship authorship, CancellationToken cancellationToken)
    {
        var coverage = sample.Coverage.Where(entry => !known.ContainsKey(entry.Key)).ToList();
        var regions = coverage.Select(entry => entry.RegionCode).ToList();
        var recordedDays = await db.CoverageSnapshots.Where(snapshot => regions.Contains(snapshot.RegionCode)).Select(snapshot => new { snapshot.RegionCode, snapshot.AsOf, snapshot.Id }).ToListAsync(cancellationToken);
        foreach (var entry in coverage)
        {
            var recorded = recordedDays.Find(each => each.RegionCode == entry.RegionCode && each.AsOf == entry.AsOf);
            var id = remember(entry.Key, recorded?.Id);
            if (recorded is null)
            {
                db.CoverageSnapshots.Add(entry.ToSnapshot(id, authorship));
            }
        }
    }
}

/// <summary>The file of published agreements, as far as the register takes it in.</summary>
public sealed record SampleRegisterFile(IReadOnlyList<SampleOffice> BpjsOffices, IReadOnlyList<SampleAgreement> Agreements, IReadOnlyList<SampleMeeting> Meetings, IReadOnlyList<SampleCoverage> Coverage)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    // Raised with every kind of record that the loader learns to take in.
    private const int Edition = 2;

    /// <summary>Names what is taken in: of which file, by its SHA-256, and how much of it. Another release may ship another file, or take more from this one.</summary>
    public static string Digest
    {
        get
        {
            using var stream = Open();
            return $"{Edition}:sha256:{Convert.ToHexStringLower(SHA256.HashData(stream))}";
        }
    }

    /// <summary>Reads the file that ships with the service.</summary>
    public static SampleRegisterFile Read()
    {
        using var stream = Open();
        return JsonSerializer.Deserialize<SampleRegisterFile>(stream, Options)!;
    }

    private static Stream Open() =>
        typeof(SampleRegisterFile).Assembly.GetManifestResourceStream("sample-register.json")
            ?? throw new InvalidOperationException("The sample register is missing from the build.");
}

/// <summary>An office, as the file has it.</summary>
public sealed record SampleOffice(string Key, BpjsOfficeKind Kind, string Name, string? ParentKey, IReadOnlyList<string> CatchmentRegionCodes);

/// <summary>An amendment, as the file has it: too little was published to take it in as one, so that it is kept as a remark.</summary>
public sealed record SampleAmendment(DateOnly SignedOn, DateOnly? EffectiveOn, string Summary);

/// <summary>A work plan, as the file has it. What is null was not published.</summary>
public sealed record SampleWorkPlan(
    int Year,
    DateOnly? PeriodStart,
    DateOnly? PeriodEnd,
    DateOnly? SignedOn,
    int? ParticipantQuota,
    int? ParticipantsRegistered,
    long? BudgetAmount,
    WorkPlanStatus Status,
    IReadOnlyList<Signature>? Signatures)
{
    /// <summary>The plan as the register takes it in.</summary>
    /// <param name="agreement">The agreement that it belongs to, whose term it runs through where its own period was not published.</param>
    /// <param name="source">Where it was published.</param>
    public PublishedWorkPlan ToPublished(Agreement agreement, string source)
    {
        var period = WorkPlan.PeriodOf(agreement, Year) ?? (From: new DateOnly(Year, 1, 1), Until: new DateOnly(Year, 12, 31));
        var content = new WorkPlanContent
        {
            PeriodFrom = PeriodStart ?? period.From,
            PeriodUntil = PeriodEnd ?? period.Until,
            ParticipantQuota = ParticipantQuota,
            ParticipantsRegistered = ParticipantsRegistered,
            BudgetAmount = BudgetAmount,
        };
        return new PublishedWorkPlan(content, Status, Signatures ?? [], SignedOn, source);
    }
}

/// <summary>A meeting, as the file has it.</summary>
public sealed record SampleMeeting(
    string Key,
    MeetingKind Kind,
    string RegionCode,
    DateOnly HeldOn,
    string? Place,
    string? Title,
    IReadOnlyList<string> Attendees,
    IReadOnlyList<AgendaTopic> Agenda,
    IReadOnlyList<string> Decisions,
    IReadOnlyList<SampleFollowUp> FollowUps,
    IReadOnlyList<string> AgreementKeys,
    string Source)
{
    /// <summary>The meeting as the register takes it in.</summary>
    /// <param name="agreement">The id of an agreement, by its key in the file; null where it is not there.</param>
    /// <param name="at">When it is taken in.</param>
    public MeetingContent ToContent(Func<string, Guid?> agreement, DateTimeOffset at) => new()
    {
        Kind = Kind,
        RegionCode = RegionCode,
        HeldOn = HeldOn,
        Place = Place,
        Title = Title,
        Attendees = [.. Attendees.Select(institution => new Attendee(institution))],
        Agenda = Agenda,
        Decisions = Decisions,
        FollowUps = [.. FollowUps.Select(followUp => new FollowUp(Guid.CreateVersion7(at), followUp.Action, followUp.Responsible, followUp.DueOn, DoneOn: null))],
        AgreementIds = [.. AgreementKeys.Select(agreement).OfType<Guid>()],
    };
}

/// <summary>What a meeting agreed on, as the file has it.</summary>
public sealed record SampleFollowUp(string Action, string? Responsible, DateOnly? DueOn);

/// <summary>What was published about the coverage of a region, as the file has it.</summary>
public sealed record SampleCoverage(
    string RegionCode,
    DateOnly AsOf,
    int? Population,
    int? Members,
    int? ActiveMembers,
    decimal? CoveragePercentPrinted,
    decimal? ActivePercentPrinted,
    string Source)
{
    /// <summary>Names it among all that the file has.</summary>
    public string Key => $"coverage:{RegionCode}:{AsOf:yyyy-MM-dd}";

    /// <summary>The snapshot as the register takes it in. Its day has come, whatever the clock of this machine says: it was published.</summary>
    public CoverageSnapshot ToSnapshot(Guid id, Authorship authorship)
    {
        var figures = new CoverageFigures
        {
            Population = Population,
            Members = Members,
            ActiveMembers = ActiveMembers,
            CoveragePercentPrinted = CoveragePercentPrinted,
            ActivePercentPrinted = ActivePercentPrinted,
        };
        return new CoverageSnapshot(id, RegionCatalogue.Shipped.Get(RegionCode), AsOf, revision: 1, figures, Source, today: AsOf, authorship);
    }
}

/// <summary>An agreement, as the file has it. What is null was not published.</summary>
public sealed record SampleAgreement(
    string Key,
    string RegionCode,
    string BpjsOfficeKey,
    AgreementKind Kind,
    string Subject,
    Segment Segment,
    string? Agency,
    string? LocalNumber,
    string? BpjsNumber,
    IReadOnlyList<Signature> Signatures,
    DateOnly? SignedOn,
    DateOnly? EffectiveFrom,
    DateOnly? EffectiveUntil,
    string? TermText,
    DateOnly? CoverageFrom,
    string? PredecessorKey,
    LifecycleState Lifecycle,
    string? Facts,
    IReadOnlyList<SampleAmendment>? Amendments,
    IReadOnlyList<SampleWorkPlan> WorkPlans,
    IReadOnlyList<string> Unknown,
    string Source)
{
    /// <summary>The record as the register takes it in.</summary>
    public PublishedAgreement ToPublished(Guid? bpjsOfficeId, Guid? predecessorId)
    {
        // Names printed on a text that is not known to have been signed are not signatures; they are kept as a remark.
        var isSigned = Lifecycle == LifecycleState.Signed;
        var named = isSigned ? [] : Signatures.Select(signature => $"{signature.Name} ({signature.Title})").ToList();
        string?[] remarks =
        [
            Facts,
            named.Count == 0 ? null : $"Named as signatories: {string.Join(", ", named)}.",
            .. (Amendments ?? []).Select(amendment => $"Amendment signed {amendment.SignedOn:yyyy-MM-dd}{(amendment.EffectiveOn is { } day ? $", in force from {day:yyyy-MM-dd}" : "")}: {amendment.Summary}."),
            Unknown.Count == 0 ? null : $"Not published: {string.Join(", ", Unknown)}.",
        ];
        var content = new AgreementContent
        {
            Kind = Kind,
            Subject = Subject,
            Segment = Segment,
            RegionCode = RegionCode,
            Agency = Agency,
            BpjsOfficeId = bpjsOfficeId,
            LocalNumber = LocalNumber,
            BpjsNumber = BpjsNumber,
            EffectiveFrom = EffectiveFrom,
            EffectiveUntil = EffectiveUntil,
            TermText = TermText,
            CoverageFrom = CoverageFrom,
            PredecessorId = predecessorId,
            NeedsReview = Unknown.Count > 0,
            Notes = string.Join('\n', remarks.OfType<string>()) is { Length: > 0 } notes ? notes : null,
        };
        return new PublishedAgreement(content, Lifecycle, isSigned ? Signatures : [], isSigned ? SignedOn : null, Source);
    }
}
