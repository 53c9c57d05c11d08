using System.Collections.Immutable;
using System.Diagnostics;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>What one decision wants committed. Submissions of one link come in the order they were decided.</summary>
/// <param name="events">Empty when only due work moves.</param>
public sealed class Submission(LinkKey key, long revision, LinkState state, ImmutableArray<LinkEvent> events)
{
    private readonly TaskCompletionSource<CommitOutcome> outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? bytes;

    /// <summary>The span of the decision, which the commit's span points to.</summary>
    internal ActivityContext? Trace { get; } = Activity.Current?.Context;
    private JournalEntry? entry;
    private Counts? counts;

    public LinkKey Key { get; } = key;

    /// <summary>The revision that the link must have before it.</summary>
    public long ExpectedRevision { get; } = revision;

    /// <summary>Who did it, as the journal names it.</summary>
    public string Actor { get; init; } = string.Empty;

    public DateTimeOffset At { get; init; }

    /// <summary>Nothing else of its link waits: its row is written as it leaves it.</summary>
    public bool Alone { get; init; }

    public IReadOnlyList<ClaimChange> Claims { get; init; } = [];

    public IReadOnlyList<DueChange> Due { get; init; } = [];

    public ReplyRow? Reply { get; init; }

    /// <summary>What notices and differences are counted by, for the row's list columns; null: they are not.</summary>
    public LinkSettings? Rules { get; init; }

    /// <summary>The lease that it was decided under.</summary>
    public LeaseStamp? Lease { get; init; }

    public ISubmitter? Submitter { get; init; }

    /// <summary>What has encoded the link's states before this one; null: nothing has.</summary>
    public StateEncoder? Encoder { get; init; }

    /// <summary>The store's number of the row, when it is known.</summary>
    public long RowNumber { get; init; }

    public Task<CommitOutcome> Outcome => outcome.Task;

    /// <summary>
    /// Encodes on the caller's thread what the committer would otherwise encode, who may do it at the same time: the bytes are
    /// the same. The state of a busy link is encoded once for all that share its commit, by the committer.
    /// </summary>
    public void Encode()
    {
        _ = Entry();
        if (Alone)
        {
            _ = Bytes();
            _ = Counted();
        }
    }

    internal ImmutableArray<LinkEvent> Events => events;

    internal LinkState State => state;

    /// <summary>Null when there are no events.</summary>
    internal JournalEntry? Entry() => events.IsEmpty ? null : entry ??= new JournalEntry(state.Revision, Actor, At, EventJson.Write(events));

    internal LinkRow Row() => new()
    {
        Key = Key,
        RowNumber = RowNumber,
        Revision = state.Revision,
        Epoch = state.Epoch,
        Phase = PhaseNames.Of(state.Phase),
        Partner = state.Partner?.Id,
        Notices = Counted().Notices,
        Differing = Counted().Differing,
        State = Bytes(),
    };

    internal void Answer(CommitOutcome result) => outcome.TrySetResult(result);

    private Counts Counted() =>
        counts ??= Rules is null ? new Counts(0, 0) : new Counts(LinkNotices.Of(state, Rules).Length, LinkDifferences.Count(state, Rules));

    private byte[] Bytes() => bytes ??= Encoder?.Write(state) ?? StateCodec.Write(state);

    private sealed record Counts(int Notices, int Differing);
}

/// <summary>Holds what was decided ahead of its commit, and has to give it up when the commit fails.</summary>
public interface ISubmitter
{
    /// <summary>It gave up what it had decided ahead: what of that still waits is not to be committed.</summary>
    bool Retired { get; }

    /// <summary>The sequence of the last journal record that the store is known to have of it.</summary>
    long? LastSeq { get; }

    /// <summary>Told before anybody who waits for these is answered.</summary>
    /// <param name="submissions">In the order they were made; all of them shared one fate.</param>
    /// <param name="row">Where the store has it now; null when they were not committed.</param>
    void Completed(IReadOnlyList<Submission> submissions, StoredPlace? row);
}

/// <summary>A link's row as the store numbers it, and the sequence of the link's last journal record.</summary>
public sealed record StoredPlace(long RowNumber, long LastSeq);

/// <summary>What became of one submission. A closed set.</summary>
public abstract record CommitOutcome
{
    private CommitOutcome()
    {
    }

    /// <summary>Durable.</summary>
    public sealed record Committed(long Seq) : CommitOutcome;

    /// <summary>Not written, and nothing decided on it will be: decide again on the stored row.</summary>
    public sealed record Lost(LossReason Reason) : CommitOutcome;

    /// <summary>The store could not say, or could not be reached.</summary>
    public sealed record Failed(StoreUnavailableException Fault) : CommitOutcome;
}
