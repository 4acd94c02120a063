using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Reference;

public sealed class HolidaysTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private static readonly string[] Stages = ["evaluation", "budget", "legalReview", "signing", "participantData"];

    private static readonly string[] Planned =
    [
        "evaluation 2027-10-11 2027-10-22", "budget 2027-10-25 2027-11-26", "legalReview 2027-11-29 2027-12-17", "signing 2027-12-20 2027-12-24", "participantData 2027-12-27 2027-12-31",
    ];

    // With 22 December 2027, a Wednesday, off.
    private static readonly string[] PlannedAround =
    [
        "evaluation 2027-10-08 2027-10-21", "budget 2027-10-22 2027-11-25", "legalReview 2027-11-26 2027-12-16", "signing 2027-12-17 2027-12-24", "participantData 2027-12-27 2027-12-31",
    ];

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task The_year_2025_ships_as_the_decrees_have_it()
    {
        var holidays = (await _client.Get("/v1/holidays?from=2025-01-01&to=2025-12-31")).Is(HttpStatusCode.OK).Items;

        Assert.Equal(28, holidays.Count);
        Assert.Equal(holidays.Select(holiday => holiday.Said("on")).Order(StringComparer.Ordinal), holidays.Select(holiday => holiday.Said("on")));
        Assert.All(holidays, holiday => Assert.False(holiday.Flag("provisional")));
        var added = holidays.Single(holiday => holiday.Said("on") == "2025-08-18");
        Assert.Equal(("jointLeave", "SKB 3 Menteri 933/2025 1/2025 3/2025"), (added.Said("kind"), added.Said("source")));
        Assert.Equal("national", holidays.Single(holiday => holiday.Said("on") == "2025-08-17").Said("kind"));
    }

    [Fact]
    public async Task What_was_only_calculated_says_so()
    {
        var holidays = (await _client.Get("/v1/holidays?from=2027-01-01&to=2027-12-31")).Is(HttpStatusCode.OK).Items;

        Assert.Equal(17, holidays.Count);
        Assert.All(holidays, holiday => Assert.True(holiday.Flag("provisional"), holiday.Said("on")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(27)]
    [InlineData(28)]
    public async Task They_are_walked_page_after_page(int limit)
    {
        var whole = (await _client.Get("/v1/holidays?from=2025-01-01&to=2025-12-31")).Is(HttpStatusCode.OK);

        var walked = await _client.WalkAsync($"/v1/holidays?from=2025-01-01&to=2025-12-31&limit={limit}");

        Assert.Equal(whole.Items.Select(holiday => holiday.ToJsonString()), walked.Select(holiday => holiday.ToJsonString()));
    }

    [Theory]
    [InlineData("from=01/02/2026", "from", "parameter.malformed")]
    [InlineData("to=2026-02-30", "to", "parameter.malformed")]
    [InlineData("limit=201", "limit", "value.out-of-range")]
    [InlineData("after=abc", "after", "cursor.invalid")]
    [InlineData("year=2025", "year", "parameter.unknown")]
    public async Task A_faulty_parameter_is_named(string query, string parameter, string code) =>
        Assert.Contains(parameter, (await _client.Get($"/v1/holidays?{query}")).IsProblem(HttpStatusCode.BadRequest, code).Errors);

    [Fact]
    public async Task One_is_read_by_its_day()
    {
        var holiday = (await _client.Get("/v1/holidays/2025-12-25")).Is(HttpStatusCode.OK);

        Assert.Equal("Kelahiran Yesus Kristus (Natal)", holiday.Body.Said("name"));
        (await _client.Get("/v1/holidays/2025-12-25", ("If-None-Match", holiday.ETag!))).Is(HttpStatusCode.NotModified);
        Assert.NotEqual(holiday.ETag, (await _client.Get("/v1/holidays/2025-12-26")).Is(HttpStatusCode.OK).ETag);
    }

    [Theory]
    [InlineData("2025-12-24")]
    [InlineData("2025-13-01")]
    [InlineData("2025-1-1")]
    [InlineData("25-12-2025")]
    [InlineData("natal")]
    public async Task A_day_that_is_none_is_not_found(string day)
    {
        (await _client.Get($"/v1/holidays/{day}")).IsProblem(HttpStatusCode.NotFound, "holiday.not-found");
        (await _client.Delete($"/v1/holidays/{day}", ("If-Match", "*"))).IsProblem(HttpStatusCode.NotFound, "holiday.not-found");
    }

    [Fact]
    public async Task One_is_added_once_removed_as_it_was_seen_and_added_again()
    {
        var added = (await _client.Post("/v1/holidays", Holiday("2028-07-03").With(("kind", "jointLeave"), ("provisional", true)))).Is(HttpStatusCode.Created);

        Assert.Equal("/v1/holidays/2028-07-03", added.Headers.Location!.ToString());
        Assert.Equal(("2028-07-03", "Hari Pemilihan", "jointLeave", true, "Keppres 10/2028"), (added.Body.Said("on"), added.Body.Said("name"), added.Body.Said("kind"), added.Body.Flag("provisional"), added.Body.Said("source")));
        var read = (await _client.Get("/v1/holidays/2028-07-03")).Is(HttpStatusCode.OK);
        Assert.Equal((added.ETag, added.Text), (read.ETag, read.Text));
        Assert.Equal("Hari Pemilihan", (await _client.Post("/v1/holidays", Holiday("2028-07-03", "Hari Lain"))).IsProblem(HttpStatusCode.Conflict, "holiday.already-there").Body.Said("name"));

        (await _client.Delete("/v1/holidays/2028-07-03")).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _client.Delete("/v1/holidays/2028-07-03", ("If-Match", "\"0\""))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        (await _client.Delete("/v1/holidays/2028-07-03", ("If-Match", added.ETag!))).Is(HttpStatusCode.NoContent);

        (await _client.Get("/v1/holidays/2028-07-03")).IsProblem(HttpStatusCode.NotFound, "holiday.not-found");
        (await _client.Delete("/v1/holidays/2028-07-03", ("If-Match", added.ETag!))).IsProblem(HttpStatusCode.NotFound, "holiday.not-found");
        var again = (await _client.Post("/v1/holidays", Holiday("2028-07-03", "Hari Lain"))).Is(HttpStatusCode.Created);
        Assert.Equal(("national", false), (again.Body.Said("kind"), again.Body.Flag("provisional")));
        Assert.NotEqual(added.ETag, again.ETag);
    }

    [Fact]
    public async Task One_that_ships_is_there_already_and_can_go_like_any_other()
    {
        (await _client.Post("/v1/holidays", Holiday("2026-05-15"))).IsProblem(HttpStatusCode.Conflict, "holiday.already-there");
        var shipped = (await _client.Get("/v1/holidays/2026-05-15")).Is(HttpStatusCode.OK);

        (await _client.Delete("/v1/holidays/2026-05-15", ("If-Match", shipped.ETag!))).Is(HttpStatusCode.NoContent);

        Assert.Equal(["2026-05-14"], await DaysAsync("2026-05-14", "2026-05-16"));
        (await _client.Post("/v1/holidays", Holiday("2026-05-15"))).Is(HttpStatusCode.Created);
        Assert.Equal(["2026-05-14", "2026-05-15"], await DaysAsync("2026-05-14", "2026-05-16"));
    }

    [Theory]
    [InlineData("on", null, "value.required")]
    [InlineData("on", "2028-02-30", "value.malformed")]
    [InlineData("name", null, "value.required")]
    [InlineData("name", " ", "text.blank")]
    [InlineData("source", null, "value.required")]
    [InlineData("source", "SK 3171041508900001", "text.personal-number")]
    [InlineData("kind", "cuti", "value.unknown")]
    [InlineData("version", 1, "member.unknown")]
    public async Task A_faulty_member_is_named_by_pointer(string member, object? value, string code)
    {
        var answer = await _client.Post("/v1/holidays", Holiday("2028-07-04").With((member, value)));

        Assert.Equal(code, Assert.Contains($"/{member}", answer.IsProblem(HttpStatusCode.BadRequest, code).Errors));
        (await _client.Get("/v1/holidays/2028-07-04")).IsProblem(HttpStatusCode.NotFound, "holiday.not-found");
    }

    [Fact]
    public async Task Only_administrators_change_the_calendar()
    {
        using var writer = host.ClientOf("petugas", [Scope.AgreementsRead, Scope.AgreementsWrite, Scope.AgreementsApprove]);

        (await writer.Get("/v1/holidays/2025-01-01")).Is(HttpStatusCode.OK);
        (await writer.Post("/v1/holidays", Holiday("2028-07-05"))).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
        (await writer.Delete("/v1/holidays/2025-01-01", ("If-Match", "*"))).IsProblem(HttpStatusCode.Forbidden, "scope.missing");
        (await writer.Get("/v1/holidays/2025-01-01")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Added_at_once_six_times_it_is_there_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _client.Post("/v1/holidays", Holiday("2028-07-06"))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer => answer.IsProblem(HttpStatusCode.Conflict, "holiday.already-there"));
        Assert.Equal(["2028-07-06"], await DaysAsync("2028-07-06", "2028-07-06"));
    }

    [Fact]
    public async Task A_plan_keeps_off_a_new_holiday_and_moves_back_when_it_goes()
    {
        var agreement = await _client.SignedAsync();
        var renewal = (await _client.Post($"/v1/agreements/{agreement.Id}/renewals", null)).Is(HttpStatusCode.Created);
        Assert.Equal(Planned, Plan(renewal));
        var before = await StageDeadlinesAsync(agreement, "open");

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        var holiday = (await _client.Post("/v1/holidays", Holiday("2027-12-22"))).Is(HttpStatusCode.Created);

        var moved = (await _client.Get($"/v1/renewals/{renewal.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal(PlannedAround, Plan(moved));
        Assert.Equal(2, moved.Body.Number("version"));
        Assert.NotEqual(renewal.ETag, moved.ETag);
        Assert.NotEqual(renewal.Body.Said("updatedAt"), moved.Body.Said("updatedAt"));
        var around = await StageDeadlinesAsync(agreement, "open");
        Assert.Equal(Dues(PlannedAround), around.Select(Told));
        Assert.Equal(Dues(Planned[..3]), (await StageDeadlinesAsync(agreement, "superseded")).Select(Told));
        Assert.Equal(before.Skip(3).Select(each => each.Said("id")), around.Skip(3).Select(each => each.Said("id")));
        var history = (await _client.HistoryAsync(agreement))[^1];
        Assert.Equal("staf editRenewal signed>signed", history.Told());
        Assert.Contains(PlannedAround[0].Split(' ')[2], history.Changed("renewal/stages/evaluation"), StringComparison.Ordinal);

        (await _client.Delete("/v1/holidays/2027-12-22", ("If-Match", holiday.ETag!))).Is(HttpStatusCode.NoContent);

        Assert.Equal(Planned, Plan((await _client.Get($"/v1/renewals/{renewal.Id}")).Is(HttpStatusCode.OK)));
        Assert.Equal(Dues(Planned), (await StageDeadlinesAsync(agreement, "open")).Select(Told));
        Assert.Equal(6, (await StageDeadlinesAsync(agreement, "superseded")).Count);
        Assert.Empty(await StageDeadlinesAsync(agreement, "met"));
    }

    [Fact]
    public async Task A_plan_that_does_not_lean_on_the_day_stays()
    {
        var (agreement, ended) = (await _client.SignedAsync(), await _client.SignedAsync());
        var renewal = (await _client.Post($"/v1/agreements/{agreement.Id}/renewals", null)).Is(HttpStatusCode.Created);
        var open = (await _client.Post($"/v1/agreements/{ended.Id}/renewals", null)).Is(HttpStatusCode.Created);
        var closed = (await _client.Post($"/v1/renewals/{open.Id}/close", new { outcome = "notRenewed", reason = "Tidak dilanjutkan" }, ("If-Match", open.ETag!))).Is(HttpStatusCode.OK);

        (await _client.Post("/v1/holidays", Holiday("2027-08-20"))).Is(HttpStatusCode.Created);
        (await _client.Post("/v1/holidays", Holiday("2028-01-03"))).Is(HttpStatusCode.Created);
        var within = (await _client.Post("/v1/holidays", Holiday("2027-12-01"))).Is(HttpStatusCode.Created);
        var afterwards = (await _client.Get($"/v1/renewals/{closed.Id}")).Is(HttpStatusCode.OK);
        (await _client.Delete("/v1/holidays/2027-12-01", ("If-Match", within.ETag!))).Is(HttpStatusCode.NoContent);

        Assert.Equal((closed.ETag, closed.Text), (afterwards.ETag, afterwards.Text));
        var still = (await _client.Get($"/v1/renewals/{renewal.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal((3, renewal.Body["stages"]!.ToJsonString()), (still.Body.Number("version"), still.Body["stages"]!.ToJsonString()));
        (await _client.Delete("/v1/holidays/2027-08-20", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        (await _client.Delete("/v1/holidays/2028-01-03", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task No_legal_date_moves_only_the_last_work_day_before_it()
    {
        var agreement = await _client.SignedAsync();
        var before = (await _client.Get($"/v1/deadlines/{(await ExpiryAsync()).Said("id")}")).Is(HttpStatusCode.OK);

        (await _client.Post("/v1/holidays", Holiday("2027-12-31"))).Is(HttpStatusCode.Created);

        var after = (await _client.Get($"/v1/deadlines/{before.Id}")).Is(HttpStatusCode.OK);
        (await _client.Delete("/v1/holidays/2027-12-31", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        Assert.Equal(("2027-12-31", "2027-12-31"), (before.Body.Said("dueOn"), before.Body.Said("lastWorkDayBefore")));
        Assert.Equal(("2027-12-31", "2027-12-30"), (after.Body.Said("dueOn"), after.Body.Said("lastWorkDayBefore")));
        Assert.NotEqual(before.ETag, after.ETag);
        Assert.Equal(before.Id, (await ExpiryAsync()).Said("id"));

        async Task<JsonObject> ExpiryAsync() => Assert.Single((await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=expiry")).Is(HttpStatusCode.OK).Items);
    }

    [Fact]
    public async Task The_audit_says_who_changed_the_calendar_and_what_moved_with_it()
    {
        using var own = new ServiceHost();
        using var client = own.ClientOf("admin");
        var agreement = await client.SignedAsync();
        var renewal = (await client.Post($"/v1/agreements/{agreement.Id}/renewals", null)).Is(HttpStatusCode.Created);

        (await client.Post("/v1/holidays", Holiday("2027-12-22"))).Is(HttpStatusCode.Created);
        (await client.Delete("/v1/holidays/2027-12-22", ("If-Match", "*"))).Is(HttpStatusCode.NoContent);

        var (added, removed) = (await client.AuditAsync("action=addHoliday"), await client.AuditAsync("action=removeHoliday"));
        Assert.All([added, removed], entries => Assert.Equal(["admin done agreement", "admin done holiday", "admin done renewal"], entries.Select(entry => $"{entry.Said("by")} {entry.Said("outcome")} {entry.Said("subjectKind")}").Order(StringComparer.Ordinal)));
        Assert.Equal("null > \"2027-12-22\"", added.Single(entry => entry.Said("subjectKind") == "holiday").Changed("on"));
        Assert.Equal("\"Hari Pemilihan\" > null", removed.Single(entry => entry.Said("subjectKind") == "holiday").Changed("name"));
        Assert.All([added, removed], entries => Assert.Equal(renewal.Id, entries.Single(entry => entry.Said("subjectKind") == "renewal").Said("subjectId")));
    }

    private static object Holiday(string on, string name = "Hari Pemilihan") => new { on, name, source = "Keppres 10/2028" };

    private static IEnumerable<string> Plan(Answered renewal) => Stages.Select(stage => $"{stage} {renewal.Body["stages"]![stage]!.Said("startOn")} {renewal.Body["stages"]![stage]!.Said("dueOn")}");

    private static IEnumerable<string> Dues(IEnumerable<string> planned) => planned.Select(stage => $"{stage.Split(' ')[0]} {stage.Split(' ')[2]}");

    private static string Told(JsonObject deadline) => $"{deadline.Said("stage")} {deadline.Said("dueOn")}";

    private async Task<IReadOnlyList<JsonObject>> StageDeadlinesAsync(Answered agreement, string state) =>
        (await _client.Get($"/v1/deadlines?agreementId={agreement.Id}&kind=renewalStage&state={state}")).Is(HttpStatusCode.OK).Items;

    private async Task<IEnumerable<string?>> DaysAsync(string from, string to) =>
        (await _client.Get($"/v1/holidays?from={from}&to={to}")).Is(HttpStatusCode.OK).Items.Select(holiday => holiday.Said("on"));
}
