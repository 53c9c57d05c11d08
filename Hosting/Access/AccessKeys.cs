using System.Security.Cryptography;
using System.Text;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>API keys: made once, shown once, kept as hashes.</summary>
public sealed class AccessKeys(IStore store, TimeProvider clock)
{
    private const string Prefix = "cpk_";

    /// <summary>Makes a key. Its text is not kept and can't be shown again.</summary>
    public async Task<string> CreateAsync(string? firm, Role role, string? subject, string label, CancellationToken cancel)
    {
        var secret = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        await ImportAsync(secret, firm, role, subject, label, cancel);
        return secret;
    }

    /// <summary>Stores a key whose text is known already.</summary>
    public Task ImportAsync(string secret, string? firm, Role role, string? subject, string label, CancellationToken cancel)
    {
        var hash = HashOf(secret);
        return store.PutKeyAsync(new KeyRow(hash, hash[..12], firm, RoleNames.Of(role), subject, label, clock.GetUtcNow(), null), cancel);
    }

    /// <summary>Null for a key that is unknown or revoked.</summary>
    public async Task<KeyRow?> FindAsync(string secret, CancellationToken cancel)
    {
        var row = await store.FindKeyAsync(HashOf(secret), cancel);
        return row is { RevokedAt: null } ? row : null;
    }

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
