using System.Net;
using System.Text.Json;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Faults;

/// <summary>One request that a nervous caller sends again and again, to whichever instance, hanging up on half of them.</summary>
public sealed class RepeatsTests : IDisposable
{
    private const int Rounds = 5;
    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    // Several instances have one PostgreSQL; SQLite is for one.
    [Fact]
    public async Task Six_at_once_through_two_instances_half_of_them_cut_make_one_row_and_give_one_answer()
    {
        using var one = await ServiceProcess.StartAsync(_store);
        using var other = TestStore.IsPostgres ? await ServiceProcess.StartAsync(_store) : null;
        using var first = await one.ClientAsync();
        using var second = await (other ?? one).ClientAsync();
        foreach (var client in new[] { first, second })
        {
            await Eventually.ComesToAsync(HttpStatusCode.Created, () => client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" }));
        }

        Uri[] addresses = [first.BaseAddress!, second.BaseAddress!];
        for (var round = 0; round < Rounds; round++)
        {
            var key = Guid.CreateVersion7().ToString();
            var body = JsonSerializer.Serialize(new { kind = "jointAgreement", regionCode = "76", owner = key });
            var request = RawHttp.Post("/v1/agreements", $"Idempotency-Key: {key}\r\n", body);

            var sent = Enumerable.Range(0, 6).Select(async i =>
            {
                // Both instances get some of either kind.
                var address = addresses[i / 2 % 2];
                if (i % 2 == 0)
                {
                    return await RawHttp.SendAsync(address, request);
                }

                await RawHttp.SendAndCutAsync(address, request);
                return null;
            }).ToList();
            var answers = (await Task.WhenAll(sent)).OfType<RawAnswer>().ToList();
            var again = (await second.Post("/v1/agreements", body, ("Idempotency-Key", key))).Is(HttpStatusCode.Created);

            Assert.Equal(3, answers.Count);
            answers.ForEach(answer => answer.Is(201));
            Assert.All(answers, answer => Assert.Contains(again.Text, answer.Body, StringComparison.Ordinal));
            Assert.Equal(again.Id, Assert.Single((await first.Get($"/v1/agreements?owner={key}")).Is(HttpStatusCode.OK).Ids()));
        }
    }
}
