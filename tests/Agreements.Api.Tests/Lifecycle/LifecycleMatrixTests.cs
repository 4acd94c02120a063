using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Lifecycle;

/// <summary>Every action in every state, as the contract has it, written out by hand.</summary>
public sealed class LifecycleMatrixTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");
    private readonly HttpClient _head = host.ClientOf("kepala.biro");

    [Theory]
    [InlineData("draft", "submit", "inReview")]
    [InlineData("draft", "return", null)]
    [InlineData("draft", "approve", null)]
    [InlineData("draft", "signatures", null)]
    [InlineData("draft", "cancel", "cancelled")]
    [InlineData("draft", "terminate", null)]
    [InlineData("draft", "amendments", null)]
    [InlineData("draft", "renewals", null)]
    [InlineData("draft", "delete", "gone")]
    [InlineData("inReview", "submit", null)]
    [InlineData("inReview", "return", "draft")]
    [InlineData("inReview", "approve", "approved")]
    [InlineData("inReview", "signatures", null)]
    [InlineData("inReview", "cancel", "cancelled")]
    [InlineData("inReview", "terminate", null)]
    [InlineData("inReview", "amendments", null)]
    [InlineData("inReview", "renewals", null)]
    [InlineData("inReview", "delete", null)]
    [InlineData("approved", "submit", null)]
    [InlineData("approved", "return", null)]
    [InlineData("approved", "approve", null)]
    [InlineData("approved", "signatures", "partiallySigned")]
    [InlineData("approved", "cancel", "cancelled")]
    [InlineData("approved", "terminate", null)]
    [InlineData("approved", "amendments", null)]
    [InlineData("approved", "renewals", null)]
    [InlineData("approved", "delete", null)]
    [InlineData("partiallySigned", "submit", null)]
    [InlineData("partiallySigned", "return", null)]
    [InlineData("partiallySigned", "approve", null)]
    [InlineData("partiallySigned", "signatures", "signed")]
    [InlineData("partiallySigned", "cancel", "cancelled")]
    [InlineData("partiallySigned", "terminate", null)]
    [InlineData("partiallySigned", "amendments", null)]
    [InlineData("partiallySigned", "renewals", null)]
    [InlineData("partiallySigned", "delete", null)]
    [InlineData("signed", "submit", null)]
    [InlineData("signed", "return", null)]
    [InlineData("signed", "approve", null)]
    [InlineData("signed", "signatures", null)]
    [InlineData("signed", "cancel", null)]
    [InlineData("signed", "terminate", "terminated")]
    [InlineData("signed", "amendments", "signed")]
    [InlineData("signed", "renewals", "signed")]
    [InlineData("signed", "delete", null)]
    [InlineData("terminated", "submit", null)]
    [InlineData("terminated", "return", null)]
    [InlineData("terminated", "approve", null)]
    [InlineData("terminated", "signatures", null)]
    [InlineData("terminated", "cancel", null)]
    [InlineData("terminated", "terminate", null)]
    [InlineData("terminated", "amendments", null)]
    [InlineData("terminated", "renewals", null)]
    [InlineData("terminated", "delete", null)]
    [InlineData("cancelled", "submit", null)]
    [InlineData("cancelled", "return", null)]
    [InlineData("cancelled", "approve", null)]
    [InlineData("cancelled", "signatures", null)]
    [InlineData("cancelled", "cancel", null)]
    [InlineData("cancelled", "terminate", null)]
    [InlineData("cancelled", "amendments", null)]
    [InlineData("cancelled", "renewals", null)]
    [InlineData("cancelled", "delete", null)]
    public async Task An_action_leads_where_the_contract_says_or_changes_nothing(string state, string action, string? to)
    {
        var agreement = await _client.InStateAsync(state);
        Assert.Equal(state, agreement.Body.Said("lifecycle"));

        var answer = await ActAsync(agreement, action);

        if (to is null)
        {
            answer.IsProblem(HttpStatusCode.Conflict, "agreement.transition-not-allowed");
            Assert.Equal(state, answer.Body.Said("current"));
            Assert.Equal(AllowedIn(state), answer.Body.Texts("allowedActions"));
            await _client.StillAsync(agreement);
        }
        else if (to == "gone")
        {
            answer.Is(HttpStatusCode.NoContent);
            (await _client.ReadAsync(agreement)).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
        }
        else
        {
            answer.Is(action is "signatures" or "amendments" or "renewals" ? HttpStatusCode.Created : HttpStatusCode.OK);
            answer = action == "renewals" ? await _head.ReadAsync(agreement) : answer;
            Assert.Equal(to, answer.Body.Said("lifecycle"));
            Assert.Equal(agreement.Body.Number("version") + 1, answer.Body.Number("version"));
            await _head.StillAsync(answer);
            var last = (await _client.HistoryAsync(agreement))[^1];
            Assert.Equal($"kepala.biro {(action switch { "signatures" => "sign", "amendments" => "amend", "renewals" => "openRenewal", _ => action })} {state}>{to}", last.Told());
        }
    }

    private static string[] AllowedIn(string state) => state switch
    {
        "draft" => ["submit", "cancel", "delete"],
        "inReview" => ["return", "approve", "cancel"],
        "approved" or "partiallySigned" => ["sign", "cancel"],
        "signed" => ["terminate", "amend", "openRenewal"],
        _ => [],
    };

    private Task<Answered> ActAsync(Answered agreement, string action)
    {
        return action == "delete"
            ? _head.Delete($"/v1/agreements/{agreement.Id}", ("If-Match", agreement.ETag!))
            : _head.ActAsync(agreement, action, BodyOf(action));
    }

    private static object? BodyOf(string action) => action switch
    {
        "return" or "cancel" => new { reason = "Lampiran belum lengkap" },
        "signatures" => new { party = "bpjs", name = "Nama Kepala Cabang", title = "Kepala Cabang", signedOn = "2026-11-20" },
        "terminate" => Story.Termination(),
        "amendments" => Story.Amendment(),
        _ => null,
    };
}
