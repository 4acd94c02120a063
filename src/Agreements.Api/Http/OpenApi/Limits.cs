using System.Globalization;
using System.Text.Json;
using Agreements.Api.Features;
using Agreements.Api.Features.Access;
using Agreements.Api.Features.Calendars;
using Agreements.Api.Features.Continuity;
using Agreements.Api.Features.Coverage;
using Agreements.Api.Features.Deadlines;
using Agreements.Api.Features.Documents;
using Agreements.Api.Features.Lifecycle;
using Agreements.Api.Features.Meetings;
using Agreements.Api.Features.Reference;
using Agreements.Api.Features.Register;
using Agreements.Api.Features.Reminders;
using Agreements.Api.Features.Renewals;
using Agreements.Api.Features.Webhooks;
using Agreements.Api.Features.WorkPlans;
using Agreements.Domain.Instruments;
using Agreements.Domain.Text;
using FluentValidation;
using FluentValidation.Validators;
using Microsoft.OpenApi;

namespace Agreements.Api.Http.OpenApi;

/// <summary>Copies the limits that validators enforce into the document, so that they are stated once.</summary>
internal sealed class Limits(IServiceProvider services)
{
    // No control character, and no separator of lines or paragraphs.
    private const string OneLine = @"^[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*$";

    public void Describe(OpenApiSchema schema, Type type)
    {
        foreach (var (rule, path) in RulesFor(type))
        {
            var member = JsonNamingPolicy.CamelCase.ConvertName(path);
            if (schema.Properties?.TryGetValue(member, out var property) == true && property is OpenApiSchema concrete)
            {
                var perItem = rule.GetType().GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(ICollectionRule<,>));
                Describe(perItem && concrete.Items is OpenApiSchema item ? item : concrete, rule);
            }
        }
    }

    public void DescribeParameter(OpenApiSchema schema, Type query, string name)
    {
        foreach (var (rule, _) in RulesFor(query).Where(found => found.Path == $"?{name}"))
        {
            Describe(schema, rule);
        }
    }

    private static void Describe(OpenApiSchema schema, IValidationRule rule)
    {
        foreach (var validator in rule.Components.Select(component => component.Validator))
        {
            switch (validator)
            {
                case ILengthValidator length:
                    schema.MinLength = 1;
                    schema.MaxLength = length.Max;
                    break;
                case IListLengthValidator list:
                    schema.MaxItems = list.Most;
                    break;
                case IOneLineValidator:
                    schema.Pattern = OneLine;
                    break;
                case IEmailValidator:
                    (schema.Format, schema.Pattern) = ("email", EmailAddress.Pattern);
                    break;
                case IDateValidator:
                    schema.Description = string.Create(CultureInfo.InvariantCulture, $"{schema.Description} From {Agreement.EarliestDate:O} to {Agreement.LatestDate:O}.");
                    break;
                case IBetweenValidator between:
                    schema.Minimum = Convert.ToString(between.From, CultureInfo.InvariantCulture);
                    schema.Maximum = Convert.ToString(between.To, CultureInfo.InvariantCulture);
                    break;
            }
        }
    }

    // Each rule with the member that it is about: "Title", the "Value" of an optional one, the "DprdApproval.Number" of a nested one.
    private IEnumerable<(IValidationRule Rule, string Path)> RulesFor(Type type)
    {
        IEnumerable<(Type Judged, string Prefix)> sources = type switch
        {
            _ when typeof(IWritesContent).IsAssignableFrom(type) => [(type, ""), (typeof(AgreementContent), "")],

            // Answers hold what bodies were let through with.
            _ when type == typeof(AgreementView) => [(typeof(AgreementContent), "")],
            _ when type == typeof(ContinuityGapView) => [(typeof(AgreementContent), "")],
            _ when type == typeof(TermVersionView) => [(typeof(AmendAgreement), "")],
            _ when type == typeof(Signature) => [(typeof(SignAgreement), "")],
            _ when type == typeof(Termination) => [(typeof(TerminateAgreement), "")],
            _ when type == typeof(ApiKeyView) => [(typeof(IssueApiKey), "")],
            _ when type == typeof(CalendarFeedView) => [(typeof(IssueCalendarFeed), "")],
            _ when type == typeof(DocumentView) => [(typeof(AddDocument), "")],
            _ when type == typeof(MeetingView) => [(typeof(RecordMeeting), "")],
            _ when type == typeof(AttendeeView) => [(typeof(AttendeeFields), "")],
            _ when type == typeof(FollowUpView) => [(typeof(FollowUpFields), "")],
            _ when type == typeof(RenewalView) => [(typeof(OpenRenewal), "")],
            _ when type == typeof(WorkPlanView) => [(typeof(DraftWorkPlan), "")],
            _ when type == typeof(WorkPlanAddendumView) => [(typeof(AmendWorkPlan), "")],
            _ when type == typeof(MissingWorkPlanView) => [(typeof(AgreementContent), ""), (typeof(DraftWorkPlan), "")],
            _ when type == typeof(RealisationView) => [(typeof(DraftWorkPlan), "")],
            _ when type == typeof(ActivityView) || type == typeof(ActivityRealisation) => [(typeof(AddActivity), "")],
            _ when type == typeof(UnitRealisation) => [(typeof(AddActivity), "")],
            _ when type == typeof(ProgressView) => [(typeof(ReportProgress), "")],
            _ when type == typeof(ContributionRateView) => [(typeof(AddContributionRate), "")],
            _ when type == typeof(DeadlineView) => [(typeof(OpenRenewal), "")],
            _ when type == typeof(ListedReminderView) || type == typeof(ReminderView) || type == typeof(ClaimedReminderView) => [(typeof(OpenRenewal), "")],
            _ when type == typeof(RemindedAgreementView) => [(typeof(AgreementContent), "")],
            _ when type == typeof(CoverageSnapshotView) => [(typeof(RecordCoverage), "")],
            _ when type == typeof(UhcPolicyView) => [(typeof(AddUhcPolicy), "")],
            _ when type == typeof(ContactView) => [(typeof(ContactFields), "")],
            _ when type == typeof(ReminderRuleView) => [(typeof(ReminderRuleFields), "")],
            _ when type == typeof(ReminderPreviewView) => [(typeof(OpenRenewal), "")],
            _ when type == typeof(PreviewPaging) => [(typeof(PreviewReminders), "")],
            _ when type == typeof(WebhookView) => [(typeof(AddWebhook), "")],
            _ when type == typeof(BpjsOfficeView) => [(typeof(AddBpjsOffice), "")],
            _ when type == typeof(DprdApproval) || type == typeof(DprdApprovalFields) || type == typeof(DprdApprovalPatch) => [(typeof(AgreementContent), $"{nameof(AgreementContent.DprdApproval)}.")],
            _ => [(type, "")],
        };
        return from source in sources
               from rule in services.GetService(typeof(IValidator<>).MakeGenericType(source.Judged)) as IEnumerable<IValidationRule> ?? []
               let name = rule.PropertyName ?? ""
               where name.StartsWith(source.Prefix, StringComparison.Ordinal)
               select (rule, name.EndsWith(".Value", StringComparison.Ordinal) ? name[..^".Value".Length] : name[source.Prefix.Length..]);
    }
}
