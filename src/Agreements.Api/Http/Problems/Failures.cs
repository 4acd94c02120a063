using Agreements.Domain.Audit;

namespace Agreements.Api.Http.Problems;

/// <summary>One faulty member or parameter, in the shape that problem documents list it.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) to the faulty member of the body; null for parameters.</param>
/// <param name="Parameter">Name of the faulty query parameter or header; null for members.</param>
/// <param name="Code">Stable, in the form <c>noun.what-is-wrong</c>.</param>
/// <param name="Arguments">What the explanation mentions, in its order.</param>
internal sealed record InputError(string? Pointer, string? Parameter, string Code, params object?[] Arguments)
{
    public static InputError InBody(string pointer, string code, params object?[] arguments) => new(pointer, null, code, arguments);

    public static InputError InParameter(string name, string code, params object?[] arguments) => new(null, name, code, arguments);
}

/// <summary>The request is at fault: 400 with every error found.</summary>
internal sealed class BadInputException(IReadOnlyList<InputError> errors) : Exception(errors[0].Code)
{
    public IReadOnlyList<InputError> Errors { get; } = errors;

    /// <summary>What was named and is there, but beyond the caller's reach: the caller is not told, the audit is.</summary>
    public AuditSubject? Beyond { get; init; }
}

/// <summary>A failure that HTTP itself has a status for.</summary>
internal sealed class HttpFailureException(int status, string code, params object?[] arguments) : Exception(code)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public IReadOnlyList<object?> Arguments { get; } = arguments;

    /// <summary>What the caller can prove itself by, for <c>WWW-Authenticate</c>.</summary>
    public string? Challenge { get; init; }

    /// <summary>Seconds after which a repeat may succeed, where the status alone does not say.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>What was named and is there, but beyond the caller's reach: the caller is not told, the audit is.</summary>
    public AuditSubject? Beyond { get; init; }

    /// <summary>Facts about the failure.</summary>
    public IReadOnlyList<(string Name, object? Value)> Facts { get; init; } = [];

    public static HttpFailureException NotFound(string noun) => new(StatusCodes.Status404NotFound, $"{noun}.not-found");
}
