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
    private RowColumns? columns;

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

    internal ISubmitter? Submitter { get; init; }

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
            _ = Row(records: 1);
        }
    }

    internal ImmutableArray<LinkEvent> Events => events;

    internal LinkState State => state;

    /// <summary>Null when there are no events.</summary>
    internal JournalEntry? Entry() => events.IsEmpty ? null : entry ??= new JournalEntry(state.Revision, Actor, At, EventJson.Write(events));

    /// <summary>The row that it leaves; null: so many records may follow the row that the store has.</summary>
    internal LinkRow? Row(int records) => Submitter?.Written is { } written && written.Covers(Columns(), records) ? null : new()
    {
        Key = Key,
        Revision = state.Revision,
        Epoch = Columns().Epoch,
        Phase = Columns().Phase,
        Partner = Columns().Partner,
        Notices = Columns().Notices,
        Differing = Columns().Differing,
        State = bytes ??= StateCodec.Write(state),
    };

    internal void Answer(CommitOutcome result) => outcome.TrySetResult(result);

    private RowColumns Columns() => columns ??= new RowColumns(
        state.Epoch,
        PhaseNames.Of(state.Phase),
        state.Partner?.Id,
        Rules is null ? 0 : LinkNotices.Of(state, Rules).Length,
        Rules is null ? 0 : LinkDifferences.Count(state, Rules));
}

/// <summary>Holds what was decided ahead of its commit, and has to give it up when the commit fails.</summary>
internal interface ISubmitter
{
    /// <summary>It gave up what it had decided ahead: what of that still waits is not to be committed.</summary>
    bool Retired { get; }

    /// <summary>The row that the store is known to have of it; null: none, or not known.</summary>
    WrittenRow? Written { get; }

    /// <summary>Told before anybody who waits for these is answered.</summary>
    /// <param name="submissions">In the order they were made; all of them shared one fate.</param>
    /// <param name="row">Where the store has it now; null when they were not committed.</param>
    void Completed(IReadOnlyList<Submission> submissions, StoredRow? row);
}

/// <summary>A link's row as the store numbers it, and what it says.</summary>
internal sealed record StoredRow(long RowNumber, WrittenRow Written);

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
