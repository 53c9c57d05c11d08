using System.Threading.Channels;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Tests.Hosting;

/// <summary>Links, claims and replies in memory. While it <see cref="Holds"/>, the test decides over each commit.</summary>
internal sealed partial class FakeStore : IStore
{
    private readonly Lock gate = new();
    private readonly Channel<HeldCommit> held = Channel.CreateUnbounded<HeldCommit>();
    private readonly Dictionary<LinkKey, LinkRow> rows = [];
    private readonly Dictionary<string, LinkKey> claims = new(StringComparer.Ordinal);
    private readonly List<ReplyRow> replies = [];
    private readonly HashSet<Guid> batches = [];
    private readonly List<HeldCommit> undecided = [];
    private long seq;

    public bool Holds { get; set; }

    public int Loads { get; private set; }

    /// <summary>Told when a load begins.</summary>
    public Action? Loading { get; set; }

    /// <summary>Loads go on when it is over.</summary>
    public Task LoadsAfter { get; set; } = Task.CompletedTask;

    /// <summary>Leases that others have by now.</summary>
    public HashSet<LeaseStamp> LostLeases { get; } = [];

    /// <summary>What was written, in order.</summary>
    public List<(LinkKey Key, JournalEntry Entry)> Journal { get; } = [];

    public async Task<HeldCommit> NextAsync(CancellationToken cancel) => await held.Reader.ReadAsync(cancel);

    /// <summary>Ends what a failed test left standing.</summary>
    public void LetGo()
    {
        Holds = false;
        lock (gate)
        {
            undecided.ForEach(commit => commit.Fail());
        }
    }

    public LinkRow Row(LinkKey key) => rows[key];

    public LinkState State(LinkKey key) => StoredState.Of(rows[key]);

    public int CommitsAtOnce { get; set; } = 1;

    public async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel)
    {
        if (!Holds)
        {
            return Write(batch);
        }

        var commit = new HeldCommit(batch);
        lock (gate)
        {
            undecided.Add(commit);
        }

        await held.Writer.WriteAsync(commit, cancel);
        return (await commit.Fate)(this);
    }

    public CommitResult Write(CommitBatch batch)
    {
        lock (gate)
        {
            var lost = batch.Links
                .Select((link, index) => (Index: index, Reason: Loss(link), Lease: link.Leases.FirstOrDefault(LostLeases.Contains)))
                .Where(link => link.Reason is not null)
                .Select(link => new LostLink(link.Index, link.Reason!.Value, link.Lease))
                .ToList();
            if (lost.Count > 0)
            {
                return new CommitResult.Lost(lost);
            }

            batches.Add(batch.Id);
            foreach (var link in batch.Links)
            {
                Write(link);
            }

            return new CommitResult.Committed(
                [.. batch.Links.Select(link => rows[link.Key].LastSeq)], [.. batch.Links.Select(link => rows[link.Key].RowNumber)]);
        }
    }

    public Task<bool> WasCommittedAsync(Guid batch, CancellationToken cancel)
    {
        lock (gate)
        {
            return Task.FromResult(batches.Contains(batch));
        }
    }

    public async Task<IReadOnlyList<LinkRow>> LoadLinksAsync(IReadOnlyCollection<LinkKey> keys, CancellationToken cancel)
    {
        lock (gate)
        {
            Loads++;
        }

        Loading?.Invoke();
        await LoadsAfter;
        lock (gate)
        {
            return [.. keys.Where(rows.ContainsKey).Select(key => rows[key])];
        }
    }

    public Task<IReadOnlyList<ReplyRow>> FindRepliesAsync(string firm, string caller, string key, DateTimeOffset now, CancellationToken cancel)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<ReplyRow>>([.. replies.Where(reply => reply.Caller == caller && reply.Key == key)]);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private LossReason? Loss(LinkCommit link)
    {
        if (link.Leases.Any(LostLeases.Contains))
        {
            return LossReason.Lease;
        }

        if ((rows.TryGetValue(link.Key, out var row) ? row.Revision : 0) != link.ExpectedRevision)
        {
            return LossReason.Revision;
        }

        if (link.Claims.Any(claim => claim.Take && claims.TryGetValue(claim.Record, out var holder) && holder != link.Key))
        {
            return LossReason.Claim;
        }

        return link.Replies.Any(reply => replies.Exists(kept => (kept.Caller, kept.Key, kept.Item) == (reply.Caller, reply.Key, reply.Item)))
            ? LossReason.Reply
            : null;
    }

    private void Write(LinkCommit link)
    {
        seq += link.Entries.Count;
        Journal.AddRange(link.Entries.Select(entry => (link.Key, entry)));
        replies.AddRange(link.Replies);
        foreach (var claim in link.Claims.Where(claim => claim.Take))
        {
            claims[claim.Record] = link.Key;
        }

        var before = rows.GetValueOrDefault(link.Key);
        rows[link.Key] = (link.Row ?? Grown(before!, link.Entries)) with { RowNumber = before?.RowNumber ?? rows.Count + 1, LastSeq = seq };
    }

    private static LinkRow Grown(LinkRow row, IReadOnlyList<JournalEntry> entries) => row with
    {
        Revision = row.Revision + entries.Count,
        Tail = [.. row.Tail, .. entries.Select(entry => entry.Events)],
    };
}
