namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    public int CommitsAtOnce => 1;

    public Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel) =>
        WriteAsync(database => new BatchCommit(database, numbers, batch).Run(), cancel);

    // Asked of the writer, so that the answer comes after whatever the commit that threw still did.
    public Task<bool> WasCommittedAsync(Guid batch, CancellationToken cancel) => WriteAsync(
        database => database.Prepare("select no from batch where id = ?1")
            .Bind(batch.ToByteArray(bigEndian: true)).First(static row => row.Long(0)) != 0,
        cancel);
}
