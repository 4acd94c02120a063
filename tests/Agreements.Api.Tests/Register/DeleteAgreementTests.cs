using System.Net;
using Agreements.Api.Tests.Audit;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

public sealed class DeleteAgreementTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task A_draft_goes_and_leaves_nothing()
    {
        var draft = (await _client.DraftAsync(("title", "Nota Kesepakatan Gandrungmangu"))).Is(HttpStatusCode.Created);

        var answer = (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).Is(HttpStatusCode.NoContent);

        Assert.Equal("", answer.Text);
        (await _client.ReadAsync(draft)).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
        (await _client.Get($"/v1/agreements/{draft.Id}/history")).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
        Assert.Empty((await _client.Get("/v1/agreements?q=gandrungmangu")).Is(HttpStatusCode.OK).Items);
        (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
    }

    [Theory]
    [InlineData("inReview")]
    [InlineData("approved")]
    [InlineData("partiallySigned")]
    [InlineData("signed")]
    [InlineData("terminated")]
    [InlineData("cancelled")]
    public async Task Nothing_else_goes(string state)
    {
        var agreement = await _client.InStateAsync(state);

        var answer = await _client.Delete($"/v1/agreements/{agreement.Id}", ("If-Match", agreement.ETag!));

        answer.IsProblem(HttpStatusCode.Conflict, "agreement.transition-not-allowed");
        Assert.Equal(state, answer.Body.Said("current"));
        await _client.StillAsync(agreement);
    }

    [Fact]
    public async Task Not_without_if_match()
    {
        var draft = await _client.DraftedAsync();

        (await _client.Delete($"/v1/agreements/{draft.Id}")).IsProblem(HttpStatusCode.PreconditionRequired, "precondition.required");

        await _client.StillAsync(draft);
    }

    [Fact]
    public async Task Not_once_it_has_changed()
    {
        var seen = await _client.DraftedAsync();
        var changed = (await _client.EditAsync(seen, new { notes = "Diperbarui" })).Is(HttpStatusCode.OK);

        (await _client.Delete($"/v1/agreements/{seen.Id}", ("If-Match", seen.ETag!))).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");

        await _client.StillAsync(changed);
    }

    [Fact]
    public async Task Not_while_another_one_continues_it()
    {
        var draft = await _client.DraftedAsync();
        (await _client.DraftAsync(("predecessorId", draft.Id))).Is(HttpStatusCode.Created);
        var continued = await _client.ReadAsync(draft);

        (await _client.Delete($"/v1/agreements/{draft.Id}", ("If-Match", draft.ETag!))).IsProblem(HttpStatusCode.Conflict, "record.referenced");
        Assert.Equal("record.referenced", Assert.Single(await _client.AuditAsync($"agreementId={draft.Id}&outcome=refused")).Said("code"));

        await _client.StillAsync(continued);
    }
}
