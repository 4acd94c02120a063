using System.Net;
using Agreements.Api.Features.Events;
using Agreements.Api.Features.Exchange.Imports.Work;
using Agreements.Api.Features.Webhooks.Delivery;
using Agreements.Api.Security;
using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

public sealed class PostgresTests
{
    private const string CutOff = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    // What asks the store by itself.
    private static readonly Type[] Background = [typeof(SealAudit), typeof(PlaceEvents), typeof(DeliverWebhooks), typeof(RunImports)];

    [PostgresFact]
    public async Task Two_instances_start_at_once_on_one_empty_database()
    {
        await using var one = new ServiceHost();
        await using var other = new ServiceHost().With("Database:ConnectionString", one.Store.ConnectionString);

        var clients = await Task.WhenAll(Task.Run(() => one.ClientOf("satu")), Task.Run(() => other.ClientOf("dua")));

        var draft = await clients[0].DraftedAsync();
        Assert.Equal(draft.Text, (await clients[1].Get($"/v1/agreements/{draft.Id}")).Is(HttpStatusCode.OK).Text);
        await using var connection = await one.Store.OpenAsync();
        await using var scope = one.Services.CreateAsyncScope();
        var migrations = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>().Database.GetMigrations();
        Assert.Equal(migrations, await connection.RowsAsync("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY 1"));
    }

    [PostgresFact]
    public async Task Two_instances_that_load_the_sample_register_at_once_take_it_in_once()
    {
        await using var one = new SampleHost();
        await using var other = new SampleHost().With("Database:ConnectionString", one.Store.ConnectionString);

        var clients = await Task.WhenAll(Task.Run(() => one.ClientOf("satu")), Task.Run(() => other.ClientOf("dua")));

        var lists = await Task.WhenAll(clients.Select(client => client.Get("/v1/agreements?limit=200")));
        Assert.All(lists, list => Assert.Equal(15, list.Is(HttpStatusCode.OK).Items.Count));
        Assert.Equal(lists[0].Text, lists[1].Text);
    }

    [PostgresFact]
    public async Task Two_instances_give_one_answer_to_one_key()
    {
        await using var one = new ServiceHost();
        await using var other = new ServiceHost().With("Database:ConnectionString", one.Store.ConnectionString);
        HttpClient[] clients = [one.ClientOf("penyusun"), other.ClientOf("penyusun")];
        var key = ("Idempotency-Key", Guid.CreateVersion7().ToString());

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => clients[i % 2].Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76" }, key)));

        Assert.All(answers, answer => answer.Is(HttpStatusCode.Created));
        Assert.Single(answers.Select(answer => answer.Text).Distinct(StringComparer.Ordinal));
        Assert.Single((await clients[0].Get("/v1/agreements")).Items);
    }

    [PostgresFact]
    public async Task Of_eight_edits_through_two_instances_one_succeeds()
    {
        await using var one = new ServiceHost();
        await using var other = new ServiceHost().With("Database:ConnectionString", one.Store.ConnectionString);
        HttpClient[] clients = [one.ClientOf("penyusun"), other.ClientOf("penyusun")];
        var draft = await clients[0].DraftedAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => clients[i % 2].Patch($"/v1/agreements/{draft.Id}", new { notes = $"suntingan {i}" }, ("If-Match", draft.ETag!))));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
    }

    [PostgresFact]
    public async Task Connections_that_the_server_ends_are_answered_with_503_and_replaced()
    {
        // Nobody else may come upon the connections that are gone first.
        await using var host = new ServiceHost().With(services => services.Where(each => each.ImplementationType is { } type && Background.Contains(type)).ToList().ForEach(each => services.Remove(each)));
        var client = host.ClientOf("penyusun");
        var draft = await client.DraftedAsync();
        await host.Store.ExecuteAsync(CutOff);

        var cut = await client.Get($"/v1/agreements/{draft.Id}");
        var statuses = new List<HttpStatusCode>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            statuses.Add((await client.Patch($"/v1/agreements/{draft.Id}", new { notes = "lagi" }, ("If-Match", "*"))).Status);
        }
        while (statuses[^1] != HttpStatusCode.OK && statuses.Count < 100 && await timer.WaitForNextTickAsync());

        cut.IsProblem(HttpStatusCode.ServiceUnavailable, "store.unavailable");
        Assert.True(cut.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(HttpStatusCode.OK, statuses[^1]);
        Assert.All(statuses.SkipLast(1), status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
    }

    [PostgresFact]
    public async Task Writers_that_the_server_cuts_off_lose_nothing_that_was_acknowledged()
    {
        await using var host = new ServiceHost();
        var client = host.ClientOf("penyusun");
        await client.DraftedAsync();

        async Task<Answered> WriteAsync(int i) => await client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", owner = $"penulis {i}" });
        var writers = Enumerable.Range(0, 40).Select(WriteAsync).ToList();
        await Task.WhenAny(writers);
        await host.Store.ExecuteAsync(CutOff);
        var answers = await Task.WhenAll(writers);

        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, answer.Text));
        foreach (var created in answers.Where(answer => answer.Status == HttpStatusCode.Created))
        {
            (await ReadOnceReachableAsync(client, created.Id)).Is(HttpStatusCode.OK);
        }
    }

    // The pool may still hold connections that the server has ended; each is found out by its next use.
    private static async Task<Answered> ReadOnceReachableAsync(HttpClient client, string id)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var answer = await client.Get($"/v1/agreements/{id}");
        for (var tries = 0; answer.Status == HttpStatusCode.ServiceUnavailable && tries < 100 && await timer.WaitForNextTickAsync(); tries++)
        {
            answer = await client.Get($"/v1/agreements/{id}");
        }

        return answer;
    }
}
