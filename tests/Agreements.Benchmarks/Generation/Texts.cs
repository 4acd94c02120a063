using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;

namespace Agreements.Benchmarks.Generation;

/// <summary>What agreements say, as long as real ones are.</summary>
internal static class Texts
{
    /// <summary>Where work plans are said to have been published.</summary>
    public const string PlanSource = "Register uji beban";

    /// <summary>Remarks.</summary>
    public const string Notes =
        "Rekonsiliasi data peserta dilakukan setiap triwulan bersama Dinas Sosial dan Dinas Kependudukan. Pembayaran iuran mengikuti tagihan bulanan; "
        + "kekurangan anggaran dibahas dalam rapat evaluasi sebelum perubahan APBD.";

    /// <summary>Ruang lingkup.</summary>
    public static readonly string[] Scope =
    [
        "Pendaftaran dan pemutakhiran data penduduk sebagai peserta",
        "Pembayaran iuran dan bantuan iuran oleh pemerintah daerah",
        "Rekonsiliasi data peserta dan tagihan setiap bulan",
        "Pemberian informasi dan penanganan pengaduan",
    ];

    /// <summary>Dasar hukum.</summary>
    public static readonly string[] LegalBasis =
    [
        "Undang-Undang Nomor 24 Tahun 2011 tentang Badan Penyelenggara Jaminan Sosial",
        "Peraturan Presiden Nomor 82 Tahun 2018 tentang Jaminan Kesehatan",
        "Peraturan Pemerintah Nomor 28 Tahun 2018 tentang Kerja Sama Daerah",
        "Peraturan Menteri Dalam Negeri Nomor 22 Tahun 2020 tentang Tata Cara Kerja Sama Daerah",
    ];

    /// <summary>The title of an agreement with a region.</summary>
    public static string Title(Region region) =>
        $"Nota Kesepakatan antara Pemerintah {region.Name} dengan BPJS Kesehatan tentang Penyelenggaraan Program Jaminan Kesehatan Nasional bagi Penduduk {region.Name}";

    /// <summary>What an agreement for these people is about.</summary>
    public static string Subject(Segment segment) => segment switch
    {
        Segment.PbpuBp => "Kepesertaan Pekerja Bukan Penerima Upah dan Bukan Pekerja yang didaftarkan oleh pemerintah daerah",
        Segment.PbiContribution => "Kontribusi iuran Penerima Bantuan Iuran Jaminan Kesehatan",
        Segment.WageEarners => "Kepesertaan Pekerja Penerima Upah pada perangkat daerah dan pemerintah desa",
        Segment.General => "Optimalisasi Penyelenggaraan Program Jaminan Kesehatan Nasional",
        _ => "Pertukaran data dan pelayanan informasi Jaminan Kesehatan Nasional",
    };

    /// <summary>Both parties' signatures, of offices and not of people.</summary>
    public static Signature[] Signatures(Region region, DateOnly on) =>
    [
        new(Party.LocalGovernment, "Kepala Daerah", $"Kepala Daerah {region.Name}", ActingType.Definitive, Mandate: null, on, region.Name, SignatureMethod.Wet),
        new(Party.Bpjs, "Kepala Cabang", "Kepala Kantor Cabang BPJS Kesehatan", ActingType.Definitive, "Keputusan Direksi tentang pelimpahan wewenang", on, region.Name, SignatureMethod.Electronic),
    ];
}
