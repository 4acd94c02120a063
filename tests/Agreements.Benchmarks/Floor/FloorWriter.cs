using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Agreements.Benchmarks.Floor;

/// <summary>One thread that writes: whatever waits is committed together.</summary>
internal sealed class FloorWriter
{
    private const int MostTogether = 256;

    private readonly Channel<(NewAgreement Draft, TaskCompletionSource Written)> _waiting =
        Channel.CreateBounded<(NewAgreement, TaskCompletionSource)>(new BoundedChannelOptions(4096) { SingleReader = true });

    /// <summary>Begins to write to a store.</summary>
    public FloorWriter(string store) => new Thread(() => Run(store)) { IsBackground = true, Name = "floor-writer" }.Start();

    /// <summary>Ends when the draft is on the disk.</summary>
    public async Task AddAsync(NewAgreement draft)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await _waiting.Writer.WriteAsync((draft, written));
        await written.Task;
    }

    private void Run(string store)
    {
        using var connection = Reader.Open(store, isMapped: true);
        using var insert = connection.CreateCommand();
        var columns = NewAgreement.Stored;
        insert.CommandText = $"INSERT INTO agreements ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"${i}"))})";
        for (var i = 0; i < columns.Count; i++)
        {
            insert.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
        }

        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        using var commit = connection.CreateCommand();
        commit.CommandText = "COMMIT";
        using var rollBack = connection.CreateCommand();
        rollBack.CommandText = "ROLLBACK";
        var together = new List<TaskCompletionSource>(MostTogether);
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            together.Clear();
            try
            {
                begin.ExecuteNonQuery();
                while (together.Count < MostTogether && _waiting.Reader.TryRead(out var next))
                {
                    together.Add(next.Written);
                    for (var i = 0; i < columns.Count; i++)
                    {
                        insert.Parameters[i].Value = columns[i].Value(next.Draft) ?? DBNull.Value;
                    }

                    insert.ExecuteNonQuery();
                }

                commit.ExecuteNonQuery();
                together.ForEach(written => written.SetResult());
            }
            catch (SqliteException e)
            {
                rollBack.ExecuteNonQuery();
                together.ForEach(written => written.SetException(e));
            }
        }
    }
}
