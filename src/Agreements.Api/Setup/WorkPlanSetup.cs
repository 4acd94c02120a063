using Agreements.Domain.Deadlines;

namespace Agreements.Api.Setup;

/// <summary>When missing work plans are asked for, from the section <c>WorkPlans</c>.</summary>
public sealed class WorkPlanOptions
{
    /// <summary>The section.</summary>
    public const string Section = "WorkPlans";

    /// <summary>How many days before a work plan is due its deadline is shown; 0 to 366.</summary>
    public int LeadDays { get; init; } = PlanLead.Default.Days;
}

/// <summary>Registers what work plans are asked for by.</summary>
internal static class WorkPlanSetup
{
    public static void AddWorkPlans(this WebApplicationBuilder builder) => builder.Services.AddSingleton(
        new PlanLead(builder.Configuration.WholeNumber($"{WorkPlanOptions.Section}:{nameof(WorkPlanOptions.LeadDays)}", 0, PlanLead.MostDays, PlanLead.Default.Days)));
}
