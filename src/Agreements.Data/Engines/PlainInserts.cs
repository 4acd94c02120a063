using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;
using SQLitePCL;

namespace Agreements.Data.Engines;

/// <summary>
/// Saves what is all new without what EF does for every save: it sorts the commands, compares keys and composes each statement anew, which took longer than SQLite takes to run them. What is
/// changed or removed, and all that is not plainly a row, is left to EF.
/// </summary>
internal sealed class PlainInserts(
    DatabaseDependencies dependencies,
    RelationalDatabaseDependencies relationalDependencies,
    IRelationalCommandBuilderFactory builders,
    IRelationalCommandDiagnosticsLogger logger,
    ISqlGenerationHelper sql) : RelationalDatabase(dependencies, relationalDependencies)
{
    private const string Annotation = "Agreements:PlainInsert";

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(IList<IUpdateEntry> entries, CancellationToken cancellationToken = default)
    {
        // Where EF would open a transaction or a savepoint of its own, it does.
        var connection = RelationalDependencies.Connection;
        if (connection.CurrentTransaction is null || connection.Context.Database.AutoSavepointsEnabled || InOrder(entries) is not { } ordered)
        {
            return await base.SaveChangesAsync(entries, cancellationToken);
        }

        foreach (var (insert, entry) in ordered)
        {
            try
            {
                await insert.Command.ExecuteNonQueryAsync(new RelationalCommandParameterObject(connection, insert.ValuesOf(entry), readerColumns: null, connection.Context, logger, CommandSource.SaveChanges), cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                throw new DbUpdateException($"A new {entry.EntityType.ShortName()} could not be saved.", e, [entry]);
            }

            if (insert.Row is { } row && entry.IsStoreGenerated(row))
            {
                entry.SetStoreGeneratedValue(row, raw.sqlite3_last_insert_rowid(((SqliteConnection)connection.DbConnection).Handle));
            }
        }

        return entries.Count;
    }

    // What others refer to comes first. Null where any is not new, or not plain.
    private List<(Insert Insert, IUpdateEntry Entry)>? InOrder(IList<IUpdateEntry> entries)
    {
        var ordered = new List<(Insert Insert, IUpdateEntry Entry)>(entries.Count);
        foreach (var entry in entries)
        {
            if (entry.EntityState != EntityState.Added || InsertOf(entry.EntityType) is not { } insert || !insert.Takes(entry))
            {
                return null;
            }

            // Two of a kind that refer to their own kind may refer to each other.
            if (insert.IsSelfReferring && ordered.Exists(each => each.Insert == insert))
            {
                return null;
            }

            ordered.Add((insert, entry));
        }

        // Of one kind in the order in which they were added, which their numbers for the time being count.
        return [.. ordered.OrderBy(each => each.Insert.Rank).ThenBy(each => each.Insert.Row is { } row ? (long)each.Entry.GetCurrentValue(row)! : 0)];
    }

    private Insert? InsertOf(IEntityType type) => type.GetOrAddRuntimeAnnotationValue(Annotation, static made => Insert.Of(made.type, made.builders, made.sql), (type, builders, sql));

    /// <summary>How the rows of one type are added.</summary>
    private sealed record Insert(IRelationalCommand Command, IReadOnlyList<IProperty> Written, IReadOnlyList<string> Names, IProperty? Row, IReadOnlyList<IProperty> Generated, int Rank, bool IsSelfReferring)
    {
        public static Insert? Of(IEntityType type, IRelationalCommandBuilderFactory builders, ISqlGenerationHelper sql)
        {
            var properties = type.GetFlattenedProperties().ToList();
            var row = type.FindPrimaryKey() is { Properties: [{ ValueGenerated: ValueGenerated.OnAdd } only] } && only.ClrType == typeof(long) ? only : null;
            if ((row is not null && type.GetReferencingForeignKeys().Any()) || type.GetTableMappings().SingleOrDefault() is not { Table: var table } || table.Columns.Count() != properties.Count || IsDeep(type) || RankOf(type, []) is not { } rank)
            {
                return null;
            }

            var written = properties.Where(property => property != row).ToList();
            var names = written.ConvertAll(property => $"p{written.IndexOf(property)}");
            var builder = builders.Create();
            builder.Append($"INSERT INTO {sql.DelimitIdentifier(table.Name)} ({string.Join(", ", written.Select(property => sql.DelimitIdentifier(property.GetColumnName())))}) VALUES ({string.Join(", ", names.Select(name => $"@{name}"))})");
            foreach (var (property, name) in written.Zip(names))
            {
                builder.AddParameter(name, $"@{name}", property.GetRelationalTypeMapping(), property.IsColumnNullable());
            }

            return new Insert(
                builder.Build(), written, names, row, written.FindAll(property => property.ValueGenerated != ValueGenerated.Never), rank, type.GetForeignKeys().Any(key => key.PrincipalEntityType == type));
        }

        // What the store itself would put into a column only EF knows how to read back, but for the number of a row.
        public bool Takes(IUpdateEntry entry) => !Generated.Any(entry.IsStoreGenerated) && (Row is null || entry.IsStoreGenerated(Row));

        public Dictionary<string, object?> ValuesOf(IUpdateEntry entry)
        {
            var values = new Dictionary<string, object?>(Written.Count, StringComparer.Ordinal);
            for (var i = 0; i < Written.Count; i++)
            {
                values.Add(Names[i], ValueOf(entry, Written[i]));
            }

            return values;
        }

        private static bool IsDeep(IEntityType type) => type.GetComplexProperties().Any(whole => whole.IsCollection || whole.ComplexType.GetComplexProperties().Any());

        // What is part of something that is not there is not there either, whatever its type has for nothing.
        private static object? ValueOf(IUpdateEntry entry, IProperty property) =>
            property.DeclaringType is IComplexType { ComplexProperty: { IsNullable: true } whole } && entry.GetCurrentValue(whole) is null ? null : entry.GetCurrentValue(property);

        // Null where types refer to each other in a circle.
        private static int? RankOf(IEntityType type, IReadOnlyList<IEntityType> path)
        {
            var rank = 0;
            foreach (var principal in type.GetForeignKeys().Select(key => key.PrincipalEntityType).Where(principal => principal != type))
            {
                if (path.Contains(principal) || RankOf(principal, [.. path, type]) is not { } before)
                {
                    return null;
                }

                rank = Math.Max(rank, before + 1);
            }

            return rank;
        }
    }
}
