using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Which sessions were ended before their time, on this node or another.</summary>
public interface IEndedSessions
{
    /// <summary>True on this node at once, on others within half a second.</summary>
    ValueTask<bool> HasEndedAsync(string id, CancellationToken cancel);

    /// <summary>Durable when it returns.</summary>
    /// <param name="expires">When the session would be over anyway.</param>
    Task EndAsync(string id, DateTimeOffset expires, CancellationToken cancel);
}

/// <summary>Asks the store, and remembers an answer as long as <see cref="Callers"/> remember a key's.</summary>
public sealed class EndedSessions(IStore store, TimeProvider clock) : IEndedSessions
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private long changes;

    public ValueTask<bool> HasEndedAsync(string id, CancellationToken cancel) =>
        known.TryGetValue(id, out var answer) && answer.Until > clock.GetUtcNow() ? new(answer.Ended) : new(LoadAsync(id, cancel));

    public async Task EndAsync(string id, DateTimeOffset expires, CancellationToken cancel)
    {
        await store.EndSessionAsync(id, expires, cancel);
        Interlocked.Increment(ref changes);
        known.TryRemove(id, out _);
    }

    private async Task<bool> LoadAsync(string id, CancellationToken cancel)
    {
        var before = Interlocked.Read(ref changes);
        var ended = await store.HasSessionEndedAsync(id, cancel);
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[id] = new Known(ended, clock.GetUtcNow() + Callers.Remember);

        // What was read before a change must not outlive it.
        if (Interlocked.Read(ref changes) != before)
        {
            known.TryRemove(id, out _);
        }

        return ended;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Known(bool Ended, DateTimeOffset Until);
}
