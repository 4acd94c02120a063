using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agreements.Data.Engines;

/// <summary>
/// Keeps statements prepared on the one connection that stays open. EF makes a new command for each execution, which SQLite would prepare anew: for a table with
/// twenty indexes that costs more than to run it.
/// </summary>
internal sealed class PreparedStatements : DbCommandInterceptor
{
    private const int Most = 500;

    private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private SqliteConnection? _connection;

    /// <summary>Keeps them for this connection alone, from now on.</summary>
    public void KeepFor(SqliteConnection connection)
    {
        Forget();
        _connection = connection;
    }

    /// <summary>Lets go of all.</summary>
    public void Forget()
    {
        foreach (var kept in _kept.Values)
        {
            kept.Command.Dispose();
        }

        _kept.Clear();
        _connection = null;
    }

    /// <summary>A command that runs what is prepared.</summary>
    public SqliteCommand Command(SqliteConnection connection) => new Prepared(this) { Connection = connection, CommandTimeout = connection.DefaultTimeout };

    /// <inheritdoc/>
    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        eventData.Connection is SqliteConnection connection && ReferenceEquals(connection, _connection) ? InterceptionResult<DbCommand>.SuppressWithResult(Command(connection)) : result;

    // Null where it is being read from.
    private SqliteCommand? Take(SqliteCommand asked)
    {
        if (!_kept.TryGetValue(asked.CommandText, out var kept))
        {
            if (_kept.Count == Most)
            {
                MakeRoom();
            }

            kept = new Kept(new SqliteCommand(asked.CommandText, _connection));
            kept.Command.Prepare();
            _kept.Add(asked.CommandText, kept);
        }
        else if (kept.Reader is { IsClosed: false })
        {
            return null;
        }

        return kept.Command;
    }

    // Rare texts would otherwise keep out what is run all day. What is being read from stays.
    private void MakeRoom()
    {
        foreach (var (text, kept) in _kept.Where(pair => pair.Value.Reader is null or { IsClosed: true }).ToList())
        {
            _kept.Remove(text);
            kept.Command.Dispose();
        }
    }

    private void Drop(string text)
    {
        if (_kept.Remove(text, out var kept))
        {
            kept.Command.Dispose();
        }
    }

    private void Note(string text, SqliteDataReader reader) => _kept[text].Reader = reader;

    private sealed class Kept(SqliteCommand command)
    {
        public SqliteCommand Command => command;

        public SqliteDataReader? Reader { get; set; }
    }

    private sealed class Prepared(PreparedStatements statements) : SqliteCommand
    {
        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            if (statements.Take(this) is not { } command)
            {
                return base.ExecuteReader(behavior);
            }

            command.Transaction = Transaction;
            command.CommandTimeout = CommandTimeout;
            command.Parameters.Clear();
            foreach (SqliteParameter parameter in Parameters)
            {
                command.Parameters.Add(parameter);
            }

            try
            {
                var reader = command.ExecuteReader(behavior);
                statements.Note(CommandText, reader);
                return reader;
            }
            catch
            {
                // In whatever state it is, it is not run again.
                statements.Drop(CommandText);
                throw;
            }
        }
    }
}
