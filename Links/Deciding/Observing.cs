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

        var before = draft.State;
        var partly = IsBesideTheLast(before, read) && ReadMapping.Map(draft, read).Values.Exists(entry => IsNewMember(draft, entry.Key, entry.Value));
        Apply(draft, read);
        return new LinkReply.Observed((int)(draft.State.LastVersion - before.LastVersion), partly);
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
        if (side.Gone && (read.StartedAt < side.Fence || !read.Whole))
        {
            // Were it back by a part of it, the passes meanwhile would seem to have seen the rest.
            return false;
        }

        return read.Revision is { } revision && side.Revision is { } known ? revision >= known : read.StartedAt >= side.Fence && read.StartedAt >= side.Floor;
    }

    /// <summary>
    /// Of two reads that were under way at a time this one may be the older. A row or a tag that it shows and the link does not know may be one
    /// that was seen to be gone since, and forgotten when both sides had taken it away: it is passed over, and the next read tells.
    /// </summary>
    private static bool IsBesideTheLast(LinkState state, RecordRead read) =>
        read is { Revision: null, Whole: true } && state.Open?.Side != read.Side && read.StartedAt < state.Of(read.Side).KnownUntil;

    private static bool IsNewMember(LinkDraft draft, string path, FieldValue value) =>
        !value.IsBlank && !draft.State.Registers.ContainsKey(path) && ReadMapping.RuleOf(draft, path) is { IsList: true };

    private static string? RecordOf(LinkState state, Side side) => side == Side.Hub ? state.Key.Client : state.Partner?.Id;

    /// <summary>Takes over a believed read, settles an attempt that it tells the end of, and decides what follows.</summary>
    public static void Apply(LinkDraft draft, RecordRead read)
    {
        if (draft.State.Of(read.Side).Gone)
        {
            draft.Add(new LinkEvent.Restored(read.Side));

            // No pass saw the record meanwhile, so that one was complete says nothing of when it was changed.
            read = read with { UnchangedSince = DateTimeOffset.MinValue };
        }

        var touched = Record(draft, read, except: null).Touched;
        if (read is { Whole: true, Single: true } && draft.State.Of(read.Side).Wanted is var wanted && wanted != default && read.StartedAt >= wanted)
        {
            draft.Add(new LinkEvent.Refreshed(read.Side, read.StartedAt, read.EndedAt));
        }

        if (read.Whole && draft.State.Open is { } attempt && attempt.Side == read.Side)
        {
            Writing.SettleByReading(draft, attempt, read);
        }

        PathDecisions.Decide(draft, touched);
    }

    /// <summary>Records what is new in a read; gives the paths that have to be decided again, and all values by path.</summary>
    /// <param name="except">An attempt whose paths the caller records itself.</param>
    public static (List<string> Touched, List<KeyValuePair<string, FieldValue>> Values) Record(LinkDraft draft, RecordRead read, Attempt? except)
    {
        var state = draft.State;
        var side = state.Of(read.Side);
        var mapped = ReadMapping.Map(draft, read);
        var values = ImmutableArray.CreateBuilder<SeenValue>();
        var doubted = ImmutableArray.CreateBuilder<string>();
        var stale = new List<string>();
        var touched = new List<string>();
        var version = state.LastVersion;
        var isBesideTheLast = IsBesideTheLast(state, read);
        foreach (var (path, value) in mapped.Values)
        {
            if (except?.Of(path) is not null)
            {
                continue;
            }

            if (isBesideTheLast && IsNewMember(draft, path, value))
            {
                stale.Add(path);
                continue;
            }

            if (ReadMapping.RuleOf(draft, path) is not { } rule)
            {
                if (state.Registers.ContainsKey(path))
                {
                    touched.Add(path);
                }

                continue;
            }

            var held = state.RegisterAt(path).Of(read.Side);
            var news = held.Seen is null || !Canon.Same(rule.Kind, draft.Settings.Region, value, held.Seen);
            var pointsPast = rule.Kind == FieldKind.RowReference && value.Text is { } row && stale.Contains(row, StringComparer.Ordinal);
            if (news && (pointsPast || Credence.MayBeStale(read, side, held, draft.Settings)))
            {
                stale.Add(path);
                if (!held.Doubt && held.Seen is not null)
                {
                    doubted.Add(path);
                }
            }
            else if (news)
            {
                var ghost = Credence.IsGhost(state, read, path, value, rule, draft.Settings.Region);
                var returned = !ghost && Credence.Returned(read, held, value, rule, draft.Settings);
                values.Add(new SeenValue(
                    path, value, ++version, Credence.NotBefore(state, held, read, draft.Settings), ghost, returned));
                touched.Add(path);
            }
            else if (held.Doubt && Credence.ResolvesDoubt(read, side, held, draft.Settings))
            {
                values.Add(new SeenValue(path, value, held.Version, held.NotBefore));
                touched.Add(path);
            }
        }

        var rows = stale.Count == 0 ? mapped.Changed : mapped.Changed.RemoveAll(row => stale.Contains(row.Path, StringComparer.Ordinal));
        if (values.Count > 0 || rows.Length > 0 || (read.Whole && side.Fence == default) || IsNewer(read, side))
        {
            draft.Add(new LinkEvent.Seen(
                read.Side, read.Whole ? read.StartedAt : null, read.EndedAt, read.Revision, values.ToImmutable(), rows,
                !read.Whole && read.Revision is not null ? read.EndedAt : null));
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
}
