using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>The one transaction.</summary>
internal sealed partial class SimStore
{
    /// <summary>
    /// Writes all, or names the links that have to leave the batch first: their submissions have an outcome then, and nothing was written.
    /// </summary>
    /// <returns>Whether it was written.</returns>
    public bool Commit(long batch, IReadOnlyList<Submission> submissions)
    {
        if (!Check(submissions))
        {
            return false;
        }

        foreach (var submission in submissions)
        {
            Write(submission);
            submission.Outcome = CommitOutcome.Committed;
        }

        batches[batch] = true;
        world.Laws.ClaimsHold();
        return true;
    }

    private bool Check(IReadOnlyList<Submission> submissions)
    {
        var all = true;
        var revisions = new Dictionary<LinkKey, long>();
        var taken = new Dictionary<(int, string), LinkKey>();
        var released = new HashSet<(int, string)>();
        var requests = new HashSet<string>(StringComparer.Ordinal);
        foreach (var submission in submissions.Where(entry => entry.Before.Partner is not null && (entry.After.Partner != entry.Before.Partner || entry.After.Epoch != entry.Before.Epoch)))
        {
            released.Add((World.FirmOf(submission.Key), submission.Before.Partner!.Id));
        }

        foreach (var submission in submissions)
        {
            var row = Find(submission.Key);
            var revision = revisions.GetValueOrDefault(submission.Key, row?.State.Revision ?? 0);
            var outcome = CommitOutcome.Waiting;
            if (submission.Lease is { } lease && !IsHeld(lease))
            {
                outcome = CommitOutcome.LostLease;
            }
            else if (revision != submission.Before.Revision && world.Defect.ChecksRevisions)
            {
                outcome = CommitOutcome.LostRevision;
            }
            else if (submission.Takes && IsTaken(submission, released, taken) && world.Defect.ChecksClaims)
            {
                outcome = CommitOutcome.LostClaim;
            }
            else if (submission.Request is { } request && world.Defect.KeepsReplies && (replies.ContainsKey(request) || !requests.Add(request)))
            {
                outcome = CommitOutcome.LostReply;
            }

            revisions[submission.Key] = submission.After.Revision;
            submission.Outcome = outcome;
            all &= outcome == CommitOutcome.Waiting;
        }

        return all;
    }

    private bool IsTaken(Submission submission, HashSet<(int, string)> released, Dictionary<(int, string), LinkKey> taken)
    {
        var record = (World.FirmOf(submission.Key), submission.After.Partner!.Id);
        if (taken.TryGetValue(record, out var first) && first != submission.Key)
        {
            return true;
        }

        taken[record] = submission.Key;
        return claims.TryGetValue(record, out var claim) && claim.Link != submission.Key && !released.Contains(record);
    }

    private void Write(Submission submission)
    {
        var row = Find(submission.Key);
        if (row is null)
        {
            row = Add(submission.Key);
        }

        WriteClaims(submission);
        if (!submission.Events.IsEmpty)
        {
            submission.Seq = sequences[submission.Key.Firm] = LastSeq(submission.Key.Firm) + 1;
            row.Journal.Add(new JournalRecord(submission.Seq, submission.After.Revision, submission.Events, submission.Request));
            world.Laws.Committed(row, submission);
            row.State = submission.After;
            row.Write();
        }

        row.HubDue = submission.HubDue.Changes ? submission.HubDue.At : row.HubDue;
        row.PartnerDue = submission.PartnerDue.Changes ? submission.PartnerDue.At : row.PartnerDue;
        if (submission.Request is { } request && submission.Reply is { } reply && world.Defect.KeepsReplies)
        {
            replies[request] = EventJson.WriteReply(reply);
        }
    }

    private StoredLink Add(LinkKey key)
    {
        var row = new StoredLink(key);
        var place = links.FindIndex(other => string.CompareOrdinal(other.Name, row.Name) > 0);
        links.Insert(place < 0 ? links.Count : place, row);
        byClient.Add(key.Client, row);
        return row;
    }

    private void WriteClaims(Submission submission)
    {
        var (before, after) = (submission.Before, submission.After);
        if (before.Partner == after.Partner && before.Epoch == after.Epoch)
        {
            return;
        }

        var firm = World.FirmOf(submission.Key);
        if (before.Partner is { } left && claims.TryGetValue((firm, left.Id), out var held) && held.Link == submission.Key)
        {
            claims.Remove((firm, left.Id));
        }

        if (after.Partner is { } wanted)
        {
            claims[(firm, wanted.Id)] = (submission.Key, after.Epoch);
        }
    }
}
