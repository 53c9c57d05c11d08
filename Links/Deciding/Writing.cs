using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>Read, compare, write: what an attempt may send, and what became of it.</summary>
internal static class Writing
{
    private static readonly TimeSpan GhostTime = TimeSpan.FromMinutes(10);

    public static LinkReply Begin(LinkDraft draft, RecordRead read, DateTimeOffset at)
    {
        if (!draft.State.Phase.HasRecords())
        {
            return new LinkReply.NotLinked(draft.State.Phase);
        }

        if (!Observing.Believed(draft.State, read) || at > read.StartedAt + draft.Settings.Of(read.Side).AttemptTime)
        {
            return new LinkReply.NotBelieved();
        }

        Observing.Apply(draft, read);
        var state = draft.State;
        if (state.Phase != Phase.Linked || state.Open is not null || !draft.Settings.MayWrite)
        {
            return NothingOwed(draft, read.Side);
        }

        var side = state.Of(read.Side);
        var paths = side.NotBefore > at ? [] : Owed(state, read, at, draft.Settings);
        if (paths.IsEmpty)
        {
            return NothingOwed(draft, read.Side);
        }

        var attempt = new Attempt
        {
            Id = state.LastAttempt + 1,
            Epoch = state.Epoch,
            Side = read.Side,
            Paths = paths,
            ReadAt = read.StartedAt,
            Deadline = at + draft.Settings.Of(read.Side).AttemptTime,
        };
        draft.Add(new LinkEvent.AttemptBegun(attempt));
        return new LinkReply.Begun(attempt, PatchComposer.Compose(draft.State, attempt, draft.Settings, read));
    }

    public static LinkReply Settle(LinkDraft draft, LinkCommand.Settle command)
    {
        if (draft.State.Open is not { } attempt || attempt.Id != command.Attempt || attempt.Epoch != command.Epoch)
        {
            return new LinkReply.Ignored();
        }

        var side = draft.State.Of(attempt.Side);
        var retryAt = command.At + Backoff.Delay(side.Failures + 1, draft.State.Key.Client);
        switch (command.Outcome)
        {
            case WriteOutcome.Applied(var record):
                Applied(draft, attempt, record, command);
                break;
            case WriteOutcome.Refused(var path, var reason):
                var named = path is not null && attempt.Of(path) is not null ? path : attempt.Paths.Length == 1 ? attempt.Paths[0].Path : null;
                draft.Add(new LinkEvent.AttemptRefused(attempt.Id, named, reason, command.At));
                break;
            case WriteOutcome.Conflicted:
                draft.Add(new LinkEvent.AttemptDropped(attempt.Id, "changed meanwhile", side.Failures == 0 ? command.At : retryAt, Failed: true, Ghosts: null));
                break;
            case WriteOutcome.NotSent(var reason, var after):
                draft.Add(new LinkEvent.AttemptDropped(attempt.Id, reason, after is { } wait ? command.At + wait : retryAt, Failed: true, Ghosts: null));
                break;
            case WriteOutcome.Unknown(var reason):
                draft.Add(new LinkEvent.AttemptUnknown(attempt.Id, reason, retryAt));
                break;
            case WriteOutcome.Gone(var reason):
                draft.Add(new LinkEvent.AttemptDropped(attempt.Id, "record gone", retryAt, Failed: false, Ghosts: null));
                draft.Add(new LinkEvent.Broke(attempt.Side, reason, command.EndedAt));
                break;
        }

        AfterAttempt(draft, attempt);
        return new LinkReply.Settled(LinkDue.Of(draft.State, attempt.Side, draft.Settings));
    }

    /// <summary>An attempt whose answer never came, told by what the record holds now.</summary>
    public static void SettleByReading(LinkDraft draft, Attempt attempt, RecordRead read)
    {
        if (attempt.Paths.Any(entry => draft.State.RegisterAt(entry.Path).Of(attempt.Side).Doubt))
        {
            // What is there is not known: the read that ends the doubt tells.
            return;
        }

        var held = attempt.Paths.Select(entry => Held(draft, attempt, entry)).ToList();
        var isOver = read.Single && read.StartedAt >= Over(attempt, draft.Settings);

        // A write is whole: one that arrived shows in all that it sent. Where part of it shows, somebody may have entered the
        // same value there, and ours may yet arrive.
        var arrived = held.TrueForAll(evidence => evidence == Evidence.Sent);
        if (arrived || (isOver && held.Exists(evidence => evidence != Evidence.Before)))
        {
            draft.Add(new LinkEvent.AttemptSettled(attempt.Id, attempt.ReadAt, read.StartedAt, read.Revision, ByReading: true, Told(draft, attempt, held)));
        }
        else if (isOver)
        {
            draft.Add(new LinkEvent.AttemptDropped(
                attempt.Id, "nothing to be seen of it", read.EndedAt, Failed: true, read.EndedAt + GhostTime));
        }
        else
        {
            var over = Over(attempt, draft.Settings);
            if (attempt.Unknown && read.StartedAt >= draft.State.Of(attempt.Side).NotBefore && draft.State.Of(attempt.Side).NotBefore < over)
            {
                // Looked, and not to be told yet: the next look is the one that tells.
                draft.Add(new LinkEvent.AttemptUnknown(attempt.Id, "nothing to be seen of it yet", over));
            }

            return;
        }

        AfterAttempt(draft, attempt);
    }

