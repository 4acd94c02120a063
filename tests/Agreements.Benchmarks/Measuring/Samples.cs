using System.Globalization;
using Agreements.Benchmarks.Floor;
using Agreements.Data.Reference;
using Microsoft.Data.Sqlite;

namespace Agreements.Benchmarks.Measuring;

/// <summary>What requests ask for, picked from a store in the same way at every run.</summary>
internal sealed record Samples(IReadOnlyList<string> Ids, IReadOnlyList<string> Regions, IReadOnlyList<string> DeepCursors, IReadOnlyList<string> Parties)
{
    private const int Seed = 20261121;
    private const int MostIds = 2000;
    private const int MostCursors = 500;

    /// <summary>Picks from a store.</summary>
    public static Samples Of(string store)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = store, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        var random = new Random(Seed);
        var last = Number(connection, "SELECT max(rowid) FROM agreements");
        var half = Number(connection, "SELECT count(*) FROM agreements") / 2;
        var middle = List(connection, $"SELECT updated_at FROM agreements ORDER BY updated_at, id LIMIT 1 OFFSET {half.ToString(CultureInfo.InvariantCulture)}")[0];
        var ids = List(connection, $"SELECT id FROM agreements WHERE rowid IN ({Rows(random, last, MostIds)}) ORDER BY rowid");
        var places = List(connection, $"SELECT updated_at || id FROM agreements WHERE rowid IN ({Rows(random, last, 3 * MostCursors)}) AND updated_at >= '{middle}' ORDER BY rowid LIMIT {MostCursors}");
        var offices = List(connection, "SELECT c.region_code || ' ' || c.office_id FROM bpjs_office_catchments c ORDER BY c.region_code");
        var cursors = places.Select(place => PageCursor.Write(HotPath.WalkByUpdate, PageCursor.KeyOfInstant(place[..^36]), place[^36..]));
        var regions = RegionCatalogue.Shipped.All.Where(region => region.IsAutonomous).Select(region => region.Code).ToList();
        return new Samples(ids, regions, [.. cursors], [.. offices.Where(office => RegionCatalogue.Shipped.Get(office.Split(' ')[0]).IsAutonomous)]);
    }

    private static string Rows(Random random, long last, int count) =>
        string.Join(',', Enumerable.Range(0, count).Select(_ => random.NextInt64(1, last + 1).ToString(CultureInfo.InvariantCulture)));

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? throw new BenchmarkException("There are no agreements in that store.");
    }

    private static List<string> List(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        var list = new List<string>();
        while (rows.Read())
        {
            list.Add(rows.GetString(0));
        }

        return list;
    }
}
