using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Renewals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Registers;

/// <summary>Agreements made as people make them, beside what was recorded of each. What the rules refuse was not recorded.</summary>
public sealed class MadeUpRegister
{
    public static readonly DateOnly Today = DateOnly.FromDateTime(TestClock.Start.Date);

    private static readonly Authorship Author = new("penyusun", TestClock.Start);

    private readonly List<Recorded> _records = [];
    private readonly List<Agreement> _agreements = [];
    private readonly List<Amendment> _amendments = [];

    public MadeUpRegister(IEnumerable<Recorded> records)
    {
        foreach (var record in records)
        {
            Add(record);
        }

        var successors = _agreements.Where(agreement => agreement.PredecessorId is not null).ToLookup(
            agreement => agreement.PredecessorId!.Value,
            agreement => new Successor(agreement.Id, agreement.RegionCode, agreement.Segment, agreement.Lifecycle, agreement.EffectiveFrom, agreement.InForceUntil));
        Successors = _agreements.ToDictionary(agreement => agreement.Id, agreement => (IReadOnlyList<Successor>)[.. successors[agreement.Id]]);
        Facts = _agreements.ToDictionary(agreement => agreement.Id, agreement => agreement.FactsFor(Successors[agreement.Id]));
    }

    public IReadOnlyList<Recorded> Records => _records;

    public IReadOnlyList<Agreement> Agreements => _agreements;

    /// <summary>Those that name each as the one they continue.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Successor>> Successors { get; }

    /// <summary>What the standing of each depends on besides the day, as the domain sees it.</summary>
    public IReadOnlyDictionary<Guid, StandingFacts> Facts { get; }

    /// <summary>Asks a store that holds this register and nothing else, and leaves it as it was.</summary>
    public async Task InStoreAsync(IServiceProvider services, Func<AgreementsDbContext, Task> ask)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await SaveAsync(db);
        db.ChangeTracker.Clear();
        await ask(db);
    }

    /// <summary>Leaves this register in the store, and no other.</summary>
    public async Task ReplaceInStoreAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.AgreementTexts.ExecuteDeleteAsync();
        await db.Amendments.ExecuteDeleteAsync();
        await db.Agreements.ExecuteUpdateAsync(agreement => agreement.SetProperty(each => each.PredecessorId, (Guid?)null));
        await db.Agreements.ExecuteDeleteAsync();
        await SaveAsync(db);
        await transaction.CommitAsync();
    }

    private async Task SaveAsync(AgreementsDbContext db)
    {
        db.AddRange(_agreements);
        db.AddRange(_amendments);
        await db.SaveChangesAsync();
    }

    private void Add(Recorded record)
    {
        var predecessor = _records.Find(earlier => earlier.Number == record.Continues);
        var content = new AgreementContent
        {
            Kind = AgreementKind.MemorandumOfAgreement,
            Subject = "Penyelenggaraan JKN",
            Segment = record.Segment,
            RegionCode = record.Place.RegionCode,
            EffectiveFrom = record.From,
            EffectiveUntil = record.Until,
            OpenEnded = record.OpenEnded,
            CoverageFrom = record.CoverageFrom,
            ActivationMode = record.Activation,
            ParticipantsHandedOverOn = record.HandedOverOn,
            RenewalNoticeMonths = record.NoticeMonths,
            PredecessorId = predecessor?.Id,
        };
        var agreement = InState(record, content);
        List<Amendment> amendments = [];
        List<Amended> taken = [];
        foreach (var amended in record.Amendments)
        {
            if (Takes(() => amendments.Add(agreement.Amend(IdOf(record, taken.Count + 1), ContentOf(amended), amendments, Today, Author))))
            {
                taken.Add(amended);
            }
        }

        var inRenewal = record.InRenewal && Takes(() => agreement.OpenRenewal(IdOf(record, 99), owner: null, StageDurations.Default, new WorkCalendar([]), isContinued: false, Today, Author));
        var terminated = record.TerminatedOn is { } day
            && Takes(() => agreement.Terminate(new Termination(TerminationGround.PartiesAgreed, day, "Disepakati kedua pihak"), amendments, Author));
        _agreements.Add(agreement);
        _amendments.AddRange(amendments);
        _records.Add(record with
        {
            Lifecycle = agreement.Lifecycle,
            Amendments = taken,
            InRenewal = inRenewal,
            TerminatedOn = terminated ? record.TerminatedOn : null,
            Continues = predecessor?.Number,
        });
    }

    private static Agreement InState(Recorded record, AgreementContent content)
    {
        var region = RegionCatalogue.Shipped.Get(content.RegionCode);
        switch (record.Lifecycle)
        {
            case LifecycleState.Draft:
                return Agreement.Draft(record.Id, content, region, Author);
            case LifecycleState.Cancelled:
                var cancelled = Agreement.Draft(record.Id, content, region, Author);
                cancelled.Cancel("Tidak dilanjutkan", Author);
                return cancelled;
            case LifecycleState.PartiallySigned:
                // Without a term it stays approved.
                var approved = TakenIn(LifecycleState.Approved);
                Takes(() => approved.Sign(SignatureOf(Party.LocalGovernment, Today), openEnded: false, Today, Author));
                return approved;
            case LifecycleState.Terminated:
                return TakenIn(LifecycleState.Signed);
            default:
                return TakenIn(record.Lifecycle);
        }

        Agreement TakenIn(LifecycleState lifecycle) =>
            Agreement.TakeIn(record.Id, new PublishedAgreement(content, lifecycle, [], lifecycle == LifecycleState.Signed ? record.SignedOn : null, "Berita daerah"), region, Author);
    }

    private static bool Takes(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e) when (e is InvalidInputException or RuleViolationException)
        {
            return false;
        }
    }

    private static Guid IdOf(Recorded record, int amendment) => new(amendment, 0, 0x7000, [.. record.Id.ToByteArray().AsSpan(8)]);

    private static AmendmentContent ContentOf(Amended amended) => new()
    {
        SignedOn = amended.SignedOn,
        EffectiveOn = amended.EffectiveOn,
        Summary = "Perubahan",
        EffectiveUntil = amended.Until,
        ParticipantQuota = amended.Quota,
        Signatures = [SignatureOf(Party.LocalGovernment, amended.SignedOn), SignatureOf(Party.Bpjs, amended.SignedOn)],
    };

    private static Signature SignatureOf(Party party, DateOnly on) =>
        new(party, "Nama pejabat", "Jabatan", ActingType.Definitive, Mandate: null, on, Place: null, SignatureMethod.Wet);
}
