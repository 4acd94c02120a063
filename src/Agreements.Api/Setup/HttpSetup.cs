using Agreements.Api.Features;
using Agreements.Api.Features.Access;
using Agreements.Api.Features.Audit;
using Agreements.Api.Features.Calendars;
using Agreements.Api.Features.Continuity;
using Agreements.Api.Features.Coverage;
using Agreements.Api.Features.Deadlines;
using Agreements.Api.Features.Documents;
using Agreements.Api.Features.Events;
using Agreements.Api.Features.Exchange;
using Agreements.Api.Features.Exchange.Imports;
using Agreements.Api.Features.Lifecycle;
using Agreements.Api.Features.Meetings;
using Agreements.Api.Features.Reference;
using Agreements.Api.Features.Register;
using Agreements.Api.Features.Reminders;
using Agreements.Api.Features.Renewals;
using Agreements.Api.Features.Webhooks;
using Agreements.Api.Features.WorkPlans;
using Agreements.Api.Http;
using Agreements.Api.Http.Json;
using Agreements.Api.Http.Parameters;
using Agreements.Api.Http.Problems;
using Agreements.Api.Security;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Agreements.Api.Setup;

/// <summary>How requests come in and answers go out, the same for every feature.</summary>
internal static class HttpSetup
{
    public static void AddHttp(this WebApplicationBuilder builder)
    {
        if (Listening.Urls(builder.Configuration) is { Length: > 0 } urls)
        {
            builder.WebHost.UseUrls(urls);
        }

        builder.WebHost.ConfigureKestrel(HttpLimits.Apply);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = HttpLimits.ShutdownPatience);
        builder.Services.ConfigureHttpJsonOptions(options => JsonRules.Apply(options.SerializerOptions));

        // In Development too, a bad request answers exactly as in Production.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddSingleton<ProblemSwitch>();
        builder.Services.AddSingleton(TimeProvider.System);
    }

    public static void UseHttp(this WebApplication app)
    {
        app.UseProxies();
        app.UseMiddleware<AnswerHeaders>();
        app.UseMiddleware<RequestLog>();
        app.UseMiddleware<HeadRequests>();
        app.UseMiddleware<ProblemMiddleware>();
        app.UseDocumentPages();
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseMiddleware<OpenCalendars>();
        app.UseMiddleware<LimitCallers>();
        app.UseAuthorization();
        app.UseMiddleware<BufferedBodies>();
    }

    public static void MapFeatures(this WebApplication app)
    {
        var v1 = app.MapGroup("/v1").AddEndpointFilterFactory(StrictQuery.Factory).AddEndpointFilter(AcceptableAnswers.Filter);
        v1.MapRegister();
        v1.MapExchange();
        v1.MapImports();
        v1.MapLifecycle();
        v1.MapContinuity();
        v1.MapRenewals();
        v1.MapMeetings();
        v1.MapWorkPlans();
        v1.MapActivities();
        v1.MapContributionRates();
        v1.MapDeadlines();
        v1.MapReminders();
        v1.MapReminderRules();
        v1.MapEvents();
        v1.MapCalendars();
        v1.MapReference();
        v1.MapHolidays();
        v1.MapActivationModes();
        v1.MapRegionContacts();
        v1.MapAccess();
        v1.MapAudit();
        v1.MapDocuments();
        v1.MapCoverage();
        v1.MapUhcPolicies();
        v1.MapWebhooks();
    }

    /// <summary>
    /// Builds what the first request needs while the store is being prepared on another core. Whoever starts the service waits for its first answer.
    /// </summary>
    public static void WarmUp(this WebApplication app) => _ = Task.Run(() =>
    {
        foreach (var source in ((IEndpointRouteBuilder)app).DataSources)
        {
            _ = source.Endpoints;
        }

        _ = app.Services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions.GetTypeInfo(typeof(AgreementPage));
        using var scope = app.Services.CreateScope();
        _ = scope.ServiceProvider.GetRequiredService<IValidator<ListExpiringAgreements>>();
        _ = scope.ServiceProvider.GetRequiredService<IRequestHandler<ListExpiringAgreements, WrittenBody>>();
    });
}
