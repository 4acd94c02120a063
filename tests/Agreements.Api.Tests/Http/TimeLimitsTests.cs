using System.Net;
using Agreements.Api.Tests.Hosting;

namespace Agreements.Api.Tests.Http;

public sealed class TimeLimitsTests
{
    [Fact]
    public async Task A_request_that_takes_too_long_is_given_up_and_says_so()
    {
        var held = new Held();
        await using var host = new ServiceHost().With("Limits:RequestSeconds", "1").With(held.AddTo);
        using var client = host.ClientOf("petugas");

        var answer = (await client.Get("/v1/me", ("Accept-Language", "en"))).IsProblem(HttpStatusCode.ServiceUnavailable, "request.timed-out");

        Assert.Equal("The request was given up after 1 seconds; try again in a moment.", answer.Body.Said("detail"));
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter?.Delta);
        AnswerHeadersTests.CarriesSecurityHeaders(answer);
        await held.Abandoned;
        (await client.Get("/v1/regions/76")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_that_waits_for_its_turn_behind_others_of_its_caller_is_given_up_too()
    {
        var held = new Held();
        await using var host = new ServiceHost().With("Limits:RequestSeconds", "1").With("RateLimits:AtOnce", "1").With(held.AddTo);
        using var client = host.ClientOf("petugas");

        var answers = await Task.WhenAll(client.Get("/v1/me"), client.Get("/v1/me"), client.Get("/v1/me"));

        Assert.All(answers, answer => answer.IsProblem(HttpStatusCode.ServiceUnavailable, "request.timed-out"));
    }
}
