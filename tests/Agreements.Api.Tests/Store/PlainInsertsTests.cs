using Agreements.Api.Tests.Hosting;
using Agreements.Data.Engines;
using Agreements.Domain.Coverage;
using Agreements.Domain.Deadlines;
using Agreements.Domain.Instruments;
using Agreements.Domain.Regions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Agreements.Api.Tests.Store;

/// <summary>What goes into SQLite past EF's batching is stored as EF by itself would store it, and refused as EF would refuse it; and what is not plainly new rows does not go past it.</summary>
public sealed class PlainInsertsTests : IAsyncLifetime, IDisposable
{
    private const string Loose = "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON";

    private readonly Side _plain = new(isPlain: true);
    private readonly Side _ordinary = new(isPlain: false);

    public async Task InitializeAsync()
    {
        if (!TestStore.IsPostgres)
        {
            await _plain.PrepareAsync();
            await _ordinary.PrepareAsync();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _plain.Dispose();
        _ordinary.Dispose();
    }

    // Every type that is mapped, whatever refers to what: with all values that its columns may have to take.
    [SqliteTheory]
    [InlineData(Filling.Least)]
    [InlineData(Filling.Odd)]
    [InlineData(Filling.Greatest)]
    public async Task Each_column_of_each_record_is_what_EF_would_have_stored(Filling filling)
    {
        foreach (var type in _plain.Model.GetEntityTypes())
        {
            foreach (var side in new[] { _plain, _ordinary })
            {
                await side.ExecuteAsync($"DELETE FROM {type.GetTableName()}");
                var made = new AnyRecord(filling);
                var methods = await side.SaveAsync(type.ClrType.Name, Loose, db => Enumerable.Range(0, 1 + Others(type)).ToList().ForEach(_ => made.Add(db, type)));
                Assert.All(methods, method => Assert.Equal(side.Method, method));
            }

            var expected = await _ordinary.ContentAsync(type.GetTableName()!);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await _plain.ContentAsync(type.GetTableName()!));
        }
    }

    [SqliteFact]
    public async Task What_others_refer_to_is_stored_first_in_whatever_order_it_was_added()
    {
        var methods = await _plain.SaveAsync("terbalik", "", db =>
        {
            var made = new AnyRecord(Filling.Odd);
            var (office, agreement) = (Guid.CreateVersion7(), Guid.CreateVersion7());
            made.Add(db, _plain.TypeOf<AgreementChange>(), ("AgreementId", agreement));
            made.Add(db, _plain.TypeOf<OfficeCatchment>(), ("OfficeId", office));
            made.Add(db, _plain.TypeOf<Agreement>(), ("Id", agreement), ("BpjsOfficeId", office), ("PredecessorId", null));
            made.Add(db, _plain.TypeOf<BpjsOffice>(), ("Id", office), ("ParentId", null));
        });

        Assert.All(methods, method => Assert.Equal(DbCommandMethod.ExecuteNonQuery, method));
        Assert.Equal(4, methods.Count);
    }

