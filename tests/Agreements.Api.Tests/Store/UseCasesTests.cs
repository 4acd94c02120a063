using System.Reflection;
using Agreements.Api.Http.Uploads;
using Agreements.Api.Pipeline;
using Agreements.Api.Setup;
using Agreements.Api.Tests.Hosting;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Store;

public sealed class UseCasesTests(ServiceHost host) : IClassFixture<ServiceHost>
{
    public static TheoryData<string> Requests => [.. RequestTypes().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_request_has_exactly_one_handler(string request)
    {
        var type = typeof(Program).Assembly.GetType(request)!;
        var answer = type.GetInterfaces().Single(IsRequest).GetGenericArguments()[0];
        var contract = typeof(IRequestHandler<,>).MakeGenericType(type, answer);

        Assert.Single(MediationSetup.HandlersIn(typeof(Program).Assembly), pair => pair.Contract == contract);
        using var scope = host.Services.CreateScope();
        Assert.Single(scope.ServiceProvider.GetServices(contract));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void A_read_is_only_judged_and_a_change_goes_through_its_transaction_and_is_recognised_when_it_comes_again(string request)
    {
        var type = typeof(Program).Assembly.GetType(request)!;
        var answer = type.GetInterfaces().Single(IsRequest).GetGenericArguments()[0];
        using var scope = host.Services.CreateScope();

        var behaviours = scope.ServiceProvider.GetServices(typeof(IPipelineBehavior<,>).MakeGenericType(type, answer)).Select(behaviour => behaviour!.GetType().GetGenericTypeDefinition());

        Type[] expected =
        [
            typeof(Validate<,>),
            .. type.IsAssignableTo(typeof(ICarriesFile)) ? [typeof(KeepUploadedFile<,>)] : Type.EmptyTypes,
            .. type.IsAssignableTo(typeof(IChange)) ? [typeof(ChangeInOneTransaction<,>), typeof(ReplayRepeatedRequest<,>)] : Type.EmptyTypes,
        ];
        Assert.Equal(expected, behaviours);
    }

    [Fact]
    public void No_handler_waits_for_a_request_that_does_not_exist()
    {
        var handled = MediationSetup.HandlersIn(typeof(Program).Assembly).Select(pair => pair.Contract.GetGenericArguments()[0]).ToList();

        Assert.NotEmpty(handled);
        Assert.Equal(RequestTypes().OrderBy(type => type.FullName, StringComparer.Ordinal), handled.OrderBy(type => type.FullName, StringComparer.Ordinal));
    }

    [Fact]
    public void Every_endpoint_of_the_API_has_a_name_of_its_own_and_a_summary()
    {
        var endpoints = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("v1", StringComparison.Ordinal))
            .ToList();

        Assert.True(endpoints.Count >= 20, $"{endpoints.Count} endpoints");
        Assert.All(endpoints, endpoint =>
        {
            Assert.Matches("^[a-z]+([A-Z][a-z]+)+$", endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName);
            Assert.False(string.IsNullOrWhiteSpace(endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary), endpoint.DisplayName);
        });
        Assert.Equal(endpoints.Count, endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void No_endpoint_returns_its_content_itself_since_every_start_would_wait_for_its_contract()
    {
        var handlers = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/').StartsWith("v1", StringComparison.Ordinal))
            .Select(endpoint => endpoint.Metadata.GetRequiredMetadata<MethodInfo>()).ToList();

        Assert.NotEmpty(handlers);
        Assert.All(handlers, handler =>
        {
            var returned = handler.ReturnType.IsGenericType ? handler.ReturnType.GetGenericArguments()[0] : handler.ReturnType;
            Assert.True(returned.IsAssignableTo(typeof(IResult)), $"{handler} returns {returned.Name}; see Answer.Plain.");
        });
    }

    [Fact]
    public void Every_change_but_a_removal_answers_with_what_can_be_kept_for_a_repeat()
    {
        var changes = RequestTypes().Where(type => type.IsAssignableTo(typeof(IChange))).ToList();
        var kept = changes.Where(type => type.GetInterfaces().Any(contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IChange<>))).ToList();

        Assert.NotEmpty(kept);
        Assert.All(changes.Except(kept), type => Assert.Matches("^(Delete|Remove|Revoke)", type.Name));
    }

    private static IEnumerable<Type> RequestTypes() => typeof(Program).Assembly.GetTypes().Where(type => type is { IsInterface: false, IsAbstract: false } && type.GetInterfaces().Any(IsRequest));

    private static bool IsRequest(Type contract) => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRequest<>);
}
