namespace Counterpart.Simulation;

/// <summary>The node's committer: one batch at a time, with everything that waits.</summary>
internal sealed partial class LinkHost
{
    private readonly List<Submission> waiting = [];
    private bool isWriting;

    private void Enqueue(HostedLink link, Submission submission)
    {
        link.State = submission.After;
        link.Pending++;
        link.Last = submission;
        waiting.Add(submission);
        if (!isWriting)
        {
            isWriting = true;
            Flow.Start(world.Timeline, node.Life, Write());
        }
    }

    private IEnumerator<Wait> Write()
    {
        while (waiting.Count > 0)
        {
            var batch = waiting.ToList();
            waiting.Clear();
            while (batch.Count > 0)
            {
                var id = world.NextBatch();
                yield return world.Network.Store();
                if (world.Store.IsDown)
                {
                    Complete(batch, CommitOutcome.Failed);
                    break;
                }

                var written = world.Store.Commit(id, batch);
                var broken = written && world.Faults.Strikes(Simulation.FaultKind.BrokenCommit);
                yield return world.Network.Store();
                if (written)
                {
                    if (broken)
                    {
                        // Neither success nor failure, until the batch is looked up.
                        yield return TimeSpan.FromMilliseconds(200);
                        written = world.Store.WasCommitted(id);
                    }

                    Complete(batch, written ? CommitOutcome.Committed : CommitOutcome.Failed);
                    break;
                }

                // Those links leave it, with all that was decided on top of them.
                var lost = batch.Where(entry => entry.Outcome != CommitOutcome.Waiting).Select(entry => entry.Key).ToHashSet();
                var left = batch.Where(entry => lost.Contains(entry.Key)).ToList();
                batch.RemoveAll(entry => lost.Contains(entry.Key));
                Complete(left, CommitOutcome.LostRevision);
                if (!world.Defect.WritesTheRest)
                {
                    Complete(batch, CommitOutcome.Committed);
                    break;
                }
            }
        }

        isWriting = false;
    }

    private void Complete(List<Submission> batch, CommitOutcome outcome)
    {
        foreach (var submission in batch)
        {
            if (outcome != CommitOutcome.LostRevision || submission.Outcome == CommitOutcome.Waiting)
            {
                submission.Outcome = outcome;
            }

            if (links.TryGetValue(submission.Key, out var link))
            {
                link.Pending--;
                link.Last = ReferenceEquals(link.Last, submission) ? null : link.Last;
                link.Barrier = ReferenceEquals(link.Barrier, submission) ? null : link.Barrier;
                if (submission.Outcome != CommitOutcome.Committed && !world.Defect.KeepsLostState)
                {
                    links.Remove(submission.Key);
                    Poison(submission);
                }
            }
        }

        foreach (var submission in batch)
        {
            submission.Done.Set();
            if (submission.Outcome == CommitOutcome.Committed)
            {
                node.DueChanged(submission);
            }
        }
    }

    /// <summary>What was decided on a state whose commit failed is not written either.</summary>
    private void Poison(Submission lost)
    {
        foreach (var entry in waiting.Where(entry => entry.Key == lost.Key).ToList())
        {
            waiting.Remove(entry);
            entry.Outcome = CommitOutcome.LostRevision;
            entry.Done.Set();
        }
    }
}
