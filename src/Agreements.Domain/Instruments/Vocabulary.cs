namespace Agreements.Domain.Instruments;

/// <summary>What an instrument calls itself. Practice mixes the names, so nothing is refused because of its kind.</summary>
public enum AgreementKind
{
    /// <summary>Nota Kesepakatan (NK): the framework used with BPJS Kesehatan since Permendagri 22/2020.</summary>
    MemorandumOfAgreement,

    /// <summary>Kesepakatan Bersama (KB): the framework used before 2022.</summary>
    JointAgreement,

    /// <summary>Nota Kesepahaman, MoU.</summary>
    MemorandumOfUnderstanding,

    /// <summary>Perjanjian Kerja Sama (PKS): a contract with rights and duties.</summary>
    CooperationAgreement,
}

/// <summary>Whom the agreement covers.</summary>
public enum Segment
{
    /// <summary>PBPU dan BP Pemda: residents registered and paid for by the local government.</summary>
    PbpuBp,

    /// <summary>The local government's contribution to PBI members.</summary>
    PbiContribution,

    /// <summary>Pekerja Penerima Upah: wage earners.</summary>
    WageEarners,

    /// <summary>The JKN programme as a whole.</summary>
    General,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A side of the agreement.</summary>
public enum Party
{
    /// <summary>Pihak Kesatu, the local government.</summary>
    LocalGovernment,

    /// <summary>Pihak Kedua, BPJS Kesehatan.</summary>
    Bpjs,
}

/// <summary>In what capacity an office-holder acts.</summary>
public enum ActingType
{
    /// <summary>Holds the office.</summary>
    Definitive,

    /// <summary>Penjabat.</summary>
    Pj,

    /// <summary>Penjabat sementara.</summary>
    Pjs,

    /// <summary>Pelaksana tugas.</summary>
    Plt,

    /// <summary>Pelaksana harian.</summary>
    Plh,
}

/// <summary>How a signature was given.</summary>
public enum SignatureMethod
{
    /// <summary>By hand, on paper.</summary>
    Wet,

    /// <summary>With a certified electronic signature.</summary>
    Electronic,
}

/// <summary>Why an agreement ends before or at its term (PP 28/2018, art. 9(1) and 22(2)). A change of office-holder is not among the grounds.</summary>
public enum TerminationGround
{
    /// <summary>The term ended.</summary>
    TermEnded,

    /// <summary>The purpose was achieved.</summary>
    PurposeAchieved,

    /// <summary>The parties agree.</summary>
    PartiesAgreed,

    /// <summary>A change of law makes it impossible.</summary>
    LawChanged,

    /// <summary>The object is lost.</summary>
    ObjectLost,

    /// <summary>A final court ruling.</summary>
    CourtRuling,

    /// <summary>Bankruptcy.</summary>
    Bankruptcy,
}
