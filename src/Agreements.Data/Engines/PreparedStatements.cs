using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agreements.Data.Engines;

/// <summary>
/// Keeps statements prepared on connections that stay open. EF makes a new command for each execution, which SQLite would prepare anew: that costs as much as to
/// run it, and for a change to a table with twenty indexes more.
/// </summary>
internal sealed class PreparedStatements : DbCommandInterceptor
{
    private readonly ConditionalWeakTable<SqliteConnection, Statements> _ofConnections = [];

    /// <summary>Keeps so many for a connection, until it is closed.</summary>
    public void KeepFor(SqliteConnection connection, int most)
    {
        if (_ofConnections.TryGetValue(connection, out var known))
        {
            known.Most = most;
            return;
        }

        var statements = new Statements(connection) { Most = most };
        _ofConnections.Add(connection, statements);
        connection.StateChange += (_, change) =>
        {
            if (change.CurrentState == ConnectionState.Closed)
            {
                statements.Forget();
            }
        };
    }

    /// <summary>Whether somebody has begun to read on a connection and not come to an end.</summary>
    public bool IsReading(SqliteConnection connection) => _ofConnections.TryGetValue(connection, out var statements) && statements.IsReading;

    /// <summary>A command that runs what is prepared.</summary>
    public SqliteCommand Command(SqliteConnection connection) =>
        _ofConnections.TryGetValue(connection, out var statements)
            ? new Prepared(statements) { Connection = connection, CommandTimeout = connection.DefaultTimeout }
            : connection.CreateCommand();

    /// <inheritdoc/>
    public override InterceptionResult<DbCommand> CommandCreating(CommandCorrelatedEventData eventData, InterceptionResult<DbCommand> result) =>
        eventData.Connection is SqliteConnection connection && _ofConnections.TryGetValue(connection, out _) ? InterceptionResult<DbCommand>.SuppressWithResult(Command(connection)) : result;

    /// <summary>What is prepared on one connection, which one thread uses at a time.</summary>
    private sealed class Statements(SqliteConnection connection)
    {
        private readonly Dictionary<string, Kept> _kept = new(StringComparer.Ordinal);

        /// <summary>Most that are kept.</summary>
        public int Most { get; set; }

        /// <summary>Whether one of them is being read from.</summary>
        public bool IsReading => _kept.Values.Any(kept => kept.Reader is { IsClosed: false });

        /// <summary>Lets go of all.</summary>
        public void Forget()
        {
            foreach (var kept in _kept.Values)
            {
                kept.Command.Dispose();
            }

            _kept.Clear();
        }

        /// <summary>The command that is prepared for what is asked; null where it is being read from.</summary>
        public SqliteCommand? Take(SqliteCommand asked)
        {
            if (!_kept.TryGetValue(asked.CommandText, out var kept))
            {
                if (_kept.Count >= Most)
                {
                    MakeRoom();
                }

                kept = new Kept(new SqliteCommand(asked.CommandText, connection));
                kept.Command.Prepare();
                _kept.Add(asked.CommandText, kept);
            }
            else if (kept.Reader is { IsClosed: false })
            {
                return null;
            }

            return kept.Command;
        }

        /// <summary>Lets go of one.</summary>
        public void Drop(string text)
        {
            if (_kept.Remove(text, out var kept))
            {
                kept.Command.Dispose();
            }
        }

        /// <summary>Remembers who reads from one.</summary>
        public void Note(string text, SqliteDataReader reader)
        {
            if (_kept.TryGetValue(text, out var kept))
            {
                kept.Reader = reader;
            }
        }

        // Rare texts would otherwise keep out what is run all day. What is being read from stays.
        private void MakeRoom()
        {
            foreach (var text in _kept.Where(pair => pair.Value.Reader is null or { IsClosed: true }).Select(pair => pair.Key).ToList())
            {
                Drop(text);
            }
        }
    }

    private sealed class Kept(SqliteCommand command)
    {
        public SqliteCommand Command => command;

        public SqliteDataReader? Reader { get; set; }
    }

    private sealed class Prepared(Statements statements) : SqliteCommand
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
