using System.Globalization;
using Agreements.Data.Configurations;
using Agreements.Domain.Audit;
using Agreements.Domain.Calendars;
using Agreements.Domain.Coverage;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Documents;
using Agreements.Domain.Events;
using Agreements.Domain.Imports;
using Agreements.Domain.Instruments;
using Agreements.Domain.Meetings;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Agreements.Domain.Renewals;
using Agreements.Domain.Webhooks;
using Agreements.Domain.WorkPlans;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Agreements.Data.Engines;

/// <summary>The register in SQLite: ids and instants are text whose order is theirs.</summary>
public sealed class SqliteAgreementsDbContext(DbContextOptions<SqliteAgreementsDbContext> options) : AgreementsDbContext(options)
{
    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        StoredEnums.Configure(configurationBuilder);
        configurationBuilder.Properties<Guid>().HaveConversion<GuidToStringConverter>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
    }

    // Fixed width, so that the order of the text is the order of the instants.
    internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, string>(
        at => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
}

/// <summary>Which enums the model knows; both stores write them by name.</summary>
internal static class StoredEnums
{
    public static void Configure(ModelConfigurationBuilder conventions)
    {
        Named<AgreementKind>(conventions);
        Named<Segment>(conventions);
        Named<LifecycleState>(conventions);
        Named<AgreementAction>(conventions);
        Named<TerminationGround>(conventions);
        Named<BpjsOfficeKind>(conventions);
        Named<AuditOutcome>(conventions);
        Named<AuditSubjectKind>(conventions);
        Named<DocumentKind>(conventions);
        Named<RenewalState>(conventions);
        Named<RenewalOutcome>(conventions);
        Named<RenewalStage>(conventions);
        Named<RenewalEntryKind>(conventions);
        Named<MeetingKind>(conventions);
        Named<DeadlineKind>(conventions);
        Named<DeadlineState>(conventions);
        Named<HolidayKind>(conventions);
        Named<WorkPlanStatus>(conventions);
        Named<WorkPlanAction>(conventions);
        Named<ResponsibleParty>(conventions);
        Named<ActivationMode>(conventions);
        Named<ReminderChannel>(conventions);
        Named<ReminderState>(conventions);
        Named<DeliveryOutcome>(conventions);
        Named<EventType>(conventions);
        Named<CalendarLanguage>(conventions);
        Named<WebhookState>(conventions);
        Named<WebhookDisabledReason>(conventions);
        Named<WebhookDeliveryState>(conventions);
        Named<WebhookFault>(conventions);
        Named<ImportState>(conventions);
        Named<ImportMode>(conventions);
        Named<ImportSeverity>(conventions);
    }

    private static void Named<T>(ModelConfigurationBuilder conventions)
        where T : struct, Enum =>
        conventions.Properties<T>().HaveConversion<EnumNameConverter<T>>().HaveMaxLength(30);
}
