using System.Globalization;
using Agreements.Data.Reference;
using Agreements.Domain;
using Agreements.Domain.Coverage;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Agreements.Domain.WorkPlans;

namespace Agreements.Benchmarks.Generation;

/// <summary>
/// Agreements of all regions and segments as the domain makes them, with their deadlines and work plans: chains of terms, some of which touch and some of which
/// do not, whose last days lie within some four years of a day on either side. The same seed and the same day make the same register.
/// </summary>
internal sealed class BaseRegister
{
    private const int Seed = 20261121;
    private const string Author = "penyusun";

    // In hundredths: most cover the residents whom the local government pays for.
    private static readonly (int Below, Segment Segment)[] Segments =
        [(55, Segment.PbpuBp), (70, Segment.PbiContribution), (85, Segment.General), (95, Segment.WageEarners), (100, Segment.Other)];

    private readonly Random _random = new(Seed);
    private readonly DateOnly _today;
    private readonly BaseIds _ids;
    private readonly List<Region> _regions = [.. RegionCatalogue.Shipped.All.Where(region => region.IsAutonomous)];
    private readonly Dictionary<string, BpjsOffice> _offices = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>A register around a day.</summary>
    public BaseRegister(DateOnly today)
    {
        (_today, _ids) = (today, new BaseIds(_random));
        var at = Instant(today.AddYears(-6));
        foreach (var province in _regions.Select(region => region.ProvinceCode).Distinct(StringComparer.Ordinal))
        {
            var name = $"Kantor Cabang {RegionCatalogue.Shipped.Get(province).Name}";
            _offices.Add(province, BpjsOffice.Open(_ids.Next(at), BpjsOfficeKind.Branch, name, parent: null, RegionCatalogue.Shipped.Covering(province), at));
        }
    }

    /// <summary>An office of BPJS Kesehatan for each province.</summary>
    public IReadOnlyCollection<BpjsOffice> Offices => _offices.Values;

    /// <summary>So many agreements, chain by chain, each with what belongs to it.</summary>
    public IEnumerable<IReadOnlyList<object>> Chains(int agreements)
    {
        var chain = 0;
        while (agreements > 0)
        {
            var line = Chain(_regions[chain++ * 211 % _regions.Count], agreements);
            agreements -= line.Count;
            yield return [.. line, .. line.SelectMany((agreement, i) => BelongingTo(agreement, line.ElementAtOrDefault(i + 1)))];
        }
    }

    private List<Agreement> Chain(Region region, int most)
    {
        var draw = _random.Next(100);
        var segment = Array.Find(Segments, each => draw < each.Below).Segment;
        var terms = new List<Agreement>();
        var from = _today.AddDays(_random.Next(-5 * 365, 365));
        for (var left = Math.Min(most, 1 + _random.Next(4)); left > 0; left--)
        {
            var until = from.AddYears(1 + _random.Next(3)).AddDays(-1);
            var isLast = left == 1 || until > _today.AddYears(3);
            var lifecycle = LifecycleOf(from, until, isLast);
            terms.Add(Term(region, segment, lifecycle, from, until, terms.LastOrDefault()));
            if (isLast)
            {
                break;
            }

            // One in seven is followed too late.
            from = until.AddDays(_random.Next(7) == 0 ? 20 + _random.Next(90) : 1);
        }

        return terms;
    }

    private LifecycleState LifecycleOf(DateOnly from, DateOnly until, bool isLast)
    {
        if (isLast && from > _today.AddDays(-200) && _random.Next(10) < 5)
        {
            return _random.Next(20) switch
            {
                < 16 => LifecycleState.Draft,
                < 18 => LifecycleState.InReview,
                < 19 => LifecycleState.Approved,
                _ => LifecycleState.PartiallySigned,
            };
        }

        return _random.Next(33) == 0 && from < _today && until > from.AddDays(100) ? LifecycleState.Terminated : LifecycleState.Signed;
    }

    private Agreement Term(Region region, Segment segment, LifecycleState lifecycle, DateOnly from, DateOnly until, Agreement? predecessor)
    {
        var number = ++_number;
        var ready = Earlier(from.AddDays(-60 - _random.Next(40)), _today.AddDays(-1 - _random.Next(200)));
        var signed = Earlier(from.AddDays(-5 - _random.Next(30)), _today.AddDays(-1));
        var isSigned = lifecycle is LifecycleState.Signed or LifecycleState.Terminated;
        var at = Instant(ready);
        var signatures = lifecycle switch
        {
            LifecycleState.Signed or LifecycleState.Terminated => Texts.Signatures(region, signed),
            LifecycleState.PartiallySigned => [Texts.Signatures(region, signed)[0]],
            _ => [],
        };
        var published = new PublishedAgreement(Content(region, segment, isSigned, number, from, until, predecessor), lifecycle, signatures, isSigned ? signed : null, Source: null)
        {
            ParticipantQuota = isSigned && _random.Next(3) > 0 ? 500 + _random.Next(60_000) : null,
            Termination = lifecycle == LifecycleState.Terminated
                ? new Termination(TerminationGround.PartiesAgreed, from.AddDays(60 + _random.Next(40)), "Disepakati kedua pihak karena perubahan anggaran")
                : null,
        };
        return Agreement.TakeIn(_ids.Next(at), published, region, new Authorship(Author, at));
    }

