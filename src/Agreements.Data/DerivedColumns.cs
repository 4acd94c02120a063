using Agreements.Domain.Instruments;
using Agreements.Domain.Text;
using Agreements.Domain.WorkPlans;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Agreements.Data;

/// <summary>
/// Columns that only the store needs: what numbers are compared by, and what lists are sorted and sought by. Each follows from its record alone, never
/// from the day.
/// </summary>
internal static class DerivedColumns
{
    public const string LocalNumberIdentity = nameof(LocalNumberIdentity);
    public const string LocalNumberKey = nameof(LocalNumberKey);
    public const string BpjsNumberIdentity = nameof(BpjsNumberIdentity);
    public const string BpjsNumberKey = nameof(BpjsNumberKey);
    public const string TitleKey = nameof(TitleKey);
    public const string EndsOrder = nameof(EndsOrder);

    /// <summary>Whether both parties have signed. SQLite seeks by a flag only where it is compared with a value: hence <c>== EF.Parameter(true)</c>.</summary>
    public const string Signed = nameof(Signed);

    public const string NoticeOrder = nameof(NoticeOrder);
    public const string CoverEnds = nameof(CoverEnds);

    /// <summary>First day covered by the dates that were signed; <see cref="NoEnd"/> where none is.</summary>
    public const string CoverBegins = nameof(CoverBegins);

    /// <summary>First day on which it really covers anybody; <see cref="NoEnd"/> where there is none.</summary>
    public const string CoverageBegins = nameof(CoverageBegins);

    /// <summary>First day on which it is terminated.</summary>
    public const string TerminatedOrder = nameof(TerminatedOrder);
    public const string QuotaOrder = nameof(QuotaOrder);

    /// <summary>Longest sort key, in characters: titles that differ only after it are sorted by id.</summary>
    public const int TitleKeyMaxLength = 200;

    /// <summary>Where agreements without an end are sorted; both stores sort nulls differently, and a keyset needs one order.</summary>
    public static readonly DateOnly NoEnd = DateOnly.MaxValue;

    /// <summary>Where agreements of an unknown number of participants are sorted.</summary>
    public const int NoQuota = -1;

    public static string TitleKeyOf(string? title, string? subject)
    {
        var key = FoldedText.Of(title ?? subject);
        if (key.Length <= TitleKeyMaxLength)
        {
            return key;
        }

        var splitsPair = char.IsHighSurrogate(key[TitleKeyMaxLength - 1]);
        return key[..(splitsPair ? TitleKeyMaxLength - 1 : TitleKeyMaxLength)];
    }

    public static void Write(EntityEntry<Agreement> entry)
    {
        var agreement = entry.Entity;

        // A cancelled agreement gives its numbers back.
        var holdsNumbers = agreement.Lifecycle != LifecycleState.Cancelled;
        entry.Property(LocalNumberIdentity).CurrentValue = holdsNumbers ? DocumentNumber.Identity(agreement.LocalNumber) : null;
        entry.Property(BpjsNumberIdentity).CurrentValue = holdsNumbers ? DocumentNumber.Identity(agreement.BpjsNumber) : null;
        entry.Property(LocalNumberKey).CurrentValue = DocumentNumber.LookUpKey(agreement.LocalNumber);
        entry.Property(BpjsNumberKey).CurrentValue = DocumentNumber.LookUpKey(agreement.BpjsNumber);
        entry.Property(TitleKey).CurrentValue = TitleKeyOf(agreement.Title, agreement.Subject);
        entry.Property(EndsOrder).CurrentValue = agreement.EffectiveUntil ?? NoEnd;
        entry.Property(Signed).CurrentValue = agreement.IsSigned;
        entry.Property(NoticeOrder).CurrentValue = agreement.RenewalNoticeDue ?? NoEnd;
        entry.Property(CoverEnds).CurrentValue = agreement.InForceUntil ?? NoEnd;
        entry.Property(CoverBegins).CurrentValue = agreement.SignedCover.FirstCovered ?? NoEnd;
        entry.Property(CoverageBegins).CurrentValue = agreement.RealCover.FirstCovered ?? NoEnd;
        entry.Property(TerminatedOrder).CurrentValue = agreement.Termination?.EffectiveOn ?? NoEnd;
        entry.Property(QuotaOrder).CurrentValue = agreement.ParticipantQuota ?? NoQuota;
    }

    public static void Write(EntityEntry<Amendment> entry)
    {
        entry.Property(LocalNumberIdentity).CurrentValue = DocumentNumber.Identity(entry.Entity.LocalNumber);
        entry.Property(BpjsNumberIdentity).CurrentValue = DocumentNumber.Identity(entry.Entity.BpjsNumber);
    }

    public static void Write(EntityEntry<WorkPlan> entry)
    {
        var holdsNumbers = entry.Entity.Status != WorkPlanStatus.Cancelled;
        entry.Property(LocalNumberIdentity).CurrentValue = holdsNumbers ? DocumentNumber.Identity(entry.Entity.LocalNumber) : null;
        entry.Property(BpjsNumberIdentity).CurrentValue = holdsNumbers ? DocumentNumber.Identity(entry.Entity.BpjsNumber) : null;
    }

    public static void Write(EntityEntry<WorkPlanAddendum> entry)
    {
        entry.Property(LocalNumberIdentity).CurrentValue = DocumentNumber.Identity(entry.Entity.LocalNumber);
        entry.Property(BpjsNumberIdentity).CurrentValue = DocumentNumber.Identity(entry.Entity.BpjsNumber);
    }
}
