using System.Text.Json.Nodes;

namespace Agreements.Client.Tests.Document;

/// <summary>The client's methods, called once for all tests.</summary>
public sealed class CalledClient : IAsyncLifetime
{
    internal IReadOnlyList<ClientMethod> Methods { get; private set; } = [];

    public async Task InitializeAsync() => Methods = await ClientMethod.CallAllAsync();

    public Task DisposeAsync() => Task.CompletedTask;
}

public sealed class DriftTests(CalledClient client) : IClassFixture<CalledClient>
{
    private static readonly IReadOnlyDictionary<string, (Action<JsonNode> Change, string Finding)> Changes = new Dictionary<string, (Action<JsonNode>, string)>(StringComparer.Ordinal)
    {
        ["a member goes"] = (root => Schema(root, "Agreement")["properties"]!.AsObject().Remove("notes"), "Agreement.notes is not in the document"),
        ["a member comes"] = (root => Schema(root, "Deadline")["properties"]!["colour"] = Text(), "Deadline.colour is not in the client"),
        ["a nested member comes"] = (root => Schema(root, "MissedDate")["properties"]!["colour"] = Text(), "MissedDate.colour is not in the client"),
        ["a member is called otherwise"] = (root => Rename(Schema(root, "Region")["properties"]!, "isAutonomous", "autonomous"), "Region.isAutonomous is not in the document"),
        ["a text becomes a number"] = (root => Property(root, "Agreement", "regionName")["type"] = "integer", "Agreement.regionName is integer, not String"),
        ["a number grows"] = (root => Property(root, "Agreement", "version")["format"] = "int64", "Agreement.version is integer int64, not Int32"),
        ["a date becomes an instant"] = (root => Property(root, "Deadline", "dueOn")["format"] = "date-time", "Deadline.dueOn is string date-time, not DateOnly"),
        ["a member may be null"] = (root => Property(root, "Region", "name")["type"] = new JsonArray("null", "string"), "Region.name may be null"),
        ["a member is never null"] = (root => Property(root, "Deadline", "owner")["type"] = "string", "Deadline.owner is never null"),
        ["a member may be left out"] = (root => Unrequire(Schema(root, "Region"), "name"), "Region.name is not required"),
        ["a record becomes another"] = (root => Property(root, "Renewal", "stages")["allOf"]![0]!["$ref"] = "#/components/schemas/Region", "Renewal.stages is Region, not Stages"),
        ["rows become others"] = (root => Property(root, "DeadlinePage", "items")["items"]!["$ref"] = "#/components/schemas/Region", "DeadlinePage.items[] is Region, not Deadline"),
        ["a page becomes another"] = (root => Answer(root, "/v1/regions", "get")["$ref"] = "#/components/schemas/HolidayPage", "listRegions answer is HolidayPage, not RegionPage"),
        ["a value comes"] = (root => Schema(root, "Standing")["enum"]!.AsArray().Add("dormant"), "Standing may be dormant, which the client does not know"),
        ["a value goes"] = (root => Schema(root, "Standing")["enum"]!.AsArray().RemoveAt(0), "Standing is never terminated"),
        ["a value of a body comes"] = (root => Schema(root, "TerminationGround")["enum"]!.AsArray().Add("whim"), "TerminationGround may be whim, which the client does not know"),
        ["a path is called otherwise"] = (root => Rename(root["paths"]!, "/v1/agreements/{agreementId}/submit", "/v1/agreements/{agreementId}/submission"), "submitAgreement is at /v1/agreements/{agreementId}/submission, and AgreementArea.SubmitAsync asks"),
        ["an operation moves to another method"] = (root => Rename(root["paths"]!["/v1/agreements/{agreementId}"]!, "patch", "put"), "editAgreement is PUT, and AgreementArea.EditAsync sends PATCH"),
        ["an operation is called otherwise"] = (root => Operation(root, "/v1/me", "get")["operationId"] = "whoAmI", "getMe is not in the document"),
        ["an operation goes"] = (root => root["paths"]!.AsObject().Remove("/v1/me"), "getMe is not in the document"),
        ["a parameter goes"] = (root => Drop(Operation(root, "/v1/agreements", "get"), "owner"), "listAgreements does not take owner"),
        ["a parameter comes"] = (root => Add(Operation(root, "/v1/agreements", "get"), "colour", isRequired: false), "listAgreements cannot be sent colour"),
        ["a parameter must be said"] = (root => Parameter(Operation(root, "/v1/regions", "get"), "level")["required"] = true, "listRegions needs level"),
        ["a parameter is of another type"] = (root => Parameter(Operation(root, "/v1/deadlines", "get"), "dueFrom")["schema"]!["format"] = "date-time", "listDeadlines dueFrom is string date-time, not DateOnly"),
        ["a parameter takes one value only"] = (root => Parameter(Operation(root, "/v1/deadlines", "get"), "kind")["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/DeadlineKind" }, "listDeadlines kind is DeadlineKind, not array of DeadlineKind"),
        ["an id becomes a number"] = (root => Parameter(Operation(root, "/v1/agreements/{agreementId}", "get"), "agreementId")["schema"] = new JsonObject { ["type"] = "integer" }, "getAgreement is at"),
        ["a change is guarded"] = (root => Add(Operation(root, "/v1/agreements/{agreementId}/signatures", "post"), "If-Match", isRequired: true, "header"), "signAgreement needs If-Match"),
        ["a change is guarded no more"] = (root => Drop(Operation(root, "/v1/agreements/{agreementId}/submit", "post"), "If-Match"), "submitAgreement does not take If-Match"),
        ["a repeat is not known any more"] = (root => Drop(Operation(root, "/v1/agreements", "post"), "Idempotency-Key"), "draftAgreement does not take Idempotency-Key"),
        ["a body needs more"] = (root => Require(Schema(root, "DraftAgreement"), "colour"), "DraftAgreement.colour is not in the client"),
        ["a member of a body must be said"] = (root => Schema(root, "AcknowledgeDeadline")["required"]!.AsArray().Add("snoozeUntil"), "AcknowledgeDeadline.snoozeUntil is required"),
        ["a member of a body need not be said"] = (root => Unrequire(Schema(root, "SignAgreement"), "name"), "SignAgreement.name is not required"),
        ["a patch may not clear any more"] = (root => Property(root, "EditAgreement", "notes")["type"] = "string", "EditAgreement.notes is never null"),
        ["a patch is another kind of document"] = (root => Rename(Operation(root, "/v1/agreements/{agreementId}", "patch")["requestBody"]!["content"]!, "application/merge-patch+json", "application/json-patch+json"), "editAgreement does not take a body of application/merge-patch+json"),
        ["a body is to be sent"] = (root => Operation(root, "/v1/agreements/{agreementId}/approve", "post")["requestBody"]!["required"] = true, "approveAgreement takes a body, and AgreementArea.ApproveAsync sends none"),
        ["an answer has no tag"] = (root => Operation(root, "/v1/agreements/{agreementId}", "get")["responses"]!["200"]!["headers"]!.AsObject().Remove("ETag"), "getAgreement answers no ETag, and AgreementArea.GetAsync needs one"),
        ["a success says nothing"] = (root => Operation(root, "/v1/me", "get")["responses"]!["200"]!.AsObject().Remove("content"), "getMe answers nothing, which MeArea.GetAsync does not expect"),
        ["a failure says less"] = (root => Schema(root, "Problem")["properties"]!.AsObject().Remove("traceId"), "Problem.traceId is not in the document"),
    };

