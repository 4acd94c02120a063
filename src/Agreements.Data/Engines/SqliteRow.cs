using Agreements.Data.Queries.Served;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Agreements.Data.Engines;

/// <summary>A row of SQLite, whose values are in UTF-8 and as they are served already: nothing is made of them on the way.</summary>
internal sealed class SqliteRow(SqliteDataReader reader) : StoredRow
{
    private readonly sqlite3_stmt _statement = reader.Handle!;

    public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(reader.Read());
    }

    public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public override ReadOnlySpan<byte> Text(int column) => raw.sqlite3_column_blob(_statement, column);

    public override int Number(int column) => raw.sqlite3_column_int(_statement, column);

    public override bool Flag(int column) => Number(column) != 0;
}