    private AgreementContent Content(Region region, Segment segment, bool isSigned, int number, DateOnly from, DateOnly until, Agreement? predecessor)
    {
        var knowsBoth = isSigned && _random.Next(30) > 0;
        return new AgreementContent
        {
            Kind = _random.Next(3) == 0 ? AgreementKind.CooperationAgreement : AgreementKind.MemorandumOfAgreement,
            Title = Texts.Title(region),
            Subject = Texts.Subject(segment),
            Segment = segment,
            RegionCode = region.Code,
            Agency = $"Dinas Kesehatan {region.Name}",
            BpjsOfficeId = _offices[region.ProvinceCode].Id,
            LocalNumber = isSigned || _random.Next(2) == 0 ? string.Create(CultureInfo.InvariantCulture, $"440/{number:00000}/NK/{from.Year}{Copies.NumberMark}") : null,
            BpjsNumber = knowsBoth ? string.Create(CultureInfo.InvariantCulture, $"{number:00000}/KTR/{from.Month:00}{from.Year % 100:00}{Copies.NumberMark}") : null,
            Scope = Texts.Scope,
            LegalBasis = Texts.LegalBasis,
            EffectiveFrom = from,
            EffectiveUntil = until,
            TermText = string.Create(CultureInfo.InvariantCulture, $"{until.Year - from.Year + 1} tahun anggaran, terhitung sejak {from:yyyy-MM-dd} sampai dengan {until:yyyy-MM-dd}"),
            ActivationMode = _random.Next(3) switch { 0 => ActivationMode.SameDay, 1 => ActivationMode.NextMonth, _ => null },
            RenewalNoticeMonths = _random.Next(2) == 0 ? 3 : null,
            PredecessorId = predecessor?.Id,
            Owner = string.Create(CultureInfo.InvariantCulture, $"Bagian Kesejahteraan Rakyat {_random.Next(97)}"),
            Notes = _random.Next(3) == 0 ? Texts.Notes : null,
        };
    }

    private IEnumerable<object> BelongingTo(Agreement agreement, Agreement? next)
    {
        if (!agreement.IsSigned)
        {
            return [];
        }

        var plans = PlansOf(agreement).ToList();
        agreement.KeepWorkPlans(plans.Count > 0);
        Successor[] successors = next is null ? [] : [new Successor(next.Id, next.RegionCode, next.Segment, next.Lifecycle, next.EffectiveFrom, next.InForceUntil)];
        var dues = DeadlineSchedule.Of(
            agreement, [], agreement.FactsFor(successors).IsContinued, PlansOfAgreement.None with { Signed = plans.Select(plan => plan.Year).ToHashSet() }).ToList();
        var deadlines = DeadlineSchedule.Reconcile([], dues, agreement.CreatedAt);

        // What is long over has been dealt with.
        if (agreement.InForceUntil < _today.AddDays(-180))
        {
            DeadlineSchedule.Reconcile(deadlines, dues.Select(due => due with { IsMet = true }), Instant(agreement.InForceUntil.Value));
        }

        foreach (var deadline in deadlines)
        {
            deadline.Arm(ReminderLadders.Default.Of(deadline.Kind));
        }

        return [.. plans, .. deadlines];
    }

    private IEnumerable<WorkPlan> PlansOf(Agreement agreement)
    {
        for (var year = Math.Max(agreement.EffectiveFrom!.Value.Year, _today.Year - 3); year <= Math.Min(agreement.InForceUntil!.Value.Year, _today.Year); year++)
        {
            if (_random.Next(10) < 7 && WorkPlan.PeriodOf(agreement, year) is var (from, until))
            {
                var at = Instant(Earlier(from.AddDays(-20), _today.AddDays(-1)));
                var content = new WorkPlanContent
                {
                    LocalNumber = string.Create(CultureInfo.InvariantCulture, $"440/RK/{agreement.LocalNumber![4..9]}/{year}{Copies.NumberMark}"),
                    BpjsNumber = string.Create(CultureInfo.InvariantCulture, $"RK/{agreement.LocalNumber[4..9]}/{year}{Copies.NumberMark}"),
                    PeriodFrom = from,
                    PeriodUntil = until,
                    ParticipantQuota = 500 + _random.Next(60_000),
                    QuotaGrowthPerMonth = _random.Next(200),
                    ContributionPerPersonMonth = 35_000,
                    BudgetAmount = 1_000_000L * (200 + _random.Next(20_000)),
                    BudgetAccountCode = "5.1.02.02.02.0003",
                };
                var region = RegionCatalogue.Shipped.Get(agreement.RegionCode);
                var published = new PublishedWorkPlan(content, WorkPlanStatus.Signed, Texts.Signatures(region, Earlier(from.AddDays(-3), _today.AddDays(-1))), SignedOn: null, Texts.PlanSource);
                yield return WorkPlan.TakeIn(_ids.Next(at), agreement, year, published, new Authorship(Author, at));
            }
        }
    }

    // At an office hour, and at a full second: copies have their number in its thousandths.
    private DateTimeOffset Instant(DateOnly day) => new(day.ToDateTime(new TimeOnly(1 + _random.Next(8), _random.Next(60), _random.Next(60))), TimeSpan.Zero);

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
