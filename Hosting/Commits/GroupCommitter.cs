using System.Diagnostics;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>
/// Commits decisions of many links together. While one batch is written the next gathers, so the batch grows with the
/// load and a lone command waits for nobody. A loser leaves the batch alone; the rest goes in again. Commits of one firm are one after
/// the other; where the store writes several at once, firms are spread over as many lanes.
/// </summary>
public sealed class GroupCommitter : IAsyncDisposable
{
    private readonly IStore store;
    private readonly TimeProvider clock;
    private readonly GroupCommitterOptions options;
    private readonly CommitLane[] lanes;
    private NodeMetrics? measured;

    public GroupCommitter(IStore store, TimeProvider clock, GroupCommitterOptions options)
    {
        (this.store, this.clock, this.options) = (store, clock, options);
        lanes = [.. Enumerable.Range(0, store.CommitsAtOnce).Select(_ => new CommitLane(options, CommitAsync))];
    }

    /// <summary>Told of every due change that is durable.</summary>
    public event Action<LinkKey, DueChange>? Due;

    /// <summary>Told of every firm whose journal has grown.</summary>
    public event Action<string>? Committed;

    /// <summary>Measures from now on.</summary>
    public void Measure(NodeMetrics metrics)
    {
        measured = metrics;
        metrics.Commits.Observe(() => Waiting, () => options.QueueLimit);
    }

    public void Start() => Array.ForEach(lanes, lane => lane.Start());

    /// <exception cref="OverloadedException">The queue is full.</exception>
    public void Submit(Submission submission)
    {
        if (Waiting >= options.QueueLimit)
        {
            measured?.Commits.Refused();
            throw new OverloadedException(options.RetryAfter);
        }

        lanes[Lane(submission.Key.Firm)].Add(submission);
    }