    /// <summary>From when on a read tells for certain that an attempt's write did not arrive, and never will.</summary>
    public static DateTimeOffset Over(Attempt attempt, LinkSettings settings) =>
        attempt.Deadline + settings.Of(attempt.Side).WriteLatency + settings.Of(attempt.Side).ReadLag;

    /// <summary>The record that an attempt wrote to is gone, and so long that the write cannot be on its way any more.</summary>
    public static void DropOnGoneRecord(LinkDraft draft, Side side, DateTimeOffset readAt)
    {
        if (draft.State.Open is not { } attempt || attempt.Side != side || readAt < Over(attempt, draft.Settings))
        {
            return;
        }

        // What was seen of it before the record went was ours: should the record come back, it is no edit. Nor is what of it was not seen
        // yet, or not believed yet, and shows then.
        var seen = Told(draft, attempt, attempt.Paths.Select(entry => Held(draft, attempt, entry)));
        draft.Add(seen.IsEmpty
            ? new LinkEvent.AttemptDropped(attempt.Id, "record gone", readAt, Failed: false, readAt + GhostTime)
            : new LinkEvent.AttemptSettled(attempt.Id, attempt.ReadAt, readAt, Revision: null, ByReading: true, seen, Ghosts: readAt + GhostTime));
        AfterAttempt(draft, attempt);
    }

    /// <summary>
    /// Another value was edited there after our read: later than what we sent, whether that arrived or not. What is as before is owed again.
    /// </summary>
    private static ImmutableArray<SettledPath> Told(LinkDraft draft, Attempt attempt, IEnumerable<Evidence> held) =>
    [
        .. attempt.Paths
            .Zip(held)
            .Where(pair => pair.Second != Evidence.Before)
            .Select(pair => new SettledPath(pair.First.Path, OutcomeOf(pair.Second), Seen(draft.State, attempt.Side, pair.First.Path))),
    ];

    private static void Applied(LinkDraft draft, Attempt attempt, SystemRecord record, LinkCommand.Settle command)
    {
        var read = new RecordRead
        {
            Side = attempt.Side,
            Content = record.Content,
            StartedAt = command.StartedAt,
            EndedAt = command.EndedAt,
            Revision = record.Revision,
            Single = true,
        };
        if (!Observing.Believed(draft.State, read))
        {
            // A newer read was applied meanwhile: the answer tells of what was sent only.
            read = read with { Content = OnlyOf(attempt, read.Content) };
        }

        var overtaken = IsOvertaken(draft.State.Of(attempt.Side), read);
        var (touched, values) = Observing.Record(draft, read, except: attempt);
        var byPath = values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var paths = attempt.Paths.Select(entry =>
            ReadBack(draft, attempt, entry, byPath.GetValueOrDefault(entry.Path, FieldValue.Blank), overtaken));
        draft.Add(new LinkEvent.AttemptSettled(
            attempt.Id, command.StartedAt, command.EndedAt, record.Revision, ByReading: false, [.. paths], attempt.ReadAt));
        PathDecisions.Decide(draft, touched);
    }

    /// <summary>The answer came so late that a read which began after the write was over has been applied.</summary>
    private static bool IsOvertaken(SideState side, RecordRead answer) =>
        answer.Revision is { } revision && side.Revision is { } known ? known > revision : side.Fence >= answer.EndedAt;

    private static SettledPath ReadBack(LinkDraft draft, Attempt attempt, AttemptPath entry, FieldValue value, bool overtaken)
    {
        var kind = KindOf(draft.Settings, entry.Path);
        var region = draft.Settings.Region;
        var target = draft.State.RegisterAt(entry.Path).Of(attempt.Side);
        if ((overtaken || target.Version != entry.TargetVersion) && !Canon.Same(kind, region, target.Seen!, value))
        {
            return new SettledPath(entry.Path, PathOutcome.Doubtful, value);
        }

        if (Canon.Same(kind, region, value, entry.Value))
        {
            return new SettledPath(entry.Path, PathOutcome.Done, value);
        }

        return new SettledPath(
            entry.Path, Canon.Same(kind, region, value, entry.Expected) ? PathOutcome.Ignored : PathOutcome.Altered, value);
    }

