using Agreements.Domain.Coverage;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;

namespace Agreements.Api.Features.Exchange;

/// <summary>The words of the register, as its staff say them.</summary>
internal static class RegisterWords
{
    public static readonly Words<AgreementKind> Kinds = new(
        (AgreementKind.MemorandumOfAgreement, new("Nota Kesepakatan", "Memorandum of agreement")),
        (AgreementKind.JointAgreement, new("Kesepakatan Bersama", "Joint agreement")),
        (AgreementKind.MemorandumOfUnderstanding, new("Nota Kesepahaman", "Memorandum of understanding")),
        (AgreementKind.CooperationAgreement, new("Perjanjian Kerja Sama", "Cooperation agreement")));

    public static readonly Words<Segment> Segments = new(
        (Segment.PbpuBp, new("PBPU dan BP Pemda", "Residents registered by the local government")),
        (Segment.PbiContribution, new("Kontribusi PBI", "Contribution to PBI")),
        (Segment.WageEarners, new("Pekerja Penerima Upah", "Wage earners")),
        (Segment.General, new("Program JKN secara umum", "JKN programme as a whole")),
        (Segment.Other, new("Lainnya", "Other")));

    public static readonly Words<LifecycleState> States = new(
        (LifecycleState.Draft, new("Penyusunan", "Draft")),
        (LifecycleState.InReview, new("Pembahasan", "In review")),
        (LifecycleState.Approved, new("Disetujui", "Approved")),
        (LifecycleState.PartiallySigned, new("Ditandatangani satu pihak", "Signed by one party")),
        (LifecycleState.Signed, new("Ditandatangani", "Signed")),
        (LifecycleState.Terminated, new("Diakhiri", "Terminated")),
        (LifecycleState.Cancelled, new("Dibatalkan", "Cancelled")));

    public static readonly Words<Standing> Standings = new(
        (Standing.Terminated, new("Diakhiri", "Terminated")),
        (Standing.NotInForce, new("Belum ditandatangani kedua pihak", "Not in force")),
        (Standing.Upcoming, new("Akan berlaku", "Upcoming")),
        (Standing.Superseded, new("Berakhir, sudah dilanjutkan", "Superseded")),
        (Standing.LapsedInRenewal, new("Berakhir, dalam perpanjangan", "Lapsed, in renewal")),
        (Standing.Lapsed, new("Berakhir tanpa kelanjutan", "Lapsed")),
        (Standing.InNotice, new("Berlaku, masa pemberitahuan perpanjangan", "In notice")),
        (Standing.Expiring, new("Berlaku, segera berakhir", "Expiring")),
        (Standing.Active, new("Berlaku", "Active")));

    public static readonly Words<StandingReason> Reasons = new(
        (StandingReason.StartMissed, new("Mulai terlewat", "Start missed")),
        (StandingReason.EndUnknown, new("Akhir tidak diketahui", "End unknown")),
        (StandingReason.OpenEnded, new("Tanpa batas akhir", "Open-ended")));

    public static readonly Words<ActivationMode> ActivationModes = new(
        (ActivationMode.SameDay, new("Pada hari yang sama", "Same day")),
        (ActivationMode.NextMonth, new("Awal bulan berikutnya", "Next month")));

    public static readonly Words<ActingType> ActingTypes = new(
        (ActingType.Definitive, new("Definitif", "Definitive")),
        (ActingType.Pj, new("Pj.", "Pj.")),
        (ActingType.Pjs, new("Pjs.", "Pjs.")),
        (ActingType.Plt, new("Plt.", "Plt.")),
        (ActingType.Plh, new("Plh.", "Plh.")));

    public static readonly Words<SignatureMethod> Methods = new(
        (SignatureMethod.Wet, new("Tanda tangan basah", "By hand")),
        (SignatureMethod.Electronic, new("Tanda tangan elektronik", "Electronic")));

    public static readonly Words<TerminationGround> Grounds = new(
        (TerminationGround.TermEnded, new("Jangka waktu berakhir", "Term ended")),
        (TerminationGround.PurposeAchieved, new("Tujuan tercapai", "Purpose achieved")),
        (TerminationGround.PartiesAgreed, new("Kesepakatan para pihak", "Parties agreed")),
        (TerminationGround.LawChanged, new("Perubahan peraturan", "Law changed")),
        (TerminationGround.ObjectLost, new("Objek hilang", "Object lost")),
        (TerminationGround.CourtRuling, new("Putusan pengadilan", "Court ruling")),
        (TerminationGround.Bankruptcy, new("Pailit", "Bankruptcy")));

    public static readonly Words<BpjsOfficeKind> OfficeKinds = new(
        (BpjsOfficeKind.RegionalOffice, new("Kedeputian Wilayah", "Regional office")),
        (BpjsOfficeKind.Branch, new("Kantor Cabang", "Branch")),
        (BpjsOfficeKind.DistrictOffice, new("Kantor Kabupaten/Kota", "District office")));
}
