using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Reminders;
using Agreements.Domain.Access;
using static Agreements.Api.Tests.Imports.ImportSteps;

namespace Agreements.Api.Tests.Imports;

/// <summary>What came in is nothing to be reminded of until somebody has looked at it.</summary>
public sealed class ConfirmAgreementsTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string Path = "/v1/agreements/confirmations";
    private const string Soon = "2026-12-05";

    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Nobody_is_reminded_of_what_an_import_brought_until_it_is_confirmed_one_by_one()
    {
        using var job = host.JobOf("76.03");
        await _client.TakeInAsync(Csv(Headers, Row("A/1", region: "76.03", until: Soon, review: "Ya"), Row("A/2", region: "76.03", until: Soon), Row("A/3", region: "76.03", until: Soon, review: "")));
        var unseen = await _client.NumberedAsync("A/1");

        var claimed = await job.DispatchAsync();
        Assert.NotEmpty(claimed.Of(await _client.NumberedAsync("A/2")));
        Assert.Empty(claimed.Of(unseen));
        Assert.Empty(claimed.Of(await _client.NumberedAsync("A/3")));
        Assert.Empty(await job.DispatchAsync());

        (await _client.EditAsync(unseen, new { needsReview = false })).Is(HttpStatusCode.OK);

        Assert.NotEmpty((await job.DispatchAsync()).Of(unseen));
    }

    [Fact]
    public async Task What_an_import_brought_is_confirmed_a_hundred_at_a_time()
    {
        using var job = host.JobOf("76.04");
        var import = await _client.TakeInAsync(Csv([Headers, .. Enumerable.Range(0, 130).Select(i => Row($"B/{i}", region: "76.04", until: Soon, review: i == 7 ? "Tidak" : "Ya"))]));
        Assert.Equal("130 130 129 0 0", import.Counts());
        Assert.Single((await job.DispatchAsync()).DistinctBy(each => each.Member("agreement")!.Said("id")));

        var key = ("Idempotency-Key", "periksa");
        Assert.Equal((100, 29), Said(await _client.Post(Path, new { importId = import.Id }, key)));
        Assert.Equal((100, 29), Said(await _client.Post(Path, new { importId = import.Id }, key)));
        Assert.Equal(29, await _client.CountAsync("&regionCode=76.04&needsReview=true"));
        Assert.Equal((29, 0), Said(await _client.Post(Path, new { importId = import.Id })));
        Assert.Equal((0, 0), Said(await _client.Post(Path, new { importId = import.Id })));

        Assert.Equal(129, (await job.DispatchAsync()).DistinctBy(each => each.Member("agreement")!.Said("id")).Count());
        Assert.Equal(["staf import ->signed", "staf edit signed>signed"], (await _client.HistoryAsync(await _client.NumberedAsync("B/0"))).Select(Story.Told));
    }

    [Fact]
    public async Task What_continues_another_silences_it_only_once_it_is_confirmed()
    {
        using var job = host.JobOf("76.06");
        await _client.TakeInAsync(Csv(Headers, Row("E/1", region: "76.06", until: Soon)));
        var before = await _client.NumberedAsync("E/1");
        var successor = await _client.TakeInAsync(Csv($"{Headers};Nomor perjanjian sebelumnya", $"{Row("E/2", region: "76.06", from: "2026-12-06", until: "2027-12-05", review: "Ya")};E/1"));
        Assert.Equal(before.Id, (await _client.NumberedAsync("E/2")).Body.Said("predecessorId"));

        Assert.Equal("open", await ExpiryAsync());
        Assert.NotEmpty((await job.DispatchAsync()).Of(before));

        Assert.Equal((1, 0), Said(await _client.Post(Path, new { importId = successor.Id })));
        Assert.Equal("met", await ExpiryAsync());

        async Task<string?> ExpiryAsync() => (await _client.Get($"/v1/deadlines?agreementId={before.Id}&kind=expiry&state=open,met")).Is(HttpStatusCode.OK).Items.Single().Said("state");
    }

    [Fact]
    public async Task Agreements_are_confirmed_by_name_whatever_their_state()
    {
        string[] states = ["Penyusunan", "Pembahasan", "Disetujui", "Ditandatangani", "Dibatalkan"];
        await _client.TakeInAsync(Csv([Headers, .. states.Select((state, i) => Row($"C/{i}", region: "76.05", state: state, review: "Ya"))]));
        var ids = (await _client.Get("/v1/agreements?regionCode=76.05&needsReview=true")).Ids();
        Assert.Equal(states.Length, ids.Count);

        Assert.Equal((states.Length, 0), Said(await _client.Post(Path, new { agreementIds = ids.Concat(ids) })));
        Assert.Equal((0, 0), Said(await _client.Post(Path, new { agreementIds = ids })));

        Assert.Equal(0, await _client.CountAsync("&regionCode=76.05&needsReview=true"));
    }

    [Fact]
    public async Task One_that_the_caller_does_not_reach_keeps_the_others_unconfirmed()
    {
        using var local = host.ClientOf("staf mamuju", [Scope.AgreementsRead, Scope.AgreementsWrite], "76.02");
        await _client.TakeInAsync(Csv(Headers, Row("D/1", region: "76.02", review: "Ya"), Row("D/2", region: "73.01", review: "Ya")));
        var (own, foreign) = (await _client.NumberedAsync("D/1"), await _client.NumberedAsync("D/2"));

        (await local.Post(Path, new { agreementIds = new[] { own.Id, foreign.Id } })).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");
        (await local.Post(Path, new { agreementIds = new[] { Guid.CreateVersion7() } })).IsProblem(HttpStatusCode.NotFound, "agreement.not-found");

        await _client.StillAsync(own);
        Assert.Equal((1, 0), Said(await local.Post(Path, new { agreementIds = new[] { own.Id } })));
    }

    [Fact]
    public async Task One_of_both_has_to_be_said()
    {
        var id = Guid.CreateVersion7();
        Assert.Equal("confirmation.either-or", await FaultAsync(new { }));
        Assert.Equal("confirmation.either-or", await FaultAsync(new { agreementIds = new[] { id }, importId = id }));
        Assert.Equal("list.empty", await FaultAsync(new { agreementIds = Array.Empty<Guid>() }));
        Assert.Equal("list.too-long", await FaultAsync(new { agreementIds = Enumerable.Range(0, 101).Select(_ => id) }));
    }

    private async Task<string> FaultAsync(object body)
    {
        var answer = await _client.Post(Path, body);
        var code = answer.Errors["/agreementIds"];
        answer.IsProblem(HttpStatusCode.BadRequest, code);
        return code;
    }

    private static (int Confirmed, int Remaining) Said(Answered answer) => (answer.Is(HttpStatusCode.OK).Body.Number("confirmed"), answer.Body.Number("remaining"));
}
