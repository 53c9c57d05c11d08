using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>What a read of a record teaches a link.</summary>
internal static class Observing
{
    public static LinkReply Observe(LinkDraft draft, RecordRead read)
    {
        if (!draft.State.Phase.HasRecords())
        {
            return new LinkReply.NotLinked(draft.State.Phase);
        }

        if (!Believed(draft.State, read))
        {
            return new LinkReply.NotBelieved();
        }

        var before = draft.State.LastVersion;
        Apply(draft, read);
        return new LinkReply.Observed((int)(draft.State.LastVersion - before));
    }

    /// <summary>
    /// A revision orders reads where there is one. Otherwise a read that began before the fence may show what was there
    /// before our own write, or before a newer read.
    /// </summary>
    public static bool Believed(LinkState state, RecordRead read)
    {
        if (read.RecordId is { } id && !string.Equals(id, RecordOf(state, read.Side), StringComparison.Ordinal))
        {
            return false;
        }

        var side = state.Of(read.Side);
        if (side.Gone && read.StartedAt < side.Fence)
        {
            return false;
        }

        return read.Revision is { } revision && side.Revision is { } known ? revision >= known : read.StartedAt >= side.Fence;
    }

    private static string? RecordOf(LinkState state, Side side) => side == Side.Hub ? state.Key.Client : state.Partner?.Id;

    /// <summary>Takes over a believed read, settles an attempt that it tells the end of, and decides what follows.</summary>
    public static void Apply(LinkDraft draft, RecordRead read)
    {
        if (draft.State.Of(read.Side).Gone)
        {
            draft.Add(new LinkEvent.Restored(read.Side));
        }

        var touched = Record(draft, read, except: null).Touched;
        if (read is { Whole: true, Single: true } && draft.State.Of(read.Side).Wanted is var wanted && wanted != default && read.StartedAt >= wanted)
        {
            draft.Add(new LinkEvent.Refreshed(read.Side, read.StartedAt));
        }

        if (read.Whole && draft.State.Open is { } attempt && attempt.Side == read.Side)
        {
            Writing.SettleByReading(draft, attempt, read);
        }

        Decide(draft, touched);
    }

    /// <summary>Records what is new in a read; gives the paths that have to be decided again, and all values by path.</summary>
    /// <param name="except">An attempt whose paths the caller records itself.</param>
    public static (List<string> Touched, List<KeyValuePair<string, FieldValue>> Values) Record(LinkDraft draft, RecordRead read, Attempt? except)
    {
        var state = draft.State;
        var side = state.Of(read.Side);
        var mapped = MapRows(draft, read);
        var values = ImmutableArray.CreateBuilder<SeenValue>();
        var doubted = ImmutableArray.CreateBuilder<string>();
        var stale = new HashSet<string>(StringComparer.Ordinal);
        var touched = new List<string>();
        var version = state.LastVersion;
        foreach (var (path, value) in mapped.Values)
        {
            if (except?.Of(path) is not null)
            {
                continue;
            }

            if (RuleToRead(draft, path) is not { } rule)
            {
                if (state.Registers.ContainsKey(path))
                {
                    touched.Add(path);
                }

                continue;
            }

            var held = state.RegisterAt(path).Of(read.Side);
            var news = held.Seen is null || !Canon.Same(rule.Kind, draft.Settings.Region, value, held.Seen);
            if (news && MayBeStale(read, held, value, rule, draft.Settings))
            {
                stale.Add(path);
                if (!held.Doubt)
                {
                    doubted.Add(path);
                }
            }
            else if (news)
            {
                var ghost = IsGhost(state, read, path, value, rule, draft.Settings.Region);
                var returned = !ghost && Returned(read, held, value, rule, draft.Settings);
                values.Add(new SeenValue(
                    path, value, ++version, NotBefore(held, side, read, draft.Settings.Of(read.Side).ReadLag), ghost, returned));
                touched.Add(path);
            }
            else if (held.Doubt && ResolvesDoubt(read, held, draft.Settings))
            {
                values.Add(new SeenValue(path, value, held.Version, held.NotBefore));
                touched.Add(path);
            }
        }

        var rows = mapped.Changed.RemoveAll(row => stale.Contains(row.Path));
        if (values.Count > 0 || rows.Length > 0 || (read.Whole && side.Fence == default) || IsNewer(read, side))
        {
            draft.Add(new LinkEvent.Seen(
                read.Side, read.Whole ? read.StartedAt : null, read.EndedAt, read.Revision, values.ToImmutable(), rows));
        }

        if (doubted.Count > 0)
        {
            draft.Add(new LinkEvent.Doubted(read.Side, doubted.ToImmutable()));
        }

        if (side.Fence == default && draft.State.Of(read.Side).Fence != default)
        {
            // The side's first whole read: rows of the other side that it lacks are known to be lacking only now.
            touched.AddRange(draft.State.Registers.Keys.Except(touched, StringComparer.Ordinal));
        }

        return (touched, mapped.Values);
    }

