using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Agreements.Api.Http.Problems;

/// <summary>A failure, as RFC 9457 describes it.</summary>
public sealed record Problem
{
    /// <summary>What every code looks like, for the document.</summary>
    internal const string Codes = "[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*";

    /// <summary>Identifies the kind of problem: <c>urn:agreements:problem:</c> followed by the code.</summary>
    [RegularExpression($"^urn:agreements:problem:{Codes}$")]
    public required string Type { get; init; }

    /// <summary>The kind of problem in a few words, in the language of the answer.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    [Range(400, 599)]
    public required int Status { get; init; }

    /// <summary>What went wrong this time, in the language of the answer.</summary>
    public required string Detail { get; init; }

    /// <summary>The path that was asked for.</summary>
    public required string Instance { get; init; }

    /// <summary>Stable code in the form <c>noun.what-is-wrong</c>; it never changes with the language.</summary>
    [RegularExpression($"^{Codes}$")]
    public required string Code { get; init; }

    /// <summary>W3C trace id of the request; quote it when you ask for help.</summary>
    [RegularExpression("^[0-9a-f]{32}$")]
    [MaxLength(32)]
    public required string TraceId { get; init; }

    /// <summary>Every faulty member or parameter; absent when the request was well-formed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [MaxLength(Failure.MostErrors)]
    public IReadOnlyList<ProblemError>? Errors { get; init; }

    /// <summary>Facts about the problem, such as <c>current</c> and <c>allowedActions</c> where a transition is not allowed.</summary>
    [JsonExtensionData]
    public Dictionary<string, object?> Facts { get; init; } = [];
}

/// <summary>One faulty member or parameter.</summary>
public sealed record ProblemError
{
    /// <summary>JSON pointer (RFC 6901) to the faulty member of the body.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Pointer { get; init; }

    /// <summary>Name of the faulty query parameter or header.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parameter { get; init; }

    /// <summary>Stable code in the form <c>noun.what-is-wrong</c>.</summary>
    [RegularExpression($"^{Problem.Codes}$")]
    public required string Code { get; init; }

    /// <summary>What is wrong, in the language of the answer.</summary>
    public required string Detail { get; init; }
}
