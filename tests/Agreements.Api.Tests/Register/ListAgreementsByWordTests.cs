using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Register;

/// <summary>What <c>q</c> finds, and what it takes literally.</summary>
public sealed class ListAgreementsByWordTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private readonly HttpClient _client = host.ClientOf("staf");
    private readonly string _owner = Guid.CreateVersion7().ToString();

    [Theory]
    [InlineData("Optimalisasi Program JKN", "optimalisasi", true)]
    [InlineData("Optimalisasi Program JKN", "OPTIMALISASI jkn", true)]
    [InlineData("Optimalisasi Program JKN", "jkn program", true)]
    [InlineData("Optimalisasi Program JKN", "optimalisasi kepesertaan", false)]
    [InlineData("Optimalisasi Program JKN", "malis", true)]
    [InlineData("Optimalisasi Program JKN", "pro", true)]
    [InlineData("Optimalisasi Program JKN", "asi pro", true)]
    [InlineData("Optimalisasi Program JKN", "kn", false)]
    [InlineData("Optimalisasi Program JKN", "op", false)]
    [InlineData("Nota BP Pemda", "bp", true)]
    [InlineData("Nota BP Pemda", "nota bp", true)]
    [InlineData("Nota (PBPU/BP) Pemda", "bp", true)]
    [InlineData("Nota BPU Pemda", "bp", false)]
    [InlineData("Tahap 2 selesai", "2", true)]
    [InlineData("Tahap 12 selesai", "2", false)]
    [InlineData("Élan Café", "elan cafe", true)]
    [InlineData("Elan Cafe\u0301", "CAFÉ", true)]
    [InlineData("Straße dan Ǆ", "ǆ", true)]
    [InlineData("ꦱꦧꦼꦤ꧀", "ꦱꦧꦼꦤ", true)]
    [InlineData("Kerja🤝sama", "🤝sama", true)]
    [InlineData("Cakupan 100% penduduk", "100%", true)]
    [InlineData("Cakupan 1000 penduduk", "100%", false)]
    [InlineData("Cakupan 100 penduduk", "%", false)]
    [InlineData("Kuota a_b penduduk", "a_b", true)]
    [InlineData("Kuota axb penduduk", "a_b", false)]
    [InlineData("Kuota \"UHC\" penduduk", "\"uhc\"", true)]
    [InlineData("Kuota UHC penduduk", "\"uhc\"", false)]
    [InlineData("Kuota UHC penduduk", "uh*", false)]
    [InlineData("Kuota uh* penduduk", "uh*", true)]
    [InlineData("Kuota [UHC] penduduk", "[uhc]", true)]
    [InlineData("Kuota UHC penduduk", "[uhc]", false)]
    [InlineData("Kuota 100%_[\\ penduduk", "100%_[\\", true)]
    [InlineData("Kuota 100 penduduk", "100%_[\\", false)]
    [InlineData("Kuota UHC penduduk", "uhc AND penduduk", false)]
    [InlineData("Kuota UHC penduduk", "uhc OR nothing", false)]
    [InlineData("Kuota UHC penduduk", "NOT uhc", false)]
    [InlineData("Kuota UHC penduduk", "title:uhc", false)]
    [InlineData("Kuota O'Neill penduduk", "o'neill", true)]
    [InlineData("Kuota UHC penduduk", "uhc' OR 1=1 --", false)]
    [InlineData("Kuota UHC penduduk", "-", false)]
    [InlineData("Nota\r\nKesepakatan", "nota kesepakatan", true)]
    public async Task Words_are_found_in_the_title(string title, string words, bool found)
    {
        await DraftAsync(("title", title));

        Assert.Equal(found ? 1 : 0, await CountAsync(words));
    }

    [Theory]
    [InlineData("gubernur kejora", true)]
    [InlineData("gub kej", true)]
    [InlineData("119/55/nk", true)]
    [InlineData("77/KTR/XI-08", true)]
    [InlineData("ktr", true)]
    [InlineData("polewali", true)]
    [InlineData("sulawesi barat", true)]
    [InlineData("sulawesi barat polewali 119/55 ktr kejora", true)]
    [InlineData("catatan", false)]
    [InlineData("bidadari", false)]
    public async Task They_are_found_in_subject_numbers_region_and_office_and_nowhere_else(string words, bool found)
    {
        var office = await _client.OfficeAsync($"Kantor Cabang Bintang {Guid.CreateVersion7()}");
        await DraftAsync(
            ("subject", "Arahan Gubernur Kejora"), ("localNumber", $"119/55/NK/{_owner}"), ("bpjsNumber", $"77/KTR/XI-08/{_owner}"), ("regionCode", "76.04"), ("bpjsOfficeId", office), ("notes", "catatan"), ("agency", "bidadari"));

        Assert.Equal(found ? 1 : 0, await CountAsync(words));
        Assert.Equal(1, await CountAsync("bintang"));
    }

    [Fact]
    public async Task A_renamed_office_is_found_by_its_new_name_only()
    {
        var office = await _client.OfficeAsync($"Kantor Cabang Lumajang {Guid.CreateVersion7()}");
        await DraftAsync(("bpjsOfficeId", office));
        await DraftAsync(("bpjsOfficeId", office));
        Assert.Equal(2, await CountAsync("lumajang"));

        (await _client.Patch($"/v1/bpjs-offices/{office}", new { name = $"Kantor Cabang Tapaktuan {Guid.CreateVersion7()}" }, ("If-Match", "*"))).Is(HttpStatusCode.OK);

        Assert.Equal(0, await CountAsync("lumajang"));
        Assert.Equal(2, await CountAsync("tapaktuan"));
    }

    [Fact]
    public async Task An_edited_agreement_is_found_by_its_new_words_only()
    {
        var draft = await DraftAsync(("title", "Nota Gandrungmangu"));

        (await _client.EditAsync(draft, new { title = "Nota Karanganyar", regionCode = "96.71" })).Is(HttpStatusCode.OK);

        Assert.Equal(0, await CountAsync("gandrungmangu"));
        Assert.Equal(1, await CountAsync("karanganyar sorong"));
    }

    [Fact]
    public async Task The_expiring_are_searched_alike()
    {
        var signed = await _client.SignedAsync(from: "2026-01-01", until: "2026-12-31");
        var office = signed.Body.Said("bpjsOfficeName")!.Split(' ')[^1];

        Assert.Single((await _client.Get($"/v1/agreements/expiring?q={office}")).Is(HttpStatusCode.OK).Items);
        Assert.Empty((await _client.Get($"/v1/agreements/expiring?q={office}%20gandrungmangu")).Is(HttpStatusCode.OK).Items);
    }

    [Theory]
    [InlineData(200, HttpStatusCode.OK)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    public async Task There_is_a_greatest_length(int length, HttpStatusCode status) =>
        (await _client.Get($"/v1/agreements?q={new string('x', length)}")).Is(status);

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u0301")]
    public async Task Words_that_hold_nothing_to_look_for_do_not_find_everything(string words)
    {
        await _client.DraftedAsync();

        var answer = await _client.Get($"/v1/agreements?q={Uri.EscapeDataString(words)}");

        if (answer.Status != HttpStatusCode.BadRequest)
        {
            Assert.Empty(answer.Is(HttpStatusCode.OK).Items);
        }
    }

    private async Task<Answered> DraftAsync(params (string Member, object? Value)[] members) =>
        (await _client.DraftAsync([("owner", _owner), .. members])).Is(HttpStatusCode.Created);

    private async Task<int> CountAsync(string words) =>
        (await _client.Get($"/v1/agreements?owner={_owner}&q={Uri.EscapeDataString(words)}")).Is(HttpStatusCode.OK).Items.Count;
}
