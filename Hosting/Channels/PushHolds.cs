using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>
/// Which due links are not to be looked at now: those that are pushed just now, and those whose push moved nothing. The latter
/// wait for a backoff, or until what they owe is committed anew.
/// </summary>
internal sealed class PushHolds
{
    private const int Most = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();

    /// <summary>The links that are pushed now; true: what they owe was committed anew since.</summary>
    private readonly Dictionary<string, bool> running = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Held> held = new(StringComparer.Ordinal);

    public void Start(string link)
    {
        lock (gate)
        {
            running[link] = false;
        }
    }

    /// <summary>What a link owes is not what was looked at: there is no reason to wait with it any more.</summary>
    public void Rewritten(string link)
    {
        lock (gate)
        {
            held.Remove(link);
            if (running.ContainsKey(link))
            {
                running[link] = true;
            }
        }
    }

    /// <param name="retryAt">Not to be looked at before; null: as its due time says.</param>
    public void Finish(DueRow due, DateTimeOffset? retryAt, DateTimeOffset now)
    {
        lock (gate)
        {
            running.Remove(due.Link, out var rewritten);
            if (rewritten && retryAt is null)
            {
                return;
            }

            // The same row again means that the push moved nothing: it is not looked at in a loop.
            var times = held.TryGetValue(due.Link, out var before) && before.NotBefore == due.NotBefore ? before.Times + 1 : 1;
            var wait = now + Backoff.Delay(times, due.Link);
            held[due.Link] = new Held(due.NotBefore, retryAt > wait ? retryAt.Value : wait, times);
        }
    }

    public void Hold(DueRow due, DateTimeOffset until)
    {
        lock (gate)
        {
            held[due.Link] = new Held(due.NotBefore, until, 1);
        }
    }

    public bool IsFree(DueRow row, DateTimeOffset now)
    {
        lock (gate)
        {
            return !running.ContainsKey(row.Link)
                && !(held.TryGetValue(row.Link, out var last) && last.NotBefore == row.NotBefore && last.Until > now);
        }
    }

    /// <summary>How many rows may be due and yet not be looked at now; those whose time has come long ago are forgotten.</summary>
    public int Count(DateTimeOffset now)
    {
        lock (gate)
        {
            if (held.Count > Most)
            {
                foreach (var (link, _) in held.Where(entry => entry.Value.Until + KeptFor < now).ToList())
                {
                    held.Remove(link);
                }
            }

            return Math.Min(running.Count + held.Count, Most);
        }
    }

    /// <summary>How long until the next hold ends; null: there is none.</summary>
    public TimeSpan? Next(DateTimeOffset now)
    {
        lock (gate)
        {
            DateTimeOffset? next = null;
            foreach (var (_, hold) in held)
            {
                next = hold.Until > now && (next is null || hold.Until < next) ? hold.Until : next;
            }

            return next - now;
        }
    }

    private sealed record Held(DateTimeOffset NotBefore, DateTimeOffset Until, int Times);
}
