using Counterpart.Load.Lab;
using Counterpart.Load.Storm;
using Npgsql;

namespace Counterpart.Load.Cluster;

/// <summary>What a PostgreSQL server has written and worked up to now.</summary>
/// <param name="Log">Bytes of its write-ahead log.</param>
/// <param name="Batches">The store's commits.</param>
/// <param name="Cpu">Processor time of all its processes.</param>
internal sealed record ServerSpend(double Log, long Batches, TimeSpan Cpu)
{
    /// <param name="process">The process that the server descends from.</param>
    public static async Task<ServerSpend> ReadAsync(NpgsqlDataSource database, int process, CancellationToken cancel)
    {
        await using var ask = database.CreateCommand(
            "select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8, (select coalesce(max(no), 0) from batch)");
        await using var row = await ask.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new ServerSpend(row.GetDouble(0), row.GetInt64(1), TimeSpan.FromSeconds(ProcessWatch.Descendants(process).Sum(id => ProcessStat.Read(id)?.Processor.TotalSeconds ?? 0)));
    }
}
