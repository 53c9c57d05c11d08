namespace Counterpart.Links;

/// <summary>
/// Which due links may be looked at now: not those that are being pushed, and not those whose push moved nothing a moment ago.
/// Not guarded against concurrent use.
/// </summary>
public sealed class PushQueue
{
    private const int MostHeld = 10_000;
    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);

    /// <summary>The links that are pushed now; true: what they owe was committed anew since.</summary>
    private readonly Dictionary<string, bool> running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Held> held = new(StringComparer.Ordinal);

    /// <param name="due">The due time by which the link is listed: another one means that something moved.</param>
    public bool IsFree(string link, DateTimeOffset due, DateTimeOffset now) =>
        !running.ContainsKey(link) && !(held.TryGetValue(link, out var last) && last.Due == due && last.Until > now);

    public void Started(string link) => running[link] = false;

    /// <summary>What the link owes was committed anew: there is no reason to wait with it any more.</summary>
    public void Rewritten(string link)
    {
        held.Remove(link);
        if (running.ContainsKey(link))
        {
            running[link] = true;
        }
    }

    /// <param name="retryAt">Not to be looked at again before; null: when the link says so.</param>
    public void Finished(string link, DateTimeOffset due, DateTimeOffset? retryAt, DateTimeOffset now)
    {
        running.Remove(link, out var rewritten);
        if (rewritten && retryAt is null)
        {
            return;
        }

        // The same row again means that the push moved nothing: it is not looked at in a loop.
        var times = held.TryGetValue(link, out var before) && before.Due == due ? before.Times + 1 : 1;
        var wait = now + Backoff.Delay(times, link);
        held[link] = new Held(due, retryAt > wait ? retryAt.Value : wait, times);
    }

    /// <summary>Nothing may be written for the link at present.</summary>
    public void Hold(string link, DateTimeOffset due, DateTimeOffset now) => held[link] = new Held(due, now + LongestHold, 1);

    /// <summary>How many links may be due and yet not be looked at now; those whose time has come long ago are forgotten.</summary>
    public int Waiting(DateTimeOffset now)
    {
        if (held.Count > MostHeld)
        {
            foreach (var (link, _) in held.Where(entry => entry.Value.Until + LongestHold < now).ToList())
            {
                held.Remove(link);
            }
        }

        return Math.Min(running.Count + held.Count, MostHeld);
    }

    /// <summary>How long until the next of those that wait may be looked at; null when none waits.</summary>
    public TimeSpan? NextHeld(DateTimeOffset now)
    {
        TimeSpan? next = null;
        foreach (var hold in held.Values)
        {
            if (hold.Until > now && !(hold.Until - now > next))
            {
                next = hold.Until - now;
            }
        }

        return next;
    }

    private sealed record Held(DateTimeOffset Due, DateTimeOffset Until, int Times);
}
