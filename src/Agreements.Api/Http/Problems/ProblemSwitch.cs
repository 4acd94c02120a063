using Agreements.Data.Engines;
using Agreements.Data.Files;
using Agreements.Domain;
using Agreements.Domain.Audit;
using Agreements.Domain.Deadlines;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.EntityFrameworkCore;

namespace Agreements.Api.Http.Problems;

/// <summary>A failure on its way out: what the answer says, before it is put into words.</summary>
internal sealed record Failure(int Status, string Code)
{
    public IReadOnlyList<object?> Arguments { get; init; } = [];

    public IReadOnlyList<InputError> Errors { get; init; } = [];

    public IReadOnlyList<(string Name, object? Value)> Facts { get; init; } = [];

    /// <summary>What the caller can prove itself by.</summary>
    public string? Challenge { get; init; }

    /// <summary>That a rule of the register forbids it, not a fault of the request.</summary>
    public bool IsByRule { get; init; }

    /// <summary>What was named and is there, but beyond the caller's reach; never told to the caller.</summary>
    public AuditSubject? Beyond { get; init; }

    /// <summary>Seconds after which a repeat may succeed.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Seconds after which a store that is busy may be free.</summary>
    public const int ShortestRetry = 1;

    /// <summary>Seconds after which a store that cannot be reached may be there.</summary>
    public const int LongestRetry = 5;

    /// <summary>Most errors that one answer lists.</summary>
    public const int MostErrors = 100;

    public static Failure OfInput(IReadOnlyList<InputError> errors)
    {
        // A single kind of error names itself; several kinds share the general code.
        // Enough to mend a body by; a hostile one could ask for an answer many times its size.
        errors = [.. errors.Take(MostErrors)];
        var codes = errors.Select(error => error.Code).Distinct(StringComparer.Ordinal).ToList();
        return codes.Count == 1
            ? new Failure(StatusCodes.Status400BadRequest, codes[0]) { Errors = errors, Arguments = errors[0].Arguments }
            : new Failure(StatusCodes.Status400BadRequest, "request.invalid") { Errors = errors };
    }
}

/// <summary>The one place where whatever was thrown becomes an answer.</summary>
internal sealed class ProblemSwitch(IStoreEngine engine)
{
    /// <summary>The answer to a failure; null where it is a fault of the service.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="isConditional">Whether the request asked to change only what it had seen.</param>
    public Failure? For(Exception exception, bool isConditional) => exception switch
    {
        BadInputException input => Failure.OfInput(input.Errors) with { Beyond = input.Beyond },
        ValidationException validation => Failure.OfInput([.. validation.Errors.Select(Error)]),
        InvalidInputException input => Failure.OfInput([.. input.Faults.Select(fault => InputError.InBody($"/{fault.Member}", fault.Code, fault.Arguments))]) with { Beyond = input.Beyond },
        RuleViolationException rule =>
            new Failure(StatusCodes.Status409Conflict, rule.Code) { IsByRule = true, Facts = rule.Facts, Arguments = [.. rule.Facts.Select(fact => fact.Value)] },
        HttpFailureException http => new Failure(http.Status, http.Code) { Arguments = http.Arguments, Facts = http.Facts, Beyond = http.Beyond, Challenge = http.Challenge, RetryAfter = http.RetryAfter ?? (http.Status == StatusCodes.Status503ServiceUnavailable ? Failure.LongestRetry : null) },
        BadHttpRequestException bad => ForStatus(bad.StatusCode),
        FileStoreException files => ForFault(files.Fault),
        FileMissingException => new Failure(StatusCodes.Status500InternalServerError, "document.content-missing"),
        DbUpdateConcurrencyException met when isConditional && met.Entries.Any(entry => entry.Entity is not Deadline) => new Failure(StatusCodes.Status412PreconditionFailed, "precondition.failed"),

        // Somebody else changed what this change would have changed along with it, as deadlines always are; nothing was, and it can be sent again.
        DbUpdateConcurrencyException => ForFault(StoreFault.Busy),
        _ => engine.Diagnose(exception) switch
        {
            null => null,

            // A store that somebody has mended by hand: no rule says so, and nothing that the caller could send would.
            StoreFault.Duplicate when IsKeptByStore(engine.ConstraintOf(exception)) => null,
            StoreFault.Duplicate => new Failure(StatusCodes.Status409Conflict, DuplicateCode(engine.ConstraintOf(exception))) { IsByRule = true },
            { } fault => ForFault(fault),
        },
    };

    public static Failure ForStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => new Failure(status, "route.not-found"),
        StatusCodes.Status405MethodNotAllowed => new Failure(status, "method.not-allowed"),
        StatusCodes.Status406NotAcceptable => new Failure(status, "media-type.not-acceptable") { Arguments = ["application/json"] },
        StatusCodes.Status408RequestTimeout => new Failure(status, "request.too-slow"),
        StatusCodes.Status412PreconditionFailed => new Failure(status, "precondition.failed"),
        StatusCodes.Status413PayloadTooLarge => new Failure(status, "body.too-large") { Arguments = [HttpLimits.MaxBodyBytes] },
        StatusCodes.Status415UnsupportedMediaType => new Failure(status, "media-type.unsupported"),
        StatusCodes.Status416RangeNotSatisfiable => new Failure(status, "range.not-satisfiable"),
        StatusCodes.Status429TooManyRequests => new Failure(status, "requests.too-many") { RetryAfter = Failure.ShortestRetry },
        StatusCodes.Status431RequestHeaderFieldsTooLarge => new Failure(status, "headers.too-large"),
        StatusCodes.Status503ServiceUnavailable => ForFault(StoreFault.Unavailable),
        >= 400 and < 500 => new Failure(status, "request.malformed"),
        _ => new Failure(StatusCodes.Status500InternalServerError, "server.error"),
    };

    private static bool IsKeptByStore(string constraint) => constraint.Contains("audit_", StringComparison.Ordinal) || constraint.Contains("feed_", StringComparison.Ordinal);

    // Two writers may pass the same look-up on PostgreSQL; the index that stops the later one says what was taken.
    private static string DuplicateCode(string constraint) => constraint switch
    {
        _ when constraint.Contains("number_identity", StringComparison.Ordinal) => "number.taken",
        _ when constraint.Contains("work_plans", StringComparison.Ordinal) => "work-plan.year-taken",
        _ when constraint.Contains("contribution_rates", StringComparison.Ordinal) => "contribution-rate.already-there",
        _ when constraint.Contains("bpjs_offices", StringComparison.Ordinal) => "office.name-taken",
        _ => "record.duplicate",
    };

    private static Failure ForFault(StoreFault fault) => fault switch
    {
        StoreFault.Busy => new Failure(StatusCodes.Status503ServiceUnavailable, "store.busy") { RetryAfter = Failure.ShortestRetry },
        StoreFault.Full => new Failure(StatusCodes.Status507InsufficientStorage, "store.full"),
        StoreFault.Referenced => new Failure(StatusCodes.Status409Conflict, "record.referenced") { IsByRule = true },
        _ => new Failure(StatusCodes.Status503ServiceUnavailable, "store.unavailable") { RetryAfter = Failure.LongestRetry },
    };

    public static InputError Error(ValidationFailure failure)
    {
        var arguments = failure.CustomState as object?[] ?? [];
        return failure.PropertyName.StartsWith('?')
            ? InputError.InParameter(failure.PropertyName[1..].Split('[')[0], failure.ErrorCode, arguments)
            : InputError.InBody(JsonPointers.Of(failure.PropertyName), failure.ErrorCode, arguments);
    }
}
