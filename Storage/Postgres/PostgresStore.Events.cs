namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    public async Task<string> DataEpochAsync(CancellationToken cancel) =>
        (await ListAsync("select data_epoch from store", static row => row.GetString(0), cancel))[0];

    public async Task<string> NewDataEpochAsync(CancellationToken cancel)
    {
        await ChangeAsync("update store set data_epoch = substr(replace(gen_random_uuid()::text, '-', ''), 1, 16)", cancel);
        return await DataEpochAsync(cancel);
    }

    public async Task<IReadOnlyDictionary<string, long>> LastSeqsAsync(IReadOnlyCollection<string> firms, CancellationToken cancel)
    {
        var seqs = firms.Distinct(StringComparer.Ordinal).ToDictionary(firm => firm, _ => 0L, StringComparer.Ordinal);
        var rows = await ListAsync(
            "select id, last_seq from firm where id = any($1)",
            static row => (Firm: row.GetString(0), LastSeq: row.GetInt64(1)),
            cancel,
            [seqs.Keys.ToArray()]);
        foreach (var (firm, lastSeq) in rows)
        {
            seqs[firm] = lastSeq;
        }

        return seqs;
    }
}
