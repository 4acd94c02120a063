namespace Agreements.Api.Http.Sheets;

/// <summary>A part of an archive while it is unpacked: counted, and summed up as the archive should have it (CRC-32, ISO 3309).</summary>
/// <param name="unpacked">The part.</param>
/// <param name="most">Most bytes that are unpacked.</param>
/// <param name="tooLarge">What is thrown beyond.</param>
internal sealed class MeasuredStream(Stream unpacked, long most, Func<Exception> tooLarge) : Stream
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    private uint _remainder = uint.MaxValue;

    /// <summary>Bytes so far.</summary>
    public long Count { get; private set; }

    /// <summary>Their checksum.</summary>
    public uint Checksum => ~_remainder;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Count;
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what is left.</summary>
    public void Drain()
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (Read(buffer) > 0)
        {
            // Read on.
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = unpacked.Read(buffer);
        Count += read;
        if (Count > most)
        {
            throw tooLarge();
        }

        foreach (var each in buffer[..read])
        {
            _remainder = Table[(byte)(_remainder ^ each)] ^ (_remainder >> 8);
        }

        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
    }

    private static uint Remainder(int each)
    {
        var remainder = (uint)each;
        for (var bit = 0; bit < 8; bit++)
        {
            remainder = (remainder & 1) == 0 ? remainder >> 1 : (remainder >> 1) ^ Polynomial;
        }

        return remainder;
    }
}