    /// <summary>A revision is recorded even when it brought nothing new, or a late post of the one before would be believed.</summary>
    private static bool IsNewer(RecordRead read, SideState side) =>
        read.Revision is { } revision && (side.Revision is not { } known || revision > known);

    /// <summary>Decides paths again, but for those of an open attempt; a list's main row after its rows, because it follows them.</summary>
    /// <returns>How many came out differently.</returns>
    public static int Decide(LinkDraft draft, IEnumerable<string> paths)
    {
        var values = new List<string>();
        var references = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var rule = draft.Settings.RuleOf(path);
            if (rule?.Kind == FieldKind.RowReference)
            {
                references.Add(path);
            }
            else
            {
                values.Add(path);
                if (rule is { IsList: true })
                {
                    references.Add(FieldPaths.Primary(rule.Path));
                }
            }
        }

        return DecideEach(draft, values)
            + DecideEach(draft, references.Where(path => draft.Settings.RuleOf(path)?.Kind == FieldKind.RowReference));
    }

    private static int DecideEach(LinkDraft draft, IEnumerable<string> paths)
    {
        var steps = ImmutableArray.CreateBuilder<MergeStep>();
        foreach (var path in paths)
        {
            if (draft.State.Open?.Of(path) is not null || !draft.State.Registers.TryGetValue(path, out var register))
            {
                continue;
            }

            if (draft.Settings.RuleOf(path) is not { } rule)
            {
                // Not mapped any more: what was known of it grows old, and it starts anew should it come back.
                steps.Add(new MergeStep(path, MergeKind.Retire, Side.Hub, MergeRule.None, HoldReason.None, register.Hub.Version, register.Partner.Version));
                continue;
            }

            var step = Merge.Decide(path, register, rule, draft.Settings);
            if (step.Kind is MergeKind.Owe or MergeKind.Take && HeldRow(draft.State, rule, register, step.Winner) is { } reason)
            {
                step = step with { Kind = MergeKind.Hold, Hold = reason };
            }

            if (LinkFold.Changes(register, step))
            {
                steps.Add(step);
            }
        }

        if (steps.Count > 0)
        {
            draft.Add(new LinkEvent.Merged(steps.ToImmutable()));
        }

        return steps.Count;
    }

    /// <summary>A row that the other side does not have, and is not getting, cannot be its main one.</summary>
    public static HoldReason? HeldRow(LinkState state, FieldRule rule, Register register, Side winner) =>
        rule.Kind == FieldKind.RowReference
        && register.Of(winner).Seen!.Text is { } row
        && state.Rows.GetValueOrDefault(row)?.Of(winner.Other()) is null
        && state.RegisterAt(row) is { Status: RegisterStatus.Held } held
            ? held.Hold
            : null;

    private static RowMap MapRows(LinkDraft draft, RecordRead read)
    {
        var state = draft.State;
        var values = new List<KeyValuePair<string, FieldValue>>(read.Content.Scalars.Count + 8);
        // In order of name, so that the same read gives the same numbers in every process.
        foreach (var scalar in read.Content.Scalars.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            values.Add(scalar);
        }

        var changed = ImmutableArray.CreateBuilder<SeenRow>();
        var lastRow = state.LastRow;
        foreach (var (list, rows) in read.Content.Lists.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
        {
            if (RuleToRead(draft, list) is not { IsList: true } rule)
            {
                // No longer mapped: the paths as they are, to be forgotten.
                values.AddRange(state.Registers.Keys
                    .Where(path => string.Equals(FieldPaths.List(path), list, StringComparison.Ordinal))
                    .Select(path => KeyValuePair.Create(path, FieldValue.Blank)));
                continue;
            }

            if (rule.Kind == FieldKind.Tag)
            {
                MapTags(draft, rows, values);
                continue;
            }

            var (paths, last) = RowPairing.Map(state, read.Side, rule, draft.Settings.Region, rows, lastRow);
            lastRow = last;
            string? primary = null;
            var present = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                var path = paths[row.Id];
                if (!present.Add(path))
                {
                    continue;
                }

                values.Add(KeyValuePair.Create(path, row.Value));
                primary = row.Primary && primary is null ? path : primary;
                if (!string.Equals(state.Rows.GetValueOrDefault(path)?.Of(read.Side), row.Id, StringComparison.Ordinal))
                {
                    changed.Add(new SeenRow(path, row.Id));
                }
            }

            foreach (var (path, pair) in state.Rows)
            {
                if (!string.Equals(FieldPaths.List(path), list, StringComparison.Ordinal) || present.Contains(path))
                {
                    continue;
                }

                values.Add(KeyValuePair.Create(path, FieldValue.Blank));
                if (pair.Of(read.Side) is not null)
                {
                    changed.Add(new SeenRow(path, null));
                }
            }

            if (RuleToRead(draft, FieldPaths.Primary(list)) is { Kind: FieldKind.RowReference })
            {
                values.Add(KeyValuePair.Create(FieldPaths.Primary(list), FieldValue.Of(primary)));
            }
        }

        return new RowMap(values, changed.ToImmutable());
    }

    /// <summary>A tag is known by its name, so there is nothing to pair; of one name in two spellings the first counts.</summary>
    private static void MapTags(LinkDraft draft, ImmutableArray<RecordRow> rows, List<KeyValuePair<string, FieldValue>> values)
    {
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var name = Canon.Of(FieldKind.Tag, draft.Settings.Region, row.Value);
            if (name.Length > 0 && present.Add(FieldPaths.Tag(name)))
            {
                values.Add(KeyValuePair.Create(FieldPaths.Tag(name), row.Value));
            }
        }

        foreach (var (path, _) in draft.State.Registers)
        {
            if (FieldPaths.IsTag(path) && !present.Contains(path))
            {
                values.Add(KeyValuePair.Create(path, FieldValue.Blank));
            }
        }
    }

    /// <summary>What is taken from the mapping while its write is on its way is read until that is settled, and then forgotten.</summary>
    private static FieldRule? RuleToRead(LinkDraft draft, string path) =>
        draft.Settings.RuleOf(path) ?? (draft.State.Open is { } attempt ? OnItsWay(attempt, path) : null);

    private static FieldRule? OnItsWay(Attempt attempt, string path)
    {
        FieldRule? found = null;
        foreach (var entry in attempt.Paths)
        {
            var list = FieldPaths.List(entry.Path);
            var isTag = FieldPaths.IsTag(entry.Path);
            var isReference = !isTag && string.Equals(entry.Path, FieldPaths.Primary(list), StringComparison.Ordinal);
            if (string.Equals(entry.Path, path, StringComparison.Ordinal))
            {
                return new FieldRule(path, isReference ? FieldKind.RowReference : isTag ? FieldKind.Tag : FieldKind.Text);
            }

            found = !isReference && string.Equals(list, path, StringComparison.Ordinal) ? new FieldRule(path, isTag ? FieldKind.Tag : FieldKind.Text) { IsList = true } : found;
        }

        return found;
    }

    private static DateTimeOffset NotBefore(SideValue held, SideState side, RecordRead read, TimeSpan lag)
    {
        if (held.Seen is null)
        {
            return DateTimeOffset.MinValue;
        }

        // The read before may itself have been late, and the value from before is older than this one.
        var known = side.KnownAt > DateTimeOffset.MinValue + lag ? side.KnownAt - lag : DateTimeOffset.MinValue;
        known = held.NotBefore > known ? held.NotBefore : known;
        return read.UnchangedSince > known ? read.UnchangedSince : known;
    }

    /// <summary>
    /// A value equal to the one before, within the system's read lag after that was replaced; or any, of a read that began
    /// before the one that brought the present value was over: which of the two is newer is not known.
    /// </summary>
    private static bool MayBeStale(RecordRead read, SideValue held, FieldValue value, FieldRule rule, LinkSettings settings) =>
        Overlaps(read, held)
        || (read.Revision is null
            && held.Before is not null
            && read.StartedAt < held.WrittenAt + settings.Of(read.Side).ReadLag
            && Canon.Same(rule.Kind, settings.Region, value, held.Before));

    /// <summary>What our write had replaced is back soon after it: somebody's second thought, or something else that writes the field.</summary>
    private static bool Returned(RecordRead read, SideValue held, FieldValue value, FieldRule rule, LinkSettings settings) =>
        held.Ours
        && held.Before is not null
        && read.EndedAt <= held.WrittenAt + settings.Quarantine.AfterWrite
        && Canon.Same(rule.Kind, settings.Region, value, held.Before);

    private static bool Overlaps(RecordRead read, SideValue held) => held.Version > 0 && read.StartedAt < held.NotAfter;

    private static bool ResolvesDoubt(RecordRead read, SideValue held, LinkSettings settings) =>
        !Overlaps(read, held)
        && (read.Revision is not null || (read.Single && read.StartedAt >= held.WrittenAt + settings.Of(read.Side).ReadLag));

    private static bool IsGhost(LinkState state, RecordRead read, string path, FieldValue value, FieldRule rule, string region)
    {
        var held = state.RegisterAt(path).Of(read.Side);
        if (held is { Seen: { } seen, Shadow: { } shadow } && !Canon.Same(rule.Kind, region, seen, shadow))
        {
            // Over an edit that the other side does not have yet, a push of the other side's value would lose that edit.
            return false;
        }

        foreach (var ghost in state.Ghosts)
        {
            if (ghost.Side == read.Side
                && read.EndedAt < ghost.Until
                && (string.Equals(ghost.Path, path, StringComparison.Ordinal) || (rule.IsList && IsNewRow(state, path, ghost)))
                && Canon.Same(rule.Kind, region, ghost.Value, value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNewRow(LinkState state, string path, Ghost ghost) =>
        !state.Registers.ContainsKey(path) && string.Equals(FieldPaths.List(path), FieldPaths.List(ghost.Path), StringComparison.Ordinal);

    private readonly record struct RowMap(List<KeyValuePair<string, FieldValue>> Values, ImmutableArray<SeenRow> Changed);
}
