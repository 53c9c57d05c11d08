namespace Counterpart.Links;

/// <summary>What a new value in a believed read may be: news, a page from before, our own late write, or one that came back.</summary>
internal static class Credence
{
    public static DateTimeOffset NotBefore(LinkState state, SideValue held, RecordRead read, LinkSettings settings)
    {
        var side = state.Of(read.Side);
        var lag = settings.Of(read.Side).ReadLag;
        if (held.Seen is null)
        {
            return DateTimeOffset.MinValue;
        }

        if (held.Doubt)
        {
            // A pass may have shown it already, and was not believed: that the pass was complete says nothing.
            return Back(held.NotBefore, lag);
        }

        // That a pass was complete says nothing when it began before the fence, and may have shown the value without being believed; or
        // before the link; or before a read of a part of the record, by another node perhaps, that made the link turn its page away.
        var isTold = read.UnchangedSince >= Back(side.Fence, lag)
            && read.UnchangedSince >= state.LinkedAt + settings.ClockDifference
            && (side.PartialAt == default || read.UnchangedSince >= side.PartialAt + settings.ClockDifference);
        var since = isTold ? read.UnchangedSince : DateTimeOffset.MinValue;

        // The value from before is older than this one. It was known by the read before, which may itself have been late; but for what we
        // wrote: a read while the answer was on its way may have shown this one already, when it was none. And of two reads side by side
        // this one may be the older: what it shows may have been there before.
        var isLater = read.Revision is not null || read.StartedAt >= side.KnownUntil;
        var known = !isLater || (held.Ours && side.KnownAt < held.WrittenAt) ? DateTimeOffset.MinValue : Back(side.KnownAt, lag);
        return Later(since, Later(held.NotBefore, known));
    }

    private static DateTimeOffset Back(DateTimeOffset at, TimeSpan lag) => at > DateTimeOffset.MinValue + lag ? at - lag : DateTimeOffset.MinValue;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>
    /// Any other value within the system's read lag after the present one came: the one before, or one from before that, or what stood
    /// there between our read and our write. Likewise of a read that began before the one that brought the present value was over: which
    /// of the two is newer is not known, but by a revision that is higher than any before.
    /// </summary>
    public static bool MayBeStale(RecordRead read, SideState side, SideValue held, LinkSettings settings) =>
        Overlaps(read, side, held)
        || (read.Revision is null && held.Before is not null && read.StartedAt < held.WrittenAt + settings.Of(read.Side).ReadLag);

    /// <summary>What our write had replaced is back soon after it: somebody's second thought, or something else that writes the field.</summary>
    public static bool Returned(RecordRead read, SideValue held, FieldValue value, FieldRule rule, LinkSettings settings) =>
        held.Ours
        && held.Before is not null
        && read.EndedAt <= held.WrittenAt + settings.Quarantine.AfterWrite
        && Canon.Same(rule.Kind, settings.Region, value, held.Before);

    private static bool Overlaps(RecordRead read, SideState side, SideValue held) =>
        held.Version > 0 && read.StartedAt < held.NotAfter && (held.Ours || !(read.Revision > side.Revision));

    public static bool ResolvesDoubt(RecordRead read, SideState side, SideValue held, LinkSettings settings) =>
        !Overlaps(read, side, held)
        && (read.Revision is not null || (read.Single && read.StartedAt >= held.WrittenAt + settings.Of(read.Side).ReadLag));

    public static bool IsGhost(LinkState state, RecordRead read, string path, FieldValue value, FieldRule rule, string region)
    {
        var held = state.RegisterAt(path).Of(read.Side);
        if (held.Seen is { } seen && (held.Shadow is not { } shadow || !Canon.Same(rule.Kind, region, seen, shadow)))
        {
            // Over an edit that the other side does not have yet, a push of the other side's value would lose that edit.
            return false;
        }

        foreach (var ghost in state.Ghosts)
        {
            if (ghost.Side == read.Side
                && read.EndedAt < ghost.Until
                && (string.Equals(ghost.Path, path, StringComparison.Ordinal) || (rule.IsList && IsNewRow(state, path, ghost)))
                && IsKeptOf(rule.Kind, region, value, ghost.Value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What a side holds is a late write of ours, and was recorded as that.</summary>
    public static bool HoldsGhost(LinkState state, Side side, string path, FieldKind kind, string region)
    {
        var held = state.RegisterAt(path).Of(side);
        return held is { Seen: { } seen, Shadow: { } shadow }
            && Canon.Same(kind, region, seen, shadow)
            && state.Ghosts.Any(ghost =>
                ghost.Side == side && string.Equals(ghost.Path, path, StringComparison.Ordinal) && IsKeptOf(kind, region, seen, ghost.Value));
    }

    /// <summary>What was sent, or what a system that cuts texts or shows only their end makes of it.</summary>
    private static bool IsKeptOf(FieldKind kind, string region, FieldValue shown, FieldValue sent) =>
        Canon.Same(kind, region, sent, shown)
        || Shortening.Made(kind, region, shown, sent)
        || (Masking.Applies(kind) && Masking.IsMasked(shown) && !sent.IsBlank && Masking.EndsAlike(shown, sent));

    private static bool IsNewRow(LinkState state, string path, Ghost ghost) =>
        !state.Registers.ContainsKey(path) && string.Equals(FieldPaths.List(path), FieldPaths.List(ghost.Path), StringComparison.Ordinal);
}
