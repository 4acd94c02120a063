using System.Data.Common;
using Agreements.Api.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Agreements.Api.Tests.Store;

/// <summary>Remembers the queries that were run.</summary>
public sealed class SeenQueries : DbCommandInterceptor
{
    private readonly List<(string Sql, List<DbParameter> Parameters)> _seen = [];

    public string Last => _seen[^1].Sql;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (!IsAside(command.CommandText))
        {
            _seen.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(Copy)]));
        }

        return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
    }

    /// <summary>Whether what webhooks are delivered by is asked about, which goes on beside everything else.</summary>
    public bool OfWebhooks { get; init; }

    // Who is asking is looked up now and then, before the question itself; the audit is written and sealed, events are placed and files looked for that are to be taken in besides.
    private bool IsAside(string sql) =>
        (!OfWebhooks && sql.Contains("webhook", StringComparison.Ordinal)) || sql.Contains("api_keys", StringComparison.Ordinal) || sql.Contains("audit_head", StringComparison.Ordinal) || sql.Contains("INSERT INTO", StringComparison.Ordinal)
        || (sql.Contains("UPDATE", StringComparison.Ordinal) && !sql.Contains("SKIP LOCKED", StringComparison.Ordinal))
        || sql.Contains("feed_head", StringComparison.Ordinal)
        || sql.Contains("import_progress", StringComparison.Ordinal)
        || (IsAboutWhatWaits(sql.Replace("\"", "", StringComparison.Ordinal)) && !sql.Contains("COUNT", StringComparison.OrdinalIgnoreCase));

    private static bool IsAboutWhatWaits(string sql) => sql.Contains("sequence IS NULL", StringComparison.Ordinal) || sql.Contains("position IS NULL", StringComparison.Ordinal);

    /// <summary>How the store would run it again.</summary>
    public Task<IReadOnlyList<string>> PlanOfLastAsync(TestStore store) => PlanAsync(store, _seen.Count - 1);

    /// <summary>The plan of each query since they were forgotten.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> PlansAsync(TestStore store)
    {
        var plans = new List<IReadOnlyList<string>>();
        for (var i = 0; i < _seen.Count; i++)
        {
            plans.Add(await PlanAsync(store, i));
        }

        return plans;
    }

    public void Forget() => _seen.Clear();

    /// <summary>Whether the store holds so little that PostgreSQL would rather read all of it: then it is asked which index it would take otherwise.</summary>
    public bool OfFewRows { get; init; } = true;

    private async Task<IReadOnlyList<string>> PlanAsync(TestStore store, int index)
    {
        var (sql, parameters) = _seen[index];
        await using var connection = await store.OpenAsync();
        if (TestStore.IsPostgres)
        {
            if (OfFewRows)
            {
                await connection.ExecuteAsync("SET enable_seqscan = off");
            }

            return await connection.RowsAsync($"EXPLAIN {sql}", [.. parameters.Select(Copy)]);
        }

        // id, parent, notused, detail
        return [.. (await connection.RowsAsync($"EXPLAIN QUERY PLAN {sql}", [.. parameters.Select(Copy)])).Select(row => row.Split(" | ", 4)[3])];
    }

    private static DbParameter Copy(DbParameter parameter) => parameter is SqliteParameter sqlite
        ? new SqliteParameter(sqlite.ParameterName, sqlite.SqliteType) { Value = sqlite.Value }
        : (DbParameter)((ICloneable)parameter).Clone();
}
