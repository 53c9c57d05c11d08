namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    public Task<string> DataEpochAsync(CancellationToken cancel) => ReadAsync(
        database => database.Prepare("select data_epoch from store").First(static row => row.Text(0))!,
        cancel);

    public Task<string> NewDataEpochAsync(CancellationToken cancel) => WriteAsync(
        database => database.Prepare("update store set data_epoch = lower(hex(randomblob(8))) returning data_epoch").First(static row => row.Text(0))!,
        cancel);

    public Task<IReadOnlyDictionary<string, long>> LastSeqsAsync(IReadOnlyCollection<string> firms, CancellationToken cancel) =>
        ReadAsync<IReadOnlyDictionary<string, long>>(
            database =>
            {
                var statement = database.Prepare("select last_seq from firm where no = ?1");
                return firms.Distinct(StringComparer.Ordinal).ToDictionary(
                    firm => firm,
                    firm => numbers.FindFirm(database, firm) is { } no ? statement.Bind(no).First(static row => row.Long(0)) : 0,
                    StringComparer.Ordinal);
            },
            cancel);
}
