using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Agreements.Data.Store;

/// <summary>
/// Plain SQL on the context's connection and in its transaction, for the few questions that every cold start waits for. Their translation, and the model
/// that EF makes of its own history before it looks there, were an eighth of a cold start.
/// </summary>
internal static class PlainSql
{
    /// <summary>Asks, and reads every row of the answer.</summary>
    public static async Task<List<T>> AskAsync<T>(
        this AgreementsDbContext db, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Command(sql);
            foreach (var (name, value) in parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            var rows = new List<T>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Whether the question has any answer.</summary>
    public static async Task<bool> HasAnyAsync(this AgreementsDbContext db, string sql, CancellationToken cancellationToken) =>
        (await db.AskAsync(sql, _ => true, cancellationToken)).Count > 0;

    /// <summary>Runs a script; it takes part in the transaction that is open.</summary>
    public static async Task RunAsync(this AgreementsDbContext db, string script, CancellationToken cancellationToken)
    {
        await using var command = db.Command(script);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(this AgreementsDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandTimeout = db.Database.GetCommandTimeout() ?? command.CommandTimeout;
        return command;
    }
}
