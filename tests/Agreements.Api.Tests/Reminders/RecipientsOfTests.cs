using System.Net;
using Agreements.Api.Tests.Hosting;
using Agreements.Api.Tests.Store;
using Agreements.Data;
using Agreements.Data.Engines;
using Agreements.Data.Queries;
using Agreements.Domain.Access;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Regions;
using Agreements.Domain.Reminders;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Reminders;

/// <summary>Who is told of deadlines, by what is recorded.</summary>
public sealed class RecipientsOfTests(RecipientsOfTests.Host host) : IClassFixture<RecipientsOfTests.Host>
{
    private readonly HttpClient _client = host.ClientOf("staf");

    [Fact]
    public async Task Each_deadline_of_a_batch_has_its_own_recipients()
    {
        await SayAsync("76", ("setda@sulbar.example", "en", null), ("hukum@sulbar.example", "id", "Biro Hukum"));
        await SayAsync("76.02", ("kesra@mamuju.example", "id", null), ("dinkes@mamuju.example", "id", "Dinas Kesehatan"));
        await SayAsync("76.04", ("dinsos@majene.example", "id", "Dinas Sosial"));
        var own = await _client.SignedWithAsync(("regionCode", "76.02"), ("owner", "Bagian Kesra"));
        var theirs = await _client.SignedWithAsync(("regionCode", "76.02"), ("owner", "DINAS KESEHATAN"));
        var social = await _client.SignedWithAsync(("regionCode", "76.04"), ("owner", "Dinas Sosial"));
        var legal = await _client.SignedWithAsync(("regionCode", "76.04"), ("owner", "Biro Hukum"));
        var direct = await _client.SignedWithAsync(("regionCode", "76.05"), ("owner", "kesra@mamasa.example"));
        var province = await _client.SignedWithAsync(("regionCode", "76"), ("owner", "Biro Pemkesra"));
        var unknown = await _client.SignedWithAsync(("regionCode", "74.71"), ("owner", "Bagian Kesra"));

        var told = await RecipientsAsync(deadline => deadline.Kind == DeadlineKind.Expiry);

        Assert.Equal(["kesra@mamuju.example"], told(own));
        Assert.Equal(["dinkes@mamuju.example", "kesra@mamuju.example"], told(theirs));
        Assert.Equal(["dinsos@majene.example"], told(social));
        Assert.Equal(["hukum@sulbar.example", "setda@sulbar.example"], told(legal));
        Assert.Equal(["kesra@mamasa.example"], told(direct));
        Assert.Equal(["setda@sulbar.example"], told(province));
        Assert.Empty(told(unknown));
    }

    [Fact]
    public async Task Whoever_looks_after_the_agreement_is_told_of_what_somebody_else_has_to_do()
    {
        await SayAsync("73.71", ("kesra@makassar.example", "id", "Bagian Kesra"), ("dinsos@makassar.example", "en", "Dinas Sosial"));
        var agreement = await _client.SignedWithAsync(("regionCode", "73.71"), ("owner", "Bagian Kesra"));
        (await _client.Post("/v1/meetings", new
        {
            kind = "evaluation",
            regionCode = "73.71",
            heldOn = "2026-11-20",
            agreementIds = new[] { agreement.Id },
            followUps = new[] { new { action = "Pemutakhiran data", responsible = "Dinas Sosial", dueOn = "2026-12-04" } },
        })).Is(HttpStatusCode.Created);
        (await _client.Post("/v1/meetings", new
        {
            kind = "coordination",
            regionCode = "73.71",
            heldOn = "2026-11-20",
            followUps = new[] { new { action = "Rapat lanjutan", responsible = "Dinas Sosial", dueOn = "2026-12-11" } },
        })).Is(HttpStatusCode.Created);

        var (deadlines, told) = await AskAsync(deadline => deadline.RegionCode == "73.71" && deadline.Kind == DeadlineKind.FollowUp);

        var (about, none) = (deadlines.Single(deadline => deadline.About == "Pemutakhiran data"), deadlines.Single(deadline => deadline.About == "Rapat lanjutan"));
        Assert.Equal(["dinsos@makassar.example", "kesra@makassar.example"], told[about.Id].Select(recipient => recipient.Email));
        Assert.Equal([new Recipient("Kantor", "dinsos@makassar.example", ContactLanguage.En)], told[none.Id]);
    }

    [Fact]
    public async Task It_asks_twice_however_many_deadlines_there_are_and_along_indexes()
    {
        await SayAsync("72", ("setda@sulteng.example", "id", null));
        foreach (var region in new[] { "72.01", "72.02", "72.03" })
        {
            await _client.SignedWithAsync(("regionCode", region));
        }

        var (deadlines, told) = await AskAsync(deadline => deadline.RegionCode == "72.01" || deadline.RegionCode == "72.02" || deadline.RegionCode == "72.03", host.Queries.Forget);

        Assert.True(deadlines.Count > 3, $"{deadlines.Count} deadlines");
        Assert.All(deadlines, deadline => Assert.Equal(["setda@sulteng.example"], told[deadline.Id].Select(recipient => recipient.Email)));
        var plans = (await host.Queries.PlansAsync(host.Store)).Select(plan => string.Join('\n', plan)).ToList();
        Assert.Equal(2, plans.Count);
        Assert.All(plans, plan => Assert.DoesNotMatch(QueryPlanTests.WholeTable(), plan));
        Assert.Contains("ix_region_contacts_region_code", plans[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_asked_about_nothing()
    {
        var (deadlines, told) = await AskAsync(deadline => deadline.RegionCode == "99", host.Queries.Forget);

        Assert.Empty(deadlines);
        Assert.Empty(told);
        Assert.Empty(await host.Queries.PlansAsync(host.Store));
    }

    private async Task SayAsync(string region, params (string Email, string Language, string? Owner)[] contacts) => (await _client.Send(
        HttpMethod.Put,
        $"/v1/regions/{region}/contacts",
        Hosting.Http.Json(new { contacts = contacts.Select(contact => new { name = "Kantor", email = contact.Email, language = contact.Language, owner = contact.Owner }) }),
        ("If-Match", "*"))).Is(HttpStatusCode.OK);

    private async Task<Func<Answered, IEnumerable<string>>> RecipientsAsync(System.Linq.Expressions.Expression<Func<Deadline, bool>> which)
    {
        var (deadlines, told) = await AskAsync(which);
        return agreement => told[deadlines.Single(deadline => deadline.AgreementId == Guid.Parse(agreement.Id)).Id].Select(recipient => recipient.Email);
    }

    private async Task<(IReadOnlyList<Deadline> Deadlines, IReadOnlyDictionary<Guid, IReadOnlyList<Recipient>> Told)> AskAsync(
        System.Linq.Expressions.Expression<Func<Deadline, bool>> which, Action? before = null)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AgreementsDbContext>();
        var deadlines = await db.DeadlinesWithin(Reach.Everywhere).AsNoTracking().Where(which).ToListAsync();
        before?.Invoke();
        return (deadlines, await db.RecipientsOfAsync(deadlines, CancellationToken.None));
    }

    /// <summary>A host that lets a test see the SQL that was really run.</summary>
    public sealed class Host : ServiceHost
    {
        public Host() => With(services => _ = TestStore.IsPostgres
            ? services.ConfigureDbContext<PostgresAgreementsDbContext>(options => options.AddInterceptors(Queries))
            : services.ConfigureDbContext<SqliteAgreementsDbContext>(options => options.AddInterceptors(Queries)));

        public SeenQueries Queries { get; } = new();
    }
}
