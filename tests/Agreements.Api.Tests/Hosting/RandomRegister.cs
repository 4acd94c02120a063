using Agreements.Data;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Hosting;

/// <summary>
/// Agreements as chance has them, made as people make them, their dates crowded around a few days so that first and last days, terminations and successors
/// meet. The same seed makes the same register.
/// </summary>
public sealed class RandomRegister
{
    private static readonly DateOnly[] Anchors = [new(2024, 2, 29), new(2025, 12, 31), new(2026, 11, 21), new(2027, 2, 28)];
    private static readonly int[] Offsets = [-3650, -366, -91, -90, -31, -30, -2, -1, 0, 0, 0, 1, 2, 30, 31, 90, 91, 365, 3650];
    private static readonly DateOnly Today = DateOnly.FromDateTime(TestClock.Start.Date);

    private readonly Random _random;
    private readonly string[] _regions;
    private readonly Segment[] _segments;
    private readonly List<Agreement> _agreements = [];
    private readonly List<Amendment> _amendments = [];

    public RandomRegister(int seed, int size, string[] regions, Segment[] segments)
    {
        (_random, _regions, _segments) = (new Random(seed), regions, segments);
        for (var i = 0; i < size; i++)
        {
            Add();
        }

        var successors = _agreements.Where(agreement => agreement.PredecessorId is not null).ToLookup(
            agreement => agreement.PredecessorId!.Value,
            agreement => new Successor(agreement.Id, agreement.RegionCode, agreement.Segment, agreement.Lifecycle, agreement.EffectiveFrom, agreement.InForceUntil));
        Successors = _agreements.ToDictionary(agreement => agreement.Id, agreement => (IReadOnlyList<Successor>)[.. successors[agreement.Id]]);
        Facts = _agreements.ToDictionary(agreement => agreement.Id, agreement => agreement.FactsFor(Successors[agreement.Id]));
    }

    public IReadOnlyList<Agreement> Agreements => _agreements;

    /// <summary>Those that name each as the one they continue.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<Successor>> Successors { get; }

    /// <summary>What the standing of each depends on besides the day.</summary>
    public IReadOnlyDictionary<Guid, StandingFacts> Facts { get; }

    /// <summary>Days to judge by, for each of the horizons in turn, the ends of the calendar among them.</summary>
    public IReadOnlyList<(IReadOnlyDictionary<string, DateOnly> Days, int Horizon)> Judged(int count, params int[] horizons) =>
    [
        .. new[] { DateOnly.MinValue, DateOnly.MaxValue.AddDays(-horizons[^1]), DateOnly.MaxValue.AddDays(-1), DateOnly.MaxValue }
            .SelectMany(day => new[] { horizons[0], horizons[^1] }, (day, horizon) => (DayByZone(day), horizon)),
        .. Enumerable.Range(0, count).Select(i => horizons[i % horizons.Length]).Select(horizon => (DayByZone(DayToJudgeBy(horizon)), horizon)),
    ];

    /// <summary>A day near one on which something begins, ends or falls due, or near where a horizon meets it.</summary>
    public DateOnly DayToJudgeBy(int horizonDays)
    {
        var agreement = Pick([.. _agreements]);
        var day = Pick(agreement.EffectiveFrom, agreement.EffectiveUntil, agreement.EffectiveUntil?.AddDays(-horizonDays), agreement.RenewalNoticeDue, agreement.Termination?.EffectiveOn);
        return (day ?? Pick(Anchors)).AddDays(Pick(-1, 0, 0, 1));
    }

    /// <summary>A day for each zone: the same in all three, or a later one in some, as it is between the midnights.</summary>
    public IReadOnlyDictionary<string, DateOnly> DayByZone(DateOnly day)
    {
        var later = After(1);
        var latest = After(_random.Next(2, 40));
        DateOnly[] days = _random.Next(4) switch
        {
            0 => [day, day, day],
            1 => [day, day, later],
            2 => [day, later, later],
            _ => [latest, day, later],
        };
        return IndonesianTime.ZoneIds.Zip(days).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);

