using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;

namespace Agreements.Api.Tests.Lifecycle;

public sealed class ApproveAgreementTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");
    private readonly HttpClient _head = host.ClientOf("kepala.biro");

    [Fact]
    public async Task Somebody_else_releases_it_for_signature()
    {
        var submitted = await _client.SubmittedAsync();

        var approved = (await _head.ActAsync(submitted, "approve")).Is(HttpStatusCode.OK);

        Assert.Equal("approved", approved.Body.Said("lifecycle"));
        Assert.Equal("kepala.biro approve inReview>approved", (await _client.HistoryAsync(submitted))[^1].Told());
    }

    [Fact]
    public async Task Whoever_submitted_it_cannot_approve_it()
    {
        var submitted = await _client.SubmittedAsync();

        (await _client.ActAsync(submitted, "approve")).IsProblem(HttpStatusCode.Conflict, "agreement.self-approval");

        await _client.StillAsync(submitted);
    }

    [Fact]
    public async Task Two_keys_of_one_owner_are_the_same_caller()
    {
        var submitted = await _client.SubmittedAsync();
        var otherKey = host.ClientOf("staf", [Scope.AgreementsRead, Scope.AgreementsApprove], "76");

        (await otherKey.ActAsync(submitted, "approve")).IsProblem(HttpStatusCode.Conflict, "agreement.self-approval");

        await _client.StillAsync(submitted);
    }

    [Theory]
    [InlineData("STAF")]
    [InlineData(" stáf ")]
    public async Task A_name_that_only_looks_different_is_the_same_caller(string name)
    {
        var submitted = await _client.SubmittedAsync();

        (await host.ClientOf(name).ActAsync(submitted, "approve")).IsProblem(HttpStatusCode.Conflict, "agreement.self-approval");
    }

    [Fact]
    public async Task An_author_may_approve_what_somebody_else_submitted()
    {
        var draft = await _client.DraftedAsync();
        var submitted = (await _head.ActAsync(draft, "submit")).Is(HttpStatusCode.OK);

        (await _client.ActAsync(submitted, "approve")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_latest_submission_is_the_one_that_counts()
    {
        var submitted = await _client.SubmittedAsync();
        var returned = (await _head.ActAsync(submitted, "return", new { reason = "Perihal kurang jelas" })).Is(HttpStatusCode.OK);
        var again = (await _head.ActAsync(returned, "submit")).Is(HttpStatusCode.OK);

        (await _head.ActAsync(again, "approve")).IsProblem(HttpStatusCode.Conflict, "agreement.self-approval");
        (await _client.ActAsync(again, "approve")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null, null, "dprdApproval/number", "dprdApproval/approvedOn")]
    [InlineData("170/12/DPRD", null, "dprdApproval/approvedOn")]
    [InlineData(null, "2026-11-01", "dprdApproval/number")]
    public async Task Where_the_council_has_to_approve_its_decision_comes_first(string? number, string? approvedOn, params string[] missing)
    {
        var body = Story.Draft(office: await _client.OfficeAsync()).With(("dprdApproval", new { required = true, number, approvedOn }));
        var draft = (await _client.Post("/v1/agreements", body)).Is(HttpStatusCode.Created);
        var submitted = (await _client.ActAsync(draft, "submit")).Is(HttpStatusCode.OK);

        var answer = await _head.ActAsync(submitted, "approve");

        answer.IsProblem(HttpStatusCode.Conflict, "agreement.dprd-approval-missing");
        Assert.Equal(missing, answer.Body.Texts("missing"));
        await _client.StillAsync(submitted);

        var decided = (await _client.EditAsync(submitted, new { dprdApproval = new { number = "170/12/DPRD", approvedOn = "2026-11-01" } })).Is(HttpStatusCode.OK);
        (await _head.ActAsync(decided, "approve")).Is(HttpStatusCode.OK);
    }
}
