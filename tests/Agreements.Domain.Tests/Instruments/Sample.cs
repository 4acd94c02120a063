using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;

namespace Agreements.Domain.Tests.Instruments;

/// <summary>The agreement of Sulawesi Barat for 2025, every field of it filled in, and the people around it.</summary>
internal static class Sample
{
    public static readonly Guid Id = new("019a0000-0000-7000-8000-000000000001");
    public static readonly Guid OfficeId = new("019a0000-0000-7000-8000-000000000002");
    public static readonly Guid PredecessorId = new("019a0000-0000-7000-8000-000000000003");

    public static readonly Region SulawesiBarat = new("76", "Sulawesi Barat", RegionLevel.Province, "76", "Asia/Makassar", IsAutonomous: true);
    public static readonly Region KotaSorong = new("96.71", "Kota Sorong", RegionLevel.City, "96", "Asia/Jayapura", IsAutonomous: true);
    public static readonly Region JakartaPusat = new("31.71", "Kota Administrasi Jakarta Pusat", RegionLevel.City, "31", "Asia/Jakarta", IsAutonomous: false);

    public static readonly DateOnly Today = new(2025, 3, 27);

    public static readonly Authorship Author = new("Rahma", new DateTimeOffset(2025, 3, 20, 1, 0, 0, TimeSpan.Zero));
    public static readonly Authorship Reviewer = new("Yusuf", new DateTimeOffset(2025, 3, 21, 2, 0, 0, TimeSpan.Zero));

    public static readonly AgreementContent Content = new()
    {
        Kind = AgreementKind.MemorandumOfAgreement,
        Title = "Nota Kesepakatan tentang Optimalisasi Program JKN",
        Subject = "Optimalisasi Program JKN",
        Segment = Segment.PbpuBp,
        RegionCode = "76",
        Agency = "Biro Pemkesra",
        BpjsOfficeId = OfficeId,
        LocalNumber = "100.3.7/12/III/2025",
        BpjsNumber = "12/KTR/XI-08/0325",
        Scope = ["Kepesertaan"],
        LegalBasis = ["PP 28/2018"],
        EffectiveFrom = new DateOnly(2025, 4, 1),
        EffectiveUntil = new DateOnly(2025, 12, 31),
        TermText = "April s.d. Desember 2025",
        CoverageFrom = new DateOnly(2025, 5, 1),
        ActivationMode = ActivationMode.NextMonth,
        ParticipantsHandedOverOn = new DateOnly(2025, 3, 18),
        RenewalNoticeMonths = 3,
        DprdApproval = new DprdApproval(Required: true, "7/DPRD/2025", new DateOnly(2025, 3, 1)),
        PredecessorId = PredecessorId,
        Owner = "Rahma",
        Notes = "Disusun bersama Dinas Sosial",
    };

    public static readonly Signature ByGovernor =
        new(Party.LocalGovernment, "Nama Gubernur", "Gubernur Sulawesi Barat", ActingType.Definitive, "Keppres 15/P/2025", Today, "Mamuju", SignatureMethod.Wet);

    public static readonly Signature ByBpjs =
        new(Party.Bpjs, "Nama Kepala Cabang", "Kepala Cabang Mamuju", ActingType.Plt, "SK 1/2025", new DateOnly(2025, 3, 24), "Mamuju", SignatureMethod.Wet);

    /// <summary>Signed by both parties; moves the end by half a year.</summary>
    public static readonly AmendmentContent Amendment = new()
    {
        SignedOn = Today,
        EffectiveOn = new DateOnly(2025, 7, 1),
        Summary = "Perpanjangan jangka waktu",
        EffectiveUntil = new DateOnly(2026, 6, 30),
        Signatures = [ByGovernor, ByBpjs],
    };

    public static readonly Termination Termination = new(TerminationGround.PartiesAgreed, new DateOnly(2025, 10, 1), "Disepakati para pihak");

    public static Region RegionOf(AgreementContent content) => content.RegionCode == KotaSorong.Code ? KotaSorong : SulawesiBarat;

    /// <summary>An agreement led to a state by the actions that lead there, as people would.</summary>
    public static Agreement In(LifecycleState state) => In(state, Content);

    public static Agreement In(LifecycleState state, AgreementContent content)
    {
        var agreement = Agreement.Draft(Id, content, RegionOf(content), Author);
        switch (state)
        {
            case LifecycleState.Draft:
                break;
            case LifecycleState.InReview:
                agreement.Submit(Author);
                break;
            case LifecycleState.Approved:
                agreement.Submit(Author);
                agreement.Approve(Reviewer);
                break;
            case LifecycleState.PartiallySigned:
                agreement.Submit(Author);
                agreement.Approve(Reviewer);
                agreement.Sign(ByGovernor, openEnded: false, Today, Author);
                break;
            case LifecycleState.Signed:
                agreement.Submit(Author);
                agreement.Approve(Reviewer);
                agreement.Sign(ByGovernor, openEnded: false, Today, Author);
                agreement.Sign(ByBpjs, openEnded: false, Today, Author);
                break;
            case LifecycleState.Terminated:
                agreement.Submit(Author);
                agreement.Approve(Reviewer);
                agreement.Sign(ByGovernor, openEnded: false, Today, Author);
                agreement.Sign(ByBpjs, openEnded: false, Today, Author);
                agreement.Terminate(Termination, [], Author);
                break;
            case LifecycleState.Cancelled:
                agreement.Cancel("Tidak dilanjutkan", Author);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(state));
        }

        Assert.Equal(state, agreement.Lifecycle);
        return agreement;
    }
}
