using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Agreements.Api.Tests.Operations;

/// <summary>A span as it arrived.</summary>
public sealed record ReceivedSpan(string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>A collector on loopback that takes OTLP over HTTP, and reads of it what tests ask about.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = [];

    public ConcurrentDictionary<string, string> Units { get; } = new(StringComparer.Ordinal);

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/v1/traces", context => TakeAsync(context, receiver.TakeTraces));
        receiver._app.MapPost("/v1/metrics", context => TakeAsync(context, receiver.TakeMetrics));
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task TakeAsync(HttpContext context, Action<Message> take)
    {
        Assert.Equal("application/x-protobuf", context.Request.ContentType);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        take(new Message(body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }

    // The field numbers are those of opentelemetry-proto 1.x.
    private void TakeTraces(Message request)
    {
        foreach (var span in request.All(1).SelectMany(resource => resource.All(2)).SelectMany(scope => scope.All(2)))
        {
            Spans.Enqueue(new ReceivedSpan(Hex(span.Bytes(1)), Hex(span.Bytes(2)), Hex(span.Bytes(4)), span.Text(5), span.All(9).ToDictionary(
                each => each.Text(1), each => Shown(each.All(2).Single()), StringComparer.Ordinal)));
        }
    }

    private void TakeMetrics(Message request)
    {
        foreach (var metric in request.All(1).SelectMany(resource => resource.All(2)).SelectMany(scope => scope.All(2)))
        {
            Units[metric.Text(1)] = metric.Text(3);
        }
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private static string Shown(Message value) => value.Has(1) ? value.Text(1) : value.Number(3).ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A protobuf message, as its fields lie on the wire.</summary>
    private sealed class Message
    {
        private readonly List<(int Field, byte[] Content)> _fields = [];

        public Message(ReadOnlySpan<byte> wire)
        {
            while (wire.Length > 0)
            {
                var key = Varint(ref wire);
                var length = (key & 7) switch
                {
                    0 => wire.Length - After(wire),
                    1 => 8,
                    2 => (int)Varint(ref wire),
                    5 => 4,
                    _ => throw new InvalidDataException($"wire type {key & 7}"),
                };
                _fields.Add(((int)(key >> 3), wire[..length].ToArray()));
                wire = wire[length..];
            }
        }

        public bool Has(int field) => _fields.Exists(each => each.Field == field);

        public IEnumerable<Message> All(int field) => _fields.Where(each => each.Field == field).Select(each => new Message(each.Content));

        public byte[] Bytes(int field) => _fields.Find(each => each.Field == field).Content ?? [];

        public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

        public long Number(int field)
        {
            ReadOnlySpan<byte> content = Bytes(field);
            return content.Length == 0 ? 0 : (long)Varint(ref content);
        }

        private static int After(ReadOnlySpan<byte> wire)
        {
            Varint(ref wire);
            return wire.Length;
        }

        private static ulong Varint(ref ReadOnlySpan<byte> wire)
        {
            var (value, length) = (0UL, 0);
            byte next;
            do
            {
                next = wire[length];
                value |= (ulong)(next & 0x7F) << (7 * length);
                length++;
            }
            while ((next & 0x80) != 0);

            wire = wire[length..];
            return value;
        }
    }
}
