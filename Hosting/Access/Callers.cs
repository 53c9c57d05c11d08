using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Turns the key of a request into its caller.</summary>
public interface ICallers
{
    /// <summary>Null when the key is unknown or revoked.</summary>
    ValueTask<Caller?> FindAsync(string secret, CancellationToken cancel);
}

/// <summary>Looks keys up in the store, and remembers an answer for a few seconds: so long a revoked key may still work.</summary>
public sealed class Callers(AccessKeys keys, IStore store, TimeProvider clock) : ICallers
{
    private static readonly TimeSpan Remember = TimeSpan.FromSeconds(5);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);

    public ValueTask<Caller?> FindAsync(string secret, CancellationToken cancel) =>
        known.TryGetValue(secret, out var caller) && caller.Until > clock.GetUtcNow() ? new(caller.Caller) : new(LoadAsync(secret, cancel));

    private async Task<Caller?> LoadAsync(string secret, CancellationToken cancel)
    {
        if (await keys.FindAsync(secret, cancel) is not { } row || RoleNames.Parse(row.Role) is not { } role)
        {
            // Unknown keys are not remembered: a key works as soon as it is made.
            known.TryRemove(secret, out _);
            return null;
        }

        var firms = await store.ListFirmsAsync(cancel);
        var firm = firms.FirstOrDefault(firm => string.Equals(firm.Id, row.Firm, StringComparison.Ordinal));
        var caller = new Caller(row.Id, row.Firm, firm?.Name ?? string.Empty, role, row.Subject);
        if (known.Count >= Most)
        {
            known.Clear();
        }

        known[secret] = new Known(caller, clock.GetUtcNow() + Remember);
        return caller;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Known(Caller Caller, DateTimeOffset Until);
}
