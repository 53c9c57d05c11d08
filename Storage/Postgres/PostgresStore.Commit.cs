namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    public int CommitsAtOnce => options.Committing;

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
            catch (StoreUnavailableException fault) when (!commit.MayBeDurable && tries < MostTries && fault.ConnectionBroke)
            {
                // The connection broke while it rested.
            }

            if (tries == MostTries)
            {
                throw new StoreUnavailableException($"{database}: a claim is being taken by others again and again.");
            }
        }
    }

    // Inserting waits for a transaction that has the same id and may still commit. What arrives later finds the id taken.
    public Task<bool> WasCommittedAsync(Guid batch, CancellationToken cancel) => ReadAsync(
        async connection =>
        {
            var givenUp = new List<bool>(1);
            await new Trip(connection)
                .Add(
                    """
                    insert into batch (id, given_up) values ($1, true) on conflict (id) do update set given_up = batch.given_up returning given_up
                    """,
                    givenUp,
                    static row => row.GetBoolean(0),
                    batch)
                .RunAsync(cancel);
            return !givenUp[0];
        },
        cancel);
}
