using System.Diagnostics;
using System.Text.Json;
using Agreements.Api.Http.Json;
using Agreements.Api.Security;
using Agreements.Data.Telemetry;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Agreements.Api.Http.Problems;

/// <summary>
/// Answers every failure with a problem document (RFC 9457), whatever the caller accepts. The built-in writers obey <c>Accept</c> and drop headers, so
/// none of them is used.
/// </summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ProblemSwitch problems, IOptions<JsonOptions> json, RefusedAccess refused, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        Failure failure;
        try
        {
            await next(context);
            if (context.Response.HasStarted || context.Response.StatusCode < 400 || context.Response.ContentLength > 0)
            {
                return;
            }

            failure = ProblemSwitch.ForStatus(context.Response.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            failure = await ExplainAsync(e, context);
            if (failure.Code == "server.error")
            {
                LogFailure(logger, e);
            }
            else if (failure.Status >= 500)
            {
                LogRefusal(logger, failure.Code, e.GetBaseException().Message.ReplaceLineEndings(" "));
            }

            context.Response.Clear();
        }

        await refused.NoteAsync(context, failure);
        await WriteAsync(context, failure);
    }

    private async Task<Failure> ExplainAsync(Exception exception, HttpContext context)
    {
        if (exception is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
        {
            return await BodyDiagnosis.ExplainAsync(context, json.Value.SerializerOptions) ?? new Failure(StatusCodes.Status400BadRequest, "request.malformed");
        }

        return problems.For(exception, context.Request.Headers.IfMatch.Count > 0) ?? new Failure(StatusCodes.Status500InternalServerError, "server.error");
    }

    private async Task WriteAsync(HttpContext context, Failure failure)
    {
        Measures.Problems.Add(1, new("code", failure.Code), new("http.response.status_code", failure.Status));
        var language = PreferredLanguage.Of(context.Request);
        var problem = new Problem
        {
            Type = $"urn:agreements:problem:{failure.Code}",
            Title = ProblemTexts.Title(failure.Code, language),
            Status = failure.Status,
            Detail = ProblemTexts.Detail(failure.Code, language, failure.Arguments),
            Instance = PathsToTell.Of(context.Request),
            Code = failure.Code,
            TraceId = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString(),
            Errors = failure.Errors.Count == 0
                ? null
                : [.. failure.Errors.Select(error => new ProblemError
                {
                    Pointer = error.Pointer,
                    Parameter = error.Parameter,
                    Code = error.Code,
                    Detail = ProblemTexts.Detail(error.Code, language, error.Arguments),
                })],
            Facts = failure.Facts.ToDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal),
        };

        var response = context.Response;
        response.StatusCode = failure.Status;
        response.Headers.ContentLanguage = language == Language.English ? "en" : "id";
        response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        response.Headers.CacheControl = "no-store";
        if (failure.Challenge is { } challenge)
        {
            response.Headers.WWWAuthenticate = challenge;
        }

        if (failure.RetryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        response.ContentType = "application/problem+json";
        await JsonSerializer.SerializeAsync(response.Body, problem, json.Value.SerializerOptions, context.RequestAborted);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The request failed")]
    private static partial void LogFailure(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The request was refused: {Code}: {Reason}")]
    private static partial void LogRefusal(ILogger logger, string code, string reason);
}
