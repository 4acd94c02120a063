using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Agreements.Data.Configurations;

internal sealed class ReminderConfiguration : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> reminder)
    {
        reminder.ToTable("reminders");
        reminder.Property(r => r.Id).ValueGeneratedNever();
        reminder.Property(r => r.Version).IsConcurrencyToken();
        reminder.Property(r => r.RegionCode).HasMaxLength(Region.CodeMaxLength);
        reminder.Property(r => r.TimeZone).HasMaxLength(20);
        reminder.Property(r => r.Worker).HasMaxLength(ReminderAttempt.WorkerMaxLength);
        reminder.Ignore(r => r.IsPending);

        // None is doubled, whatever the code intends.
        reminder.HasIndex(r => new { r.DeadlineId, r.DueOn, r.Offset, r.Channel }).IsUnique().HasDatabaseName("ix_reminders_rung");

        // Each list walks one of these by (fire on, id).
        reminder.HasIndex(r => new { r.State, r.FireOn, r.Id });
        reminder.HasIndex(r => new { r.RegionCode, r.State, r.FireOn, r.Id });
        reminder.HasIndex(r => new { r.AgreementId, r.FireOn, r.Id });

        // The latest delivery, for the health of the reminders.
        reminder.HasIndex(r => r.DeliveredAt);
        reminder.HasIndex(r => new { r.RegionCode, r.DeliveredAt });

        // Few are given up, and it is asked again and again how many.
        reminder.HasIndex(r => r.RegionCode).HasFilter("state = 'failed' AND retry_at IS NULL").HasDatabaseName("ix_reminders_given_up");
        reminder.HasOne<Deadline>().WithMany().HasForeignKey(r => r.DeadlineId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReminderAttemptConfiguration : IEntityTypeConfiguration<ReminderAttempt>
{
    public void Configure(EntityTypeBuilder<ReminderAttempt> attempt)
    {
        attempt.ToTable("reminder_attempts");
        attempt.Property(a => a.Id).ValueGeneratedNever();
        attempt.Property(a => a.Worker).HasMaxLength(ReminderAttempt.WorkerMaxLength);
        attempt.Property(a => a.Detail).HasMaxLength(ReminderAttempt.DetailMaxLength);
        attempt.HasIndex(a => new { a.ReminderId, a.Claim }).IsUnique();
        attempt.HasOne<Reminder>().WithMany().HasForeignKey(a => a.ReminderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReminderWorkerConfiguration : IEntityTypeConfiguration<ReminderWorker>
{
    public void Configure(EntityTypeBuilder<ReminderWorker> worker)
    {
        worker.ToTable("reminder_workers");
        worker.HasKey(w => w.Name);
        worker.Property(w => w.Name).HasMaxLength(ReminderAttempt.WorkerMaxLength);
        worker.HasIndex(w => w.LastClaimAt);
    }
}

internal sealed class ReminderRungConfiguration : IEntityTypeConfiguration<ReminderRung>
{
    public void Configure(EntityTypeBuilder<ReminderRung> rung)
    {
        rung.ToTable("reminder_rungs");
        rung.HasKey(r => new { r.Kind, r.Offset });

        // Written once, with the table: what is asked in SQL then needs no other case.
        rung.HasData(Enum.GetValues<DeadlineKind>().SelectMany(kind => ReminderLadder.Default(kind).Offsets.Select(offset => new { Kind = kind, Offset = offset })));
    }
}

internal sealed class ReminderRulesConfiguration : IEntityTypeConfiguration<ReminderRules>
{
    public void Configure(EntityTypeBuilder<ReminderRules> rules)
    {
        rules.ToTable("reminder_rules");
        rules.Property(r => r.Id).ValueGeneratedNever();
        rules.Property(r => r.Version).IsConcurrencyToken();
        rules.Property(r => r.UpdatedBy).HasMaxLength(Agreement.NameMaxLength);
        rules.HasData(new { Id = ReminderRules.TheOne, Version = 1 });
    }
}
