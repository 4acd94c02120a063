using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Agreements.Client.Tests.Hosting;

/// <summary>What becomes of one request at the wicket.</summary>
/// <param name="context">The request.</param>
/// <param name="forward">Has the service answer it.</param>
public delegate Task Passage(HttpContext context, Func<Task<HttpResponseMessage>> forward);

/// <summary>A request as it arrived.</summary>
public sealed record Arrived(string Method, string Path, string? IdempotencyKey, string? ApiKey, string? Authorization);

/// <summary>A real listener in front of the service, at which connections break and answers get lost as a test has it; what is not spoken of passes.</summary>
public sealed class Wicket : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _service;
    private readonly ConcurrentQueue<Passage> _next = new();
    private readonly ConcurrentQueue<Arrived> _arrived = new();

    private Wicket(WebApplication application, HttpClient service) => (_application, _service) = (application, service);

    /// <summary>Cuts the connection before the service knows of the request.</summary>
    public static Passage CutBefore { get; } = (context, _) =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Has the service do it, and cuts the connection in the place of an answer.</summary>
    public static Passage CutAfter { get; } = async (context, forward) =>
    {
        using var answer = await forward();
        context.Abort();
    };

    /// <summary>Has the service do it, and cuts the connection in the middle of the answer.</summary>
    public static Passage CutWithin { get; } = async (context, forward) =>
    {
        using var answer = await forward();
        var body = await answer.Content.ReadAsByteArrayAsync();
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
        await context.Response.Body.FlushAsync();
        context.Abort();
    };

    /// <summary>Has the service do it, and never answers.</summary>
    public static Passage Silence { get; } = async (context, forward) =>
    {
        using var answer = await forward();
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var watch = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    };

    public Uri Address => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public IReadOnlyList<Arrived> Arrived => [.. _arrived];

    public static async Task<Wicket> OpenAsync(Uri service)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var wicket = new Wicket(builder.Build(), new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = service });
        wicket._application.Run(wicket.PassAsync);
        await wicket._application.StartAsync();
        return wicket;
    }

    /// <summary>Answers in the place of the service, which never knows.</summary>
    public static Passage Answer(int status, string? retryAfter = null, string body = "", string mediaType = "text/plain") => async (context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = mediaType;
        context.Response.Headers.RetryAfter = retryAfter;
        await context.Response.WriteAsync(body);
    };

    /// <summary>What becomes of the next requests, one after the other.</summary>
    public Wicket Then(params Passage[] passages)
    {
        Array.ForEach(passages, _next.Enqueue);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        _service.Dispose();
        await _application.DisposeAsync();
    }

    private async Task PassAsync(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Request.Headers);
        _arrived.Enqueue(new Arrived(request.Method, request.Path, headers["Idempotency-Key"], headers["X-Api-Key"], headers.Authorization));
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        await (_next.TryDequeue(out var passage) ? passage : LetThrough)(context, () => ForwardAsync(context, body.ToArray()));
    }

    private static async Task LetThrough(HttpContext context, Func<Task<HttpResponseMessage>> forward)
    {
        using var answer = await forward();
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Transfer-Encoding"))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpContext context, byte[] body)
    {
        var request = context.Request;
        using var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), request.Path + request.QueryString.ToString());
        if (body.Length > 0)
        {
            forwarded.Content = new ByteArrayContent(body);
            forwarded.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        foreach (var (name, values) in request.Headers.Where(header => header.Key is not ("Host" or "Content-Type" or "Content-Length" or "Connection")))
        {
            forwarded.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        // To its end, whether or not whoever asked is still there.
        return await _service.SendAsync(forwarded, CancellationToken.None);
    }
}
