using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed class TextTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    // Built like an NIK, of nobody.
    private const string PersonalNumber = "3171041508900001";

    private static readonly string[] Fields = ["title", "subject", "agency", "termText", "owner", "notes"];
    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HttpClient _client = host.ClientOf("penyusun");

    public static TheoryData<string> Texts =>
    [
        "ꦥꦼꦂꦗꦚ꧀ꦗꦶꦪꦤ꧀ ꦏꦼꦂꦗꦱꦩ",
        "اتفاقية التعاون مع BPJS Kesehatan",
        "👨‍👩‍👧‍👦 keluarga 🇮🇩 👍🏽",
        "\u202Eterbalik\u202C \u2066terpisah\u2069 \u200Fkanan\u200E",
        "Kesepakatan caf\u00E9",
        "Kesepakatan cafe\u0301",
        "baris satu\r\nbaris dua\nbaris tiga\rdan\ttab",
        "  berjarak  di  tepi  ",
        "\uFEFFbom \u00A0 \u200B \uFFFD \u2028",
        "bukan aksara: \uFFFE",
        "<b>tebal</b> & 'kutip' \"ganda\" \\ / %00 ${x} {0}",
        "İstanbul ß ﬁ ŉ ﷺ",
        "𝕵𝕶𝕹 𐓏 \U0010FFFF",
    ];

    public static TheoryData<string, int> Limits => new()
    {
        { "title", 500 },
        { "subject", 1000 },
        { "agency", 200 },
        { "localNumber", 100 },
        { "bpjsNumber", 100 },
        { "scope/0", 1000 },
        { "legalBasis/0", 1000 },
        { "termText", 300 },
        { "dprdApproval/number", 100 },
        { "owner", 200 },
        { "notes", 4000 },
    };

    public static TheoryData<string, int> SignatureLimits => new()
    {
        { "name", 200 },
        { "title", 200 },
        { "mandate", 300 },
        { "place", 200 },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_is_returned_as_it_was_given(string text)
    {
        var body = new { kind = "jointAgreement", regionCode = "76", title = text, subject = text, agency = text, scope = new[] { text }, termText = text, owner = text, notes = text };

        var created = (await _client.Post("/v1/agreements", body)).Is(HttpStatusCode.Created);
        var read = (await _client.Get($"/v1/agreements/{created.Id}")).Is(HttpStatusCode.OK);
        var listed = (await _client.Get("/v1/agreements?sort=-updatedAt&limit=200")).Items.Single(item => item["id"]!.GetValue<string>() == created.Id);
        var history = (await _client.Get($"/v1/agreements/{created.Id}/history")).Items.Single();

        foreach (var agreement in new[] { created.Body, read.Body, listed })
        {
            Assert.All(Fields, field => IsExactly(text, agreement[field]));
            IsExactly(text, agreement["scope"]![0]);
        }

        IsExactly(text, history["changes"]!.AsArray().Single(change => change!["field"]!.GetValue<string>() == "title")!["after"]);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_sent_as_bare_UTF_8_is_returned_as_it_was_given(string text)
    {
        var quoted = JsonSerializer.Serialize(text, Unescaped);

        var office = (await _client.Post("/v1/bpjs-offices", $$"""{"kind":"branch","name":{{quoted}}}""")).Is(HttpStatusCode.Created);

        IsExactly(text, (await _client.Get($"/v1/bpjs-offices/{office.Id}")).Body["name"]);
    }

    [Fact]
    public async Task Text_that_differs_only_in_its_composition_is_another_text()
    {
        var draft = (await _client.Post("/v1/agreements", new { kind = "jointAgreement", regionCode = "76", notes = "caf\u00E9" })).Is(HttpStatusCode.Created);

        var edited = (await _client.Patch($"/v1/agreements/{draft.Id}", new { notes = "cafe\u0301" }, ("If-Match", draft.ETag!))).Is(HttpStatusCode.OK);

        IsExactly("cafe\u0301", edited.Body["notes"]);
        Assert.NotEqual(draft.ETag, edited.ETag);
    }

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task A_maximum_counts_characters_and_not_their_encoding(string pointer, int most)
    {
        // Two UTF-16 units and four bytes each; the number differs from every other test's.
        var longest = string.Concat(Enumerable.Repeat("𐓏", most));

        var taken = await _client.Post("/v1/agreements", Writing(pointer, longest));
        var refused = await _client.Post("/v1/agreements", Writing(pointer, longest + "𐓏"));

        IsExactly(longest, At(taken.Is(HttpStatusCode.Created).Body, pointer));
        IsExactly(longest, At((await _client.Get($"/v1/agreements/{taken.Id}")).Body, pointer));
        refused.IsProblem(HttpStatusCode.BadRequest, "text.too-long");
        Assert.Equal($"/{pointer}", refused.Errors.Single().Key);
        Assert.Contains(most.ToString(System.Globalization.CultureInfo.InvariantCulture), refused.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SignatureLimits))]
    public async Task A_maximum_of_a_signature_counts_characters_too(string member, int most)
    {
        var approved = await _client.ApprovedAsync();
        var longest = string.Concat(Enumerable.Repeat("𐓏", most));

        var refused = await _client.Post($"/v1/agreements/{approved.Id}/signatures", Signing(member, longest + "𐓏"));
        var taken = await _client.Post($"/v1/agreements/{approved.Id}/signatures", Signing(member, longest));

        refused.IsProblem(HttpStatusCode.BadRequest, "text.too-long");
        Assert.Equal($"/{member}", refused.Errors.Single().Key);
        IsExactly(longest, taken.Is(HttpStatusCode.Created).Body["signatures"]![0]![member]);
    }

    [Fact]
    public async Task A_maximum_of_an_office_and_of_a_reason_counts_characters_too()
    {
        var draft = await _client.DraftedAsync();
        var name = string.Concat(Enumerable.Repeat("𐓏", 200));
        var reason = string.Concat(Enumerable.Repeat("𐓏", 2000));

        (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = name + "𐓏" })).IsProblem(HttpStatusCode.BadRequest, "text.too-long");
        (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name })).Is(HttpStatusCode.Created);
        (await _client.ActAsync(draft, "cancel", new { reason = reason + "𐓏" })).IsProblem(HttpStatusCode.BadRequest, "text.too-long");
        (await _client.ActAsync(draft, "cancel", new { reason })).Is(HttpStatusCode.OK);

        IsExactly(reason, (await _client.Get($"/v1/agreements/{draft.Id}/history")).Items[^1]["reason"]);
    }

    [Theory]
    [InlineData("title", 500)]
    [InlineData("subject", 1000)]
    [InlineData("localNumber", 100)]
    [InlineData("bpjsNumber", 100)]
    [InlineData("owner", 200)]
    public async Task Text_that_grows_when_it_is_folded_for_searching_is_taken_like_any_other(string field, int most)
    {
        // U+FDFA unfolds into eighteen characters; the salt keeps an index entry from being squeezed.
        var salt = string.Concat(Enumerable.Range(0, most / 2).Select(i => char.ConvertFromUtf32(0x4E00 + (i * 37))));
        var text = salt + new string('\uFDFA', most - salt.Length);

        var answer = (await _client.Post("/v1/agreements", Writing(field, text))).Is(HttpStatusCode.Created);

        IsExactly(text, answer.Body[field]);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("subject")]
    [InlineData("agency")]
    [InlineData("localNumber")]
    [InlineData("bpjsNumber")]
    [InlineData("scope/0")]
    [InlineData("legalBasis/0")]
    [InlineData("termText")]
    [InlineData("dprdApproval/number")]
    [InlineData("owner")]
    [InlineData("notes")]
    public async Task A_persons_number_is_refused_in_free_text(string pointer)
    {
        foreach (var text in new[] { PersonalNumber, $"NIK {PersonalNumber}, laki-laki", $"a.n. Siti/{PersonalNumber.Replace("15", "55", StringComparison.Ordinal)}" })
        {
            var answer = await _client.Post("/v1/agreements", Writing(pointer, text));

            answer.IsProblem(HttpStatusCode.BadRequest, "text.personal-number");
            Assert.Equal($"/{pointer}", answer.Errors.Single().Key);
            Assert.DoesNotContain(PersonalNumber, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_persons_number_is_refused_in_offices_reasons_and_signatures()
    {
        var draft = await _client.DraftedAsync();
        var approved = await _client.ApprovedAsync();

        (await _client.Post("/v1/bpjs-offices", new { kind = "branch", name = PersonalNumber })).IsProblem(HttpStatusCode.BadRequest, "text.personal-number");
        (await _client.ActAsync(draft, "cancel", new { reason = PersonalNumber })).IsProblem(HttpStatusCode.BadRequest, "text.personal-number");
        foreach (var member in new[] { "name", "title", "mandate", "place" })
        {
            (await _client.Post($"/v1/agreements/{approved.Id}/signatures", Signing(member, PersonalNumber))).IsProblem(HttpStatusCode.BadRequest, "text.personal-number");
        }
    }

    [Fact]
    public async Task A_persons_number_is_refused_as_the_name_of_a_key_or_its_owner()
    {
        var answer = await _client.Post("/v1/api-keys", $$"""{"name":"{{PersonalNumber}}","owner":"{{PersonalNumber}}","scopes":["admin"],"allRegions":true}""");

        answer.IsProblem(HttpStatusCode.BadRequest, "text.personal-number");
        Assert.Equal(["/name", "/owner"], answer.Errors.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/v1/agreements?q=%EF%BF%BE")]
    [InlineData("/v1/agreements?number=%EF%BF%BE")]
    [InlineData("/v1/regions?q=%EF%BF%BE")]
    public async Task A_search_for_what_is_no_character_finds_nothing_or_is_refused(string path)
    {
        Assert.Contains((await _client.Get(path)).Status, new[] { HttpStatusCode.OK, HttpStatusCode.BadRequest });
    }

    [Theory]
    [InlineData("31710415089000012")]
    [InlineData("317104150890000")]
    [InlineData("3171041513900001")]
    [InlineData("0171041508900001")]
    [InlineData("197508152003121002")]
    [InlineData("134/KTR/2025/0001")]
    public async Task A_number_that_is_not_built_like_a_persons_is_taken(string text)
    {
        IsExactly(text, (await _client.Post("/v1/agreements", Writing("notes", text))).Is(HttpStatusCode.Created).Body["notes"]);
    }

    private static void IsExactly(string expected, JsonNode? actual) =>
        Assert.Equal(Convert.ToHexString(Encoding.Unicode.GetBytes(expected)), Convert.ToHexString(Encoding.Unicode.GetBytes(actual!.GetValue<string>())));

    private static JsonNode? At(JsonObject body, string pointer) =>
        pointer.Split('/').Aggregate((JsonNode?)body, (node, step) => node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node![step]);

    private static JsonObject Writing(string pointer, string text)
    {
        var body = new JsonObject { ["kind"] = "jointAgreement", ["regionCode"] = "76" };
        var steps = pointer.Split('/');
        body[steps[0]] = steps switch
        {
            [_] => JsonValue.Create(text),
            [_, "0"] => new JsonArray(JsonValue.Create(text)),
            [_, var member] => new JsonObject { [member] = text },
            _ => throw new ArgumentOutOfRangeException(nameof(pointer)),
        };
        return body;
    }

    private static JsonObject Signing(string member, string text)
    {
        var body = new JsonObject { ["party"] = "bpjs", ["name"] = "Nama", ["title"] = "Kepala Cabang", ["signedOn"] = "2026-11-20" };
        body[member] = text;
        return body;
    }
}