    [SqliteFact]
    public async Task The_store_numbers_rows_in_the_order_in_which_they_were_added_and_their_records_know_it()
    {
        var type = _plain.Model.GetEntityTypes().Single(each => each.ShortName() == "FeedEvent");
        var paths = new List<string>();
        var numbers = new List<long>();

        await _plain.SaveAsync("urutan", "", db =>
        {
            var made = new AnyRecord(Filling.Odd);
            var added = Enumerable.Range(0, 20).Select(number => made.Add(db, type, ("Path", $"agreements/{number}"))).ToList();
            db.SavedChanges += (_, _) => added.ForEach(each =>
            {
                paths.Add((string)each.Property("Path").CurrentValue!);
                numbers.Add((long)each.Property("Entry").CurrentValue!);
            });
        });

        Assert.Equal(paths.Zip(numbers, (path, number) => $"{number} | {path}"), await _plain.RowsAsync("SELECT entry, path FROM feed_events ORDER BY entry"));
        Assert.Equal(20, paths.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"agreements/{number}"), paths);
    }

    [SqliteTheory]
    [InlineData("a change besides")]
    [InlineData("a removal besides")]
    [InlineData("two of which one may refer to the other")]
    [InlineData("a savepoint to go back to")]
    [InlineData("no transaction")]
    public async Task What_is_not_all_new_and_in_a_transaction_that_fails_as_a_whole_goes_EFs_way(string kind)
    {
        var made = new AnyRecord(Filling.Odd);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await _plain.SaveAsync("yang pertama", "", db => made.Add(db, _plain.TypeOf<BpjsOffice>(), ("Id", first), ("ParentId", null)));

        var methods = await _plain.SaveAsync(kind, "", async db =>
        {
            var office = (await db.Set<BpjsOffice>().FindAsync(first))!;
            switch (kind)
            {
                case "a change besides":
                    db.Entry(office).Property(each => each.Name).CurrentValue = "Kantor Cabang Mamuju";
                    break;
                case "a removal besides":
                    db.Remove(office);
                    break;
                case "two of which one may refer to the other":
                    made.Add(db, _plain.TypeOf<BpjsOffice>(), ("Id", Guid.CreateVersion7()), ("ParentId", second));
                    made.Add(db, _plain.TypeOf<BpjsOffice>(), ("Id", second), ("ParentId", null));
                    break;
                case "a savepoint to go back to":
                    db.Database.AutoSavepointsEnabled = true;
                    break;
                default:
                    await db.Database.RollbackTransactionAsync();
                    break;
            }

            // By itself it would go past it.
            made.Add(db, _plain.TypeOf<HolidayCorrection>());
        });

        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.Equal(DbCommandMethod.ExecuteReader, method));
        Assert.Equal(["1"], await _plain.RowsAsync("SELECT count(*) FROM holiday_corrections"));
    }

    [SqliteTheory]
    [InlineData("taken", StoreFault.Duplicate)]
    [InlineData("key taken", StoreFault.Duplicate)]
    [InlineData("refers to nothing", StoreFault.Referenced)]
    [InlineData("not taken by the table", null)]
    [InlineData("cancelled", null)]
    public async Task What_cannot_be_stored_is_refused_as_EF_refuses_it_and_leaves_nothing(string kind, StoreFault? fault)
    {
        var (plain, ordinary) = (await RefusalAsync(_plain, kind), await RefusalAsync(_ordinary, kind));

        Assert.Equal(ordinary, plain);
        Assert.Equal(fault, plain.Fault);
    }

    private static async Task<(Type Thrown, Type? Cause, StoreFault? Fault, string Constraint, string Concerned, string Left)> RefusalAsync(Side side, string kind)
    {
        var made = new AnyRecord(Filling.Odd);
        var (day, office) = (new DateOnly(2026, 1, 1), Guid.CreateVersion7());
        await side.SaveAsync("yang pertama", "", db =>
        {
            made.Add(db, side.TypeOf<AddedUhcPolicy>(), ("ValidFrom", day));
            made.Add(db, side.TypeOf<BpjsOffice>(), ("Id", office), ("ParentId", null));
            made.Add(db, side.TypeOf<OfficeCatchment>(), ("OfficeId", office), ("RegionCode", "76"));
        });
        if (kind == "not taken by the table")
        {
            await side.ExecuteAsync("CREATE TABLE never (filled INTEGER NOT NULL); CREATE TRIGGER fault AFTER INSERT ON bpjs_office_catchments BEGIN INSERT INTO never VALUES (NULL); END");
        }

        using var ending = new CancellationTokenSource();
        var thrown = (await Record.ExceptionAsync(() => side.SaveAsync(
            kind,
            "",
            db =>
            {
                made.Add(db, side.TypeOf<HolidayCorrection>());
                switch (kind)
                {
                    case "taken":
                        made.Add(db, side.TypeOf<AddedUhcPolicy>(), ("ValidFrom", day));
                        break;
                    case "key taken":
                        made.Add(db, side.TypeOf<OfficeCatchment>(), ("OfficeId", office), ("RegionCode", "76"));
                        break;
                    case "refers to nothing":
                        made.Add(db, side.TypeOf<OfficeCatchment>(), ("OfficeId", Guid.CreateVersion7()));
                        break;
                    case "not taken by the table":
                        made.Add(db, side.TypeOf<OfficeCatchment>(), ("OfficeId", office));
                        break;
                    default:
                        db.SavingChanges += (_, _) => ending.Cancel();
                        break;
                }

                return Task.CompletedTask;
            },
            ending.Token)))!;
        var left = await side.RowsAsync("SELECT (SELECT count(*) FROM uhc_policies), (SELECT count(*) FROM bpjs_office_catchments), (SELECT count(*) FROM holiday_corrections)");
        return (
            thrown.GetType(),
            thrown.InnerException?.GetType(),
            side.Engine.Diagnose(thrown),
            side.Engine.ConstraintOf(thrown),
            thrown is DbUpdateException update ? string.Join(", ", update.Entries.Select(entry => entry.Metadata.ShortName())) : "",
            Assert.Single(left));
    }

    // Of those that refer to their own kind two may refer to each other; elsewhere the order of several counts too.
    private static int Others(IEntityType type) => type.GetForeignKeys().Any(key => key.PrincipalEntityType == type) ? 0 : 2;

    /// <summary>A store, and one way to save into it: that of the service, or EF without anything of the service but the model.</summary>
    private sealed class Side(bool isPlain) : IDisposable
    {
        private readonly TestStore _store = new();
        private SqliteEngine? _engine;
        private IModel? _model;

        public SqliteEngine Engine => _engine!;

        public IModel Model => _model!;

        /// <summary>How this way runs a statement.</summary>
        public DbCommandMethod Method => isPlain ? DbCommandMethod.ExecuteNonQuery : DbCommandMethod.ExecuteReader;

        public async Task PrepareAsync()
        {
            _engine = new SqliteEngine(_store.ConnectionString, "/");
            var options = new DbContextOptionsBuilder<SqliteAgreementsDbContext>();
            _engine.Configure(options);
            await using var db = new SqliteAgreementsDbContext(options.Options);
            await _engine.PrepareAsync(db, CancellationToken.None);
            _model = db.Model;
        }

        public IEntityType TypeOf<T>() => Model.FindEntityType(typeof(T))!;

        /// <summary>Saves what is added, in one transaction; returns how each statement of it was run.</summary>
        public Task<IReadOnlyList<DbCommandMethod>> SaveAsync(string what, string settings, Action<DbContext> add) => SaveAsync(
            what,
            settings,
            db =>
            {
                add(db);
                return Task.CompletedTask;
            });

        /// <inheritdoc cref="SaveAsync(string, string, Action{DbContext})"/>
        public async Task<IReadOnlyList<DbCommandMethod>> SaveAsync(string what, string settings, Func<DbContext, Task> addAsync, CancellationToken cancellationToken = default)
        {
            var methods = new List<DbCommandMethod>();
            var options = new DbContextOptionsBuilder();
            if (isPlain)
            {
                Engine.Configure(options);
            }
            else
            {
                options.UseSqlite(new SqliteConnectionStringBuilder(_store.ConnectionString) { ForeignKeys = true, Pooling = false }.ConnectionString);
            }

            options.UseModel(Model).LogTo((id, _) => id == RelationalEventId.CommandExecuting, each => Note((CommandEventData)each));
            await using var db = new BareContext(options.Options);
            await db.Database.OpenConnectionAsync(CancellationToken.None);
            await db.Database.GetDbConnection().ExecuteAsync($"PRAGMA foreign_keys=ON; PRAGMA ignore_check_constraints=OFF; {settings}");
            await using var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None);

            // As the service does it; EF alone has its savepoint, and undoes as much.
            db.Database.AutoSavepointsEnabled = !isPlain;
            await addAsync(db);
            var expected = db.ChangeTracker.Entries().Count(entry => entry.State is not EntityState.Unchanged);
            Assert.True(expected == await db.SaveChangesAsync(cancellationToken), what);
            Assert.All(db.ChangeTracker.Entries(), entry => Assert.Equal(EntityState.Unchanged, entry.State));
            if (db.Database.CurrentTransaction is not null)
            {
                await transaction.CommitAsync(CancellationToken.None);
            }

            return methods;

            void Note(CommandEventData executing)
            {
                if (executing.CommandSource == CommandSource.SaveChanges)
                {
                    methods.Add(executing.ExecuteMethod);
                }
            }
        }

        public Task ExecuteAsync(string sql) => _store.ExecuteAsync($"PRAGMA foreign_keys=OFF; {sql}");

        public async Task<IReadOnlyList<string>> RowsAsync(string sql)
        {
            await using var connection = await _store.OpenAsync();
            return await connection.RowsAsync(sql);
        }

        /// <summary>Every value of a table, with what SQLite takes it for and every byte of it.</summary>
        public async Task<IReadOnlyList<string>> ContentAsync(string table)
        {
            await using var connection = await _store.OpenAsync();
            var columns = await connection.RowsAsync($"SELECT name FROM pragma_table_info('{table}')");
            var rows = await connection.RowsAsync(
                $"SELECT {string.Join(", ", columns.Select(column => $"'{table}.{column}: ' || typeof(\"{column}\") || ' ' || ifnull(hex(CAST(\"{column}\" AS BLOB)), '')"))} FROM {table}");

            // Which of two comes first counts where the store numbers them, and there the number is among the values.
            return [.. rows.Order(StringComparer.Ordinal)];
        }

        public void Dispose()
        {
            _engine?.Dispose();
            _store.Dispose();
        }
    }

    /// <summary>Saves what it is given, and derives nothing from it.</summary>
    private sealed class BareContext(DbContextOptions options) : DbContext(options);
}
