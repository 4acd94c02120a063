using Agreements.Domain.WorkPlans;

namespace Agreements.Domain.Tests.WorkPlans;

/// <summary>Every state and every action, written out by hand.</summary>
public sealed class WorkPlanLifecycleTests
{
    // submit return approve sign amend close delete add-activity edit-activity remove-activity report; "-" is refused, "x" leaves nothing.
    private static readonly Dictionary<WorkPlanStatus, string> Expected = new()
    {
        [WorkPlanStatus.Draft] = "InReview - - - - Cancelled x Draft Draft Draft -",
        [WorkPlanStatus.InReview] = "- Draft Approved - - Cancelled - - - - -",
        [WorkPlanStatus.Approved] = "- - - PartiallySigned - Cancelled - - - - -",
        [WorkPlanStatus.PartiallySigned] = "- - - Signed - Cancelled - - - - -",
        [WorkPlanStatus.Signed] = "- - - - Signed Closed - - Signed - Signed",
        [WorkPlanStatus.Closed] = "- - - - - - - - - - -",
        [WorkPlanStatus.Cancelled] = "- - - - - - - - - - -",
    };

    private static readonly WorkPlanAction[] Actions =
    [
        WorkPlanAction.Submit, WorkPlanAction.Return, WorkPlanAction.Approve, WorkPlanAction.Sign, WorkPlanAction.Amend, WorkPlanAction.Close, WorkPlanAction.Delete,
        WorkPlanAction.AddActivity, WorkPlanAction.EditActivity, WorkPlanAction.RemoveActivity, WorkPlanAction.ReportProgress,
    ];

    public static TheoryData<WorkPlanStatus> Statuses => [.. Enum.GetValues<WorkPlanStatus>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Each_state_allows_what_the_table_says(WorkPlanStatus from) =>
        Assert.Equal(Expected[from], string.Join(' ', Actions.Select(action => WorkPlanLifecycle.Find(from, action) switch { null => "-", { To: null } => "x", { To: { } to } => to.ToString() })));

    [Fact]
    public void Plans_begin_as_drafts_or_as_they_were_published() => Assert.Equal(
        ["Create>Draft", "Import>Draft", "Import>Signed"], WorkPlanLifecycle.Table.Where(row => row.From is null).Select(row => $"{row.Action}>{row.To}"));

    [Fact]
    public void The_table_names_no_action_that_this_test_forgets() =>
        Assert.Equal([], WorkPlanLifecycle.Table.Select(row => row.Action).Except([.. Actions, WorkPlanAction.Create, WorkPlanAction.Import]));
}
