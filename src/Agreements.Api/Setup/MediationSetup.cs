using System.Reflection;
using Agreements.Api.Features;
using Agreements.Api.Features.Access;
using Agreements.Api.Features.Calendars;
using Agreements.Api.Features.Coverage;
using Agreements.Api.Features.Documents;
using Agreements.Api.Features.Exchange.Imports;
using Agreements.Api.Features.Meetings;
using Agreements.Api.Features.Reference;
using Agreements.Api.Features.Register;
using Agreements.Api.Features.Webhooks;
using Agreements.Api.Features.WorkPlans;
using Agreements.Api.Http;
using Agreements.Api.Pipeline;
using Agreements.Api.Security;
using FluentValidation;
using MediatR;

namespace Agreements.Api.Setup;

/// <summary>Registers the use cases: every handler and validator of this assembly, and the pipeline that each request goes through.</summary>
internal static class MediationSetup
{
    public static void AddUseCases(this IServiceCollection services)
    {
        var assembly = typeof(MediationSetup).Assembly;
        services.AddScoped<ServiceFactory>(provider => provider.GetService);
        services.AddScoped<IMediator, Mediator>();
        foreach (var (handler, contract) in HandlersIn(assembly))
        {
            services.AddScoped(contract, handler);
        }

        foreach (var validator in AssemblyScanner.FindValidatorsInAssembly(assembly, includeInternalTypes: true))
        {
            services.AddSingleton(validator.InterfaceType, validator.ValidatorType);
        }

        // In this order: judge, keep the file, open the transaction, recognise a repeat, handle. Each says by its constraints what it is for: a read is only judged.
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(Validate<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(KeepUploadedFile<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ChangeInOneTransaction<,>));
        services.AddScoped(typeof(IPipelineBehavior<,>), typeof(ReplayRepeatedRequest<,>));
        services.AddHostedService<ForgetAnswers>();
        services.AddHostedService<GatherStatistics>();
        services.AddHostedService<MergeSearch>();

        services.AddHttpContextAccessor();
        services.AddScoped<Caller>();
        services.AddScoped<Preconditions>();
        services.AddScoped<PageWalk>();
        services.AddScoped<AgreementPages>();
        services.AddScoped<AgreementAtHand>();
        services.AddScoped<RenewalAtHand>();
        services.AddScoped<MeetingAtHand>();
        services.AddScoped<HolidayAtHand>();
        services.AddScoped<WorkPlanAtHand>();
        services.AddScoped<DraftedPlans>();
        services.AddScoped<WrittenReferences>();
        services.AddScoped<ForeignPredecessors>();
        services.AddScoped<OfficeAtHand>();
        services.AddScoped<KeyAtHand>();
        services.AddScoped<CalendarFeedAtHand>();
        services.AddScoped<DocumentAtHand>();
        services.AddScoped<CoverageAtHand>();
        services.AddScoped<WebhookAtHand>();
        services.AddScoped<ImportAtHand>();
    }

    /// <summary>Each handler with the request it answers.</summary>
    public static IEnumerable<(Type Handler, Type Contract)> HandlersIn(Assembly assembly) =>
        from type in assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequestHandler<,>)
        select (type, contract);
}
