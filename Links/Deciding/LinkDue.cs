namespace Counterpart.Links;

/// <summary>When a channel should next look at a link: derived from what the link owes.</summary>
public static class LinkDue
{
    /// <summary>How long a new link waits for the directory's content before its records are read one by one.</summary>
    private static readonly TimeSpan FirstRead = TimeSpan.FromSeconds(2);

    /// <summary>The earliest time for the side's channel; null when nothing is owed to it.</summary>
    public static DateTimeOffset? Of(LinkState state, Side side, LinkSettings settings)
    {
        var own = state.Of(side);
        DateTimeOffset? wanted = own.Wanted != default && state.Phase.IsKept() ? own.Wanted : null;
        if (state.Open is { } attempt)
        {
            return attempt.Side == side ? Earlier(wanted, Settling(state, attempt, own, settings)) : wanted;
        }

        if (state.Phase is not (Phase.Linked or Phase.Paused))
        {
            return wanted;
        }

        var first = state.LinkedAt + FirstRead;
        var due = own.Fence == default ? Earlier(wanted, first > own.Floor ? first : own.Floor) : wanted;
        var writes = state.Phase == Phase.Linked && settings.MayWrite;
        foreach (var (path, register) in state.Registers)
        {
            var held = register.Of(side);
            if (held.Doubt)
            {
                due = Earlier(due, held.WrittenAt + settings.Of(side).ReadLag);
            }

            if (writes && Writing.IsSendable(state, side, path, register, settings))
            {
                var ready = register.Of(side.Other()).NotAfter + settings.Debounce;
                due = Earlier(due, ready > own.NotBefore ? ready : own.NotBefore);
            }
        }

        return due;
    }

    /// <summary>
    /// Whether what is written down of it has to be written anew. That may be too early and is never too late: a link that is edited again
    /// before its turn is left as it stands, and a channel that comes too early has the right time written.
    /// </summary>
    /// <param name="before">As it was before a command.</param>
    /// <param name="after">As it is after it.</param>
    public static bool IsToBeWritten(DateTimeOffset? before, DateTimeOffset? after, DateTimeOffset now) =>
        after != before && !(before > now && after > before);

    private static DateTimeOffset Settling(LinkState state, Attempt attempt, SideState own, LinkSettings settings)
    {
        var over = Writing.Over(attempt, settings);
        var due = attempt.Unknown && !own.Gone && own.NotBefore < over ? own.NotBefore : over;
        foreach (var entry in attempt.Paths)
        {
            // A read before the doubt can end tells nothing.
            var held = state.RegisterAt(entry.Path).Of(attempt.Side);
            var ends = held.Doubt ? held.WrittenAt + settings.Of(attempt.Side).ReadLag : due;
            due = ends > due ? ends : due;
        }

        return due;
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } first && first < other ? first : other;
}
