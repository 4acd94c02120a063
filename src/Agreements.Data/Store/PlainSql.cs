using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Agreements.Data.Store;

/// <summary>
/// Plain SQL on the context's connection and in its transaction, for the little that every cold start waits for. The translation of its questions, and the model
/// that EF makes of its own history before it looks there, were an eighth of a cold start; to track and save the first record of a new store was a fifth.
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

    /// <summary>Adds a new record by what the model says of its columns, past the change tracker; it takes part in the transaction that is open.</summary>
    public static async Task InsertAsync(this AgreementsDbContext db, object record, CancellationToken cancellationToken)
    {
        var type = db.TypeOf(record);
        await using var command = db.Command(Insertion(type));
        foreach (var property in type.GetProperties())
        {
            // Reading it by reflection once is cheaper than the reader that the model would compile.
            command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(command, $"@{property.GetColumnName()}", property.PropertyInfo!.GetValue(record), property.IsNullable));
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes some properties of records that nobody tracks, by what the model says of their columns; it takes part in the transaction that is open.</summary>
    public static async Task UpdateAsync<T>(this AgreementsDbContext db, IReadOnlyList<T> records, IReadOnlyList<string> properties, CancellationToken cancellationToken)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        var (key, written) = (type.FindPrimaryKey()!.Properties.Single(), properties.Select(name => type.FindProperty(name)!).ToList());
        await using var command = db.Command($"""UPDATE "{type.GetTableName()}" SET {string.Join(", ", written.Select(Assignment))} WHERE {Assignment(key)}""");
        foreach (var record in records)
        {
            command.Parameters.Clear();
            foreach (var property in written.Append(key))
            {
                command.Parameters.Add(property.GetRelationalTypeMapping().CreateParameter(command, $"@{property.GetColumnName()}", property.PropertyInfo!.GetValue(record), property.IsNullable));
            }

            if (await command.ExecuteNonQueryAsync(cancellationToken) != 1)
            {
                throw new DbUpdateConcurrencyException($"A record of {type.GetTableName()} is no longer there.");
            }
        }
    }

    private static string Assignment(IProperty property) => $"\"{property.GetColumnName()}\" = @{property.GetColumnName()}";

    private static string Insertion(IEntityType type)
    {
        var columns = type.GetProperties().Select(property => property.GetColumnName()).ToList();
        return $"""INSERT INTO "{type.GetTableName()}" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select(column => $"@{column}"))})""";
    }

    /// <summary>What the model says of a record that is nothing but its own columns.</summary>
    public static IEntityType TypeOf(this AgreementsDbContext db, object record)
    {
        var type = db.Model.FindEntityType(record.GetType());
        return type is not null && type.GetProperties().All(property => property.PropertyInfo is not null) && !type.GetComplexProperties().Any()
            ? type
            : throw new InvalidOperationException($"{record.GetType().Name} has columns that follow from other things: let it be tracked.");
    }

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
