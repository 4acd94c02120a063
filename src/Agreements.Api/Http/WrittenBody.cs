using System.Buffers;
using System.Text.Json;
using Agreements.Api.Http.Json;
using Microsoft.Extensions.ObjectPool;

namespace Agreements.Api.Http;

/// <summary>A body that is written before it is sent, in room that is used again once it has left: a page is too large an object to make and throw away each time.</summary>
internal sealed class WrittenBody : IDisposable
{
    // As many as answers are sent side by side on a busy machine.
    private const int MostKept = 64;

    private static readonly DefaultObjectPool<Room> Rooms = new(new Emptied(), MostKept);

    private Room? _room = Rooms.Get();

    /// <summary>Writes it.</summary>
    public Utf8JsonWriter Json => _room!.Json;

    /// <summary>What is written.</summary>
    public ReadOnlyMemory<byte> Content
    {
        get
        {
            Json.Flush();
            return _room!.Buffer.WrittenMemory;
        }
    }

    /// <summary>The ETag that it leaves with, quotes included; null for one that follows from its content.</summary>
    public string? Tag { get; set; }

    /// <summary>Goes on with what is written already.</summary>
    public void Append(ReadOnlySpan<byte> written)
    {
        Json.Flush();
        _room!.Buffer.Write(written);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _room, null) is { } room)
        {
            Rooms.Return(room);
        }
    }

    private sealed class Room
    {
        public Room() => Json = new Utf8JsonWriter(Buffer, new JsonWriterOptions { Encoder = JsonRules.Encoder, SkipValidation = true });

        public ArrayBufferWriter<byte> Buffer { get; } = new();

        public Utf8JsonWriter Json { get; }
    }

    private sealed class Emptied : PooledObjectPolicy<Room>
    {
        private const int Most = 512 * 1024;

        public override Room Create() => new();

        public override bool Return(Room obj)
        {
            obj.Buffer.ResetWrittenCount();
            obj.Json.Reset();
            return obj.Buffer.Capacity <= Most;
        }
    }
}
