using Npgsql;

namespace Counterpart.Storage;

/// <summary>
/// One batch through its transaction: in one round trip where it can (<see cref="PostgresQuickCommit"/>), else in two: the first takes
/// the firms' locks and reads what every check needs, the second writes and commits. Only who takes or releases claims needs a third:
/// claims are not under a firm's lock.
/// </summary>
internal sealed class PostgresCommit(PostgresNumbers numbers, CommitBatch batch, Func<int, string, Task>? before)
{
    /// <summary>The last trip has begun: when it throws, only the database knows.</summary>
    public bool MayBeDurable { get; private set; }

    /// <summary>Null when a claim was taken by another firm's link meanwhile: to be run again.</summary>
    public async Task<CommitResult?> RunAsync(NpgsqlConnection connection)
    {
        var links = await PlanAsync(connection);
        var channels = await ChannelsAsync(connection);
        if (PostgresQuickCommit.Fits(links))
        {
            MayBeDurable = true;
            if (await new PostgresQuickCommit(batch, links, channels).RunAsync(connection, before) is { } result)
            {
                return result;
            }

            MayBeDurable = false;
        }

        var checks = new CommitChecks(batch, links, channels);
        var reading = new Trip(connection, before).Add("begin isolation level read committed");
        checks.Ask(reading);
        await reading.RunAsync(CancellationToken.None);
        var claims = checks.Apply();
        if (Array.Exists(links, link => link.Loss is not null))
        {
            await RollbackAsync(connection);
            return new CommitResult.Lost([.. links.SelectMany(Loss)]);
        }

        if (!await claims.WriteAsync(connection, before))
        {
            await RollbackAsync(connection);
            return null;
        }

        TakeSequences(links, checks.LastSeqs);
        var writing = new Trip(connection, before);
        new CommitWrites(writing, links, channels).Add(checks.LastSeqs, checks.Batch, checks.ExpiredReplies);
        writing.Add("commit");
        MayBeDurable = true;
        await writing.RunAsync(CancellationToken.None);
        return new CommitResult.Committed([.. links.Select(link => link.LastSeq)], [.. links.Select(link => link.Row)]);
    }

    private static IEnumerable<LostLink> Loss(PlannedLink link) =>
        link.Loss is { } reason ? [new LostLink(link.Index, reason, link.LostLease)] : [];

    private Task<int> RollbackAsync(NpgsqlConnection connection) => new Trip(connection, before).Add("rollback").RunAsync(CancellationToken.None);

    private async Task<PlannedLink[]> PlanAsync(NpgsqlConnection connection)
    {
        var links = new PlannedLink[batch.Links.Count];
        for (var index = 0; index < links.Length; index++)
        {
            var commit = batch.Links[index];
            links[index] = new PlannedLink(index, await numbers.TakeFirmAsync(connection, commit.Key.Firm, CancellationToken.None), commit);
        }

        return links;
    }

    private async Task<Dictionary<(string Firm, string System), long>> ChannelsAsync(NpgsqlConnection connection)
    {
        var channels = new Dictionary<(string, string), long>();
        foreach (var commit in batch.Links)
        {
            foreach (var due in commit.Due)
            {
                channels.TryAdd(
                    (commit.Key.Firm, due.System),
                    await numbers.TakeChannelAsync(connection, commit.Key.Firm, due.System, CancellationToken.None));
            }

            foreach (var lease in commit.Leases)
            {
                channels.TryAdd(
                    (lease.Firm, lease.System),
                    await numbers.FindChannelAsync(connection, lease.Firm, lease.System, CancellationToken.None) ?? 0);
            }
        }

        return channels;
    }

    private static void TakeSequences(PlannedLink[] links, Dictionary<long, long> lastSeqs)
    {
        foreach (var link in links)
        {
            var count = link.Commit.Entries.Count;
            link.LastSeq = count == 0 ? link.PreviousSeq : lastSeqs[link.Firm] += count;
        }
    }
}
