using System.Net;
using Agreements.Api.Features;
using Agreements.Api.Features.Deadlines;
using Agreements.Api.Features.Lifecycle;
using Agreements.Api.Tests.Hosting;
using Agreements.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Agreements.Api.Tests.Http;

/// <summary>What a change answers that finds, as it is written, that somebody else has changed what it changes.</summary>
public sealed class OvertakenTests
{
    private const string Deadlines = "UPDATE deadlines SET version = version + 1";
    private const string Agreements = "UPDATE agreements SET version = version + 1";

    [Fact]
    public async Task A_deadline_that_moved_meanwhile_is_no_fault_of_who_acknowledged_it()
    {
        using var host = new ServiceHost().With(services => OvertakeWith<AcknowledgeDeadline, DeadlineView>(services, Deadlines));
        var client = host.ClientOf("staf");
        var agreement = await client.SignedAsync();
        var deadline = (await client.Get($"/v1/deadlines?agreementId={agreement.Id}")).Items[0].Said("id");

        var answer = await client.Post($"/v1/deadlines/{deadline}/acknowledgement", new { note = "Sudah dibaca" });
        answer.IsProblem(HttpStatusCode.ServiceUnavailable, "store.busy");
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("open", (await client.Get($"/v1/deadlines/{deadline}")).Body.Said("state"));
    }

    [Fact]
    public async Task A_deadline_changed_on_the_side_does_not_call_what_the_caller_named_outdated()
    {
        using var host = new ServiceHost().With(services => OvertakeWith<TerminateAgreement, AgreementView>(services, Deadlines));
        var agreement = await host.ClientOf("staf").SignedAsync();

        (await host.ClientOf("staf").ActAsync(agreement, "terminate", Story.Termination())).IsProblem(HttpStatusCode.ServiceUnavailable, "store.busy");
        await host.ClientOf("staf").StillAsync(agreement);
    }

    [Fact]
    public async Task What_the_caller_named_and_somebody_changed_meanwhile_has_passed()
    {
        using var host = new ServiceHost().With(services => OvertakeWith<TerminateAgreement, AgreementView>(services, Agreements));
        var agreement = await host.ClientOf("staf").SignedAsync();

        (await host.ClientOf("staf").ActAsync(agreement, "terminate", Story.Termination())).IsProblem(HttpStatusCode.PreconditionFailed, "precondition.failed");
        await host.ClientOf("staf").StillAsync(agreement);
    }

    private static void OvertakeWith<TRequest, TAnswer>(IServiceCollection services, string change)
        where TRequest : notnull =>
        services.AddScoped<IPipelineBehavior<TRequest, TAnswer>>(provider => new Overtaking<TRequest, TAnswer>(provider.GetRequiredService<AgreementsDbContext>(), change));

    /// <summary>Changes rows under the hands of a handler: after it has read them, and before what it did is written.</summary>
    private sealed class Overtaking<TRequest, TAnswer>(AgreementsDbContext db, string change) : IPipelineBehavior<TRequest, TAnswer>
        where TRequest : notnull
    {
        public async Task<TAnswer> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TAnswer> next)
        {
            var answer = await next();
            await db.Deadlines.LoadAsync(cancellationToken);
            await db.Database.ExecuteSqlRawAsync(change, cancellationToken);
            return answer;
        }
    }
}
