using System.Net;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Reminders;

public sealed class ReminderRulesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task The_service_comes_with_a_ladder_for_every_kind()
    {
        await using var fresh = new ServiceHost();

        var rules = await fresh.ClientOf("staf").RulesAsync();

        Assert.Equal(ReminderRuleSteps.Defaults.Select(rule => $"{rule.Kind}: {string.Join(' ', rule.Offsets)}"), rules.Ladders());
        Assert.Equal((1, null, null), (rules.Body.Number("version"), rules.Body.Said("updatedAt"), rules.Body.Said("updatedBy")));
    }

    [Fact]
    public async Task They_are_replaced_as_a_whole_as_they_were_seen_and_the_audit_keeps_it()
    {
        await _client.RuledAsync(("activity", [21]));
        var seen = await _client.RulesAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var replaced = (await _client.PutRulesAsync(ReminderRuleSteps.Rules(("followUp", []), ("expiry", [3650, 0])), seen.ETag)).Is(HttpStatusCode.OK);

        Assert.Contains("expiry: 3650 0", replaced.Ladders());
        Assert.Contains("followUp: ", replaced.Ladders());
        Assert.Contains("activity: 14 7 1 0", replaced.Ladders());
        Assert.Equal((seen.Body.Number("version") + 1, "staf"), (replaced.Body.Number("version"), replaced.Body.Said("updatedBy")));
        var read = await _client.RulesAsync();
        Assert.Equal((replaced.ETag, replaced.Text), (read.ETag, read.Text));
        (await _client.Get("/v1/reminder-rules", ("If-None-Match", replaced.ETag!))).Is(HttpStatusCode.NotModified);
        (await _client.PutRulesAsync(ReminderRuleSteps.Rules(), etag: null)).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");
        (await _client.PutRulesAsync(ReminderRuleSteps.Rules(), seen.ETag)).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        Assert.Equal(read.Text, (await _client.RulesAsync()).Text);
        var entry = (await _client.Get("/v1/audit?action=replaceReminderRules")).Is(HttpStatusCode.OK).Items[0];
        Assert.Equal(("staf", "done", "reminderRules"), (entry.Said("by"), entry.Said("outcome"), entry.Said("subjectKind")));
        Assert.Contains("3650", entry.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_again_changes_nothing()
    {
        var before = await _client.RuledAsync(("expiry", [10, 5]));
        host.Clock.Advance(TimeSpan.FromMinutes(1));

        var again = await _client.RuledAsync(("expiry", [10, 5]));

        Assert.Equal((before.ETag, before.Text), (again.ETag, again.Text));
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { """{}""", "/rules", "value.required" },
        { """{"rules":null}""", "/rules", "value.required" },
        { """{"rules":[]}""", "/rules", "reminder-rules.each-kind-once" },
        { With("\"expiry\"", "\"followUp\""), "/rules", "reminder-rules.each-kind-once" },
        { With("\"expiry\"", "\"berakhir\""), "/rules/0/kind", "value.unknown" },
        { With("\"expiry\"", "null"), "/rules/0/kind", "value.required" },
        { With("[180,90,60,30,14,7,1,0]", "null"), "/rules/0/offsets", "value.required" },
        { With("180,90", "90,180"), "/rules/0/offsets", "offsets.not-descending" },
        { With("180,90", "90,90"), "/rules/0/offsets", "offsets.not-descending" },
        { With("7,1,0", "7,1,-1"), "/rules/0/offsets/7", "value.out-of-range" },
        { With("180,90", "3651,90"), "/rules/0/offsets/0", "value.out-of-range" },
        { With("180,90", "180.5,90"), "/rules/0/offsets/0", "value.malformed" },
        { With("[180,90,60,30,14,7,1,0]", $"[{string.Join(',', Enumerable.Range(0, 21).Reverse())}]"), "/rules/0/offsets", "list.too-long" },
        { With("\"offsets\"", "\"hari\":1,\"offsets\""), "/rules/0/hari", "member.unknown" },
        { With("""{"rules":[""", """{"rules":[{"kind":"expiry","offsets":[]},"""), "/rules", "list.too-long" },
        { With("{\"kind\":\"expiry\",\"offsets\":[180,90,60,30,14,7,1,0]}", "null"), "/rules/0", "value.required" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_member_is_named_by_pointer(string body, string pointer, string code)
    {
        var before = await _client.RulesAsync();

        var answer = (await _client.PutRulesAsync(body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(code, Assert.Contains(pointer, answer.Errors));
        Assert.Equal(before.Text, (await _client.RulesAsync()).Text);
    }

    [Fact]
    public async Task Only_administrators_change_them_and_whoever_reads_agreements_sees_them_whatever_the_region()
    {
        using var reader = host.ClientOf("petugas", [Scope.AgreementsRead, Scope.AgreementsWrite, Scope.AgreementsApprove, Scope.RemindersDispatch], "76");

        (await reader.PutRulesAsync(ReminderRuleSteps.Rules())).IsProblem(HttpStatusCode.Forbidden, "scope.missing");

        Assert.Equal((await _client.RulesAsync()).Text, (await reader.RulesAsync()).Text);
    }

    [Fact]
    public async Task Of_six_who_change_what_they_saw_at_once_one_does()
    {
        var seen = await _client.RuledAsync(("expiry", [100]));

        var answers = await Task.WhenAll(Enumerable.Range(1, 6).Select(offset => _client.PutRulesAsync(ReminderRuleSteps.Rules(("expiry", [offset])), seen.ETag)));

        var done = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => answer.IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed"));
        Assert.Equal(done.Text, (await _client.RulesAsync()).Text);
    }

    private static string With(string what, string instead)
    {
        var body = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(ReminderRuleSteps.Rules()))!.ToJsonString();
        var at = body.IndexOf(what, StringComparison.Ordinal);
        return $"{body[..at]}{instead}{body[(at + what.Length)..]}";
    }
}
