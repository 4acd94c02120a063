using System.Net;
using System.Text.RegularExpressions;
using Agreements.Api.Tests.Hosting;
using Agreements.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Access;

/// <summary>Who may call what, written out by hand and held against the routes and the document.</summary>
public sealed partial class AccessMatrixTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    private const string AnyCaller = "any";
    private const string Address = "the address";

    private static readonly string[] Open = ["health/live", "health/ready", "openapi/{documentName}.json"];

    // What calendar programs can prove themselves by is the token in the address, and nothing else.
    private static readonly string[] OpenByAddress = ["v1/calendar/{token}.ics"];

    private static readonly IReadOnlyList<(string Operation, string Verb, string Path, string Scope)> Table =
    [
        ("draftAgreement", "POST", "/v1/agreements", "agreements:write"),
        ("listAgreements", "GET", "/v1/agreements", "agreements:read"),
        ("listExpiringAgreements", "GET", "/v1/agreements/expiring", "agreements:read"),
        ("exportAgreements", "GET", "/v1/agreements/export", "agreements:read"),
        ("beginImport", "POST", "/v1/imports", "agreements:write"),
        ("listImports", "GET", "/v1/imports", "agreements:read"),
        ("getImportTemplate", "GET", "/v1/imports/template", "agreements:read"),
        ("getImport", "GET", "/v1/imports/{importId}", "agreements:read"),
        ("listImportFindings", "GET", "/v1/imports/{importId}/findings", "agreements:read"),
        ("confirmAgreements", "POST", "/v1/agreements/confirmations", "agreements:write"),
        ("getAgreement", "GET", "/v1/agreements/{agreementId}", "agreements:read"),
        ("editAgreement", "PATCH", "/v1/agreements/{agreementId}", "agreements:write"),
        ("deleteAgreement", "DELETE", "/v1/agreements/{agreementId}", "agreements:write"),
        ("listAgreementHistory", "GET", "/v1/agreements/{agreementId}/history", "agreements:read"),
        ("listAgreementTerms", "GET", "/v1/agreements/{agreementId}/terms", "agreements:read"),
        ("submitAgreement", "POST", "/v1/agreements/{agreementId}/submit", "agreements:write"),
        ("returnAgreement", "POST", "/v1/agreements/{agreementId}/return", "agreements:approve"),
        ("approveAgreement", "POST", "/v1/agreements/{agreementId}/approve", "agreements:approve"),
        ("signAgreement", "POST", "/v1/agreements/{agreementId}/signatures", "agreements:write"),
        ("cancelAgreement", "POST", "/v1/agreements/{agreementId}/cancel", "agreements:write"),
        ("terminateAgreement", "POST", "/v1/agreements/{agreementId}/terminate", "agreements:write"),
        ("amendAgreement", "POST", "/v1/agreements/{agreementId}/amendments", "agreements:write"),
        ("addDocument", "POST", "/v1/agreements/{agreementId}/documents", "agreements:write"),
        ("listDocuments", "GET", "/v1/agreements/{agreementId}/documents", "agreements:read"),
        ("getDocument", "GET", "/v1/documents/{documentId}", "agreements:read"),
        ("addDocumentVersion", "POST", "/v1/documents/{documentId}/versions", "agreements:write"),
        ("getDocumentContent", "GET", "/v1/documents/{documentId}/content", "agreements:read"),
        ("openRenewal", "POST", "/v1/agreements/{agreementId}/renewals", "agreements:write"),
        ("listRenewals", "GET", "/v1/renewals", "agreements:read"),
        ("getRenewal", "GET", "/v1/renewals/{renewalId}", "agreements:read"),
        ("editRenewal", "PATCH", "/v1/renewals/{renewalId}", "agreements:write"),
        ("logRenewalEntry", "POST", "/v1/renewals/{renewalId}/entries", "agreements:write"),
        ("listRenewalEntries", "GET", "/v1/renewals/{renewalId}/entries", "agreements:read"),
        ("draftSuccessor", "POST", "/v1/renewals/{renewalId}/successor", "agreements:write"),
        ("closeRenewal", "POST", "/v1/renewals/{renewalId}/close", "agreements:write"),
        ("draftWorkPlan", "POST", "/v1/agreements/{agreementId}/work-plans", "agreements:write"),
        ("listAgreementWorkPlans", "GET", "/v1/agreements/{agreementId}/work-plans", "agreements:read"),
        ("listWorkPlans", "GET", "/v1/work-plans", "agreements:read"),
        ("listMissingWorkPlans", "GET", "/v1/work-plans/missing", "agreements:read"),
        ("getWorkPlan", "GET", "/v1/work-plans/{workPlanId}", "agreements:read"),
        ("editWorkPlan", "PATCH", "/v1/work-plans/{workPlanId}", "agreements:write"),
        ("deleteWorkPlan", "DELETE", "/v1/work-plans/{workPlanId}", "agreements:write"),
        ("submitWorkPlan", "POST", "/v1/work-plans/{workPlanId}/submit", "agreements:write"),
        ("returnWorkPlan", "POST", "/v1/work-plans/{workPlanId}/return", "agreements:approve"),
        ("approveWorkPlan", "POST", "/v1/work-plans/{workPlanId}/approve", "agreements:approve"),
        ("signWorkPlan", "POST", "/v1/work-plans/{workPlanId}/signatures", "agreements:write"),
        ("closeWorkPlan", "POST", "/v1/work-plans/{workPlanId}/close", "agreements:write"),
        ("amendWorkPlan", "POST", "/v1/work-plans/{workPlanId}/addenda", "agreements:write"),
        ("listWorkPlanAddenda", "GET", "/v1/work-plans/{workPlanId}/addenda", "agreements:read"),
        ("listWorkPlanHistory", "GET", "/v1/work-plans/{workPlanId}/history", "agreements:read"),
        ("getRealisation", "GET", "/v1/work-plans/{workPlanId}/realisation", "agreements:read"),
        ("addActivity", "POST", "/v1/work-plans/{workPlanId}/activities", "agreements:write"),
        ("listActivities", "GET", "/v1/work-plans/{workPlanId}/activities", "agreements:read"),
        ("getActivity", "GET", "/v1/activities/{activityId}", "agreements:read"),
        ("editActivity", "PATCH", "/v1/activities/{activityId}", "agreements:write"),
        ("removeActivity", "DELETE", "/v1/activities/{activityId}", "agreements:write"),
        ("reportProgress", "POST", "/v1/activities/{activityId}/progress", "agreements:write"),
        ("listProgress", "GET", "/v1/activities/{activityId}/progress", "agreements:read"),
        ("listContributionRates", "GET", "/v1/contribution-rates", "agreements:read"),
        ("getContributionRate", "GET", "/v1/contribution-rates/{on}", "agreements:read"),
        ("addContributionRate", "POST", "/v1/contribution-rates", "admin"),
        ("recordMeeting", "POST", "/v1/meetings", "agreements:write"),
        ("listMeetings", "GET", "/v1/meetings", "agreements:read"),
        ("getMeeting", "GET", "/v1/meetings/{meetingId}", "agreements:read"),
        ("editMeeting", "PATCH", "/v1/meetings/{meetingId}", "agreements:write"),
        ("listDeadlines", "GET", "/v1/deadlines", "agreements:read"),
        ("getDeadline", "GET", "/v1/deadlines/{deadlineId}", "agreements:read"),
        ("acknowledgeDeadline", "POST", "/v1/deadlines/{deadlineId}/acknowledgement", "agreements:write"),
        ("listReminders", "GET", "/v1/reminders", "agreements:read"),
        ("getReminder", "GET", "/v1/reminders/{reminderId}", "agreements:read"),
        ("claimReminders", "POST", "/v1/reminders/claims", "reminders:dispatch"),
        ("reportDelivery", "POST", "/v1/reminders/{reminderId}/deliveries", "reminders:dispatch"),
        ("getReminderRules", "GET", "/v1/reminder-rules", "agreements:read"),
        ("replaceReminderRules", "PUT", "/v1/reminder-rules", "admin"),
        ("previewReminders", "POST", "/v1/reminders/preview", "agreements:read"),
        ("getReminderHealth", "GET", "/v1/health/reminders", "agreements:read"),
        ("listEvents", "GET", "/v1/events", "agreements:read"),
        ("issueCalendarFeed", "POST", "/v1/calendar-feeds", "agreements:read"),
        ("listCalendarFeeds", "GET", "/v1/calendar-feeds", "agreements:read"),
        ("getCalendarFeed", "GET", "/v1/calendar-feeds/{feedId}", "agreements:read"),
        ("revokeCalendarFeed", "DELETE", "/v1/calendar-feeds/{feedId}", "agreements:read"),
        ("getCalendar", "GET", "/v1/calendar/{token}.ics", Address),
        ("listHolidays", "GET", "/v1/holidays", "agreements:read"),
        ("getHoliday", "GET", "/v1/holidays/{on}", "agreements:read"),
        ("addHoliday", "POST", "/v1/holidays", "admin"),
        ("removeHoliday", "DELETE", "/v1/holidays/{on}", "admin"),
        ("recordCoverage", "POST", "/v1/regions/{code}/coverage", "agreements:write"),
        ("listCoverageSnapshots", "GET", "/v1/regions/{code}/coverage", "agreements:read"),
        ("getCoverageSnapshot", "GET", "/v1/regions/{code}/coverage/{snapshotId}", "agreements:read"),
        ("getUhcStatus", "GET", "/v1/regions/{code}/uhc-status", "agreements:read"),
        ("listCoverage", "GET", "/v1/coverage", "agreements:read"),
        ("listCoverageBelowTarget", "GET", "/v1/coverage/below-target", "agreements:read"),
        ("listUhcPolicies", "GET", "/v1/uhc-policies", "agreements:read"),
        ("getUhcPolicy", "GET", "/v1/uhc-policies/{validFrom}", "agreements:read"),
        ("addUhcPolicy", "POST", "/v1/uhc-policies", "admin"),
        ("getSummary", "GET", "/v1/summary", "agreements:read"),
        ("getContinuity", "GET", "/v1/continuity", "agreements:read"),
        ("listContinuityGaps", "GET", "/v1/continuity/gaps", "agreements:read"),
        ("listRegions", "GET", "/v1/regions", "agreements:read"),
        ("getRegion", "GET", "/v1/regions/{code}", "agreements:read"),
        ("addActivationMode", "POST", "/v1/regions/{code}/activation-modes", "agreements:write"),
        ("listActivationModes", "GET", "/v1/regions/{code}/activation-modes", "agreements:read"),
        ("getActivationMode", "GET", "/v1/regions/{code}/activation-modes/{activationModeId}", "agreements:read"),
        ("getRegionContacts", "GET", "/v1/regions/{code}/contacts", "agreements:read"),
        ("replaceRegionContacts", "PUT", "/v1/regions/{code}/contacts", "agreements:write"),
        ("addBpjsOffice", "POST", "/v1/bpjs-offices", "admin"),
        ("listBpjsOffices", "GET", "/v1/bpjs-offices", "agreements:read"),
        ("getBpjsOffice", "GET", "/v1/bpjs-offices/{officeId}", "agreements:read"),
        ("editBpjsOffice", "PATCH", "/v1/bpjs-offices/{officeId}", "admin"),
        ("deleteBpjsOffice", "DELETE", "/v1/bpjs-offices/{officeId}", "admin"),
        ("getMe", "GET", "/v1/me", AnyCaller),
        ("issueApiKey", "POST", "/v1/api-keys", "admin"),
        ("listApiKeys", "GET", "/v1/api-keys", "admin"),
        ("getApiKey", "GET", "/v1/api-keys/{keyId}", "admin"),
        ("revokeApiKey", "DELETE", "/v1/api-keys/{keyId}", "admin"),
        ("addWebhook", "POST", "/v1/webhooks", "admin"),
        ("listWebhooks", "GET", "/v1/webhooks", "admin"),
        ("getWebhook", "GET", "/v1/webhooks/{webhookId}", "admin"),
        ("editWebhook", "PATCH", "/v1/webhooks/{webhookId}", "admin"),
        ("deleteWebhook", "DELETE", "/v1/webhooks/{webhookId}", "admin"),
        ("rotateWebhookSecret", "POST", "/v1/webhooks/{webhookId}/secret-rotations", "admin"),
        ("testWebhook", "POST", "/v1/webhooks/{webhookId}/test", "admin"),
        ("listWebhookDeliveries", "GET", "/v1/webhooks/{webhookId}/deliveries", "admin"),
        ("getWebhookDelivery", "GET", "/v1/webhooks/{webhookId}/deliveries/{deliveryId}", "admin"),
        ("redeliverEvent", "POST", "/v1/webhooks/{webhookId}/deliveries/{deliveryId}/redelivery", "admin"),
        ("listAuditEntries", "GET", "/v1/audit", "admin"),
        ("exportAuditEntries", "GET", "/v1/audit/export", "admin"),
        ("verifyAudit", "GET", "/v1/audit/verification", "admin"),
    ];

    public static TheoryData<string> Operations => [.. Table.Where(row => row.Scope != Address).Select(row => row.Operation)];

    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var (operation, _, _, _) in Table.Where(row => row.Scope != Address))
            {
                Scopes.All.ToList().ForEach(scope => cells.Add(operation, Scopes.NameOf(scope)));
            }

            return cells;
        }
    }

    private IReadOnlyList<RouteEndpoint> Endpoints => [.. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public void The_table_has_every_operation_there_is_with_the_scope_that_it_declares()
    {
        var declared = Endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null).Select(endpoint => (
            endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName,
            endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single(),
            "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal),
            NameOf(endpoint.Metadata.GetMetadata<Security.Access>()!)));

        Assert.Equal(Table.Order(), declared.Order());
    }

    [Fact]
    public void Every_route_declares_whom_it_lets_through()
    {
        Assert.All(Endpoints, endpoint =>
        {
            var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            Assert.True(
                isOpen ? IsMeantToBeOpen(endpoint) : endpoint.Metadata.GetMetadata<Security.Access>() is not null,
                $"{endpoint.DisplayName} declares no access: add .Needs(Scope.…) to it.");
        });
        Assert.Equal(Open.Length + OpenByAddress.Length, Endpoints.Count(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null));
    }

    [Fact]
    public async Task An_operation_that_declares_nothing_is_closed_to_all()
    {
        await using var careless = new ServiceHost().With(services => services.AddSingleton<IStartupFilter, Careless>());
        using var nobody = careless.CreateClient();
        using var known = careless.ClientOf("penyusun");

        (await nobody.Get("/careless")).IsProblem(HttpStatusCode.Unauthorized, "credentials.missing");
        (await known.Get("/careless")).IsProblem(HttpStatusCode.Forbidden, "access.undeclared");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Nobody_is_let_in_without_a_key_that_opens(string operation)
    {
        using var nobody = host.CreateClient();
        using var stranger = host.ClientBy(Keys.Of("orang tak dikenal"));

        var missing = await SendAsync(nobody, operation);
        var invalid = await SendAsync(stranger, operation);

        missing.IsProblem(HttpStatusCode.Unauthorized, "credentials.missing");
        invalid.IsProblem(HttpStatusCode.Unauthorized, "credentials.invalid");
        Assert.All([missing, invalid], answer => Assert.NotEmpty(answer.Headers.WwwAuthenticate));
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Only_the_declared_scope_passes(string operation, string scope)
    {
        using var client = host.ClientOf("petugas", [Scopes.Find(scope)!.Value]);
        var needed = Table.Single(row => row.Operation == operation).Scope;

        var answer = await SendAsync(client, operation);

        if (needed == scope || needed == AnyCaller)
        {
            Assert.False(answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, answer.Text);
        }
        else
        {
            answer.IsProblem(HttpStatusCode.Forbidden, "scope.missing");
            Assert.Contains(needed, answer.Body.Said("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_document_says_who_may_call_what()
    {
        using var client = host.CreateClient();
        var document = (await client.Get("/openapi/v1.json")).Is(HttpStatusCode.OK).Body;

        var scheme = document["components"]!["securitySchemes"]!["apiKey"]!;
        Assert.Equal(("apiKey", "header", "X-Api-Key"), (scheme.Said("type"), scheme.Said("in"), scheme.Said("name")));
        Assert.All(Table, row => Assert.Contains(row.Operation, scheme.Said("description"), StringComparison.Ordinal));
        Assert.All(Table.Where(row => row.Scope != Address), row =>
        {
            var operation = document["paths"]![row.Path]![row.Verb.ToLowerInvariant()]!;
            Assert.Equal(row.Operation, operation.Said("operationId"));
            Assert.Equal("""[{"apiKey":[]},{"accessToken":[]}]""", operation["security"]!.ToJsonString());
            Assert.Equal(row.Scope == AnyCaller ? null : row.Scope, operation["x-scope"]?.GetValue<string>());
            Assert.NotNull(operation["responses"]!["401"]);
            Assert.Equal(row.Scope != AnyCaller, operation["responses"]!["403"] is not null);
        });
        Assert.Equal(Table.Count, document["paths"]!.AsObject().Sum(path => path.Value!.AsObject().Count));
    }

    [Theory]
    [InlineData("GET", "/v1/nothing-here", HttpStatusCode.NotFound, "route.not-found")]
    [InlineData("GET", "/nothing-here", HttpStatusCode.NotFound, "route.not-found")]
    [InlineData("PUT", "/v1/agreements", HttpStatusCode.MethodNotAllowed, "method.not-allowed")]
    public async Task What_is_not_there_is_told_to_known_callers_only(string verb, string path, HttpStatusCode status, string code)
    {
        using var nobody = host.CreateClient();
        using var known = host.ClientOf("pembaca", [Scope.RemindersDispatch]);

        (await nobody.Send(new HttpMethod(verb), path, content: null)).IsProblem(HttpStatusCode.Unauthorized, "credentials.missing");
        (await known.Send(new HttpMethod(verb), path, content: null)).IsProblem(status, code);
    }

    [Theory]
    [InlineData("{\"kind\":", "application/json")]
    [InlineData("{}", "text/plain")]
    [InlineData(null, "application/json")]
    public async Task Who_is_asking_is_settled_before_a_body_is_read(string? body, string mediaType)
    {
        using var nobody = host.CreateClient();

        // A body that nobody reads is not sent: the connection may be gone by then.
        var answer = await nobody.Send(HttpMethod.Post, "/v1/agreements", Hosting.Http.Json(body ?? new string(' ', 2 * 1024 * 1024), mediaType), ("Expect", "100-continue"));

        answer.IsProblem(HttpStatusCode.Unauthorized, "credentials.missing");
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/swagger/index.html")]
    public async Task Health_and_the_document_are_open(string path)
    {
        using var nobody = host.CreateClient();

        (await nobody.Get(path)).Is(HttpStatusCode.OK);
    }

    private static string NameOf(Security.Access access) => access switch
    {
        { Scope: { } scope } => Scopes.NameOf(scope),
        { ByAddress: true } => Address,
        _ => AnyCaller,
    };

    private static bool IsMeantToBeOpen(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Security.Access>() is { ByAddress: true }
        ? OpenByAddress.Contains(endpoint.RoutePattern.RawText!.Trim('/'))
        : Open.Contains(endpoint.RoutePattern.RawText!.Trim('/'));

    private static Task<Answered> SendAsync(HttpClient client, string operation)
    {
        var (_, verb, path, _) = Table.Single(row => row.Operation == operation);
        var target = path.Replace("{code}", "76", StringComparison.Ordinal).Replace("{on}", "2025-12-25", StringComparison.Ordinal).Replace("{validFrom}", "2025-01-01", StringComparison.Ordinal);
        target = AnyId().Replace(target, $"{Guid.Empty}");
        HttpContent? body = operation switch
        {
            "addDocument" or "addDocumentVersion" or "beginImport" => Forms.Of(),
            _ => verb is "POST" or "PATCH" or "PUT" ? Hosting.Http.Json("{}") : null,
        };
        return client.Send(new HttpMethod(verb), target, body);
    }

    [GeneratedRegex(@"\{[a-zA-Z]+Id\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyId();

    private sealed class Careless : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) =>
            {
                if (context.Request.Path == "/careless")
                {
                    context.SetEndpoint(new RouteEndpoint(answer => answer.Response.WriteAsync("open"), RoutePatternFactory.Parse("/careless"), order: 0, metadata: null, "careless"));
                }

                return rest(context);
            });
            next(app);
        };
    }
}
