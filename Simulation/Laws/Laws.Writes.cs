using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>What may be written (laws 3, 4 and 6).</summary>
internal sealed partial class Laws
{
    /// <summary>An attempt was answered as begun.</summary>
    public void Begun(LinkKey key, LinkReply.Begun begun, RecordRead read)
    {
        var (attempt, patch) = begun;
        var row = world.Store.Find(key);
        LawBroken.Require(3, row is not null && row.State.LastAttempt >= attempt.Id, $"{key}: attempt {attempt.Id} was begun and is not committed");
        LawBroken.Require(
            6,
            row!.State.Epoch != attempt.Epoch || row.State.Partner is null || world.Store.ClaimOn(World.FirmOf(key), row.State.Partner.Id)?.Link == key,
            $"{key}: attempt {attempt.Id} without the claim");
        LawBroken.Require(3, !row.State.IsPaused || row.State.Open?.Id != attempt.Id || WasPausedSince(row, attempt), $"{key}: attempt {attempt.Id} of a paused link");
        foreach (var entry in attempt.Paths)
        {
            if (world.Home.RuleOf(entry.Path) is not { Kind: not FieldKind.RowReference } rule)
            {
                continue;
            }

            var shown = Shows(read.Content, rule, entry.Path, patch);
            LawBroken.Require(
                3,
                shown is not null && Canon.Same(rule.Kind, "US", shown, entry.Expected),
                $"{key}: {entry.Path} was expected to be {entry.Expected} and read as {(shown is null ? "nothing" : shown.ToString())}");
        }
    }

    /// <summary>The pause came after the attempt.</summary>
    private static bool WasPausedSince(StoredLink row, Attempt attempt)
    {
        for (var at = row.Journal.Count - 1; at >= 0; at--)
        {
            foreach (var happened in row.Journal[at].Events)
            {
                if (happened is LinkEvent.Paused)
                {
                    return true;
                }

                if (happened is LinkEvent.AttemptBegun begun && begun.Attempt.Id == attempt.Id)
                {
                    return false;
                }
            }
        }

        return false;
    }

    /// <summary>A write of ours is about to be applied.</summary>
    public void Written(Vendor vendor, VendorRecord record, VendorCall call)
    {
        var attempt = call.Attempt!;
        world.Digest.Add(record.Id, attempt.Id, call.Patch!.Scalars.Count, call.Patch.Rows.Length, 4);
        if (world.IsTraced)
        {
            world.Tell($"{vendor.Traits.System} applies attempt {attempt.Id} of {call.Link.Client} to {record.Id}: {string.Join("; ", attempt.Paths.Select(entry => $"{entry.Path}={entry.Value}"))}");
        }

        LedgerOf(call.Link).Written(attempt);
        HoldsItsClaim(vendor, call.Link, attempt);
        foreach (var (path, _) in call.Patch.Scalars)
        {
            Overwrites(call.Link, record, path, attempt, call.StandsOn);
            Arrives(call.Link, vendor, record, path, attempt);
        }
    }

    /// <summary>A claim is kept until no write can be on its way, by what the vendor promises.</summary>
    private void HoldsItsClaim(Vendor vendor, LinkKey link, Attempt attempt)
    {
        var isPromised = world.Now <= attempt.Deadline + vendor.Traits.Limits.WriteLatency - world.Home.ClockDifference;
        LawBroken.Require(
            6,
            !isPromised || (world.Store.Find(link)?.State is { Partner: not null } state && state.Epoch == attempt.Epoch) || WasTakenForDone(link, attempt),
            $"{link}: attempt {attempt.Id} arrives, and its claim is gone");
    }

    /// <summary>Somebody had entered just what was sent, so that the attempt was over before it arrived.</summary>
    private bool WasTakenForDone(LinkKey link, Attempt attempt) => world.Store.Find(link)!.Journal.Exists(record => record.Events.Any(happened =>
        happened is LinkEvent.AttemptSettled { ByReading: true } settled && settled.Id == attempt.Id && settled.Paths.Any(path => path.Outcome == PathOutcome.Done)));

    /// <summary>What is written over was shown by the read that the write stands on, or was set after what that read showed.</summary>
    private void Overwrites(LinkKey link, VendorRecord record, string path, Attempt attempt, DateTimeOffset standsOn)
    {
        var entry = attempt.Of(path)!;
        var there = Contents.Scalar(record.Now, path);
        var kind = world.Home.RuleOf(path)?.Kind ?? FieldKind.Text;
        if (Canon.Same(kind, "US", there, entry.Expected) || Canon.Same(kind, "US", there, entry.Value))
        {
            return;
        }

        var setAt = record.SetAt(path, world.Now);
        LawBroken.Require(3, setAt > standsOn, $"{path} of {record.Id} was {there} when it was read, and {entry.Expected} was expected");
        Unseen++;

        // Of an attempt that is over its values are remembered, and what it does is answered.
        if (world.Store.Find(link)?.State is { } state && IsOpen(state, attempt))
        {
            world.Excuses.Give(link, path);
        }
    }

    private static bool IsOpen(LinkState state, Attempt attempt) => state.Open?.Id == attempt.Id && state.Epoch == attempt.Epoch;

    /// <summary>
    /// An attempt that was taken for done before it arrived left nothing to know its value by. One that arrives after the promised
    /// time, when another link has its record, is not known to that link at all.
    /// </summary>
    private void Arrives(LinkKey link, Vendor vendor, VendorRecord record, string path, Attempt attempt)
    {
        if (world.Store.Owner(vendor.Firm, vendor.Traits.Side, record.Id) is { } owner && owner != link)
        {
            world.Excuses.Give(owner, path);
        }

        if (world.Store.Find(link)?.State is not { } state || IsOpen(state, attempt))
        {
            return;
        }

        foreach (var ghost in state.Ghosts)
        {
            if (ghost.Side == attempt.Side && ghost.Path == path && ghost.Value.Equals(attempt.Of(path)!.Value))
            {
                return;
            }
        }

        world.Excuses.Give(link, path);
    }

    private static FieldValue? Shows(RecordContent content, FieldRule rule, string path, RecordPatch patch)
    {
        if (!rule.IsList)
        {
            return content.Scalars.GetValueOrDefault(path);
        }

        if (!content.Lists.TryGetValue(rule.Path, out var rows))
        {
            return null;
        }

        if (rule.Kind == FieldKind.Tag)
        {
            return Row(rows, row => FieldPaths.Tag(Canon.Of(FieldKind.Tag, "US", row.Value)) == path);
        }

        var id = patch.Rows.FirstOrDefault(row => row.Path == path)?.RowId;
        return Row(rows, row => row.Id == id);
    }

    private static FieldValue Row(ImmutableArray<RecordRow> rows, Func<RecordRow, bool> fits)
    {
        foreach (var row in rows)
        {
            if (fits(row))
            {
                return row.Value;
            }
        }

        return FieldValue.Blank;
    }
}
