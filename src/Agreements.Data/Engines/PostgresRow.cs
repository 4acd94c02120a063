using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Agreements.Data.Queries.Served;
using Npgsql;

namespace Agreements.Data.Engines;

/// <summary>A row of PostgreSQL.</summary>
internal sealed class PostgresRow(NpgsqlDataReader reader) : StoredRow
{
    private const int LongestOfFixedLength = 36;

    private readonly string[] _types = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetDataTypeName)];
    private byte[] _written = new byte[LongestOfFixedLength];

    public override async ValueTask<bool> ReadAsync(CancellationToken cancellationToken) => await reader.ReadAsync(cancellationToken);

    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override int Number(int column) => reader.GetInt32(column);

    public override bool Flag(int column) => reader.GetBoolean(column);

    public override ReadOnlySpan<byte> Text(int column)
    {
        if (reader.IsDBNull(column))
        {
            return [];
        }

        switch (_types[column])
        {
            case "uuid":
                Utf8Formatter.TryFormat(reader.GetGuid(column), _written, out var length);
                return _written.AsSpan(0, length);
            case "date":
                reader.GetFieldValue<DateOnly>(column).TryFormat(_written, out length, "O", CultureInfo.InvariantCulture);
                return _written.AsSpan(0, length);
            case "timestamp with time zone":
                reader.GetDateTime(column).TryFormat(_written, out length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
                return _written.AsSpan(0, length);
            default:
                return TextOf(reader.GetString(column));
        }
    }

    private Span<byte> TextOf(string text)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) is var most && most > _written.Length)
        {
            _written = new byte[most];
        }

        return _written.AsSpan(0, Encoding.UTF8.GetBytes(text, _written));
    }
}
