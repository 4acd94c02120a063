using System.Text.Json;
using System.Text.Json.Serialization;
using Agreements.Data.Engines;
using Agreements.Data.Reference;
using Agreements.Data.Store;
using Agreements.Domain;
using Agreements.Domain.Audit;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
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

    /// <summary>Takes in what is not there yet, all of it or nothing.</summary>
    public Task<int> LoadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var at = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
        var authorship = new Authorship(Author, at);
        return unitOfWork.RunAsync(
            new Act("takeInSampleRegister", authorship.Author, Credential: null, at), () => TakeInAsync(SampleRegisterFile.Read(), authorship, cancellationToken), cancellationToken);
    }

    private async Task<int> TakeInAsync(SampleRegisterFile sample, Authorship authorship, CancellationToken cancellationToken)
    {
        // Of two instances that start at once, the second waits and then finds everything there.
        await engine.HoldNameAsync(db, Source, cancellationToken);
        var known = await db.ImportedRecords.Where(record => record.Source == Source).ToDictionaryAsync(record => record.Key, record => record.RecordId, cancellationToken);
        var added = 0;

        // An office that somebody has recorded already is the same office.
        var names = sample.BpjsOffices.Select(office => office.Name).ToList();
        var offices = await db.BpjsOffices.Where(office => names.Contains(office.Name)).ToListAsync(cancellationToken);
        foreach (var office in sample.BpjsOffices.Where(office => !known.ContainsKey(office.Key)))
        {
            var recorded = offices.Find(each => each.Kind == office.Kind && each.Name == office.Name);
            var id = Remember(office.Key, recorded?.Id);
            if (recorded is null)
            {
                var parent = office.ParentKey is null ? null : offices.Find(each => each.Id == known[office.ParentKey]);
                var opened = BpjsOffice.Open(id, office.Kind, office.Name, parent, office.CatchmentRegionCodes, authorship.At);
                offices.Add(opened);
                db.BpjsOffices.Add(opened);
            }
        }

        foreach (var agreement in sample.Agreements.Where(agreement => !known.ContainsKey(agreement.Key)))
        {
            var published = agreement.ToPublished(known[agreement.BpjsOfficeKey], agreement.PredecessorKey is { } predecessor ? known[predecessor] : null);
            db.Agreements.Add(Agreement.TakeIn(Remember(agreement.Key, recorded: null), published, RegionCatalogue.Shipped.Get(agreement.RegionCode), authorship));
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
}

/// <summary>The file of published agreements, as far as the register takes it in.</summary>
public sealed record SampleRegisterFile(IReadOnlyList<SampleOffice> BpjsOffices, IReadOnlyList<SampleAgreement> Agreements)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    /// <summary>Reads the file that ships with the service.</summary>
    public static SampleRegisterFile Read()
    {
        using var stream = typeof(SampleRegisterFile).Assembly.GetManifestResourceStream("sample-register.json")
            ?? throw new InvalidOperationException("The sample register is missing from the build.");
        return JsonSerializer.Deserialize<SampleRegisterFile>(stream, Options)!;
    }
}

/// <summary>An office, as the file has it.</summary>
public sealed record SampleOffice(string Key, BpjsOfficeKind Kind, string Name, string? ParentKey, IReadOnlyList<string> CatchmentRegionCodes);

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
