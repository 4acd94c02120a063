using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.WorkPlans;

/// <summary>The steps of a work plan.</summary>
public static class WorkPlanSteps
{
    private const string Head = "kepala.biro";
    private static readonly string[] Parties = ["localGovernment", "bpjs"];

    public static object Plan(int year = 2027, int? quota = 1000, long? contribution = 37800, long? budget = 500_000_000) =>
        new { year, participantQuota = quota, contributionPerPersonMonth = contribution, budgetAmount = budget, budgetAccountCode = "5.1.02.02.02.0003" };

    public static object Activity(string name = "Pendaftaran peserta", string startsOn = "2027-01-01", string endsOn = "2027-06-30", decimal? target = 1000, long? budget = 400_000_000) => new
    {
        name,
        objective = "Penduduk terlindungi",
        indicator = "Peserta terdaftar",
        targetValue = target,
        targetUnit = "orang",
        startsOn,
        endsOn,
        responsibleParty = "localGovernment",
        responsibleUnit = "Dinas Sosial",
        fundingSource = "APBD",
        budgetAmount = budget,
    };

    public static Task<Answered> DraftPlanAsync(this HttpClient client, Answered agreement, object? plan = null) => client.Post($"/v1/agreements/{agreement.Id}/work-plans", plan ?? Plan());

    public static async Task<Answered> PlannedAsync(this HttpClient client, Answered agreement, object? plan = null) => (await client.DraftPlanAsync(agreement, plan)).Is(HttpStatusCode.Created);

    public static Task<Answered> ReadPlanAsync(this HttpClient client, Answered plan, string query = "") => client.Get($"/v1/work-plans/{plan.Id}{query}");

    public static async Task<Answered> EditPlanAsync(this HttpClient client, Answered plan, object patch) =>
        await client.Patch($"/v1/work-plans/{plan.Id}", patch, ("If-Match", (await client.ReadPlanAsync(plan)).ETag!));

    public static async Task<Answered> ActOnPlanAsync(this HttpClient client, Answered plan, string action, object? body = null) =>
        await client.Post($"/v1/work-plans/{plan.Id}/{action}", body, ("If-Match", (await client.ReadPlanAsync(plan)).ETag!));

    public static Task<Answered> ClosePlanAsync(this HttpClient client, Answered plan) => client.ActOnPlanAsync(plan, "close", new { reason = "Tahun anggaran berakhir" });

    public static Task<Answered> SignPlanAsync(this HttpClient client, Answered plan, string party, string on = "2026-11-20") =>
        client.Post($"/v1/work-plans/{plan.Id}/signatures", new { party, name = "Penanda tangan", title = "Kepala", signedOn = on });

    /// <summary>Takes a plan as far towards signature as it goes, the head of the bureau approving it.</summary>
    public static async Task<Answered> SignedPlanAsync(this HttpClient client, Answered plan)
    {
        await client.ActOnPlanAsync(plan, "submit");
        await client.Post($"/v1/work-plans/{plan.Id}/approve", null, ("If-Match", "*"), (Keys.Header, Keys.Of(Head)));
        await client.SignPlanAsync(plan, "localGovernment");
        return await client.SignPlanAsync(plan, "bpjs");
    }

    /// <summary>Records an addendum that both parties have signed.</summary>
    public static Task<Answered> AmendPlanAsync(this HttpClient client, Answered plan, object changes) => client.Post(
        $"/v1/work-plans/{plan.Id}/addenda",
        new
        {
            signedOn = "2026-11-20",
            summary = "Perubahan kuota",
            signatures = Parties.Select(party => new { party, name = "Penanda tangan", title = "Kepala", signedOn = "2026-11-20" }),
        }.With([.. JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(changes))!.AsObject().Select(member => (member.Key, (object?)member.Value?.DeepClone()))]));

    public static Task<Answered> AddActivityAsync(this HttpClient client, Answered plan, object? activity = null) => client.Post($"/v1/work-plans/{plan.Id}/activities", activity ?? Activity());

    public static async Task<Answered> AddedActivityAsync(this HttpClient client, Answered plan, object? activity = null) => (await client.AddActivityAsync(plan, activity)).Is(HttpStatusCode.Created);

    public static async Task<Answered> PlanWithAnActivityAsync(this HttpClient client, Answered agreement, int year)
    {
        var plan = await client.DraftPlanAsync(agreement, Plan(year));
        return plan.Status == HttpStatusCode.Created ? await client.AddActivityAsync(plan, Activity(startsOn: $"{year}-01-01", endsOn: $"{year}-03-01")) : plan;
    }

    public static Task<Answered> ReadActivityAsync(this HttpClient client, Answered activity, string query = "") => client.Get($"/v1/activities/{activity.Id}{query}");

    public static async Task<Answered> EditActivityAsync(this HttpClient client, Answered activity, object patch) =>
        await client.Patch($"/v1/activities/{activity.Id}", patch, ("If-Match", (await client.ReadActivityAsync(activity)).ETag!));

    public static Task<Answered> ReportAsync(this HttpClient client, Answered activity, object report) => client.Post($"/v1/activities/{activity.Id}/progress", report);

    /// <summary>Moves the first activity of a plan; null where it has none.</summary>
    public static async Task<Answered?> MoveActivityAsync(this HttpClient client, Answered plan, DateOnly endsOn) =>
        (await client.Get($"/v1/work-plans/{plan.Id}/activities?limit=1")).Is(HttpStatusCode.OK).Items is [var activity]
            ? await client.Patch($"/v1/activities/{activity.Said("id")}", new { endsOn }, ("If-Match", "*"))
            : null;

    /// <summary>The deadlines of an agreement's work plans, as <c>kind due state</c>, in the order of their days.</summary>
    public static async Task<IReadOnlyList<string>> PlanDeadlinesAsync(this HttpClient client, Answered agreement, string query = "") =>
        [.. (await client.WalkAsync($"/v1/deadlines?agreementId={agreement.Id}&kind=workPlan,activity{query}")).Select(row => $"{row.Said("kind")} {row.Said("dueOn")} {row.Said("state")}")];

    public static JsonNode Totals(this Answered plan) => plan.Body.Member("totals")!;
}
