using System.Text.Json;
using System.Text.Json.Serialization;

namespace Agreements.Client;

/// <summary>A failure, as the service describes it (RFC 9457).</summary>
public sealed record Problem
{
    /// <summary>Identifies the kind of problem: <c>urn:agreements:problem:</c> followed by the code.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in a few words, in the language of the answer.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What went wrong this time, in the language of the answer.</summary>
    public required string Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    public required string Instance { get; init; }

    /// <summary>Stable code in the form <c>noun.what-is-wrong</c>; it never changes with the language.</summary>
    public required string Code { get; init; }

    /// <summary>W3C trace id of the request; quote it when you ask for help.</summary>
    public required string TraceId { get; init; }

    /// <summary>Every faulty member or parameter; null when the request was well-formed.</summary>
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    /// <summary>Facts about the problem, such as <c>current</c> and <c>allowedActions</c> where a transition is not allowed.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement> Facts { get; set; } = [];
}

/// <summary>One faulty member or parameter.</summary>
public sealed record ProblemError
{
    /// <summary>JSON pointer (RFC 6901) to the faulty member of the body.</summary>
    public string? Pointer { get; init; }

    /// <summary>Name of the faulty query parameter or header.</summary>
    public string? Parameter { get; init; }

    /// <summary>Stable code in the form <c>noun.what-is-wrong</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, in the language of the answer.</summary>
    public required string Detail { get; init; }
}
