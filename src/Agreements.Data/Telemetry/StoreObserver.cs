using System.Collections.Frozen;
using System.Data.Common;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agreements.Data.Telemetry;

/// <summary>
/// Measures what the store does, and makes spans of it, from what EF Core tells whoever listens: until something does, it tells nothing. Spans name operation
/// and table, never a value.
/// </summary>
public sealed partial class StoreObserver : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly FrozenSet<string> Events = new[]
    {
        RelationalEventId.CommandExecuted, RelationalEventId.CommandError, RelationalEventId.CommandCanceled, RelationalEventId.DataReaderDisposing,
        RelationalEventId.TransactionStarted, RelationalEventId.TransactionCommitted, RelationalEventId.TransactionRolledBack, RelationalEventId.TransactionError,
    }.Select(each => each.Name!).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<int, string> Ends = new Dictionary<int, string>
    {
        [RelationalEventId.TransactionStarted.Id] = "BEGIN",
        [RelationalEventId.TransactionCommitted.Id] = "COMMIT",
    }.ToFrozenDictionary();

    private readonly ConditionalWeakTable<DbCommand, Reading> _reading = [];
    private readonly List<IDisposable> _subscriptions = [];

    private StoreObserver()
    {
    }

    /// <summary>Observes until it is disposed of.</summary>
    public static IDisposable Begin()
    {
        var observer = new StoreObserver();
        observer._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(observer));
        return observer;
    }

    /// <inheritdoc/>
    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this, Events.Contains));
        }
    }

    /// <inheritdoc/>
    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Value)
        {
            // Rows are read after the command has answered, in SQLite one by one: the time until the reader is closed counts too.
            case CommandExecutedEventData { ExecuteMethod: DbCommandMethod.ExecuteReader } read:
                _reading.AddOrUpdate(read.Command, new Reading(read.Command.CommandText, read.StartTime, read.Duration));
                break;
            case DataReaderDisposingEventData read when _reading.TryGetValue(read.Command, out var begun):
                _reading.Remove(read.Command);
                Note(read.Command, begun.Text, begun.Start, begun.Duration + read.Duration, error: null);
                break;
            case CommandErrorEventData failed:
                Note(failed.Command, failed.Command.CommandText, failed.StartTime, failed.Duration, failed.Exception.GetType().Name);
                break;
            case CommandExecutedEventData executed:
                Note(executed.Command, executed.Command.CommandText, executed.StartTime, executed.Duration, error: null);
                break;
            case CommandEndEventData canceled:
                Note(canceled.Command, canceled.Command.CommandText, canceled.StartTime, canceled.Duration, nameof(OperationCanceledException));
                break;
            case TransactionErrorEventData failed:
                Note(failed.Transaction, failed.Action.ToUpperInvariant(), failed.StartTime, failed.Duration, failed.Exception.GetType().Name);
                break;
            case TransactionEndEventData ended:
                Note(ended.Transaction, Ends.GetValueOrDefault(ended.EventId.Id, "ROLLBACK"), ended.StartTime, ended.Duration, error: null);
                break;
            default:
                break;
        }
    }

    /// <inheritdoc/>
    public void OnCompleted()
    {
    }

    /// <inheritdoc/>
    public void OnError(Exception error)
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _subscriptions.ForEach(subscription => subscription.Dispose());

    private static void Note(DbCommand command, string text, DateTimeOffset start, TimeSpan duration, string? error)
    {
        var statement = Statement().Match(text);
        var operation = statement.Success ? statement.Groups["verb"].Value.ToUpperInvariant() : "OTHER";
        Note(command is SqliteCommand, operation, statement.Groups["table"].Value, start, duration, error);
    }

    private static void Note(DbTransaction transaction, string operation, DateTimeOffset start, TimeSpan duration, string? error) =>
        Note(transaction is SqliteTransaction, operation, table: "", start, duration, error);

    private static void Note(bool isSqlite, string operation, string table, DateTimeOffset start, TimeSpan duration, string? error)
    {
        var tags = new TagList { { "db.system.name", isSqlite ? "sqlite" : "postgresql" }, { "db.operation.name", operation } };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        Measures.StoreDuration.Record(duration.TotalSeconds, tags);

        // Within a traced request alone: what the service does by itself would be traces of one span each.
        if (Activity.Current is { Recorded: true } request && Measures.Spans.HasListeners())
        {
            if (table.Length > 0)
            {
                tags.Add("db.collection.name", table);
            }

            using var span = Measures.Spans.StartActivity($"{operation} {table}".TrimEnd(), ActivityKind.Client, request.Context, tags, links: null, start);
            span?.SetStatus(error is null ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
            span?.SetEndTime((start + duration).UtcDateTime);
        }
    }

    // What is being read keeps its text: by the time that its rows are there, the driver may have taken the command for another.
    private sealed record Reading(string Text, DateTimeOffset Start, TimeSpan Duration);

    [GeneratedRegex("""^\s*((?<verb>INSERT)\s+INTO|(?<verb>SELECT|DELETE)(\b.*?\bFROM)?|(?<verb>UPDATE|PRAGMA))\s+"?(?<table>\w+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}
