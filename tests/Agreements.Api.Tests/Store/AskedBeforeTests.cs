using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Data.Queries.Served;
using Agreements.Domain.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

/// <summary>A question that was asked before is known with its values, and is answered from the store each time.</summary>
public sealed class AskedBeforeTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    [Fact]
    public async Task It_is_composed_once_and_finds_what_has_come_since()
    {
        using var client = host.ClientOf("penyusun");
        await client.DraftAsync(("regionCode", "13"));
        var composed = 0;

        Assert.Single(await AskAsync(("drafts of", "13"), "13", Reach.Everywhere, () => composed++));
        await client.DraftAsync(("regionCode", "13"));
        Assert.Equal(2, (await AskAsync(("drafts of", "13"), "13", Reach.Everywhere, () => composed++)).Count);

        Assert.Equal(1, composed);
    }

    [Fact]
    public async Task With_another_value_or_another_reach_it_is_another_question()
    {
        using var client = host.ClientOf("penyusun");
        await client.DraftAsync(("regionCode", "14"));
        var composed = 0;

        Assert.Single(await AskAsync(("list of", "14"), "14", Reach.Everywhere, () => composed++));
        Assert.Empty(await AskAsync(("list of", "15"), "15", Reach.Everywhere, () => composed++));
        Assert.Single(await AskAsync(("list of", "14"), "14", Reach.Of(["14"]), () => composed++));
        Assert.Empty(await AskAsync(("list of", "14"), "14", Reach.Of(["15"]), () => composed++));
        Assert.Equal(4, composed);

        Assert.Single(await AskAsync(("list of", "14"), "14", Reach.Of(["14"]), () => composed++));
        Assert.Equal(4, composed);
    }

    private async Task<List<string>> AskAsync(object asked, string regionCode, Reach reach, Action composing)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        var ids = new List<string>();
        await db.ReadAgreementsAsync(scope.ServiceProvider.GetRequiredService<IStoreEngine>(), asked, Compose, reach, row => ids.Add(row.String((int)AgreementColumn.Id)!), CancellationToken.None);
        return ids;

        IQueryable<Domain.Instruments.Agreement> Compose()
        {
            composing();
            return db.AgreementsWithin(reach).Where(agreement => agreement.RegionCode == regionCode).OrderBy(agreement => agreement.Id);
        }
    }
}
