using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Agreements.Benchmarks.Floor;

/// <summary>A body in the making, in a buffer that is used again.</summary>
internal sealed class Answer
{
    private static readonly ConcurrentBag<Answer> Free = [];

    private readonly ArrayBufferWriter<byte> _buffer = new(128 * 1024);

    private Answer() => Json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>What it is written with.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>An empty one.</summary>
    public static Answer Begin() => Free.TryTake(out var answer) ? answer : new Answer();

    /// <summary>Sends it at once, with its length.</summary>
    public Task SendAsync(HttpResponse response)
    {
        Json.Flush();
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = _buffer.WrittenCount;
        response.BodyWriter.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
        Json.Reset();
        Free.Add(this);
        return response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted).AsTask();
    }
}