    /// <summary>The attempt's paths are free to be decided again, and a link that is leaving may go.</summary>
    private static void AfterAttempt(LinkDraft draft, Attempt attempt)
    {
        if (draft.State.Open is not null)
        {
            return;
        }

        if (draft.State.Phase == Phase.Leaving)
        {
            Linking.Leave(draft, draft.State.LeaveReason);
            return;
        }

        PathDecisions.Decide(draft, attempt.Paths.Select(entry => entry.Path));
    }

    private static LinkReply.NothingOwed NothingOwed(LinkDraft draft, Side side) => new(LinkDue.Of(draft.State, side, draft.Settings));

    private static RecordContent OnlyOf(Attempt attempt, RecordContent content) => content with
    {
        Scalars = content.Scalars.RemoveRange(content.Scalars.Keys.Where(path => attempt.Of(path) is null)),
        Lists = content.Lists.RemoveRange(
            content.Lists.Keys.Where(list => !attempt.Paths.Any(entry => string.Equals(FieldPaths.List(entry.Path), list, StringComparison.Ordinal)))),
    };

    private static ImmutableArray<AttemptPath> Owed(LinkState state, RecordRead read, DateTimeOffset at, LinkSettings settings)
    {
        var ready = state.Registers
            .Where(entry => entry.Value.Of(read.Side.Other()).NotAfter + settings.Debounce <= at
                && IsCovered(entry.Key, read.Content)
                && IsSendable(state, read.Side, entry.Key, entry.Value, settings))
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

        // A main row goes with its row, or after it.
        var paths = state.Registers.Keys.Where(path =>
            ready.TryGetValue(path, out var register)
            && (settings.RuleOf(path)!.Kind != FieldKind.RowReference
                || register.Of(read.Side.Other()).Seen!.Text is not { } row
                || PatchComposer.RowId(state, read.Side, row) is not null
                || (ready.ContainsKey(row) && !state.Of(read.Side).OneAtATime)));
        return [.. paths.Take(state.Of(read.Side).OneAtATime ? 1 : int.MaxValue).Select(path => ToSend(path, ready[path], read.Side))];
    }

    private static AttemptPath ToSend(string path, Register register, Side side) =>
        new(path, register.Of(side.Other()).Seen!, register.Of(side.Other()).Version, register.Of(side).Seen!, register.Of(side).Version);

    /// <summary>Nothing is written where the read before did not say what is there.</summary>
    private static bool IsCovered(string path, RecordContent content) =>
        content.Scalars.ContainsKey(path) || content.Lists.ContainsKey(FieldPaths.List(path));

    /// <summary>Whether a path is owed to the side and can be written, once its time has come.</summary>
    public static bool IsSendable(LinkState state, Side side, string path, Register register, LinkSettings settings) =>
        register.Status == RegisterStatus.Owed
        && register.OwedTo == side
        && !register.Hub.Doubt
        && !register.Partner.Doubt
        && settings.RuleOf(path) is { } rule
        && (rule.Kind != FieldKind.RowReference || register.Of(side.Other()).Seen!.Text is not { } row || CanPoint(state, side, row));

    /// <summary>A main row can be named once the target has that row, or gets it in the same write.</summary>
    private static bool CanPoint(LinkState state, Side side, string row) =>
        PatchComposer.RowId(state, side, row) is not null
        || (state.RegisterAt(row) is { Status: RegisterStatus.Owed } register && register.OwedTo == side);

    /// <summary>A field may be taken from the mapping while a write of it is on its way.</summary>
    private static FieldKind KindOf(LinkSettings settings, string path) => settings.RuleOf(path)?.Kind ?? (FieldPaths.IsTag(path) ? FieldKind.Tag : FieldKind.Text);

    private static FieldValue Seen(LinkState state, Side side, string path) => state.RegisterAt(path).Of(side).Seen ?? FieldValue.Blank;

    private static Evidence Held(LinkDraft draft, Attempt attempt, AttemptPath entry)
    {
        var kind = KindOf(draft.Settings, entry.Path);
        var seen = Seen(draft.State, attempt.Side, entry.Path);
        if (Canon.Same(kind, draft.Settings.Region, seen, entry.Value))
        {
            return Evidence.Sent;
        }

        // A late write of an older attempt is nobody's edit, and tells nothing of this one.
        if (Canon.Same(kind, draft.Settings.Region, seen, entry.Expected)
            || Credence.HoldsGhost(draft.State, attempt.Side, entry.Path, kind, draft.Settings.Region))
        {
            return Evidence.Before;
        }

        return Shortening.Made(kind, draft.Settings.Region, seen, entry.Value) ? Evidence.Shortened : Evidence.Other;
    }

    private static PathOutcome OutcomeOf(Evidence evidence) => evidence switch
    {
        Evidence.Sent => PathOutcome.Done,
        Evidence.Shortened => PathOutcome.Altered,
        _ => PathOutcome.Overtaken,
    };

    private enum Evidence
    {
        Before,
        Sent,
        Shortened,
        Other,
    }
}