        DateOnly After(int count) => DateOnly.FromDayNumber(Math.Min(day.DayNumber + count, DateOnly.MaxValue.DayNumber));
    }

    public T Pick<T>(params T[] values) => values[_random.Next(values.Length)];

    public async Task SaveAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        db.Agreements.AddRange(_agreements);
        db.Amendments.AddRange(_amendments);
        await db.SaveChangesAsync();
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;

    private DateOnly Date() => Pick(Anchors).AddDays(Pick(Offsets));

    private Guid Id()
    {
        var bytes = new byte[16];
        _random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private void Add()
    {
        var predecessor = _agreements.Count > 0 && Chance(0.5) ? Pick([.. _agreements]) : null;
        var (from, until) = predecessor?.EffectiveUntil is { } end ? TermAfter(end) : Term();
        var line = predecessor is not null && Chance(0.7) ? predecessor : null;
        var content = new AgreementContent
        {
            Kind = AgreementKind.MemorandumOfAgreement,
            Subject = "Penyelenggaraan JKN",
            Segment = line?.Segment ?? Pick(_segments),
            RegionCode = line?.RegionCode ?? Pick(_regions),
            EffectiveFrom = from,
            EffectiveUntil = until,
            OpenEnded = until is null && Chance(0.5),
            CoverageFrom = Chance(0.3) ? from?.AddDays(Pick(-1, 0, 1, 30, 400)) : null,
            RenewalNoticeMonths = Chance(0.5) ? Pick(0, 1, 1, 2, 3, 10, 24) : null,
            PredecessorId = predecessor?.Id,
        };
        var agreement = TakenIn(content);
        if (agreement.Lifecycle == LifecycleState.Signed)
        {
            Terminate(agreement, Amend(agreement));
        }

        _agreements.Add(agreement);
    }

    private (DateOnly? From, DateOnly? Until) Term()
    {
        DateOnly? from = Chance(0.85) ? Date() : null;
        DateOnly? until = Chance(0.85) ? Date() : null;
        return from > until ? (until, from) : (from, until);
    }

    // It touches, leaves a gap, overlaps, begins nobody knows when, or is over before the end of what it continues.
    private (DateOnly? From, DateOnly? Until) TermAfter(DateOnly end)
    {
        var from = end.AddDays(Pick(1, 1, 1, 0, 2, 2, 3, 31, -1, -40, -400));
        var until = Chance(0.7) && from <= end ? end.AddDays(Pick(-1, 0, 1)) : from.AddDays(Pick(0, 1, 30, 364));
        until = until < from ? from : until;
        return (Chance(0.1) ? null : from, Chance(0.1) ? null : until);
    }

    private Agreement TakenIn(AgreementContent content)
    {
        var region = RegionCatalogue.Shipped.Get(content.RegionCode);
        var author = new Authorship("penyusun", TestClock.Start);
        var state = Chance(0.75) ? LifecycleState.Signed : Pick(LifecycleState.Draft, LifecycleState.InReview, LifecycleState.Approved, LifecycleState.PartiallySigned, LifecycleState.Cancelled);
        var hasTerm = content.EffectiveFrom is not null && (content.EffectiveUntil is not null || content.OpenEnded);
        if (state == LifecycleState.PartiallySigned || (state == LifecycleState.Signed && Chance(0.3)))
        {
            if (!hasTerm)
            {
                state = LifecycleState.Approved;
            }
            else
            {
                var approved = Published(LifecycleState.Approved);
                approved.Sign(SignatureOf(Party.LocalGovernment), openEnded: false, Today, author);
                if (state == LifecycleState.Signed)
                {
                    approved.Sign(SignatureOf(Party.Bpjs), openEnded: false, Today, author);
                }

                return approved;
            }
        }

        if (state != LifecycleState.Cancelled)
        {
            return state == LifecycleState.Draft ? Agreement.Draft(Id(), content, region, author) : Published(state);
        }

        var cancelled = Agreement.Draft(Id(), content, region, author);
        cancelled.Cancel("Tidak dilanjutkan", author);
        return cancelled;

        Agreement Published(LifecycleState lifecycle) => Agreement.TakeIn(Id(), new PublishedAgreement(content, lifecycle, [], SignedOn: null, "Berita daerah"), region, author);
    }

    private List<Amendment> Amend(Agreement agreement)
    {
        var earlier = new List<Amendment>();
        while (Chance(0.35))
        {
            var effectiveOn = (agreement.EffectiveFrom ?? Date()).AddDays(Pick(0, 1, 30));
            if (agreement.EffectiveUntil is { } end && effectiveOn > end)
            {
                effectiveOn = end;
            }

            var until = Date();
            var content = new AmendmentContent
            {
                SignedOn = Today,
                EffectiveOn = effectiveOn,
                Summary = "Perubahan",
                EffectiveUntil = until >= effectiveOn && Chance(0.6) ? until : null,
                ParticipantQuota = Chance(0.7) ? Pick(0, 1, 1000, 1000, 25_000, AmendmentContent.ParticipantQuotaMax) : null,
                Signatures = [SignatureOf(Party.LocalGovernment), SignatureOf(Party.Bpjs)],
            };
            if (agreement.EffectiveFrom is null || effectiveOn >= agreement.EffectiveFrom)
            {
                earlier.Add(agreement.Amend(Id(), content, earlier, Today, new Authorship("penyusun", TestClock.Start)));
            }
        }

        _amendments.AddRange(earlier);
        return earlier;
    }

    private void Terminate(Agreement agreement, List<Amendment> amendments)
    {
        if (!Chance(0.25))
        {
            return;
        }

        // Before it begins, at its end, after it, or at any time.
        var day = Pick(agreement.EffectiveFrom, agreement.EffectiveFrom, agreement.EffectiveUntil?.AddDays(Pick(-1, 0, 1, 2)), Date()) ?? Date();
        var effectiveOn = agreement.EffectiveFrom > day ? agreement.EffectiveFrom.Value : day;
        agreement.Terminate(new Termination(TerminationGround.PartiesAgreed, effectiveOn, "Disepakati kedua pihak"), amendments, new Authorship("penyusun", TestClock.Start));
    }

    private static Signature SignatureOf(Party party) =>
        new(party, "Nama pejabat", "Jabatan", ActingType.Definitive, Mandate: null, Today, Place: null, SignatureMethod.Wet);
}
