using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Agreements.ReminderJob.Tests.Hosting;

/// <summary>Where a request is held.</summary>
public enum Hold
{
    /// <summary>Before the service sees it.</summary>
    Request,

    /// <summary>After the service has done what it asks, before it is answered.</summary>
    Answer,
}

/// <summary>Stands between the job and the service, and holds what a test wants held until it lets go, or until whoever asked is gone.</summary>
public sealed class Gate : IStartupFilter
{
    private volatile Watch? _watch;

    /// <summary>Holds the next request whose path ends so; the task comes about when it is held.</summary>
    public Task HoldAsync(Hold hold, string pathEnd)
    {
        var watch = new Watch(hold, pathEnd);
        _watch = watch;
        return watch.Held.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Answers the next requests whose path ends so with this status, without asking the service.</summary>
    public void Refuse(string pathEnd, int status) => _watch = new Watch(Hold.Request, pathEnd) { Status = status };

    /// <summary>Lets everything pass again.</summary>
    public void Open()
    {
        var watch = _watch;
        _watch = null;
        watch?.Release.TrySetResult();
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(PassAsync);
        next(app);
    };

    private async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        if (_watch is not { } watch || !context.Request.Path.Value!.EndsWith(watch.PathEnd, StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        if (watch.Status is { } status)
        {
            context.Response.StatusCode = status;
            return;
        }

        if (watch.Hold == Hold.Request)
        {
            watch.Held.TrySetResult();
            await watch.Release.Task.WaitAsync(context.RequestAborted);
            await next(context);
            return;
        }

        var body = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        watch.Held.TrySetResult();
        await watch.Release.Task.WaitAsync(context.RequestAborted);
        context.Response.Body = body;
        kept.Position = 0;
        await kept.CopyToAsync(body, context.RequestAborted);
    }

    private sealed record Watch(Hold Hold, string PathEnd)
    {
        public int? Status { get; init; }

        public TaskCompletionSource Held { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
