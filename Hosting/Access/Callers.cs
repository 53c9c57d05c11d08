using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Turns the key of a request into its caller.</summary>
public interface ICallers
{
    /// <summary>Null when the key is unknown or has ended.</summary>
    ValueTask<Caller?> FindAsync(string secret, CancellationToken cancel);

    /// <summary>The same by the key's hash, of which a session is made.</summary>
    ValueTask<Caller?> FindByHashAsync(string hash, CancellationToken cancel);
}

/// <summary>Looks keys up in the store, and remembers an answer for half a second: so long a key that another node revoked may still work.</summary>
public sealed class Callers(AccessKeys keys, IStore store, TimeProvider clock) : ICallers
{
    internal static readonly TimeSpan Remember = TimeSpan.FromMilliseconds(500);

    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private long forgotten;

    public ValueTask<Caller?> FindAsync(string secret, CancellationToken cancel) => FindByHashAsync(AccessKeys.HashOf(secret), cancel);

    public ValueTask<Caller?> FindByHashAsync(string hash, CancellationToken cancel) =>
        known.TryGetValue(hash, out var caller) && caller.Until > clock.GetUtcNow() ? new(caller.Caller) : new(LoadAsync(hash, cancel));

    /// <summary>A key was changed here: from now on every key is looked up again.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref forgotten);
        known.Clear();
    }

    private async Task<Caller?> LoadAsync(string hash, CancellationToken cancel)
    {
        var before = Interlocked.Read(ref forgotten);
        if (await keys.FindByHashAsync(hash, cancel) is not { } row || RoleNames.Parse(row.Role) is not { } role)
        {
            // Unknown keys are not remembered: a key works as soon as it is made.
            known.TryRemove(hash, out _);
            return null;
        }

        var firms = await store.ListFirmsAsync(cancel);
        var firm = firms.FirstOrDefault(firm => string.Equals(firm.Id, row.Firm, StringComparison.Ordinal));
        var caller = new Caller(row.Id, row.Firm, firm?.Name ?? string.Empty, role, row.Subject) { Label = row.Label };
        if (known.Count >= Most)
        {
            known.Clear();
        }

        var until = clock.GetUtcNow() + Remember;
        known[hash] = new Known(caller, row.RevokedAt < until ? row.RevokedAt.Value : until);

        // What was read before a change must not outlive it.
        if (Interlocked.Read(ref forgotten) != before)
        {
            known.TryRemove(hash, out _);
        }

        return caller;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Known(Caller Caller, DateTimeOffset Until);
}