    /// <summary>Commits what waits, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var lane in lanes)
        {
            await lane.DisposeAsync();
        }
    }

    private int Waiting => lanes.Length == 1 ? lanes[0].Waiting : lanes.Sum(lane => lane.Waiting);

    private int Lane(string firm) => lanes.Length == 1 ? 0 : (int)((uint)string.GetHashCode(firm, StringComparison.Ordinal) % (uint)lanes.Length);

    private async Task CommitAsync(List<Submission> submissions)
    {
        var groups = Group(submissions);
        while (groups.Count > 0)
        {
            var now = clock.GetUtcNow();
            var began = clock.GetTimestamp();
            using var span = NodeTraces.Commit(groups);
            CommitResult? result;
            List<LinkCommit> links;
            try
            {
                links = groups.ConvertAll(Merge);
                result = await WriteAsync(new CommitBatch(Guid.CreateVersion7(now), now, links));
            }
            catch (Exception fault)
            {
                measured?.Commits.Failed(clock.GetElapsedTime(began));
                span?.SetStatus(ActivityStatusCode.Error);

                // Even a fault of ours must not end the loop, or everybody who comes after would wait for ever.
                var failed = new CommitOutcome.Failed(fault as StoreUnavailableException ?? new StoreUnavailableException("The commit failed.", fault));
                groups.ForEach(group => Refuse(group, _ => failed));
                return;
            }

            if (result is CommitResult.Lost lost)
            {
                measured?.Commits.Lost(lost);
                groups = Drop(groups, lost);
                continue;
            }

            measured?.Committed(groups, clock.GetElapsedTime(began));
            Answer(groups, links, (CommitResult.Committed)result);
            return;
        }
    }

    private static List<List<Submission>> Group(List<Submission> submissions)
    {
        var groups = new List<List<Submission>>(submissions.Count);
        var places = new Dictionary<LinkKey, int>(submissions.Count);
        foreach (var submission in submissions)
        {
            // What it was decided on was not written: by another node's writing its revision may fit all the same.
            if (submission.Submitter is { Retired: true })
            {
                Refuse([submission], _ => new CommitOutcome.Lost(LossReason.Revision));
            }
            else if (places.TryGetValue(submission.Key, out var place))
            {
                groups[place].Add(submission);
            }
            else
            {
                places.Add(submission.Key, groups.Count);
                groups.Add([submission]);
            }
        }

        return groups;
    }

    private static LinkCommit Merge(List<Submission> group)
    {
        var last = group[^1];
        var alone = group.Count == 1;
        JournalEntry[] entries = alone && last.Entry() is { } only ? [only] : [.. group.Select(submission => submission.Entry()).OfType<JournalEntry>()];
        return new LinkCommit
        {
            Key = last.Key,
            ExpectedRevision = group[0].ExpectedRevision,
            RowNumber = last.RowNumber,
            Row = last.Row(entries.Length),
            Entries = entries,
            Claims = alone ? last.Claims : [.. group.SelectMany(submission => submission.Claims)],
            Due = alone ? last.Due : LastDue(group),
            Replies = alone
                ? last.Reply is { } reply ? [reply] : []
                : [.. group.Select(submission => submission.Reply).OfType<ReplyRow>()],
            Leases = alone
                ? last.Lease is { } lease ? [lease] : []
                : [.. group.Select(submission => submission.Lease).OfType<LeaseStamp>().Distinct()],
        };
    }

    private static WrittenRow Written(Submission last, LinkCommit link) =>
        link.Row is { } row ? WrittenRow.Of(row) : last.Submitter!.Written!.After(link.Entries.Count);

    private static List<DueChange> LastDue(List<Submission> group)
    {
        var due = new List<DueChange>(2);
        for (var i = group.Count - 1; i >= 0; i--)
        {
            foreach (var change in group[i].Due)
            {
                if (!due.Exists(later => string.Equals(later.System, change.System, StringComparison.Ordinal)))
                {
                    due.Add(change);
                }
            }
        }

        return due;
    }

    /// <summary>
    /// When a commit throws, its connection may have broken behind it: its batch id tells, before anybody is answered. What is not there
    /// goes in once more, because every connection may have broken while it rested.
    /// </summary>
    private async Task<CommitResult> WriteAsync(CommitBatch batch)
    {
        for (var isAgain = false; ; isAgain = true)
        {
            try
            {
                return await store.CommitAsync(batch, CancellationToken.None);
            }
            catch (StoreUnavailableException fault)
            {
                if (await store.WasCommittedAsync(batch.Id, CancellationToken.None))
                {
                    break;
                }

                if (isAgain || !fault.ConnectionBroke)
                {
                    throw;
                }

                batch = batch with { Id = Guid.CreateVersion7(clock.GetUtcNow()) };
            }
        }

        var rows = await store.LoadLinksAsync([.. batch.Links.Select(link => link.Key)], CancellationToken.None);
        var byKey = rows.ToDictionary(row => row.Key);
        return new CommitResult.Committed(
            [.. batch.Links.Select(link => byKey[link.Key].LastSeq)], [.. batch.Links.Select(link => byKey[link.Key].RowNumber)]);
    }

    private static List<List<Submission>> Drop(List<List<Submission>> groups, CommitResult.Lost lost)
    {
        var reasons = lost.Links.ToDictionary(link => link.Index);
        var rest = new List<List<Submission>>(groups.Count);
        for (var index = 0; index < groups.Count; index++)
        {
            if (!reasons.TryGetValue(index, out var loss))
            {
                rest.Add(groups[index]);
                continue;
            }

            // Only one of a link's submissions can be to blame, or all of one lease; the others are decided again.
            var blamed = groups[index].Find(submission => IsToBlame(submission, loss));
            Refuse(groups[index], submission => new CommitOutcome.Lost(
                ReferenceEquals(submission, blamed) || (loss.Reason == LossReason.Lease && IsToBlame(submission, loss))
                    ? loss.Reason
                    : LossReason.Revision));
        }

        return rest;
    }

    private static bool IsToBlame(Submission submission, LostLink loss) => loss.Reason switch
    {
        LossReason.Claim => submission.Claims.Any(claim => claim.Take),
        LossReason.Reply => submission.Reply is not null,
        LossReason.Lease => submission.Lease == loss.Lease,
        _ => false,
    };

    private static void Refuse(List<Submission> group, Func<Submission, CommitOutcome> outcome)
    {
        group[^1].Submitter?.Completed(group, row: null);
        group.ForEach(submission => submission.Answer(outcome(submission)));
    }

    private void Answer(List<List<Submission>> groups, List<LinkCommit> links, CommitResult.Committed committed)
    {
        for (var index = 0; index < groups.Count; index++)
        {
            var group = groups[index];
            var seq = committed.LastSeqs[index] - links[index].Entries.Count;
            group[^1].Submitter?.Completed(group, new StoredRow(committed.RowNumbers[index], Written(group[^1], links[index])));
            foreach (var submission in group)
            {
                seq += submission.Entry() is null ? 0 : 1;
                submission.Answer(new CommitOutcome.Committed(seq));
            }

            if (Committed is { } told && links[index].Entries.Count > 0)
            {
                told(group[0].Key.Firm);
            }

            if (Due is { } listeners)
            {
                foreach (var change in group.Count == 1 ? group[0].Due : LastDue(group))
                {
                    listeners(group[0].Key, change);
                }
            }
        }
    }
}
