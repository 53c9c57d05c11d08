using System.Security.Cryptography;
using System.Text;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>API keys: made once, shown once, kept as hashes.</summary>
public sealed class AccessKeys(IStore store, TimeProvider clock)
{
    private const string Prefix = "cpk_";

    /// <summary>Characters; no key is longer.</summary>
    private const int MostOnStack = 128;
    private const int MostBytesOfOne = 3;

    /// <summary>Makes a key. Its text is not kept and can't be shown again.</summary>
    public async Task<string> CreateAsync(string? firm, Role role, string? subject, string label, CancellationToken cancel) =>
        (await MakeAsync(firm, role, subject, label, cancel)).Secret;

    /// <summary>Makes a key, and tells its row too.</summary>
    public async Task<NewKey> MakeAsync(string? firm, Role role, string? subject, string label, CancellationToken cancel)
    {
        var secret = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        var row = RowOf(secret, firm, role, subject, label);
        await store.PutKeyAsync(row, cancel);
        return new NewKey(row, secret);
    }

    /// <summary>Stores a key whose text is known already.</summary>
    public Task ImportAsync(string secret, string? firm, Role role, string? subject, string label, CancellationToken cancel) =>
        store.PutKeyAsync(RowOf(secret, firm, role, subject, label), cancel);

    /// <summary>Null for a key that is unknown or has ended.</summary>
    public Task<KeyRow?> FindAsync(string secret, CancellationToken cancel) => FindByHashAsync(HashOf(secret), cancel);

    /// <summary>Null for a key that is unknown or has ended.</summary>
    public async Task<KeyRow?> FindByHashAsync(string hash, CancellationToken cancel)
    {
        var row = await store.FindKeyAsync(hash, cancel);
        return row is not null && !(row.RevokedAt <= clock.GetUtcNow()) ? row : null;
    }

    /// <summary>What is kept of a key's text.</summary>
    public static string HashOf(string secret)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> text = secret.Length <= MostOnStack ? stackalloc byte[MostOnStack * MostBytesOfOne] : new byte[Encoding.UTF8.GetByteCount(secret)];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(secret, text)], hash);
        return Convert.ToHexStringLower(hash);
    }

    private KeyRow RowOf(string secret, string? firm, Role role, string? subject, string label)
    {
        var hash = HashOf(secret);
        return new KeyRow(hash, hash[..12], firm, RoleNames.Of(role), subject, label, clock.GetUtcNow(), null);
    }
}

/// <summary>A key that was made just now: the only time that its text is known.</summary>
public sealed record NewKey(KeyRow Row, string Secret)
{
    // The text of a record may end in a log.
    public override string ToString() => $"{nameof(NewKey)} {Row.Id}";
}