    public static TheoryData<string> Kinds => new(Changes.Keys);

    [Fact]
    public void The_client_does_what_the_document_says()
    {
        var findings = Drift.Between(client.Methods, ApiDocument.Copy());

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_document_that_has_changed_is_found_out(string kind)
    {
        var (change, finding) = Changes[kind];
        var document = ApiDocument.Copy();
        change(document);

        var findings = Drift.Between(client.Methods, document);

        Assert.Contains(findings, found => found.StartsWith(finding, StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_that_is_only_put_in_another_order_has_not_changed()
    {
        var document = ApiDocument.Copy();
        foreach (var schema in document["components"]!["schemas"]!.AsObject().Select(schema => schema.Value!).Where(schema => schema["properties"] is not null))
        {
            schema["properties"] = new JsonObject(schema["properties"]!.AsObject().Reverse().Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone())));
        }

        Assert.Empty(Drift.Between(client.Methods, document));
    }

    [Fact]
    public void Every_method_of_every_area_says_which_operation_it_calls() => Assert.All(client.Methods, method => Assert.NotNull(method.OperationId));

    private static JsonNode Schema(JsonNode root, string name) => root["components"]!["schemas"]![name]!;

    private static JsonNode Property(JsonNode root, string schema, string name) => Schema(root, schema)["properties"]![name]!;

    private static JsonNode Operation(JsonNode root, string path, string method) => root["paths"]![path]![method]!;

    private static JsonNode Answer(JsonNode root, string path, string method) => Operation(root, path, method)["responses"]!["200"]!["content"]!["application/json"]!["schema"]!;

    private static JsonNode Parameter(JsonNode operation, string name) => operation["parameters"]!.AsArray().Single(parameter => parameter!["name"]!.GetValue<string>() == name)!;

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static void Rename(JsonNode within, string from, string to)
    {
        var moved = within[from]!.DeepClone();
        within.AsObject().Remove(from);
        within[to] = moved;
    }

    private static void Require(JsonNode schema, string name)
    {
        schema["properties"]![name] = Text();
        schema["required"]!.AsArray().Add(name);
    }

    private static void Unrequire(JsonNode schema, string name) => Remove(schema["required"]!.AsArray(), each => each!.GetValue<string>() == name);

    private static void Drop(JsonNode operation, string name) => Remove(operation["parameters"]!.AsArray(), parameter => parameter!["name"]!.GetValue<string>() == name);

    private static void Add(JsonNode operation, string name, bool isRequired, string place = "query") =>
        operation["parameters"]!.AsArray().Add(new JsonObject { ["name"] = name, ["in"] = place, ["required"] = isRequired, ["schema"] = Text() });

    private static void Remove(JsonArray array, Func<JsonNode?, bool> which) => array.Remove(array.Single(which));
}
