namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel)
    {
        IfOpen();
        for (var tries = 1; ; tries++)
        {
            var commit = new PostgresCommit(numbers, batch, BeforeCommitStatement);
            try
            {
                // Once begun it goes to its end.
                if (await RunAsync(commits, connection => commit.RunAsync(connection), cancel) is { } result)
                {
                    return result;
                }
            }
            catch (StoreUnavailableException fault) when (
                !commit.MayBeDurable && tries < MostTries && fault.InnerException is { } inner && PostgresFault.IsBroken(inner))
            {
                // The connection broke while it rested.
            }

            if (tries == MostTries)
            {
                throw new StoreUnavailableException($"{database}: a claim is being taken by others again and again.");
            }
        }
    }

    // Inserting waits for a transaction that has the same id and may still commit; rolled back, it leaves the id free.
    public Task<bool> WasCommittedAsync(Guid batch, CancellationToken cancel) => ReadAsync(
        async connection =>
        {
            var inserted = new List<long>(1);
            await new Trip(connection)
                .Add("begin isolation level read committed")
                .Add("insert into batch (id) values ($1) on conflict (id) do nothing returning no", inserted, static row => row.GetInt64(0), batch)
                .Add("rollback")
                .RunAsync(cancel);
            return inserted.Count == 0;
        },
        cancel);
}
