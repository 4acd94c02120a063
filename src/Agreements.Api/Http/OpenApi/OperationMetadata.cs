using Agreements.Api.Http.Uploads;
using Agreements.Api.Security;
using Agreements.Api.Setup;
using Microsoft.AspNetCore.Http.Timeouts;

namespace Agreements.Api.Http.OpenApi;

/// <summary>What the document says about an operation beyond what its types say.</summary>
internal sealed record OperationFacts
{
    public bool Creates { get; init; }

    /// <summary>Whether it answers before what was asked for has come about.</summary>
    public bool Accepts { get; init; }

    public bool IsTagged { get; init; }

    public bool NeedsIfMatch { get; init; }

    public bool HasBody { get; init; }

    /// <summary>Whether its body says what is asked for, page by page, and nothing is changed.</summary>
    public bool OnlyAsks { get; init; }

    /// <summary>Whether it answers with a file instead of JSON.</summary>
    public bool ServesFiles { get; init; }

    /// <summary>Whether it answers with a calendar instead of JSON.</summary>
    public bool ServesCalendars { get; init; }

    /// <summary>The media types that it streams as many rows in as there are, instead of a page of JSON.</summary>
    public IReadOnlyList<string> Exports { get; init; } = [];

    public IReadOnlyList<int> Failures { get; init; } = [];
}

/// <summary>How an endpoint declares itself, so that routes read as a table of contents.</summary>
internal static class OperationMetadata
{
    public static RouteHandlerBuilder Operation(this RouteHandlerBuilder route, string id, string summary) => route.WithName(id).WithSummary(summary).WithMetadata(new OperationFacts());

    public static RouteHandlerBuilder Returns<T>(this RouteHandlerBuilder route) => route.Produces<T>(StatusCodes.Status200OK, "application/json");

    public static RouteHandlerBuilder ReturnsTagged<T>(this RouteHandlerBuilder route)
        where T : Resource =>
        route.Returns<T>().With(facts => facts with { IsTagged = true });

    /// <summary>A list that callers poll: see <see cref="PolledLists"/>.</summary>
    public static RouteHandlerBuilder ReturnsPolled<T>(this RouteHandlerBuilder route)
        where T : class
    {
        route.AddEndpointFilter(PolledLists.Filter);
        return route.Returns<T>().With(facts => facts with { IsTagged = true });
    }

    public static RouteHandlerBuilder Creates<T>(this RouteHandlerBuilder route)
        where T : Resource =>
        route.Produces<T>(StatusCodes.Status201Created, "application/json").With(facts => facts with { IsTagged = true, Creates = true });

    public static RouteHandlerBuilder AcceptsFor<T>(this RouteHandlerBuilder route)
        where T : Resource =>
        route.Produces<T>(StatusCodes.Status202Accepted, "application/json").With(facts => facts with { IsTagged = true, Accepts = true });

    public static RouteHandlerBuilder TakesJson<T>(this RouteHandlerBuilder route, bool optional = false)
        where T : notnull =>
        route.Accepts<T>(optional, "application/json").With(facts => facts with { HasBody = true });

    public static RouteHandlerBuilder TakesQuestion<T>(this RouteHandlerBuilder route)
        where T : notnull =>
        route.TakesJson<T>().With(facts => facts with { OnlyAsks = true });

    public static RouteHandlerBuilder TakesMergePatch<T>(this RouteHandlerBuilder route)
        where T : notnull =>
        route.Accepts<T>("application/merge-patch+json", "application/json").With(facts => facts with { HasBody = true });

    public static RouteHandlerBuilder TakesFile<T>(this RouteHandlerBuilder route)
        where T : notnull =>
        route.Accepts<T>(UploadDesk.MediaType).MayTakeLong().With(facts => facts with { HasBody = true });

    public static RouteHandlerBuilder ServesFiles(this RouteHandlerBuilder route) => route.MayTakeLong().With(facts => facts with { ServesFiles = true, IsTagged = true });

    public static RouteHandlerBuilder ServesCalendars(this RouteHandlerBuilder route) => route.With(facts => facts with { ServesCalendars = true });

    public static RouteHandlerBuilder Exports(this RouteHandlerBuilder route, params string[] mediaTypes) =>
        route.MayTakeLong().With(facts => facts with { Exports = mediaTypes });

    public static RouteHandlerBuilder NeedsIfMatch(this RouteHandlerBuilder route) => route.With(facts => facts with { NeedsIfMatch = true });

    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder route, params int[] statuses) => route.With(facts => facts with { Failures = [.. facts.Failures, .. statuses] });

    /// <summary>Every status that the operation can fail with.</summary>
    public static IEnumerable<int> FailuresOf(OperationFacts facts, Access access, string method)
    {
        var isWrite = method is not ("GET" or "HEAD") && !facts.OnlyAsks;
        int[] always = [400, 406, 429, 500, 503];
        int[] known = access.ByAddress ? [] : [401];
        int[] scoped = access.Scope is null ? [] : [403];
        int[] withBody = facts.HasBody ? [408, 413, 415] : [];
        int[] writes = isWrite ? [507] : [];
        int[] conditional = facts.NeedsIfMatch ? [412, 428] : [];
        int[] repeatable = method == "POST" && isWrite ? [422] : [];
        return always.Concat(known).Concat(scoped).Concat(withBody).Concat(writes).Concat(conditional).Concat(repeatable).Concat(facts.Failures).Distinct().Order();
    }

    /// <summary>How long it takes follows from how much comes or goes.</summary>
    public static RouteHandlerBuilder MayTakeLong(this RouteHandlerBuilder route) => route.WithMetadata(new RequestTimeoutAttribute(LimitSetup.ByRate));

    /// <summary>It may be asked to wait until there is something to answer with.</summary>
    public static RouteHandlerBuilder MayWait(this RouteHandlerBuilder route) => route.WithMetadata(new RequestTimeoutAttribute(LimitSetup.ByWait));

    private static RouteHandlerBuilder With(this RouteHandlerBuilder route, Func<OperationFacts, OperationFacts> change)
    {
        route.Add(endpoint =>
        {
            var facts = endpoint.Metadata.OfType<OperationFacts>().Last();
            endpoint.Metadata.Add(change(facts));
        });
        return route;
    }
}
